"""Jobseekers: the list, the record, and what is done with a registration."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linli.accounts import api as accounts
from linli.journal import api as journal
from linli.kernel import Actor
from linli.residents import api as residents
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words, short_day

from ..forms.filters import SeekersForm
from ..queries import seekers
from ..queries.posts import ReferralRow
from ..queries.seekers import SeekerPage, SeekerRow
from ..rules import codes
from ..rules.sight import may_see_hardship
from .common import actor_of, keeps, links, tabs, today, verb_of, who_url

SUBJECT = "jobseeker"


@accounts.needs("jobs.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Who is registered."""
    actor, (at, on) = actor_of(request), today()
    address = Address.of(request.GET)
    form = SeekersForm(request.GET or None)
    if not may_see_hardship(actor):
        del form.fields["hardship"]
    found, total = seekers.listing(
        actor,
        form.filter(),
        on=on,
        order=address.order(seekers.ORDERS),
        start=address.start,
        count=address.size,
    )
    journal.read(actor, SUBJECT, [one.id for one in found], at=at, purpose="list")
    columns = [
        Column("name", _("Full name"), phone="title", sort=True), Column("age", _("Age"), "number"), Column("kind", _("Registration"), phone="first"),
        Column("trade", _("Work looked for"), phone="first"), Column("state", _("State"), phone="second"),
        Column("start", _("Registered on"), "day", sort=True), Column("lost_on", _("Out of work since"), "day", optional=True),
        Column("pay", _("Pay wished for"), "number", unit=_("yuan")), Column("seen", _("Last spoken with"), "day", sort=True, phone="second"),
    ]  # fmt: skip
    new = who_url("seeker") if keeps(actor) else ""
    table = Table(
        columns, [Row(_cells(one), reverse("jobs:seeker", args=[one.id]), str(one.id)) for one in found], address, total,
        caption=_("{n} registrations").format(n=number_words(total)),
        empty=_("Nobody is registered here yet.") if not request.GET else _("Nobody fits. Clear a filter."),
        empty_url=new if not request.GET else "", empty_action=_("Register a jobseeker"),
    )  # fmt: skip
    return render(request, "jobs/listing.html", {"tabs": tabs("seekers"),
        "title": _("Jobseekers"), "form": form, "table": table, "verb": _("Register a jobseeker"), "verb_url": new,
    })  # fmt: skip


def _cells(one: SeekerRow) -> dict[str, object]:
    return {
        "name": one.name, "age": one.age, "kind": codes.word(codes.REGISTRATIONS, one.kind), "trade": one.trade or "—",
        "state": codes.word(codes.ENDINGS, one.ending) if one.ending else codes.word(codes.STATES, one.state), "start": one.start,
        "lost_on": one.lost_on, "pay": one.pay, "seen": one.seen,
    }  # fmt: skip


@accounts.needs("jobs.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One registration: wishes, referrals, help, employments."""
    actor, (at, on) = actor_of(request), today()
    page = seekers.page(actor, key, on=on)
    journal.read(actor, SUBJECT, [key], at=at, purpose="record", shown="hardship" if page.hardships else "")
    go, row = verb_of(key), page.row
    verbs = [(_("Refer"), go("refer")), (_("Write down help"), go("help"))] if row.end is None else []
    more = [(_("Correct"), go("seeker_correct"))]
    if row.end is None:
        if may_see_hardship(actor):
            more.append((_("Enter a hardship"), go("hardship_new")))
        more += [
            (_("Enter an employment"), f"{reverse('jobs:placement_new')}?person={row.person}"),
            (_("End the registration"), go("seeker_end")),
        ]
    return render(request, "ui/record.html", {
        "title": row.name, "back_url": reverse("jobs:seekers"), "words": _sentence(page, on), "notes": _notes(page, on),
        "verbs": links(actor, *verbs), "links": links(actor, *more), "groups": _groups(actor, page), "facts_of": _facts(page, on),
    })  # fmt: skip


def _sentence(page: SeekerPage, on: dt.date) -> str:
    row = page.row
    kind = codes.word(codes.REGISTRATIONS, row.kind)
    if row.end is not None:
        return _("{kind} until {day}: {why}").format(
            kind=kind,
            day=short_day(row.end - dt.timedelta(days=1), on),
            why=codes.word(codes.ENDINGS, row.ending),
        )
    return _("{kind} since {day}, {state}").format(
        kind=kind, day=short_day(row.start, on), state=codes.word(codes.STATES, row.state)
    )


def _notes(page: SeekerPage, on: dt.date) -> list[str]:
    if page.row.end is not None:
        return []
    found = []
    if not page.here:
        found.append(_("No residence here today: they moved away, or the residence was closed."))
    if page.retires is not None and page.retires <= on:
        found.append(_("Working age ended on {day}.").format(day=short_day(page.retires, on)))
    return found


def _groups(actor: Actor, page: SeekerPage) -> list[tuple[str, Table]]:
    groups = [(_("Referrals"), referrals(actor, page.referrals, of_person=True))]
    if page.placements:
        groups.append((_("Employments"), Table(
            [Column("unit", _("Employer"), phone="title"), Column("trade", _("Post or trade"), phone="first"), Column("start", _("From"), "day", phone="second"),
             Column("end", _("Last day"), "day"), Column("entry", _("Registration number"), phone="second")],
            [Row({"unit": one.unit, "trade": one.trade or "—", "start": one.start, "end": last(one.end), "entry": one.entry or "—"},
                 reverse("jobs:placement", args=[one.id])) for one in page.placements],
        )))  # fmt: skip
    groups.append((_("Employment help"), Table(
        [Column("text", _("What was done"), phone="title"), Column("way", _("Way of contact"), phone="first"), Column("on", _("Day"), "day", phone="first")],
        [Row({"text": text, "way": codes.word(codes.WAYS, way), "on": day}) for day, way, text in page.helps],
        empty=_("Nothing is written down yet."),
    )))  # fmt: skip
    if page.hardships:
        keep = keeps(actor) and page.row.end is None
        groups.append((_("Employment hardship"), Table(
            [Column("kind", _("Category"), phone="title"), Column("evidence", _("Evidence"), phone="first"), Column("start", _("From"), "day", phone="second"),
             Column("end", _("Last day"), "day")],
            [Row({"kind": codes.word(codes.HARDSHIPS, one.kind), "evidence": one.evidence, "start": one.start, "end": last(one.end)},
                 reverse("jobs:hardship_end", args=[one.id]) if keep and one.end is None else "") for one in page.hardships],
        )))  # fmt: skip
    return groups


def referrals(actor: Actor, rows: list[ReferralRow], *, of_person: bool) -> Table:
    """Referrals as a table: of one person by unit, of one post by name; an open one leads to its result."""
    lead = (
        Column("unit", _("Employer"), phone="title")
        if of_person
        else Column("name", _("Full name"), phone="title")
    )
    keep = keeps(actor)
    shown = [
        Row(
            {
                "unit": f"{one.unit} {one.trade}".strip(), "name": one.name, "route": _route(one), "on": one.on, "result": _result(one),
                "result_on": one.result_on or one.interview_on,
            },
            reverse("jobs:referral", args=[one.id]) if keep and one.state in codes.OPEN_RESULTS
            else "" if of_person else reverse("jobs:seeker", args=[one.seeker]),
        )
        for one in rows
    ]  # fmt: skip
    return Table(
        [lead, Column("route", _("Route to the post"), phone="first"), Column("on", _("Referred on"), "day", phone="first"),
         Column("result", _("Result"), phone="second"), Column("result_on", _("Day of it"), "day", phone="second")],
        shown, empty=_("Nobody was referred yet.") if not of_person else _("No referral yet."),
    )  # fmt: skip


def _route(one: ReferralRow) -> str:
    word = codes.word(codes.ROUTES, one.route)
    return f"{word}（{one.by}）" if one.by else word


def _result(one: ReferralRow) -> str:
    word = codes.word(codes.RESULTS, one.state)
    return f"{word}（{one.note or codes.word(codes.REFUSALS, one.reason)}）" if one.reason else word


def last(end: dt.date | None) -> dt.date | str:
    """The last day of an episode; nothing for one that goes on."""
    return end - dt.timedelta(days=1) if end else ""


def _facts(page: SeekerPage, on: dt.date) -> list[tuple[str, object, str]]:
    row = page.row
    facts: list[tuple[str, Any, str]] = [
        (_("Resident record"), row.name, reverse("residents:person", args=[row.person])),
        (_("Age"), str(row.age) if row.age is not None else "—", ""),
        (_("Education"), str(residents.EDUCATION.get(row.education, "—")), ""),
        (_("Phone"), page.phone or "—", ""),
        (_("Out of work since"), short_day(row.lost_on, on) if row.lost_on else "—", ""),
        (_("Why out of work"), codes.word(codes.CAUSES, page.cause) if page.cause else "—", ""),
        (_("Work looked for"), row.trade or "—", ""),
        (_("Pay wished for (yuan a month)"), str(row.pay) if row.pay else "—", ""),
        (_("Place of work wished for"), page.place or "—", ""),
        (_("Shift"), codes.word(codes.SHIFTS, page.shift), ""),
        (_("Skills"), page.skills or "—", ""),
        (_("Registration number of the department"), page.number or "—", ""),
        (_("Category for working age"), codes.word(codes.CATEGORIES, page.category), ""),
        (_("Working age ends"), short_day(page.retires, on) if page.retires else "—", ""),
        (_("Last spoken with"), short_day(row.seen, on), ""),
    ]
    return facts
