"""A rule as it is declared before the vote, and the one door that counts by it.

Declared values are plain (JSON keeps them): {"name": "equal_shares", "budget": 500000, "completion": "add1", …}.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from fractions import Fraction
from typing import Any

from linli.kernel import Refused, Saying, say

from . import equal, scores
from .equal_told import Telling
from .greedy import SKIP, STOP, fill
from .results import Result, exact_text
from .seats import elect
from .shares import COST
from .ties import Breaker
from .values import APPROVAL, POINTS, RANKED, Exact, Profile, Project, shown, supporters

PLURALITY, APPROVED, SCORE, BY_POINTS, BY_RANKS = "plurality", "approval", "score", "points", "ranked"
GREEDY, EQUAL = "greedy", "equal_shares"
#: Which rule counts which ballots.
COUNTS: dict[str, tuple[str, ...]] = {
    PLURALITY: (APPROVAL,),
    APPROVED: (APPROVAL,),
    SCORE: (POINTS,),
    BY_POINTS: (POINTS,),
    BY_RANKS: (RANKED,),
    GREEDY: (APPROVAL, RANKED, POINTS),
    EQUAL: (APPROVAL, POINTS),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One declared rule. What a rule does not use is left as it is.

    seats       places to fill (plurality: one)
    budget      for greedy and equal_shares, in currency units
    threshold   the least score that can win
    default     what a scoring ballot gives a project that it leaves out
    scale, places  the points for ranks, and how many lines a ballot paper has (0: one for each project)
    over        what does not fit is skipped, or stops the count
    measure, completion, step, comparison  of equal shares
    ties, lot   the tie rule in words; the drawn order, once it was drawn
    """

    name: str
    seats: int = 1
    budget: Exact = 0
    threshold: Exact = 0
    default: Exact = 0
    scale: str = scores.BORDA_ONE
    places: int = 0
    over: str = SKIP
    measure: str = COST
    completion: str = equal.ADD1
    step: Exact = 1
    comparison: bool = False
    ties: tuple[str, ...] = ()
    lot: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.name not in COUNTS:
            known = ", ".join(COUNTS)
            raise Refused(
                say("There is no rule “{name}”. There are: {names}.", name=self.name[:40], names=known),
                "name",
            )

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> Rule:
        """A rule from JSON. Raises Refused for a word or a number that is none."""
        known = {field.name for field in fields(cls)}
        for word in value:
            if word not in known:
                raise Refused(say("A rule has no “{word}”.", word=str(word)[:40]), str(word)[:40])
        try:
            return cls(**{word: _value(word, given) for word, given in value.items()})
        except (TypeError, ValueError, ZeroDivisionError):
            raise Refused(say("The rule cannot be read.")) from None

    def plain(self) -> dict[str, Any]:
        """The rule as JSON keeps it."""
        return {
            word: list(value)
            if isinstance(value, tuple)
            else exact_text(value)
            if isinstance(value, Fraction)
            else value
            for word, value in asdict(self).items()
        }

    @property
    def asked(self) -> equal.Asked:
        """What equal shares need of it."""
        return equal.Asked(self.budget, self.measure, self.completion, self.step, self.comparison)


def count(rule: Rule, projects: Sequence[Project], profile: Profile) -> Result:
    """Count the ballots by the rule. Raises Refused where the rule cannot count such ballots."""
    if profile.kind not in COUNTS[rule.name]:
        told = say(
            "The rule “{rule}” does not count ballots of the kind “{kind}”.",
            rule=rule.name,
            kind=profile.kind,
        )
        raise Refused(told, "name")
    found, named = sums(rule, projects, profile), supporters(profile, projects)
    breaker = Breaker(projects, named, rule.ties, rule.lot)
    told = stated(rule, projects, profile)
    if rule.name == EQUAL:
        outcome = equal.share(projects, profile, found, named, rule.asked, breaker)
        return Telling(projects, found, named, profile.voters, rule.asked, outcome).result(rule.name, told)
    if rule.name == GREEDY:
        return fill(
            rule.name,
            projects,
            found,
            named,
            profile.voters,
            rule.budget,
            breaker,
            told,
            rule.over,
            rule.threshold,
        )
    if rule.name == PLURALITY and any(len(pile.vote) > 1 for pile in profile.piles):
        raise Refused(
            say("Under this rule a ballot names one project; one of them names several."), "ballots"
        )
    return elect(rule.name, projects, found, named, profile.voters, rule.seats, breaker, told, rule.threshold)


def sums(rule: Rule, projects: Sequence[Project], profile: Profile) -> dict[str, Exact]:
    """What the rule compares, for each project."""
    if profile.kind == POINTS:
        return scores.points(profile, projects, rule.default)
    if profile.kind == RANKED:
        return scores.ranked(profile, projects, rule.scale, rule.places)
    return scores.votes(profile, projects)


def stated(rule: Rule, projects: Sequence[Project], profile: Profile) -> Saying:
    """The rule in one sentence."""
    if rule.name == EQUAL:
        return equal.stated(rule.asked)
    summed = scores.told(profile, rule.scale, rule.places or len(projects))
    if rule.name == GREEDY:
        facts = {"summed": summed, "budget": shown(rule.budget)}
        if rule.over == STOP:
            return say(
                "{summed} The highest are taken within {budget}; the first that does not fit ends the count.",
                **facts,
            )
        return say("{summed} The highest are taken within {budget}; what does not fit is skipped.", **facts)
    return say("{summed} The highest {seats} win.", summed=summed, seats=rule.seats)


_NUMBERS = ("budget", "threshold", "default", "step")


def _value(word: str, given: Any) -> Any:
    if word in ("ties", "lot"):
        if isinstance(given, str):
            raise ValueError(word)
        return tuple(str(one) for one in given)
    if word in _NUMBERS:
        if isinstance(given, float):
            raise ValueError(word)
        exact = Fraction(given)
        return int(exact) if exact.denominator == 1 else exact
    if word in ("seats", "places"):
        if not isinstance(given, int) or isinstance(given, bool):
            raise ValueError(word)
        return given
    return bool(given) if word == "comparison" else str(given)
