"""Many visits of a paper list at once: known doors, days and words, in one transaction with one line."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from linli.base import bulk, clock
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, Saying, say
from linli.residents import api as residents

from ..models import Charge, Visit, VisitNeed
from ..queries.visits import held_between
from ..rules import visits as rules
from ..rules.visits import VisitParts
from . import promises
from .visits import SUBJECT

__all__ = ["PaperLine", "VisitParts", "take_over"]

_COLUMNS = (
    "id", "key", "household_id", "room_id", "person_id", "at", "went", "way", "result", "who", "spoke", "situation", "said",
    "measures", "outcome", "return_on", "user", "helpers", "by_member", "remarks",
)  # fmt: skip
_NEEDS = ("visit_id", "appeal_id", "key", "again")
#: Lines of one list at most, from a page.
LINES_MOST = 200


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line of a list. `key` makes entering the same list twice one record each.

    at       when it was; a day alone is noon
    user     who went, an account; the writer without one
    appeals  what was heard is registered already: these appeals (of the community) are linked
    """

    key: uuid.UUID
    household: int
    at: dt.datetime
    parts: VisitParts
    user: int | None = None
    appeals: tuple[int, ...] = field(default=())


class Faulty(Refused):
    """Lines that cannot be taken over: number (from 1) → why. Nothing was written."""

    def __init__(self, faults: Mapping[int, Saying]) -> None:
        self.faults = dict(faults)
        super().__init__(say("{n} lines cannot be taken over. Nothing was entered.", n=len(faults)), "lines")


@transaction.atomic
def take_over(*, actor: Actor, at: dt.datetime, lines: Sequence[PaperLine], remark: bool = True) -> list[int]:
    """Write many visits down; the ids of those that were new, in their order.

    remark  whether each record says that it came from paper
    Raises Faulty with each line that does not fit, Refused, NotFound outside a community.
    """
    rules.may_visit(actor).demand()
    if actor.community is None or not rules.visits_in_full(actor):
        raise NotFound("community")
    fitted = _fit(actor, at, lines)
    known = set(Visit.objects.filter(community_id=actor.community, key__in=[one.key for one in lines]).values_list("key", flat=True)) if lines else set()  # fmt: skip
    fresh = [(one, parts, room) for one, parts, room in fitted if one.key not in known]
    if not fresh:
        return []
    _insert(actor, at, fresh, remark)
    keys = dict(
        Visit.objects.filter(
            community_id=actor.community, key__in=[one.key for one, *_ in fresh]
        ).values_list("key", "pk")
    )
    _link(actor, at, [(keys[one.key], appeal) for one, *_ in fresh for appeal in one.appeals])
    promises.settle_all(actor, at)
    journal.write(actor, "take_over", SUBJECT, at=at, visits=len(fresh))
    return [keys[one.key] for one, *_ in fresh]


def _fit(
    actor: Actor, at: dt.datetime, lines: Sequence[PaperLine]
) -> list[tuple[PaperLine, VisitParts, int]]:
    today = clock.day_of(at)
    doors = residents.house_doors(actor, {one.household for one in lines}, on=today)
    faults: dict[int, Saying] = {}
    found = []
    for number, one in enumerate(lines, start=1):
        door, went = doors.get(one.household), clock.day_of(one.at)
        try:
            if door is None or door.start > went or (door.end is not None and door.end <= went):
                raise Refused(say("No household lived there on that day."))
            if went > today or one.at < at - rules.BACK_MOST:
                raise Refused(say("The day lies in the future or more than a year ago."))
            found.append((one, rules.fit(actor, one.parts, went), door.room))
        except Refused as refused:
            faults[number] = refused.reason
    if faults:
        raise Faulty(faults)
    return found


def _insert(
    actor: Actor, at: dt.datetime, fresh: Sequence[tuple[PaperLine, VisitParts, int]], remark: bool
) -> None:
    duties = _duties(actor, [clock.day_of(one.at) for one, *_ in fresh])
    remarks = ["paper"] if remark else []

    keys = bulk.next_keys(Visit, len(fresh))  # before the copy begins: it takes the connection for itself
    rows: list[tuple[Any, ...]] = []
    for key, (one, parts, room) in zip(keys, fresh, strict=True):
        went, user = clock.day_of(one.at), one.user if one.user is not None else actor.user_id
        member = any(start <= went and (end is None or went < end) for start, end in duties.get(user, ()))
        rows.append((
            key, one.key, one.household, room, None, one.at, went, parts.way, parts.result, parts.who, parts.spoke, parts.situation,
            parts.said, parts.measures, parts.outcome, parts.return_on, user, list(parts.helpers), member, remarks,
        ))  # fmt: skip
    bulk.insert_rows(Visit, _COLUMNS, rows, {
        "community_id": actor.community, "returned": False, "photos": [], "clock_off": 0, "void": False, "void_reason": "",
        "version": 1, "changed_at": at, "changed_by": actor.user_id,
    })  # fmt: skip


def _link(actor: Actor, at: dt.datetime, pairs: Sequence[tuple[int, int]]) -> None:
    if pairs:
        keys = bulk.next_keys(VisitNeed, len(pairs))
        rows = [(key, visit, appeal, uuid.uuid4(), True) for key, (visit, appeal) in zip(keys, pairs, strict=True)]  # fmt: skip
        bulk.insert_rows(VisitNeed, ("id", *_NEEDS), rows, {
            "community_id": actor.community, "version": 1, "changed_at": at, "changed_by": actor.user_id,
        })  # fmt: skip


def _duties(actor: Actor, days: Sequence[dt.date]) -> dict[int | None, list[tuple[dt.date, dt.date | None]]]:
    """Account → days of its duties for a Party area, of those that touch the days. 1 query."""
    found: dict[int | None, list[tuple[dt.date, dt.date | None]]] = {}
    rows = Charge.objects.filter(
        held_between(min(days), max(days)), community_id=actor.community, user__isnull=False
    )
    for user, start, end in rows.values_list("user", "start", "end"):
        found.setdefault(user, []).append((start, end))
    return found
