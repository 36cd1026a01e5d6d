"""The result pack of a closed decision, and its list of anonymous ballots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from linli.base.clock import SHANGHAI

from ..models import Ballot, Decision
from ..rules import codes
from ..rules.counting import Result, Rule
from ..rules.decisions import PROFILES
from ..rules.pack import Declared, build
from ..rules.tally import AnswerRule, count_box
from . import roll
from .results import asked_of

BallotRow = tuple[str, list[str], list[int]]


def ballots(one: Decision) -> list[BallotRow]:
    """The box in key order. One query."""
    return list(Ballot.objects.filter(decision=one).order_by("key").values_list("key", "vote", "points"))


def pack(one: Decision) -> dict[str, Any]:
    """The pack, built anew from box and rule; its head is the one that was kept at closing unless something changed."""
    rows = ballots(one)
    should, recused = roll.counts(one)
    counted = count_box(
        asked_of(one), one.rule, one.lot, [row[1:] for row in rows], should=should, recused=recused
    )
    return packed(one, rows, counted.result, should, recused)


def packed(
    one: Decision, rows: Sequence[BallotRow], result: Result, should: int, recused: int
) -> dict[str, Any]:
    """The pack of these ballots."""
    closed = one.closed.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if one.closed else ""
    named = {"number": str(one.pk), "title": one.title, "question": one.question, "closed": closed}
    asked = asked_of(one)
    declared: Declared
    if asked.kind == codes.ANSWER:
        declared, kind = AnswerRule(one.rule, should, recused), codes.ANSWER
    else:
        declared, kind = Rule.read({**one.rule, "lot": list(one.lot)}), PROFILES[asked.kind]
    return build(named, declared, asked.projects, kind, rows, result)
