"""The sweep: what ran out climbs the ladder or is marked as passed, what is near is reminded of.

Rows are locked first, those in somebody's hands are left for the next run. Everything is written in a number of
statements that does not depend on how many are due; run twice at the same moment it changes nothing.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.bulk import bigint_array
from linli.journal import api as journal
from linli.kernel import Actor, Saying, say
from linli.kernel.actor import SECRETARY, SUPERVISOR
from linli.news import api as news

from .. import workflow
from ..models import Deed, Whistle
from ..queries import house
from ..rules import clocks as rules
from ..rules import codes
from ..rules.clocks import Counted
from ..rules.ladder import NEXT
from .people import page
from .work import SUBJECT

WHY = "a deadline ran out"
#: The event of news that whoever finds reminders too many may switch off; what ran out is always told.
SOON = "appeals.soon"
_CLIMBING = (workflow.REGISTERED, *codes.WORKING)


@dataclass(frozen=True, slots=True)
class Swept:
    """How many appeals were marked as past a deadline, went up a level, were reminded of."""

    passed: int = 0
    climbed: int = 0
    reminded: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """A clock that ran out, with what decides about its appeal."""

    clock: int
    appeal: int
    kind: str
    state: str
    level: str
    audience: str
    number: str
    handler: int | None
    first_contact: int | None
    climbs_by: bool


@dataclass(frozen=True, slots=True)
class Step:
    """The appeals that go from one level to the next, and the clock that begins there."""

    frm: str
    to: str
    kind: str
    counted: Counted
    found: list[Due]


#: Received from, up to; or all.
Window = tuple[dt.datetime, dt.datetime] | tuple[None, None]


@transaction.atomic
def due(
    *,
    community: int,
    at: dt.datetime,
    limit: int | None = None,
    heard: tuple[dt.datetime, dt.datetime] | None = None,
) -> Swept:
    """Deal with every deadline up to `at`. Belongs in the community's scope; at most `limit` clocks.

    heard  only appeals received from the first moment up to the second, for whoever plays two times side by side
    """
    window = heard or (None, None)
    actor = Actor.system(WHY, community)
    held = house.of(community, clock.day_of(at))
    found = _due(community, at, limit, window)
    steps = _steps(found, held, at)
    climbing = {one.appeal for step in steps for one in step.found}
    passing = [one for one in found if one.appeal not in climbing]
    if found:
        _mark(
            community, found, [one.clock for step in steps for one in step.found if one.kind == "ladder"], at
        )
    for step in steps:
        _climb(actor, step, held, at)
    passed = _one_each(passing)
    _noted(actor, passed, "pass_due", at)
    _tell(actor, community, passing, steps, at)
    return Swept(len(passed), len(climbing), _remind(community, at, window))


def _due(community: int, at: dt.datetime, limit: int | None, window: Window) -> list[Due]:
    with connection.cursor() as cursor:
        cursor.execute(
            _DUE,
            {
                "community": community,
                "at": at,
                "limit": limit,
                "paused": list(rules.PAUSED),
                "since": window[0],
                "until": window[1],
            },
        )
        return [Due(*row) for row in cursor.fetchall()]


#: A promise alone makes an appeal climb only where no clock of its level runs beside it.
_DUE = """
select c.id, a.id, c.kind, a.state, a.level, a.audience, a.number, a.handler, a.first_contact,
       c.kind = 'ladder' or c.kind = 'promise' and not exists (
           select from appeals_clock o where o.community_id = c.community_id and o.appeal_id = c.appeal_id
             and o.kind = 'ladder' and o.met_at is null and o.stopped_at is null)
from appeals_clock c join appeals_appeal a on a.community_id = c.community_id and a.id = c.appeal_id
where c.community_id = %(community)s and c.due <= %(at)s
  and c.met_at is null and c.stopped_at is null and c.passed_at is null
  and not a.void and not (a.state = 'on_hold' and c.kind = any(%(paused)s))
  and (%(since)s::timestamptz is null or a.received_at >= %(since)s and a.received_at < %(until)s)
order by c.due, c.id
limit %(limit)s
for update of a skip locked
"""


def _steps(found: Sequence[Due], held: house.House, at: dt.datetime) -> list[Step]:
    """The appeals that climb, by level; what goes past the office has no ladder."""
    steps = []
    for level, to in NEXT.items():
        climbing = _one_each(
            [one for one in found if one.climbs_by and one.level == level and one.audience == "office"
             and one.state in _CLIMBING]
        )  # fmt: skip
        upward = to == "subdistrict"
        span = held.span("appeal_whistle", "general") if upward else held.span("appeal_ladder", to)
        if climbing and span is not None and not (upward and held.subdistrict is None):
            counted = rules.counted(at, span, held.calendar)
            steps.append(Step(level, to, "whistle" if upward else "ladder", counted, climbing))
    return steps


def _one_each(found: Sequence[Due]) -> list[Due]:
    """One row for each appeal; the clock of the level before others."""
    best: dict[int, Due] = {}
    for one in found:
        if one.appeal not in best or one.kind == "ladder":
            best[one.appeal] = one
    return list(best.values())


def _mark(community: int, found: Sequence[Due], ended: list[int], at: dt.datetime) -> None:
    """Passed; the clock of a level that is left ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update appeals_clock set passed_at = %(at)s, stopped_at = case when id = any(%(ended)s::bigint[]) then"
            " %(at)s::timestamptz end where community_id = %(community)s and id = any(%(ids)s::bigint[])",
            {
                "at": at, "community": community, "ended": bigint_array(ended),
                "ids": bigint_array([one.clock for one in found]),
            },
        )  # fmt: skip


def _climb(actor: Actor, step: Step, held: house.House, at: dt.datetime) -> None:
    """New clock, new level; at the subdistrict's door a whistle without a reason: the time had run out."""
    keys = [one.appeal for one in step.found]
    upward = step.kind == "whistle"
    counted = step.counted
    with connection.cursor() as cursor:
        cursor.execute(
            _BEGIN,
            {
                "community": held.community, "ids": bigint_array(keys), "kind": step.kind,
                "level": "" if upward else step.to, "started": at, "amount": counted.amount, "unit": counted.unit,
                "due": counted.due, "provisional": counted.provisional, "why": json.dumps(counted.why, ensure_ascii=False),
                "remind_at": counted.remind_at,
            },
        )  # fmt: skip
        if upward:
            Whistle.objects.bulk_create(
                Whistle(community_id=held.community, appeal_id=key, kind="general", to_area=held.subdistrict or 0,
                        reason="", called_at=at, due=counted.due, changed_at=at)
                for key in keys
            )  # fmt: skip
        cursor.execute(
            _RAISE,
            {
                "community": held.community, "ids": bigint_array(keys), "level": step.to, "at": at,
                "state": workflow.SENT_UP if upward else None, "area": held.subdistrict if upward else None,
            },
        )  # fmt: skip
    facts = {"from": step.frm, "to": step.to}
    _noted(
        actor, step.found, "climb" if upward else "climb_level", at, facts, workflow.SENT_UP if upward else ""
    )


_BEGIN = """
insert into appeals_clock (community_id, appeal_id, kind, level, started, amount, unit, due, provisional, why, remind_at)
select %(community)s, id, %(kind)s, %(level)s, %(started)s, %(amount)s, %(unit)s, %(due)s, %(provisional)s, %(why)s::jsonb,
       %(remind_at)s
from unnest(%(ids)s::bigint[]) as id
"""
_RAISE = """
update appeals_appeal a set level = %(level)s, state = coalesce(%(state)s, a.state), sent_to = coalesce(%(area)s, a.sent_to),
  due_at = n.due, due_kind = n.kind, version = a.version + 1, changed_at = %(at)s, changed_by = null
from (
  select distinct on (appeal_id) appeal_id, due, kind from appeals_clock
  where community_id = %(community)s and appeal_id = any(%(ids)s::bigint[]) and met_at is null and stopped_at is null
  order by appeal_id, due
) n
where a.community_id = %(community)s and a.id = n.appeal_id
"""


def _noted(
    actor: Actor, found: Sequence[Due], verb: str, at: dt.datetime, facts: dict[str, Any] | None = None,
    state: str = "",
) -> None:  # fmt: skip
    """One entry of the story and one journal line for each."""
    if not found:
        return
    Deed.objects.bulk_create(
        Deed(community_id=actor.community or 0, appeal_id=one.appeal, at=at, who=actor.name, verb=verb,
             state=state or one.state, internal=True, facts=facts or {"kind": one.kind})
        for one in found
    )  # fmt: skip
    journal.write_many(actor, verb, SUBJECT, [one.appeal for one in found], at=at)


def _tell(
    actor: Actor, community: int, passing: Sequence[Due], steps: Sequence[Step], at: dt.datetime
) -> None:
    """Whoever is accountable reads it; what goes up a level the secretary reads too."""
    if not passing and not steps:
        return
    on = clock.day_of(at)
    boss = next((one.user_id for one in accounts.holders(community, SECRETARY, on)), None)
    watch = next((one.user_id for one in accounts.holders(community, SUPERVISOR, on)), None)
    tellings = []
    for one in passing:
        otherwise = {"office": boss, "supervision": watch}.get(one.audience)
        saying = say("Appeal {number} is past its deadline.", number=one.number)
        tellings += _told(one, saying, [one.handler or one.first_contact or otherwise])
    for step in steps:
        for one in step.found:
            tellings += _told(one, _WENT[step.to](one.number), [one.handler or one.first_contact, boss])
    news.tell_many(community, tellings, at)


def _told(one: Due, saying: Saying, users: Sequence[int | None]) -> list[tuple[int, Saying, str, str | None]]:
    readers = dict.fromkeys(user for user in users if user is not None)
    return [(user, saying, page(one.appeal), f"appeal-{one.appeal}-due-{one.clock}") for user in readers]


_WENT = {
    "community": lambda number: say("Appeal {number} went up to the community: its time at the compound ran out.", number=number),
    "subdistrict": lambda number: say("Appeal {number} went up to the subdistrict: its time here ran out.", number=number),
}  # fmt: skip


def _remind(community: int, at: dt.datetime, window: Window) -> int:
    """Tell who is accountable that a deadline is near; each clock once."""
    with connection.cursor() as cursor:
        cursor.execute(
            _REMIND,
            {
                "community": community,
                "at": at,
                "paused": list(rules.PAUSED),
                "since": window[0],
                "until": window[1],
            },
        )
        found = cursor.fetchall()
    tellings = [
        (
            user,
            say("Appeal {number} is due soon.", number=number),
            page(appeal),
            f"appeal-{appeal}-soon-{clock_id}",
        )
        for clock_id, appeal, number, user in found
        if user is not None
    ]
    if tellings:
        news.tell_many(community, tellings, at, kind=SOON)
    return len(found)


_REMIND = """
update appeals_clock c set reminded_at = %(at)s
from appeals_appeal a
where a.community_id = c.community_id and a.id = c.appeal_id and not a.void
  and c.community_id = %(community)s and c.remind_at <= %(at)s and c.due > %(at)s
  and c.met_at is null and c.stopped_at is null and c.reminded_at is null
  and not (a.state = 'on_hold' and c.kind = any(%(paused)s))
  and (%(since)s::timestamptz is null or a.received_at >= %(since)s and a.received_at < %(until)s)
returning c.id, a.id, a.number, coalesce(a.handler, a.first_contact)
"""
