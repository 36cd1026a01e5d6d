"""When a meeting is called in time, who may demand it, when a second call is possible."""

from __future__ import annotations

import datetime as dt

from linli.kernel import ALLOWED, Verdict, refuse, say
from linli.kernel.majority import Roll, may_decide

from . import codes
from .bodies import BodyRule


def in_time(rule: BodyRule, notice_on: dt.date, on: dt.date) -> Verdict:
    """Whether the members were told long enough before; the refusal shows the days."""
    days = (on - notice_on).days
    if days < 0:
        return refuse(say("Members are told before the meeting, not after it."))
    if days < rule.notice_days:
        return refuse(
            say(
                "Told on {told}, that is {days} days before; the rule asks {n}. The first possible day is {first}.",
                told=notice_on.isoformat(), days=days, n=rule.notice_days,
                first=(notice_on + dt.timedelta(days=rule.notice_days)).isoformat(),
            )
        )  # fmt: skip
    return ALLOWED


def may_demand(rule: BodyRule, caller: str, n: int | None, of: int | None) -> Verdict:
    """Whether enough demanded the meeting. Callers who need no number may always call."""
    if caller not in codes.DEMANDED:
        return ALLOWED
    share = rule.demand.get(caller)
    if share is None:
        return refuse(say("The rule of this body knows no such demand."))
    if n is None or of is None or not 0 < n <= of:
        return refuse(say("Write how many demand it, and of how many."))
    need = share.least(of)
    if n < need:
        return refuse(
            say("{n} of {of} demand it; {share} is {need}, {missing} short.", n=n, of=of, share=share.words, need=need, missing=need - n)
        )  # fmt: skip
    return ALLOWED


def may_call_again(rule: BodyRule, *, held: bool, quorate: bool, first: dt.date, on: dt.date) -> Verdict:
    """A second call follows a meeting that lacked its quorum, within the days of the rule."""
    if rule.second is None:
        return refuse(say("The rule of this body knows no second call."))
    if not held or quorate:
        return refuse(say("A second call follows a meeting that lacked its quorum."))
    last = first + dt.timedelta(days=rule.second.days)
    if not first < on <= last:
        return refuse(say("The second call is held by {day}.", day=last.isoformat()))
    return ALLOWED


def quorate(rule: BodyRule, *, second: bool, should: int, present: int) -> Verdict:
    """Whether enough are there by the rule, nobody recused."""
    return may_decide(rule.clause_for(second), Roll(should, present))
