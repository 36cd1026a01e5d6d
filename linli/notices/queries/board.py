"""Rows of today's board: what waits for approval, paper to take down, objections, windows that end."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.board import Row
from linli.kernel import Actor, Saying, say

from ..models import Disclosure, Notice, Pledge
from ..rules import codes
from ..rules.catalogue import words
from . import reach
from .listing import paper_state

PAGE = "/notices/{key}/"
#: Days before the window of objections ends from which it stands on the board.
SOON = 2
MOST = 100


def rows(actor: Actor, at: dt.datetime) -> list[Row]:
    """What waits for the actor. At most three statements, for those who draft or approve."""
    if actor.user_id is None or actor.community is None or not accounts.may(actor, "notices.draft"):
        return []
    on = clock.day_of(at)
    approves = bool(accounts.may(actor, "notices.approve"))
    paper = Q(forms__overlap=list(codes.PAPER), paper_down_on__isnull=True)
    wanted = (
        Q(state="submitted") | (Q(state="draft", drafted_by=actor.user_id) & ~Q(sent_back="")) | (paper & Q(state="approved", end__lte=on + dt.timedelta(days=1)))
        | (paper & Q(state="taken_down")) | Q(state="approved", start__lte=on, opens__isnull=False, result_at__isnull=True)
    )  # fmt: skip
    held = reach.counted(Notice.objects.filter(wanted, community_id=actor.community)).order_by("end", "pk")[
        :MOST
    ]
    found = [row for one in held for row in _of(one, on, approves=approves)]
    return [*found, *_gaps(actor.community, on), *(_promises(actor.community, on) if approves else [])]


def _gaps(community: int, on: dt.date) -> list[Row]:
    """Matters of the catalogue whose period is over and for which no notice is on its way."""
    rows = Disclosure.objects.filter(community_id=community, notice__isnull=True, end__lte=on).order_by(
        "last", "pk"
    )[:MOST]
    return [
        Row(
            "late" if one.last < on else "today" if one.last == on else "waiting", one.last,
            str(say("{what} is to be shown ({period}).", what=one.title or one.name, period=words(one.rhythm, one.start))),
            verb=say("Draft a notice"), url=f"/notices/disclosures/{one.pk}/", page="/notices/disclosures/",
        )
        for one in rows
    ]  # fmt: skip


def _promises(community: int, on: dt.date) -> list[Row]:
    """Pledges whose day is over and which nobody has settled."""
    rows = Pledge.objects.filter(community_id=community, void=False, state="open", end__lte=on).order_by(
        "end", "pk"
    )[:MOST]
    return [
        Row(
            "late", one.end - dt.timedelta(days=1), one.text, who=one.who, verb=say("Settle"), url=f"/notices/pledges/{one.pk}/settle/",
            page=f"/notices/pledges/{one.pk}/",
        )
        for one in rows
    ]  # fmt: skip


def _of(one: Notice, on: dt.date, *, approves: bool) -> list[Row]:
    found = []
    if one.state == "submitted":
        found.append(
            _row(one, "accept" if approves else "waiting", one.start, say("{title}: approve the notice.", title=one.title),
                 say("Approve") if approves else None, "approve/" if approves else "")
        )  # fmt: skip
    if one.state == "draft":
        found.append(
            _row(one, "today", one.start, say("{title}: sent back. {why}", title=one.title, why=one.sent_back), say("Mend"), "change/")
        )  # fmt: skip
    days = reach.window(one)
    if paper_state(one, days, on) in ("due", "late"):
        last = days.last if one.state == "approved" else (one.taken_on or days.last)
        found.append(
            _row(one, "late" if last < on else "today", last, say("{title}: take the paper down.", title=one.title), say("Taken down"), "paper/")
        )  # fmt: skip
    if one.state == "approved" and one.opens and one.start <= on:
        found += _objections(one, on, days.last_objection)
    return found


def _objections(one: Notice, on: dt.date, last: dt.date | None) -> list[Row]:
    held = vars(one)
    waiting, came = held["open_count"], held["objection_count"]
    if last is None:
        return []
    if waiting:
        return [_row(one, "today" if last <= on else "waiting", last, say("{title}: {n} objections wait for an answer.", title=one.title, n=waiting), None, "")]  # fmt: skip
    if last < on and came and one.result_at is None:
        return [_row(one, "today", last, say("{title}: tell what came of the objections.", title=one.title), say("Conclude"), "conclude/")]  # fmt: skip
    if 0 <= (last - on).days <= SOON:
        return [_row(one, "waiting", last, say("{title}: objections end.", title=one.title), None, "")]
    return []


def _row(one: Notice, group: str, due: dt.date, title: Saying, verb: Saying | None, address: str) -> Row:
    page = PAGE.format(key=one.pk)
    return Row(
        group, due, str(title), channel=codes.word(codes.KINDS, one.kind), verb=verb, url=page + address if verb else "", page=page,
    )  # fmt: skip
