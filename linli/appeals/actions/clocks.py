"""Clocks of an appeal that begins, and counting again when a year's holidays arrive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Min, Q

from linli.journal import api as journal
from linli.kernel import Actor, Saying
from linli.kernel.say import told
from linli.kernel.worktime import Pause as Still

from ..models import Appeal, Clock, Pause
from ..queries import house
from ..rules import clocks as rules
from ..rules.clocks import Counted
from ..rules.ladder import Span
from .work import SUBJECT, _clock


@dataclass(frozen=True, slots=True)
class Begun:
    """The clocks of a fresh appeal, before its row is saved."""

    counts_on: dt.date
    today_due: dt.datetime
    due_at: dt.datetime
    due_kind: str
    why: Saying
    counted: tuple[tuple[str, str, Counted], ...]


def begin(
    community: int, received_at: dt.datetime, on: dt.date, level: str, *, hotline_due: dt.datetime | None = None,
    hotline: bool = False,
) -> Begun:  # fmt: skip
    """Count the clocks of an appeal received at a moment: the today rule, its level of the ladder, 12345's term.

    Set counts_on, today_due, due_at, due_kind on the row, save it, then `write`.
    """
    held = house.of(community, on)
    today = rules.today(received_at, held.calendar)
    found = [("today", "", today)]
    span = held.span("appeal_ladder", level)
    if span is not None:
        found.append(("ladder", level, rules.counted(received_at, span, held.calendar)))
    term = held.span("appeal_hotline")
    if hotline_due is not None:
        found.append(("hotline", "", rules.given(received_at, hotline_due)))
    elif hotline and term is not None:
        found.append(("hotline", "", rules.counted(received_at, term, held.calendar)))
    kind, _, first = min(found, key=lambda one: one[2].due)
    return Begun(rules.counts_on(today), today.due, first.due, kind, told(today.why), tuple(found))


def rows(row: Appeal, begun: Begun) -> list[Clock]:
    """The clocks of a row that was saved, not saved themselves."""
    return [_clock(row, kind, level, counted) for kind, level, counted in begun.counted]


def write(row: Appeal, begun: Begun) -> None:
    """Keep the clocks of a row that was saved. One statement."""
    Clock.objects.bulk_create(rows(row, begun))


@transaction.atomic
def recount(*, community: int, years: Collection[int], at: dt.datetime, on: dt.date) -> int:
    """Years' holidays arrived or were corrected: count clocks again; how many moved. Belongs in the scope.

    Counted again are all provisional clocks, and those whose way touches one of `years` by the days of China.
    Clocks that were met or stopped keep what they were judged by; a day that was promised, granted or set by
    others stays.
    """
    house.forget()
    held = house.of(community, on)
    waiting = list(
        Clock.objects.filter(
            _touched(years), community=community, met_at__isnull=True, stopped_at__isnull=True
        ).select_for_update()
    )
    stills = _stills(community, {one.appeal_id for one in waiting}, at)
    moved = []
    for one in waiting:
        fresh = _again(one, held, stills.get(one.appeal_id, []))
        if fresh is not None and (fresh.due, fresh.provisional) != (one.due, one.provisional):
            if fresh.due > at:
                one.passed_at = None
            one.due, one.provisional, one.why, one.remind_at = (
                fresh.due, fresh.provisional, fresh.why, fresh.remind_at,
            )  # fmt: skip
            moved.append(one)
    Clock.objects.bulk_update(
        moved, ["due", "provisional", "why", "remind_at", "passed_at"], batch_size=1_000
    )
    _follow(community, moved)
    actor = Actor.system("the holidays of a year were published", community)
    journal.write_many(actor, "recount", SUBJECT, sorted({one.appeal_id for one in moved}), at=at)
    return len(moved)


def _touched(years: Collection[int]) -> Q:
    """Provisional clocks, and those that began before the end of one of the years and are due after its begin.

    A year's notice also says what the December before looks like.
    """
    found = Q(provisional=True)
    for year in years:
        begin = dt.datetime(year - 1, 12, 1, tzinfo=rules.SHANGHAI)
        end = dt.datetime(year + 1, 1, 1, tzinfo=rules.SHANGHAI)
        found |= Q(started__lt=end, due__gte=begin)
    return found


def _again(one: Clock, held: house.House, stills: list[Still]) -> Counted | None:
    if one.kind == "today":
        return rules.today(one.started, held.calendar)
    if one.unit in ("given", "promised", "minute"):
        return None
    term = held.span("appeal_ladder", one.level) if one.kind == "ladder" else None
    remind = term.remind_after if term else 0
    pauses = stills if one.kind in rules.PAUSED else []
    return rules.counted(one.started, Span(one.amount, one.unit, remind), held.calendar, pauses)


def _stills(community: int, appeals: set[int], at: dt.datetime) -> dict[int, list[Still]]:
    found: dict[int, list[Still]] = {}
    for one in Pause.objects.filter(community=community, appeal__in=appeals).order_by("start"):
        found.setdefault(one.appeal_id, []).append(Still(one.start, one.end or at, one.reason))
    return found


def _follow(community: int, moved: list[Clock]) -> None:
    """The rows keep today's close and the nearest deadline as the clocks now say."""
    keys = {one.appeal_id for one in moved}
    today = {one.appeal_id: one.due for one in moved if one.kind == "today"}
    rows = list(Appeal.objects.filter(community=community, pk__in=keys).select_for_update())
    open_ = Q(clocks__met_at__isnull=True, clocks__stopped_at__isnull=True)
    nearest = dict(
        Appeal.objects.filter(community=community, pk__in=keys)
        .annotate(first=Min("clocks__due", filter=open_))
        .values_list("pk", "first")
    )
    for row in rows:
        if row.due_at is not None:
            row.due_at = nearest.get(row.pk)
        if row.pk in today:
            row.today_due = today[row.pk]
            row.counts_on = row.today_due.astimezone(rules.SHANGHAI).date()
    Appeal.objects.bulk_update(rows, ["due_at", "today_due", "counts_on"], batch_size=1_000)
