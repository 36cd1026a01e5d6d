"""Meetings: the list with what is still to be done, one meeting whole, calling, holding, writing down, following up."""

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
from linli.ui.parts import State
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words, short_day

from ..forms.meetings import MeetingsForm
from ..queries import bodies
from ..queries import meetings as found
from ..queries.meetings import FollowRow, MeetingPage, MeetingRow
from ..queries.motions import MotionRow
from ..rules import codes
from .common import actor_of, keeps, links, today, verb_of

#: Tints of what a motion has come to.
TINTS = {"open": "waiting", "carried": "done", "lost": "ended", "deferred": "ended", "heard": "ended"}


@accounts.needs("council.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Meetings, newest first; what somebody still has to do stands under them."""
    actor, (_at, on) = actor_of(request), today()
    address = Address.of(request.GET)
    form = MeetingsForm(request.GET or None, bodies=bodies.choices(actor, on=on))
    rows, total = found.listing(
        actor, form.filter(), order=address.order(found.ORDERS), start=address.start, count=address.size
    )
    may = keeps(actor)
    table = Table(
        _columns(), [Row(_cells(one), reverse("council:meeting", args=[one.id]), str(one.id)) for one in rows], address, total,
        caption=_("{n} meetings").format(n=number_words(total)), empty=_("No meeting fits. Clear a filter."),
    )  # fmt: skip
    waiting = [] if request.GET else found.open_follow_ups(actor)
    return render(request, "ui/listing.html", {
        "title": _("Council meetings"), "form": form, "table": table, "verb": _("Call a meeting"),
        "verb_url": reverse("council:meeting_new") if may else "", "second": follow_table(waiting, on, may) if waiting else None,
        "second_title": _("Still to be done"),
        "links": [
            {"label": _("Bodies"), "url": reverse("council:bodies")}, {"label": _("Four steps"), "url": reverse("council:processes")},
            {"label": _("Meeting ledger"), "url": reverse("council:ledger")},
        ],
    })  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column("body", _("Body"), phone="title", sort=True), Column("on", _("Day"), "day", sort=True, phone="first"),
        Column("topics", _("Topics")), Column("should", _("Should attend"), "number"),
        Column("present", _("Attended"), "number"), Column("women", _("Women"), "number", optional=True),
        Column("voted", _("Votes"), "number", phone="second"), Column("carried", _("Carried"), "number"),
        Column("state", _("State"), "status", phone="second"),
    ]  # fmt: skip


def _cells(one: MeetingRow) -> dict[str, object]:
    held = one.state == "held"
    name = _("{body}, second call").format(body=one.body_name) if one.second else one.body_name
    return {
        "body": name, "on": one.on, "topics": one.topics[:40] or "—", "should": one.should if held else None,
        "present": one.present if held else None, "women": one.women if held else None, "voted": one.voted if held else None,
        "carried": one.carried if held else None, "state": _state(one),
    }  # fmt: skip


def _state(one: MeetingRow) -> State:
    if one.state != "held":
        return State("waiting", codes.word(codes.STATES, one.state))
    if one.quorate is False:
        return State("late", _("no quorum"))
    return State("ended", codes.word(codes.STATES, one.state), quiet=True)


@accounts.needs("council.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One meeting: agenda with the arithmetic of each vote, roll, minutes, papers, what follows."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    journal.read(actor, "council seat", [one.seat for one in page.attendances], at=at, purpose="record")
    row = page.row
    return render(request, "council/meeting.html", {
        "there": [one.name for one in page.attendances if one.presence == "present"],
        "title": f"{row.body_name} {row.on.isoformat()}", "back_url": reverse("council:meetings"), "words": sentence(page),
        "notes": _notes(page), "verbs": _verbs(actor, page), "links": _more(actor, page), "groups": _groups(actor, page, on), "papers": page.files,
        "texts": [(head, text) for head, text in ((_("Topics"), row.topics), (_("Minutes"), page.minutes)) if text],
        "facts_of": [
            (_("Body"), row.body_name, reverse("council:body", args=[row.body])),
            (_("Day"), short_day(row.on, on) + (f" {row.begins:%H:%M}" if row.begins else ""), ""), (_("Place"), row.place or "—", ""),
            (_("Members told on"), f"{short_day(page.notice_on, on)} {codes.word(codes.WAYS_OF_NOTICE, page.notice_way)}", ""),
            (_("Called by"), _caller(page), ""), (_("Chair"), page.chair or "—", ""), (_("Minutes taken by"), page.recorder or "—", ""),
            *([(_("First call"), _("Open"), reverse("council:meeting", args=[page.second_of]))] if page.second_of else []),
        ],
    })  # fmt: skip


def sentence(page: MeetingPage) -> str:
    """The state of a meeting as a sentence."""
    row = page.row
    if row.state != "held":
        return _("To be held; attendance is not written down yet")
    said = _("{should} should attend, {present} attended, {women} of them women").format(
        should=row.should, present=row.present, women=row.women
    )
    if row.quorate is False:
        return _("{said}; the quorum is not met, nothing can be decided").format(said=said)
    return _("{said}; the quorum is met").format(said=said)


def _notes(page: MeetingPage) -> list[str]:
    clause = page.rule.clause_for(page.second_of is not None)
    notes = []
    if page.row.state != "held" and clause.quorum is not None:
        notes.append(_("Valid with {share}; {days} days of notice are asked.").format(share=clause.quorum.words, days=page.rule.notice_days))  # fmt: skip
    if page.row.state == "held" and not page.minutes:
        notes.append(_("The minutes are missing."))
    return notes


def _caller(page: MeetingPage) -> str:
    word = codes.word(codes.CALLERS, page.called_by)
    return f"{word} {page.demanded}/{page.demanded_of}" if page.demanded else word


def _verbs(actor: Actor, page: MeetingPage) -> list[Any]:
    go, row = verb_of(page.row.id), page.row
    if row.state != "held":
        return links(
            actor, (_("Write down attendance"), go("meeting_hold")), (_("Add an item"), go("meeting_put"))
        )
    found = []
    named = [one for one in page.motions if one.kind != "report" and one.state == "open"]
    if named and not row.counted and row.quorate:
        checker = any(one.entered_by is not None for one in named)
        power = "council.check" if checker else "council.keep"
        found += links(
            actor,
            (_("Check votes by name") if checker else _("Enter votes by name"), go("meeting_votes")),
            power=power,
        )
    if row.quorate is False and page.rule.second is not None and not page.second_of:
        found += links(
            actor,
            (_("Call it again"), f"{reverse('council:meeting_new')}?body={row.body}&second_of={row.id}"),
        )
    if not page.minutes:
        found += links(actor, (_("Write minutes"), go("meeting_write")))
    return found[:2]


def _more(actor: Actor, page: MeetingPage) -> list[Any]:
    go = verb_of(page.row.id)
    if page.row.state != "held":
        pairs = ((_("Reschedule"), go("meeting_reschedule")), (_("Write minutes"), go("meeting_write")))
    else:
        pairs = ((_("Add an item"), go("meeting_put")), (_("Correct attendance"), go("meeting_hold")))
    return links(
        actor, *pairs, (_("Note what is to be done"), go("meeting_follow")), (_("Write minutes"), go("meeting_write")),
        (_("Add a paper"), go("meeting_attach")), (_("Cancel the meeting"), go("meeting_cancel")),
    )  # fmt: skip


def _groups(actor: Actor, page: MeetingPage, on: dt.date) -> list[tuple[str, Table]]:
    groups = [(_("Agenda"), agenda(page.motions))] if page.motions else []
    if page.follow_ups:
        groups.append((_("What is to be done"), follow_table(page.follow_ups, on, keeps(actor))))
    away = [one for one in page.attendances if one.presence != "present"]
    if away:
        heads = [Column("name", _("Full name"), phone="title"), Column("presence", _("Attendance"), phone="first"),
                 Column("reason", _("Reason"), phone="second")]  # fmt: skip
        rows = [
            Row({"name": one.name, "presence": codes.word(codes.PRESENCE, one.presence), "reason": one.reason or "—"}) for one in away
        ]  # fmt: skip
        groups.append((_("Not present"), Table(heads, rows)))
    return groups


def agenda(rows: list[MotionRow]) -> Table:
    """Items with their outcome and the arithmetic."""
    heads = [
        Column("title", _("Item"), phone="title"), Column("state", _("Outcome"), "status", phone="first"),
        Column("yes", _("Yes"), "number"), Column("no", _("No"), "number"), Column("abstain", _("Abstained"), "number"),
        Column("told", _("Count of the votes"), phone="second"),
    ]  # fmt: skip
    return Table(heads, [
        Row(
            {
                "title": f"{one.number}. {one.title}", "state": outcome(one), "told": arithmetic(one),
                **{name: getattr(one, name) if one.state in codes.VOTED else None for name in ("yes", "no", "abstain")},
            },
            reverse("council:motion", args=[one.id]),
        )
        for one in rows
    ])  # fmt: skip


def outcome(one: MotionRow) -> State:
    """What a motion has come to, as a word."""
    if one.state == "open" and one.way == "named":
        return State("hand", _("entered, to be checked"))
    return State(TINTS[one.state], codes.word(codes.OUTCOMES, one.state), quiet=one.state == "heard")


def arithmetic(one: MotionRow) -> str:
    """How it was counted, or what it needs."""
    return str(one.told or one.needs or one.reason or "")


def follow_table(rows: list[FollowRow], on: dt.date, may: bool) -> Table:
    """What somebody does, until when."""
    heads = [
        Column("text", _("What is to be done"), phone="title"), Column("who", _("Who"), phone="first"),
        Column("until", _("Until the day"), "day", phone="first"), Column("state", _("State"), "status", phone="second"),
    ]  # fmt: skip
    return Table(heads, [
        Row({"text": one.text, "who": one.who, "until": one.until, "state": _follow_state(one, on)},
            reverse("council:follow_up_finish", args=[one.id]) if may and one.done_on is None else "")
        for one in rows
    ])  # fmt: skip


def _follow_state(one: FollowRow, on: dt.date) -> State:
    if one.done_on is not None:
        return State(
            "done",
            _("done on {day}: {outcome}").format(day=short_day(one.done_on, on), outcome=one.outcome),
            quiet=True,
        )
    if one.until < on:
        return State("late", _("overdue"))
    return State("today", _("due today")) if one.until == on else State("hand", _("in hand"))
