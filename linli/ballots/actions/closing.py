"""Voting ends; the box is counted by the declared rule; ties, lots and overrides."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from linli.accounts import api as accounts
from linli.base.jobs import later
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.say import kept

from ..models import Answer, Decision, Voter
from ..queries import packs, roll
from ..queries.results import asked_of
from ..rules import codes
from ..rules.tally import Counted, count_box, count_named
from .parts import SUBJECT, held, keeper, person, saved

#: Every ballot in one statement, in the order of their keys: afterwards no row says when it was cast.
_REWRITE = """
with gone as (
  delete from ballots_ballot where decision_id = %s returning key, community_id, decision_id, vote, points
) insert into ballots_ballot (key, community_id, decision_id, vote, points)
select key, community_id, decision_id, vote, points from gone order by key
"""


@transaction.atomic
def end_voting(*, actor: Actor, at: dt.datetime, decision: int) -> None:
    """No vote is taken any more; sheets of paper are still typed in."""
    keeper(actor)
    one = held(actor, decision)
    if one.state != codes.OPEN or not one.secret:
        raise Refused(say("Voting is not open."))
    saved(one, actor=actor, at=at, state=codes.COUNTING)
    journal.write(actor, "end_voting", SUBJECT, key=decision, at=at)


@transaction.atomic
def close(*, actor: Actor, at: dt.datetime, decision: int) -> None:
    """Count by the declared rule and keep the result with its arithmetic.

    Refused while votes wait to be typed, checked or settled, and when the subtotals of booths do not add up. A tie that
    the rule leaves equal stays open until the lot is drawn.
    """
    keeper(actor)
    one = held(actor, decision)
    if one.state not in (codes.OPEN, codes.COUNTING):
        raise Refused(say("Only an open vote can be closed."))
    told = _close_secret(actor, at, one) if one.secret else _close_named(actor, at, one)
    journal.write(
        actor, "close_decision", SUBJECT, key=decision, at=at, voted=one.n_voted, decided=told["decided"]
    )


@transaction.atomic
def draw_lot(*, actor: Actor, at: dt.datetime, decision: int, order: Sequence[str], note: str) -> None:
    """The lot was drawn between those who stand equal: in this order. Counted again, the ballots as they are.

    note  where, by whom and before whom
    """
    keeper(actor)
    one = held(actor, decision)
    if one.state != codes.CLOSED or one.told.get("decided", True):
        raise Refused(say("No lot has to be drawn."))
    if sorted(order) != sorted(one.told["open"]):
        raise Refused(say("The lot names each of those who stand equal once, and nobody else."), "order")
    if not note.strip():
        raise Refused(say("Write where, by whom and before whom the lot was drawn."), "note")
    before, one.lot = one.head, [*one.lot, *order]
    told = _count_box(one)
    told["head_before"] = one.told.get("head_before") or before
    saved(one, actor=actor, at=at, lot=one.lot, lot_note=note.strip()[:300], told=told, head=one.head)
    journal.write(actor, "draw_lot", SUBJECT, key=decision, at=at)


@transaction.atomic
def override(*, actor: Actor, at: dt.datetime, decision: int, winners: Sequence[str], reason: str) -> None:
    """People decide otherwise than was computed: their choice stands beside the result with its reason."""
    accounts.may(actor, "ballots.override").demand()
    one = held(actor, decision)
    if one.state != codes.CLOSED:
        raise Refused(say("Only a closed vote has a result."))
    if not reason.strip():
        raise Refused(say("Write the reason."), "reason")
    if not set(winners) <= asked_of(one).keys or len(set(winners)) != len(winners):
        raise Refused(say("Choose among what was voted on."), "winners")
    saved(
        one, actor=actor, at=at, override=list(winners), override_reason=reason.strip()[:500], override_by=person(actor)
    )  # fmt: skip
    journal.write(actor, "override_decision", SUBJECT, key=decision, at=at, why=reason)


def _close_secret(actor: Actor, at: dt.datetime, one: Decision) -> dict[str, Any]:
    sums = _demand_sums(actor, one)
    saved(one, actor=actor, at=at, state=codes.CLOSING)
    with connection.cursor() as cursor:
        cursor.execute(_REWRITE, [one.pk])
    one.closed = at
    told = {**_count_box(one), **sums}
    n_voted = told["voters"] + sums["spoiled"] + sums["missing"]
    saved(one, actor=actor, at=at, state=codes.CLOSED, n_voted=n_voted, told=told, head=one.head, closed=at)
    later("ballots.forget_rows")
    return told


def _close_named(actor: Actor, at: dt.datetime, one: Decision) -> dict[str, Any]:
    rows = list(
        Answer.objects.filter(voter__decision=one).values_list("voter_id", "option", "final", "second")
    )
    if not rows:
        raise Refused(say("No votes were entered."))
    waiting = sum(1 for row in rows if not row[3])
    if waiting:
        raise Refused(say("Another person has to check the votes first."))
    unsettled = sum(1 for row in rows if not row[2])
    if unsettled:
        raise Refused(say("{n} answers were typed differently and have to be settled first.", n=unsettled))
    answers: dict[str, Counter[str]] = {}
    for _voter, option, value, _second in rows:
        answers.setdefault(option, Counter())[value] += 1
    should, _recused = roll.counts(one)
    barred = set(Voter.objects.filter(decision=one, recused=True, twice=False).values_list("pk", flat=True))
    there = {(voter, option) for voter, option, value, _second in rows if value == codes.RECUSED}
    away = {
        option["key"]: sum(1 for voter in barred if (voter, option["key"]) not in there)
        for option in one.options
    }
    counted = count_named(asked_of(one), one.rule, answers, should=should, away=away)
    present = len({voter for voter, _option, value, _second in rows if value != codes.ABSENT})
    told = _plain(counted)
    saved(one, actor=actor, at=at, state=codes.CLOSING)
    saved(one, actor=actor, at=at, state=codes.CLOSED, n_voted=present, told=told, closed=at)
    return told


def _demand_sums(actor: Actor, one: Decision) -> dict[str, int]:
    """Subtotals of the booths; Refused where a sheet waits or they do not add up."""
    spoiled = missing = 0
    for booth in roll.booths(actor, one.pk):
        if booth.open:
            raise Refused(
                say(
                    "{booth}: {n} sheets wait for a second reading or to be settled.",
                    booth=booth.name,
                    n=booth.open,
                )
            )
        if booth.short:
            told = say(
                "{booth}: {marks} were marked on the roll, {settled} sheets are counted, {missing} noted as missing; "
                "that leaves {short}.",
                booth=booth.name, marks=booth.marks, settled=booth.settled, missing=booth.missing, short=booth.short,
            )  # fmt: skip
            raise Refused(told)
        spoiled, missing = spoiled + booth.spoiled, missing + booth.missing
    return {"spoiled": spoiled, "missing": missing}


def _count_box(one: Decision) -> dict[str, Any]:
    """Count and chain; sets the head. What is told as JSON keeps it."""
    rows = packs.ballots(one)
    should, recused = roll.counts(one)
    counted = count_box(
        asked_of(one), one.rule, one.lot, [row[1:] for row in rows], should=should, recused=recused
    )
    one.head = packs.packed(one, rows, counted.result, should, recused)["head"]
    return _plain(counted)


def _plain(counted: Counted) -> dict[str, Any]:
    return {**counted.plain(), "ties_told": [kept(told) for told in counted.result.told_ties]}
