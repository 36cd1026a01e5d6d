"""Organisations: branches with their members, the record, founding, name, election, dissolution."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.ui.parts import Figure
from linli.ui.tables import Column, Row, Table
from linli.ui.words import number_words, short_day

from ..actions import organisations
from ..forms import organisations as forms
from ..queries import meetings
from ..queries import organisations as found
from ..queries.organisations import OrganisationRow
from ..rules import codes
from ..rules.sight import may_keep
from .common import actor_of, asked, links, today, verb_of
from .members import days, last, offices


@accounts.needs("party.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Every organisation of today; the sum over branches is the number of members."""
    actor, (_at, on) = actor_of(request), today()
    rows = found.listing(actor, on=on)
    branches = [one for one in rows if one.kind in codes.BRANCHES]
    table = Table(_columns(), [_total(branches), *(_row(one) for one in rows)], total=len(rows),
                  caption=_("{n} branches").format(n=number_words(len(branches))),
                  empty=_("There are no organisations here yet."))  # fmt: skip
    keeps = may_keep(actor)
    if not rows:
        table = Table(_columns(), [], empty=_("There are no organisations here yet."),
                      empty_url=reverse("party:organisation_new") if keeps else "", empty_action=_("Enter the first"))  # fmt: skip
    return render(request, "ui/listing.html", {
        "title": _("Party branches"), "table": table, "verb": _("Enter an organisation"),
        "verb_url": reverse("party:organisation_new") if keeps else "",
    })  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column("name", _("Name"), phone="title"), Column("kind", _("Kind"), phone="first"), Column("above", _("Party organisation above")),
        Column("members", _("Number of members"), "number"), Column("formal", _("Formal members"), "number"),
        Column("secretary", _("Secretary"), phone="first"), Column("term", _("Term ends"), "day", phone="second"),
    ]  # fmt: skip


def _row(one: OrganisationRow) -> Row:
    own = one.kind in ("branch", "group")
    people = f"{reverse('party:members')}?branch={one.id}"
    return Row(
        {
            "name": one.name, "kind": codes.word(codes.ORGANISATIONS, one.kind), "above": one.above_name,
            "members": Figure(one.members, people) if own else "", "formal": Figure(one.formal, f"{people}&standing=formal") if own else "",
            "secretary": one.secretary or "—", "term": last(one.term_until),
        },
        reverse("party:organisation", args=[one.id]), str(one.id),
    )  # fmt: skip


def _total(branches: list[OrganisationRow]) -> Row:
    everybody = reverse("party:members")
    cells: dict[str, object] = {
        "name": _("Total of the branches"), "kind": "", "above": "", "secretary": "", "term": "",
        "members": Figure(sum(one.members for one in branches), everybody),
        "formal": Figure(sum(one.formal for one in branches), f"{everybody}?standing=formal"),
    }  # fmt: skip
    return Row(cells, total=True)


@accounts.needs("party.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One organisation."""
    actor, (_at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    go = verb_of(key)
    due = [one for one in meetings.due(actor, on=on) if one.organisation == key]
    notes = [
        *page.notes,
        *(
            _("Still to be held by {day}: {kind}").format(
                day=short_day(one.last, on), kind=codes.word(codes.MEETINGS, one.kind)
            )
            for one in due
        ),
    ]
    groups = [(_("Offices"), offices(actor, page.offices))] if page.offices else []
    if page.below:
        groups.append((_("Stand under it"), Table(_columns(), [_row(one) for one in page.below])))
    groups.append((_("Terms of office"), Table(
        [Column("start", _("Elected on"), "day", phone="title"), Column("end", _("Term ends"), "day", phone="first"), Column("note", _("Note"))],
        [Row({"start": start, "end": last(end), "note": note}) for start, end, note in page.terms],
        empty=_("No election is entered."),
    )))  # fmt: skip
    if len(page.names) > 1:
        groups.append((_("Names"), Table([Column("name", _("Name"), phone="title"), *days()],
                                         [Row({"name": name, "start": start, "end": last(end)}) for name, start, end in page.names])))  # fmt: skip
    row = page.row
    own = row.kind in ("branch", "group")
    return render(request, "ui/record.html", {
        "title": row.name, "back_url": reverse("party:organisations"), "notes": notes,
        "words": _sentence(row, on),
        "verbs": links(actor, (_("Call a meeting"), f"{reverse('party:meeting_new')}?organisation={key}"), (_("Enter the election"), go("organisation_elect"))),
        "links": links(actor, (_("Rename"), go("organisation_rename")), (_("Dissolve"), go("organisation_dissolve"))),
        "groups": groups,
        "facts_of": [
            (_("Party organisation above"), row.above_name or "—", reverse("party:organisation", args=[row.above]) if row.above else ""),
            (_("Founded"), short_day(row.start, on), ""),
            *([(_("Number of members"), str(row.members), f"{reverse('party:members')}?branch={key}")] if own else []),
            (_("Secretary"), row.secretary or "—", ""),
            (_("Meetings"), _("List"), f"{reverse('party:meetings')}?organisation={key}"),
        ],
    })  # fmt: skip


def _sentence(row: OrganisationRow, on: dt.date) -> str:
    kind = codes.word(codes.ORGANISATIONS, row.kind)
    if row.end is not None:
        return _("{kind}, dissolved on {day}").format(kind=kind, day=short_day(row.end, on))
    said = [kind]
    if row.kind in ("branch", "group"):
        said.append(
            _("{n} formal members, {m} probationary").format(n=row.formal, m=row.members - row.formal)
        )
    if row.term_until is not None:
        said.append(_("term until {day}").format(day=short_day(row.term_until - dt.timedelta(days=1), on)))
    return " · ".join(said)


def _page(key: int) -> str:
    return reverse("party:organisation", args=[key])


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """An organisation is founded."""
    actor, (at, on) = actor_of(request), today()
    above = found.choices(actor, on=on, kinds=("committee", "general_branch", "branch"))
    committee = next((key for key, _name in found.choices(actor, on=on, kinds=("committee",))), None)
    form = forms.OrganisationForm(
        request.POST or None, on=on, choices={"above": above}, initial={"on": on, "above": committee}
    )

    def deed(typed: dict[str, Any]) -> int:
        return organisations.found(
            actor=actor, at=at, kind=typed["kind"], name=typed["name"], on=typed["on"], above=typed["above"],
            rank=typed["rank"] or 0,
        )  # fmt: skip

    return asked(
        request,
        form,
        deed,
        reverse("party:organisations"),
        to=_page,
        about=_("Party branches"),
        title=_("Enter an organisation"),
        save=_("Enter"),
    )


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def rename(request: HttpRequest, key: int) -> HttpResponse:
    """Another name from a day on."""
    actor, (at, on) = actor_of(request), today()
    row = found.page(actor, key, on=on).row
    form = forms.RenameForm(
        request.POST or None, on=on, initial={"name": row.name, "on": on, "version": row.version}
    )

    def deed(typed: dict[str, Any]) -> None:
        organisations.rename(
            actor=actor,
            at=at,
            organisation=key,
            name=typed["name"],
            on=typed["on"],
            today=on,
            version=typed["version"],
        )

    return asked(request, form, deed, _page(key), title=_("Rename"), about=row.name, save=_("Rename"))


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def elect(request: HttpRequest, key: int) -> HttpResponse:
    """换届."""
    actor, (at, on) = actor_of(request), today()
    row = found.page(actor, key, on=on).row
    form = forms.ElectForm(request.POST or None, on=on, initial={"on": on})

    def deed(typed: dict[str, Any]) -> int:
        return organisations.elect(
            actor=actor, at=at, organisation=key, on=typed["on"], until=typed["until"], note=typed["note"]
        )

    return asked(
        request, form, deed, _page(key), title=_("Enter the election"), about=row.name, save=_("Enter")
    )


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def dissolve(request: HttpRequest, key: int) -> HttpResponse:
    """It is dissolved."""
    actor, (at, on) = actor_of(request), today()
    row = found.page(actor, key, on=on).row
    form = forms.DissolveForm(request.POST or None, on=on, initial={"on": on, "version": row.version})

    def deed(typed: dict[str, Any]) -> None:
        organisations.dissolve(actor=actor, at=at, organisation=key, on=typed["on"], version=typed["version"])

    return asked(
        request, form, deed, _page(key), title=_("Dissolve"), about=row.name, save=_("Dissolve"), danger=True,
        question=_("Dissolve {name}? Its meetings and former members stay on record.").format(name=row.name),
    )  # fmt: skip
