"""Households, residence episodes, checks and doubts as lists."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linli.accounts import api as accounts
from linli.base import clock
from linli.journal import api as journal
from linli.places import api as places
from linli.ui import turns
from linli.ui.parts import Figure
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words

from .. import queries
from ..forms import ChecksForm, HouseholdsForm, ResidencesForm
from ..queries import CheckRow, HouseholdRow, ResidenceRow
from ..rules import codes
from .common import actor_of, state_of


@accounts.needs("residents.read")
@require_GET
def households(request: HttpRequest) -> HttpResponse:
    """Households behind their doors."""
    actor, on = actor_of(request), clock.today()
    address = Address.of(request.GET)
    form = HouseholdsForm(request.GET or None, cells=grid_cells(actor.community, on))
    found = queries.households.listing(
        actor, form.filter(), on=on, sort=address.sort or "door", page=address.page, size=address.size
    )
    journal.read(actor, "household", [one.id for one in found.rows], at=clock.now(), purpose="list")
    turns.keep(request, "household", [one.id for one in found.rows], address, found.total)
    columns = [
        Column("door", _("Door"), sort=True, phone="title"), Column("head", _("Head"), phone="first"),
        Column("members", _("Members"), "number", phone="second"), Column("number", _("Household number"), optional=True),
        Column("kind", _("Kind of household"), optional=True), Column("tenancy", _("Tenancy"), phone="second"), Column("start", _("From"), "day"),
    ]  # fmt: skip
    table = Table(columns, [_household(one) for one in found.rows], address, found.total,
                  caption=_("{n} households").format(n=number_words(found.total)), empty=_("No household fits. Clear a filter."))  # fmt: skip
    may = accounts.may(actor, "residents.edit")
    return render(request, "residents/list.html", {
        "title": _("Households and members"), "form": form, "table": table,
        "verb": _("Found a household"), "verb_url": reverse("residents:found") if may else "",
    })  # fmt: skip


@accounts.needs("residents.read")
@require_GET
def residences(request: HttpRequest) -> HttpResponse:
    """Residence episodes: who was entered, who was closed and why."""
    actor, on = actor_of(request), clock.today()
    address = Address.of(request.GET)
    form = ResidencesForm(request.GET or None)
    found = queries.residences.listing(
        actor, form.filter(), on=on, sort=address.sort or "-start", page=address.page, size=address.size
    )
    people = list(dict.fromkeys(one.person_id for one in found.rows))
    journal.read(actor, "person", people, at=clock.now(), purpose="list")
    turns.keep(request, "person", people, address, found.total)
    columns = [
        Column("name", _("Full name"), phone="title"), Column("door", _("Door"), phone="first"), Column("kind", _("Kind of residence")),
        Column("start", _("First day"), "day", sort=True, phone="second"), Column("end", _("Last day of residence"), "day", sort=True),
        Column("reason", _("Reason of closing")), Column("state", _("State"), "status", phone="second"),
    ]  # fmt: skip
    table = Table(columns, [_residence(one) for one in found.rows], address, found.total,
                  caption=_("{n} residences").format(n=number_words(found.total)), empty=_("No residence fits. Clear a filter."))  # fmt: skip
    may = accounts.may(actor, "residents.edit")
    return render(request, "residents/list.html", {
        "title": _("Residence episodes"), "form": form, "table": table,
        "verb": _("Register a new resident"), "verb_url": reverse("residents:register") if may else "",
    })  # fmt: skip


@accounts.needs("residents.read")
@require_GET
def checks(request: HttpRequest) -> HttpResponse:
    """Doors where somebody was not looked up this year, and the checks of this year."""
    actor, at = actor_of(request), clock.now()
    on = clock.day_of(at)
    address = Address.of(request.GET)
    done, total = queries.checks.progress(actor, on=on)
    due = queries.checks.due(actor, on=on, page=address.page, size=address.size)
    columns = [
        Column("door", _("Door"), phone="title"), Column("people", _("People"), "number", phone="first"),
        Column("unchecked", _("Not yet checked this year"), "number", phone="second"),
    ]  # fmt: skip
    rows = [
        Row(
            {"door": one.door, "people": one.people, "unchecked": one.unchecked},
            reverse("residents:check_door", args=[one.room_id]),
        )
        for one in due.rows
    ]
    table = Table(columns, rows, address, due.total,
                  empty=_("Everybody who lives here has been looked up this year."))  # fmt: skip
    newest = queries.checks.listing(
        actor, on=on, since=dt.date(on.year, 1, 1), until=on + dt.timedelta(days=1), size=10
    )
    journal.read(actor, "person", [one.person_id for one in newest.rows], at=at, purpose="list")
    return render(request, "residents/checks.html", {
        "title": _("Information checks"), "table": table, "form": ChecksForm(request.GET or None),
        "progress": Figure(done, numerator=done, denominator=total), "newest": [(one, _check_words(one)) for one in newest.rows],
        "year": on.year,
    })  # fmt: skip


@accounts.needs("residents.merge")
@require_GET
def doubts(request: HttpRequest) -> HttpResponse:
    """Pairs of records that may be one person."""
    rows = [
        Row(
            {"kept": one.kept_name, "other": one.other_name, "why": one.why, "at": one.at},
            reverse("residents:doubt", args=[one.id]),
        )
        for one in queries.doubts.open_doubts(actor_of(request), on=clock.today())
    ]
    columns = [Column("kept", _("Record"), phone="title"), Column("other", _("May be the same as"), phone="first"),
               Column("why", _("Why")), Column("at", _("Marked"), "day", phone="second")]  # fmt: skip
    table = Table(
        columns, rows, caption=_("{n} pairs").format(n=len(rows)), empty=_("No two records are in doubt.")
    )
    return render(request, "residents/doubts.html", {"title": _("Possible duplicates"), "table": table})


def grid_cells(community: int | None, on: dt.date) -> list[tuple[int, str]]:
    """(id, name) of the grids of a community, for filters."""
    return [(cell.id, cell.name) for cell in places.cells(community, "grid", on)] if community else []


def _household(one: HouseholdRow) -> Row:
    return Row(
        {
            "door": one.door, "head": one.head_name or "—", "members": one.members, "number": one.number or "—",
            "kind": codes.word(codes.HOUSEHOLD_KINDS, one.kind), "tenancy": codes.word(codes.TENANCY, one.tenancy), "start": one.start,
        },
        reverse("residents:household", args=[one.id]), str(one.id),
    )  # fmt: skip


def _residence(one: ResidenceRow) -> Row:
    return Row(
        {
            "name": one.name, "door": one.door or "—", "kind": codes.word(codes.KINDS, one.kind), "start": one.start,
            "end": one.end - dt.timedelta(days=1) if one.end else "—",
            "reason": codes.word(codes.REASONS, one.reason) if one.reason else "—", "state": state_of(one.state),
        },
        reverse("residents:person", args=[one.person_id]), str(one.id),
    )  # fmt: skip


def _check_words(one: CheckRow) -> str:
    return " · ".join((codes.word(codes.OUTCOMES, one.outcome), codes.word(codes.WAYS, one.way), one.by_name))
