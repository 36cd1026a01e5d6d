"""暂缓（等××）and 延期: clocks that stand still with a reason, and terms that somebody else extends."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q

from linli.kernel import Actor, Refused, say
from linli.kernel.say import kept
from linli.kernel.worktime import Pause as Still
from linli.kernel.worktime.words import date

from ..models import Clock, Pause
from ..rules import clocks as rules
from ..rules import codes, handling
from ..rules.ladder import Span
from . import work
from .answer import demand_text
from .work import Running, Work


@transaction.atomic
def hold(
    *, actor: Actor, at: dt.datetime, appeal: int, reason: str, until: dt.date | None = None, version: int | None = None
) -> None:  # fmt: skip
    """Wait for somebody: the level's clock and the revisit's stand still; what was promised runs on."""
    with work.on(actor, at, appeal, "hold", version=version) as one:
        handling.may_hold(actor, one.standing).demand()
        demand_text(reason, "reason")
        if until is not None and until <= one.on:
            raise Refused(say("Choose a later day."), "until")
        one.settle(still=rules.PAUSED)
        _begin_pause(one, reason, until)
        one.write(
            text=reason.strip(),
            facts={"until": until.isoformat() if until else ""},
            before_hold=one.row.state,
        )


@transaction.atomic
def resume(*, actor: Actor, at: dt.datetime, appeal: int, version: int | None = None) -> None:
    """It goes on: what stood still is counted again with the pause."""
    with work.on(actor, at, appeal, "resume", version=version) as one:
        handling.may_handle(actor, one.standing).demand()
        one.nearest(go_on(one))
        one.write(before_hold="")


@transaction.atomic
def extend(
    *, actor: Actor, at: dt.datetime, appeal: int, kind: str, to: dt.date, reason: str, version: int | None = None
) -> None:  # fmt: skip
    """延期: a later day for one deadline, granted by somebody else than the handler. The today rule has none."""
    with work.on(actor, at, appeal, "extend", version=version) as one:
        handling.may_extend(actor, one.standing).demand()
        demand_text(reason, "reason")
        if kind == "today":
            raise Refused(
                say("The answer of today is not extended: solve it or give an explicit answer."), "kind"
            )
        moved = move_clock(one, kind, to)
        values: dict[str, Any] = {"promised_on": to} if kind == "promise" else {}
        one.write(
            text=reason.strip(),
            facts={"kind": kind, "from": moved.isoformat(), "to": to.isoformat()},
            **values,
        )


def move_clock(one: Work, kind: str, to: dt.date) -> dt.datetime:
    """Put a running deadline to the close of a later day; the deadline before. Raises Refused."""
    running = list(
        Clock.objects.filter(
            community=one.row.community_id, appeal=one.row, met_at__isnull=True, stopped_at__isnull=True
        )
    )
    found = next((clock for clock in running if clock.kind == kind), None)
    if found is None:
        raise Refused(say("No such deadline runs: {kind}.", kind=codes.CLOCKS.get(kind, kind)), "kind")
    due = close_of_day(one, to)
    if due <= found.due or to < one.on:
        raise Refused(say("Choose a later day."), "to")
    before, found.due = found.due, due
    found.why = kept(say("Extended to {day} by {name}.", day=date(to, one.on), name=one.actor.name))
    found.unit, found.amount, found.provisional, found.passed_at = "given", 0, False, None
    found.remind_at = None
    found.save()
    one.nearest([Running(clock.pk, clock.kind, clock.level, clock.due) for clock in running])
    return before


def close_of_day(one: Work, day: dt.date) -> dt.datetime:
    """When a day ends for a deadline."""
    return rules.promise(day, one.at, one.house.calendar).due


def _begin_pause(one: Work, reason: str, until: dt.date | None) -> None:
    Pause.objects.create(
        community_id=one.row.community_id, appeal=one.row, start=one.at, reason=reason.strip()[:200],
        by=one.actor.user_id, until=until,
    )  # fmt: skip


def go_on(one: Work, *, parted: bool = False) -> list[Running]:
    """End the open pause and count the clocks that stood still again, with every pause so far; all that run.

    parted  clocks that the merge stopped run again too; a today rule whose close went by meanwhile is due by
    the next close from now
    """
    pauses = list(Pause.objects.filter(community=one.row.community_id, appeal=one.row).order_by("start"))
    ended = next((pause for pause in pauses if pause.end is None), None)
    stills = [Still(pause.start, pause.end or one.at, pause.reason) for pause in pauses]
    runs = Q(stopped_at__isnull=True)
    if parted and ended is not None:
        runs |= Q(stopped_at=ended.start)
    running = list(
        Clock.objects.filter(runs, community=one.row.community_id, appeal=one.row, met_at__isnull=True)
    )
    for clock in running:
        clock.stopped_at = None
        if clock.kind == "today" and ended is not None and ended.start <= clock.due < one.at:
            _set(clock, rules.today(one.at, one.house.calendar), one.at)
            one.values |= {"today_due": clock.due, "counts_on": rules.day_of(clock.due)}
        elif clock.kind in rules.PAUSED and clock.unit not in ("given", "promised"):
            term = one.house.span("appeal_ladder", clock.level) if clock.kind == "ladder" else None
            span = Span(clock.amount, clock.unit, term.remind_after if term else 0)
            _set(clock, rules.counted(clock.started, span, one.house.calendar, stills), one.at)
    Clock.objects.bulk_update(running, ["due", "why", "provisional", "remind_at", "passed_at", "stopped_at"])
    if ended is not None:
        ended.end = one.at
        ended.save(update_fields=["end"])
    return [Running(clock.pk, clock.kind, clock.level, clock.due) for clock in running]


def _set(clock: Clock, fresh: rules.Counted, at: dt.datetime) -> None:
    clock.due, clock.why, clock.provisional, clock.remind_at = (
        fresh.due, fresh.why, fresh.provisional, fresh.remind_at,
    )  # fmt: skip
    if fresh.due > at:
        clock.passed_at = None
