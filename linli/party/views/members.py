"""Members: the list and the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linli.accounts import api as accounts
from linli.journal import api as journal
from linli.kernel import Actor, NotFound
from linli.kernel.rounding import ratio_text
from linli.ui.parts import Link
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.tags.inline import phone
from linli.ui.words import number_words, short_day

from ..forms.filters import MembersForm
from ..queries import members, organisations
from ..queries.members import MemberPage, MemberRow
from ..queries.organisations import OfficeRow
from ..rules import codes
from ..rules.sight import may_keep
from . import statistics
from .common import actor_of, links, today, verb_of


@accounts.needs("party.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Members of the branches."""
    actor, (at, on) = actor_of(request), today()
    address = Address.of(request.GET)
    form = MembersForm(
        request.GET or None, branches=organisations.choices(actor, on=on, kinds=("branch", "group"))
    )
    where, on, said = asked_for(actor, form, on)
    found, total = members.listing(
        actor,
        where,
        on=on,
        order=address.order(members.ORDERS),
        start=address.start,
        count=address.size,
    )
    journal.read(actor, "party member", [one.id for one in found], at=at, purpose="list")
    keeps = may_keep(actor)
    table = Table(
        columns(), [Row(cells(one), reverse("party:member", args=[one.id]), str(one.id)) for one in found], address, total,
        caption=_("{n} members").format(n=number_words(total)), empty=_("No member fits. Clear a filter."),
        export_url=f"{reverse('party:members_export')}?{request.GET.urlencode()}" if keeps else "", export_by_job=True,
    )  # fmt: skip
    return render(request, "ui/listing.html", {
        "title": _("Party members"), "form": form, "table": table, "verb": _("Register a member of the Party"),
        "verb_url": reverse("party:member_new") if keeps else "", "sentence": said,
        "links": [Link(_("Statistics"), reverse("party:member_statistics"))],
    })  # fmt: skip


def asked_for(actor: Actor, form: MembersForm, on: dt.date) -> tuple[members.Filter, dt.date, str]:
    """(filter, day of the list, what is counted): of the address, or the members behind a number of the statistics."""
    where = form.filter()
    if not (name := form.value("figure")):
        return where, on, ""
    opened = statistics.opened(actor, name, form.value("as_of"), where.branch, on)
    return (replace(where, only=opened[0]), opened[1], opened[2]) if opened else (where, on, "")


def columns() -> list[Column]:
    """Of the list and of its export."""
    return [
        Column("name", _("Full name"), phone="title", sort=True), Column("sex", _("Sex")), Column("age", _("Age"), "number"),
        Column("branch", _("Party branch"), sort=True, phone="first"), Column("standing", _("Kind of membership"), phone="second"),
        Column("joined", _("Joined the Party"), "day", sort=True), Column("employment", _("Employment"), phone="second"),
        Column("education", _("Education"), optional=True), Column("since", _("In the branch since"), "day", optional=True),
    ]  # fmt: skip


def cells(one: MemberRow) -> dict[str, object]:
    """A row in plain words."""
    return {
        "name": one.name, "sex": codes.word(codes.SEX, one.sex), "age": one.age, "branch": one.branch or "—",
        "standing": codes.word(codes.STANDINGS, one.standing) if one.standing else "—", "joined": one.joined,
        "employment": codes.word(codes.EMPLOYMENT, one.employment), "education": codes.word(codes.EDUCATION, one.education),
        "since": one.since,
    }  # fmt: skip


@accounts.needs("party.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One member: branches, standing, offices, dated facts."""
    actor, (at, on) = actor_of(request), today()
    page = members.page(actor, key, on=on)
    journal.read(actor, "party member", [key], at=at, purpose="record")
    go = verb_of(key)
    here = page.belonging is not None
    more = [
        (_("Correct"), go("member_correct")),
        (_("Note hardship or a skill"), go("member_note")),
        (_("Enter an office"), go("member_appoint")),
    ]
    if here:
        more.append((_("Transfer out"), go("member_leave")))
    main = (
        (_("Move to another branch"), go("member_move"))
        if here
        else (_("Transfer in again"), go("member_join"))
    )
    first = [(_("Make formal"), go("member_confirm"))] if page.row.standing == "probationary" and here else []
    return render(request, "ui/record.html", {
        "title": page.row.name, "back_url": reverse("party:members"), "words": _sentence(page),
        "verbs": links(actor, *first, main), "links": links(actor, *more), "groups": _groups(actor, page), "facts_of": _facts(page, on, keeps=bool(may_keep(actor))),
    })  # fmt: skip


def _sentence(page: MemberPage) -> str:
    if page.belonging is None:
        return _("Belongs to no branch here")
    return f"{page.row.branch} · {codes.word(codes.STANDINGS, page.row.standing)}"


def _groups(actor: Actor, page: MemberPage) -> list[tuple[str, Table]]:
    groups = [(_("Branches"), _branches(page)), (_("Kind of membership"), _standings(page))]
    if page.offices:
        groups.append((_("Offices"), offices(actor, page.offices, of_member=True)))
    if page.facts:
        keeps = bool(may_keep(actor))
        rows = [
            Row(
                {
                    "kind": codes.word(codes.FACTS, one.kind),
                    "text": one.text,
                    "start": one.start,
                    "end": last(one.end),
                },
                reverse("party:fact_end", args=[one.id]) if keeps and one.end is None else "",
            )
            for one in page.facts
        ]
        groups.append(
            (
                _("Hardship, skills and the like"),
                Table(
                    [
                        Column("kind", _("Kind"), phone="title"),
                        Column("text", _("In words"), phone="first"),
                        *days(),
                    ],
                    rows,
                ),
            )
        )
    return groups


def _branches(page: MemberPage) -> Table:
    rows = [
        Row(
            {
                "branch": one.branch_name, "group": one.group_name, "start": one.start, "end": last(one.end),
                "way_in": _way(codes.word(codes.WAYS_IN, one.way_in), one.came_from),
                "way_out": _way(codes.word(codes.WAYS_OUT, one.way_out), one.went_to) if one.way_out else "",
            },
            reverse("party:organisation", args=[one.branch]),
        )
        for one in page.belongings
    ]  # fmt: skip
    return Table([Column("branch", _("Party branch"), phone="title"), Column("group", _("Party group")), *days(),
                  Column("way_in", _("Came from"), phone="second"), Column("way_out", _("Left for"), phone="second")], rows)  # fmt: skip


def _standings(page: MemberPage) -> Table:
    rows = [
        Row({"kind": codes.word(codes.STANDINGS, kind), "start": start, "end": last(end)}) for kind, start, end in page.standings
    ]  # fmt: skip
    return Table([Column("kind", _("Kind of membership"), phone="title"), *days()], rows)


def offices(actor: Actor, rows: list[OfficeRow], *, of_member: bool = False) -> Table:
    """Offices as a table; an open one leads to its end for those who keep the ledger."""
    keeps = bool(may_keep(actor))
    shown = [
        Row(
            {
                "kind": codes.word(codes.OFFICES, one.kind), "where": one.organisation_name if of_member else one.name,
                "duties": one.duties, "start": one.start, "end": last(one.end),
            },
            reverse("party:office_end", args=[one.id]) if keeps and one.end is None
            else "" if of_member else reverse("party:member", args=[one.member]),
        )
        for one in rows
    ]  # fmt: skip
    where = _("Party organisation") if of_member else _("Full name")
    return Table([Column("kind", _("Office held"), phone="title"), Column("where", where, phone="first"),
                  Column("duties", _("Duties")), *days()], shown)  # fmt: skip


def days() -> list[Column]:
    """From and until, of every episode."""
    return [
        Column("start", _("From"), "day", phone="first"),
        Column("end", _("Last day"), "day", phone="first"),
    ]


def last(end: dt.date | None) -> dt.date | str:
    """The last day of an episode; nothing for one that goes on."""
    return end - dt.timedelta(days=1) if end else ""


def _way(word: str, place: str) -> str:
    return f"{word}（{place}）" if place else word


def _facts(page: MemberPage, on: dt.date, *, keeps: bool) -> list[tuple[str, object, str]]:
    there, asked = page.attended
    row = page.row
    facts: list[tuple[str, object, str]] = [
        (_("Sex"), codes.word(codes.SEX, row.sex), ""),
        (_("Day of birth"), _day(page.born, on), ""),
        (_("Joined the Party"), _day(row.joined, on), ""),
        (_("Education"), codes.word(codes.EDUCATION, row.education), ""),
        (_("Employment"), codes.word(codes.EMPLOYMENT, row.employment), ""),
        (_("Phone"), phone(page.phone, reverse("party:member_call", args=[row.id]) if keeps else "") if page.phone else "—", ""),
        (_("Identity number"), _("on file") if page.has_number else _("not on file"), ""),
        (_("Resident record"), _("lives here") if page.person else _("not found"),
         reverse("residents:person", args=[page.person]) if page.person else ""),
        (_("Attended this year"), ratio_text(there, asked) if asked else "—", ""),
    ]  # fmt: skip
    if page.community_years:
        facts.append((_("Community work"), _("{n} full years").format(n=page.community_years), ""))
    if page.secretary_years:
        facts.append((_("As secretary"), _("calendar year {n}").format(n=page.secretary_years), ""))
    return facts


def _day(day: dt.date | None, on: dt.date) -> str:
    return short_day(day, on) if day else "—"


class Dialled(HttpResponseRedirect):
    """To the dial pad of whoever asked."""

    allowed_schemes = ["tel"]


@accounts.needs("party.keep")
@require_GET
def call(request: HttpRequest, key: int) -> HttpResponse:
    """拨打: the number goes to the dial pad and the reading is noted."""
    return dialled(request, "party member", key, members.phone)


def dialled(
    request: HttpRequest, subject: str, key: int, number_of: Callable[[Actor, int], str]
) -> HttpResponse:
    """To the dial pad; a line in the log of reads. NotFound where no number is held."""
    actor, (at, _on) = actor_of(request), today()
    number = number_of(actor, key)
    if not number:
        raise NotFound("phone")
    journal.read(actor, subject, [key], at=at, purpose="call", shown="phone")
    return Dialled(f"tel:{number}")
