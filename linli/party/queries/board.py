"""Rows of today's board: meetings still due this month, terms of office that end, quarters without feedback."""

from __future__ import annotations

import datetime as dt

from linli.base import clock
from linli.base.board import Row
from linli.kernel import Actor, say

from ..rules import codes
from ..rules.meetings import period_of
from ..rules.sight import may_keep
from . import checkins, meetings, organisations

#: Days before the end of a term from which it stands on the board.
AHEAD = 90
#: Days before the end of a period from which what is still due in it stands on the board.
SOON = 14
ORGANISATION = "/party/branches/{key}/"
MEETINGS = "/party/meetings/?organisation={key}"
CHECK_IN = "/party/check-ins/{key}/"


def rows(actor: Actor, at: dt.datetime) -> list[Row]:
    """What waits for the party affairs worker and the secretary; nothing for anybody else."""
    if actor.user_id is None or not may_keep(actor):
        return []
    on = clock.day_of(at)
    return [*_meetings(actor, on), *_terms(actor, on), *_feedback(actor, on)]


def _meetings(actor: Actor, on: dt.date) -> list[Row]:
    return [
        Row(
            "today" if one.last == on else "waiting", one.last,
            str(say("{name}: hold the {kind}.", name=one.name, kind=codes.MEETINGS[one.kind])),
            who=one.name, verb=say("Call"), url=f"/party/meetings/new/?organisation={one.organisation}&kind={one.kind}",
            page=MEETINGS.format(key=one.organisation),
            reason=say("By the terms {n} more until {day}.", n=one.missing, day=one.last.isoformat()),
        )
        for one in meetings.due(actor, on=on)
        if (one.last - on).days <= SOON
    ]  # fmt: skip


def _terms(actor: Actor, on: dt.date) -> list[Row]:
    day = dt.timedelta(days=1)
    return [
        Row(
            "late" if end <= on else "waiting", end - day,
            str(say("{name}: the term of office ends, hold the election.", name=name)), who=name,
            verb=say("Enter the election"), url=f"{ORGANISATION.format(key=key)}elect/", page=ORGANISATION.format(key=key),
        )
        for key, name, end in organisations.terms_ending(actor, on=on, within=AHEAD)
    ]  # fmt: skip


def _feedback(actor: Actor, on: dt.date) -> list[Row]:
    last = period_of("quarter", on).last
    if (last - on).days > SOON:
        return []
    return [
        Row(
            "today" if last == on else "waiting", last, str(say("Tell {unit} of the quarter's service.", unit=unit)), who=name,
            verb=say("Feed back"), url=f"{CHECK_IN.format(key=key)}feedback/", page=CHECK_IN.format(key=key),
        )
        for key, unit, name in checkins.unanswered(actor, on=on)
    ]  # fmt: skip
