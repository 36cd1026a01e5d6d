"""The method of equal shares as it is counted: an endowment, its completion, the comparison.

Completion, because the shares alone leave money unspent:
  none   the endowment is budget ÷ voters exactly, and what is left is left
  fill   then what still fits is taken by votes
  add1   the endowment starts at the whole units of budget ÷ voters and is raised by one unit as long as another
         project would fit the budget; the last outcome within the budget stands
  add1u  add1, then what still fits is taken by votes
Comparison (optional): the outcome stands against the greedy one. Where more voters have more of their projects
(with points: more of their points) in the greedy outcome than have more in this one, the greedy one is taken.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from linli.kernel import Refused, Saying, say

from . import quick
from .greedy import fill
from .results import Result
from .shares import COST, COUNT, GIVEN, Bought, Shares
from .ties import Breaker, Tie, Undecided
from .values import POINTS, Exact, Profile, Project

NONE, FILL, ADD1, ADD1U = "none", "fill", "add1", "add1u"
COMPLETIONS = (NONE, FILL, ADD1, ADD1U)
MEASURES = (COST, COUNT, GIVEN)
#: A raise of the endowment asks a whole run; beyond this many the unit is too small for the amounts.
RAISES = 200_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rule says: budget, measure of gain, completion, unit of a raise, whether greedy is compared."""

    budget: Exact
    measure: str = COST
    completion: str = ADD1
    step: Exact = 1
    comparison: bool = False

    def __post_init__(self) -> None:
        for word, known in ((self.completion, COMPLETIONS), (self.measure, MEASURES)):
            if word not in known:
                told = ", ".join(known)
                raise Refused(
                    say("“{word}” is not known here. There are: {words}.", word=word[:40], words=told)
                )
        if self.budget < 0 or self.step <= 0:
            raise Refused(say("A budget cannot be below zero, a raise must be above it."), "budget")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, before it is told.

    first     the endowment at the start; raises: how often it was raised
    filled    what was taken by votes afterwards, a count of its own
    greedy    the greedy outcome where it was compared; here, there: voters who have more in each
    open      the tie that keeps the count open
    """

    first: Exact
    bought: Bought | None = None
    raises: int = 0
    filled: Result | None = None
    greedy: Result | None = None
    here: int = 0
    there: int = 0
    broken: tuple[Tie, ...] = ()
    open: Tie | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """What equal shares and the filling took."""
        bought = self.bought.keys if self.bought else ()
        return bought + (self.filled.winners if self.filled else ())

    @property
    def overruled(self) -> bool:
        """Whether the greedy outcome takes its place."""
        return self.there > self.here


def share(
    projects: Sequence[Project],
    profile: Profile,
    scores: Mapping[str, Exact],
    supporters: Mapping[str, int],
    asked: Asked,
    breaker: Breaker,
) -> Outcome:
    """Count by equal shares; `scores` are what greedy compares."""
    if not profile.voters:
        raise Refused(say("There are no ballots to count."), "ballots")
    if any(project.group for project in projects):
        raise Refused(say("Equal shares cannot be counted with groups of which only one may win."), "group")
    exact = Fraction(asked.budget) / profile.voters
    raised = asked.completion in (ADD1, ADD1U)
    first: Exact = floor(exact / asked.step) * asked.step if raised else exact
    shares = Shares(projects, profile, asked.measure, breaker)
    try:
        raises = _raises(shares, asked, first) if raised else 0
        bought = shares.buy(first + raises * asked.step)
    except Undecided as undecided:
        return Outcome(first, open=undecided.tie)
    found = Outcome(first, bought, raises, broken=bought.broken)

    def greedy(among: Sequence[Project], budget: Exact) -> Result:
        return fill("", among, scores, supporters, profile.voters, budget, breaker.fresh(), say("Greedy"))

    if asked.completion in (FILL, ADD1U):
        rest = [project for project in projects if project.key not in found.keys]
        filled = greedy(rest, asked.budget - bought.cost)
        found = replace(found, filled=filled, broken=found.broken + filled.broken, open=filled.open)
    if asked.comparison and found.open is None:
        other = greedy(projects, asked.budget)
        here, there = prefer(profile, found.keys, other.winners)
        found = replace(found, greedy=other, here=here, there=there, broken=found.broken + other.broken)
        found = replace(found, open=other.open, here=0, there=0) if other.open else found
    return found


def _raises(shares: Shares, asked: Asked, first: Exact) -> int:
    """How often the endowment is raised for the last outcome within the budget."""
    keys, cost = quick.bought(shares, first)
    raises = 0
    while _fits_another(shares, keys, asked.budget - cost):
        if raises >= RAISES:
            told = say("The endowment was raised {n} times without an end. Declare a larger unit.", n=RAISES)
            raise Refused(told, "step")
        keys, cost = quick.bought(shares, first + (raises + 1) * asked.step, asked.budget)
        if cost > asked.budget:
            break
        raises += 1
    return raises


def _fits_another(shares: Shares, keys: Collection[str], left: Exact) -> bool:
    have = set(keys)
    return any(project.key not in have and project.cost <= left for project in shares.backed)


def prefer(profile: Profile, here: Collection[str], there: Collection[str]) -> tuple[int, int]:
    """How many voters have more of their projects (points) in the one set, and how many in the other."""
    ones, others = set(here) - set(there), set(there) - set(here)
    more = less = 0
    for vote, points, count in profile.piles:
        weights: Sequence[Exact] = points if profile.kind == POINTS else (1,) * len(vote)
        balance = sum(
            weight * ((key in ones) - (key in others)) for key, weight in zip(vote, weights, strict=True)
        )
        more += count if balance > 0 else 0
        less += count if balance < 0 else 0
    return more, less


def stated(asked: Asked) -> Saying:
    """The rule in one sentence."""
    gain = {
        COST: say("what a project costs"),
        COUNT: say("each project as one"),
        GIVEN: say("the points given"),
    }[asked.measure]
    how = {
        NONE: say("the budget divided by the voters, once"),
        FILL: say("the budget divided by the voters, then the rest by votes"),
        ADD1: say("whole units of the budget divided by the voters, raised unit by unit while it fits"),
        ADD1U: say(
            "whole units of the budget divided by the voters, raised unit by unit while it fits, then the rest by votes"
        ),
    }[asked.completion]
    told = say(
        "Equal shares: every voter holds the same; gain is {gain}; the share is {how}.", gain=gain, how=how
    )
    if not asked.comparison:
        return told
    return say("{rule} Where more voters have more in the greedy outcome, that one stands.", rule=told)
