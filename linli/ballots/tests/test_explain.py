"""What a result says would have changed it is tried: the vote is changed so and counted again."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as some

from linli.ballots.rules.counting import (
    APPROVAL,
    LOST,
    WON,
    Exact,
    Line,
    Profile,
    Project,
    Result,
    Rule,
    count,
)

from .votes import Ballots, elections, profile

WORDS = ("listed",)
CHEAPER = (
    "At a cost of {left} or less it would have won.",
    "At a cost of {held} or less these shares would have bought it.",
)
MORE = (
    "With more than {n} more, before {other}, it would have won.",
    "With more than {n} more it would have won.",
)
FEWER = (
    "With more than {n} fewer, behind {other}, it would have lost.",
    "With more than {n} fewer it would have lost.",
    "With more than {n} fewer it would have missed the threshold.",
)


def said(line: Line, msgids: tuple[str, ...], name: str) -> Fraction | None:
    """The number in a sentence of the line, where it says it."""
    for saying in line.why:
        if saying.msgid in msgids:
            return Fraction(str(dict(saying.values)[name]).replace(",", ""))
    return None


def state(result: Result, key: str) -> str:
    """What became of a project."""
    return next(line.state for line in result.lines if line.project.key == key)


def recosted(known: tuple[Project, ...], key: str, cost: Exact) -> tuple[Project, ...]:
    """The projects with one cost changed."""
    return tuple(replace(one, cost=cost) if one.key == key else one for one in known)


def without(ballots: Ballots, key: str, times: int) -> Ballots:
    """The ballots with the mark for a project taken from so many of them."""
    found: Ballots = []
    for vote, points in ballots:
        drop = times > 0 and key in vote
        found.append(([one for one in vote if one != key] if drop else vote, points))
        times -= drop
    return found


@given(
    some.sampled_from(["greedy", "approval"]),
    some.sampled_from(["skip", "stop"]),
    some.integers(1, 30),
    some.integers(0, 3),
    elections((APPROVAL,)),
)
@settings(max_examples=50, deadline=None)
def test_sums_and_greedy(
    name: str, over: str, number: int, threshold: int, vote: tuple[tuple[Project, ...], str, Ballots]
) -> None:
    known, _, ballots = vote
    seats = 1 + number % 3
    rule = Rule(name, budget=number, seats=seats, over=over, threshold=threshold, ties=WORDS)
    result = count(rule, known, profile(APPROVAL, ballots, known))
    assert result.open is None

    def again(changed: Ballots, projects: tuple[Project, ...] = known) -> Result:
        return count(rule, projects, profile(APPROVAL, changed, projects))

    for line in result.lines:
        key = line.project.key
        cost, more, fewer = said(line, CHEAPER, "left"), said(line, MORE, "n"), said(line, FEWER, "n")
        if cost is not None:
            assert line.state == LOST
            assert state(again(ballots, recosted(known, key, cost)), key) == WON
            assert state(again(ballots, recosted(known, key, cost + Fraction(1, 100))), key) == LOST
        if more is not None:
            assert line.state == LOST
            alone: Ballots = [([key], [])]
            assert state(again(ballots + alone * (int(more) + 1)), key) == WON
            if more > 1:
                assert state(again(ballots + alone * (int(more) - 1)), key) == LOST
        if fewer is not None:
            assert line.state == WON
            assert state(again(without(ballots, key, int(fewer) + 1)), key) == LOST
            if fewer > 1:
                assert state(again(without(ballots, key, int(fewer) - 1)), key) == WON


@given(some.integers(1, 30), some.sampled_from(["cost", "count"]), elections((APPROVAL,)))
@settings(max_examples=40, deadline=None)
def test_equal_shares(budget: int, measure: str, vote: tuple[tuple[Project, ...], str, Ballots]) -> None:
    known, _, ballots = vote
    known = tuple(replace(one, group="") for one in known)
    rule = Rule("equal_shares", budget=budget, completion="none", measure=measure, ties=WORDS)
    votes: Profile = profile(APPROVAL, ballots, known)
    result = count(rule, known, votes)
    for line in result.lines:
        cost = said(line, CHEAPER, "held")
        if cost is not None and cost > 0:
            assert line.state == LOST
            key = line.project.key
            assert state(count(rule, recosted(known, key, cost), votes), key) == WON
