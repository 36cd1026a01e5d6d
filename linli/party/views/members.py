"""Members: the list and the record."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linli.accounts import api as accounts
from linli.journal import api as journal
from linli.kernel import Actor
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words

from ..forms.filters import MembersForm
from ..queries import members, organisations
from ..queries.members import MemberPage, MemberRow
from ..queries.organisations import OfficeRow
from ..rules import codes
from ..rules.sight import may_keep
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
    found, total = members.listing(
        actor,
        form.filter(),
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
    return render(request, "party/list.html", {
        "title": _("Party members"), "form": form, "table": table, "verb": _("Register a member of the Party"),
        "verb_url": reverse("party:member_new") if keeps else "",
    })  # fmt: skip


def columns() -> list[Column]:
    """Of the list and of its export."""
    return [
        Column("name", _("Full name"), phone="title", sort=True), Column("sex", _("Sex")), Column("age", _("Age"), "number", phone="first"),
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
        (_("Note"), go("member_note")),
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
    return render(request, "party/record.html", {
        "title": page.row.name, "back_url": reverse("party:members"), "words": _sentence(page),
        "verbs": links(actor, *first, main), "links": links(actor, *more), "groups": _groups(actor, page), "facts_of": _facts(page),
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
                _("Noted"),
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
                "branch": one.branch_name, "group": one.group_name or "—", "start": one.start, "end": last(one.end),
                "way_in": _way(codes.word(codes.WAYS_IN, one.way_in), one.came_from),
                "way_out": _way(codes.word(codes.WAYS_OUT, one.way_out), one.went_to) if one.way_out else "—",
            },
            reverse("party:organisation", args=[one.branch]),
        )
        for one in page.belongings
    ]  # fmt: skip
    return Table([Column("branch", _("Party branch"), phone="title"), Column("group", _("Party group")), *days(),
                  Column("way_in", _("Came"), phone="second"), Column("way_out", _("Left"), phone="second")], rows)  # fmt: skip


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
                "duties": one.duties or "—", "start": one.start, "end": last(one.end),
            },
            reverse("party:office_end", args=[one.id]) if keeps and one.end is None
            else "" if of_member else reverse("party:member", args=[one.member]),
        )
        for one in rows
    ]  # fmt: skip
    where = _("Party organisation") if of_member else _("Full name")
    return Table([Column("kind", _("Office"), phone="title"), Column("where", where, phone="first"),
                  Column("duties", _("Duties")), *days()], shown)  # fmt: skip


def days() -> list[Column]:
    """From and until, of every episode."""
    return [
        Column("start", _("From"), "day", phone="first"),
        Column("end", _("Until"), "day", phone="second"),
    ]


def last(end: dt.date | None) -> dt.date | str:
    """The last day of an episode; — for one that goes on."""
    return end - dt.timedelta(days=1) if end else "—"


def _way(word: str, place: str) -> str:
    return f"{word}（{place}）" if place else word


def _facts(page: MemberPage) -> list[tuple[str, str, str]]:
    there, asked = page.attended
    facts = [
        (_("Sex"), codes.word(codes.SEX, page.row.sex), ""),
        (_("Day of birth"), page.born.isoformat() if page.born else "—", ""),
        (_("Joined the Party"), page.row.joined.isoformat() if page.row.joined else "—", ""),
        (_("Education"), codes.word(codes.EDUCATION, page.row.education), ""),
        (_("Employment"), codes.word(codes.EMPLOYMENT, page.row.employment), ""),
        (_("Phone"), page.phone or "—", ""),
        (_("Identity number"), _("held") if page.has_number else _("not held"), ""),
        (_("Lives here"), _("yes, in the register") if page.lives_here else _("not in the register"), ""),
        (_("Attended this year"), f"{there}/{asked}" if asked else "—", ""),
    ]
    if page.community_years:
        facts.append((_("Community work"), _("{n} full years").format(n=page.community_years), ""))
    if page.secretary_years:
        facts.append((_("Secretary"), _("calendar year {n}").format(n=page.secretary_years), ""))
    return facts
