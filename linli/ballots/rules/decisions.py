"""What is declared before a vote, and whether a ballot keeps to it. Plain values only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from linli.kernel import ALLOWED, Refused, Verdict, by_count, refuse, say
from linli.kernel.majority import Clause

from . import codes
from .counting import APPROVAL, COUNTS, POINTS, RANKED, Project, Rule
from .counting.ties import WORDS

#: Fen in a yuan; costs are kept in fen and counted in yuan.
FEN = 100
MOST_OPTIONS = 300
#: How a ballot of each kind reaches the count.
PROFILES = {
    codes.APPROVAL: APPROVAL,
    codes.ONE: APPROVAL,
    codes.KNAPSACK: APPROVAL,
    codes.RANKED: RANKED,
    codes.POINTS: POINTS,
}


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen, or an item that is answered. cost in fen; at most one of a group can win."""

    key: str
    name: str
    cost: int = 0
    group: str = ""

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {"key": self.key, "name": self.name, "cost": self.cost, "group": self.group}


@dataclass(frozen=True, slots=True)
class Voter:
    """One who may vote, as the roll is handed in.

    ref      how the roll names them, unique in it; name  as they are called
    person   in the register; user  the account with which they vote signed in
    recused  stands on the roll and may not vote on this
    """

    ref: str
    name: str
    person: int | None = None
    user: int | None = None
    recused: bool = False


@dataclass(frozen=True)
class Asked:
    """What a decision asks of a ballot."""

    kind: str
    options: tuple[Option, ...]
    most: int | None = None
    budget: int | None = None

    @cached_property
    def keys(self) -> frozenset[str]:
        """Keys of the options."""
        return frozenset(one.key for one in self.options)

    @property
    def projects(self) -> tuple[Project, ...]:
        """The options as they are counted, costs in yuan."""
        return tuple(Project(one.key, Fraction(one.cost, FEN), one.name, one.group) for one in self.options)


def options_of(stored: Sequence[Mapping[str, Any]]) -> tuple[Option, ...]:
    """Options out of JSON."""
    return tuple(Option(one["key"], one["name"], one["cost"], one["group"]) for one in stored)


def declared(asked: Asked, rule: Mapping[str, Any], ties: Sequence[str], secret: bool) -> dict[str, Any]:
    """The rule as it is kept. Raises Refused where something is declared that cannot be counted."""
    _demand_options(asked)
    if asked.kind not in codes.KINDS:
        raise Refused(say("There is no such kind of ballot."), "kind")
    if not secret and asked.kind != codes.ANSWER:
        raise Refused(say("Named votes answer yes, no or abstain on each item."), "kind")
    if asked.most is not None and asked.most < 1:
        raise Refused(say("At least one choice must be allowed."), "limit")
    if asked.kind == codes.KNAPSACK and not (asked.budget and asked.budget > 0):
        raise Refused(say("State the budget within which is chosen."), "budget")
    if asked.kind == codes.ANSWER:
        return clause_text(rule)
    for word in ties:
        if word not in WORDS:
            raise Refused(say("There is no such tie rule."), "ties")
    budget = {} if asked.budget is None else {"budget": _yuan(asked.budget)}
    read = Rule.read({**rule, **budget, "ties": list(ties) or list(rule.get("ties", ()))})
    if PROFILES[asked.kind] not in COUNTS[read.name]:
        raise Refused(say("This rule does not count such ballots."), "rule")
    if asked.kind == codes.APPROVAL and read.name == "plurality" and asked.most != 1:
        raise Refused(say("Under this rule a ballot names one option only."), "limit")
    return read.plain()


def clause_text(rule: Mapping[str, Any]) -> dict[str, Any]:
    """A clause of majority, checked and as JSON keeps it."""
    try:
        Clause.read(rule)
    except (KeyError, ValueError, TypeError, ZeroDivisionError):
        raise Refused(say("The rule of majority cannot be read."), "rule") from None
    return dict(rule)


def demand_roll(roll: Sequence[Voter]) -> None:
    """Raise Refused for an empty roll, a line without a name, and anybody who stands in it twice."""
    if not any(not one.recused for one in roll):
        raise Refused(say("Nobody is on the roll who may vote."), "roll")
    for told, values in (
        (say("Two lines of the roll have the same number."), [one.ref for one in roll]),
        (say("Somebody stands on the roll twice."), [one.person for one in roll if one.person is not None]),
        (say("An account stands on the roll twice."), [one.user for one in roll if one.user is not None]),
    ):
        if len(set(values)) != len(values):
            raise Refused(told, "roll")
    if any(not one.ref.strip() or not one.name.strip() for one in roll):
        raise Refused(say("Each line of the roll has a number and a name."), "roll")


def may_cast(state: str, secret: bool, over: bool) -> Verdict:
    """Whether ballots are taken; over: the declared end has come."""
    if state == codes.DRAFT:
        return refuse(say("Voting has not begun."))
    if state == codes.VOID:
        return refuse(say("This vote was withdrawn."))
    if state != codes.OPEN or over:
        return refuse(say("Voting has ended. No ballot is taken any more."))
    if not secret:
        return refuse(say("This vote is held by name in the meeting."))
    return ALLOWED


def may_mark(recused: bool, voted: bool, twice: bool = False) -> Verdict:
    """Whether a line of the roll can still be marked."""
    if twice:
        return refuse(
            say(
                "You stand on the roll twice; this line does not count. Vote with the other slip, or call us."
            )
        )
    if recused:
        return refuse(say("You are recused in this matter and do not vote on it."))
    if voted:
        return refuse(say("A vote was cast for this line of the roll already. Everybody votes once."))
    return ALLOWED


def demand_ballot(asked: Asked, vote: Sequence[str], points: Sequence[int]) -> None:
    """Raise Refused for a ballot over a limit, with the arithmetic."""
    if len(set(vote)) != len(vote) or not set(vote) <= asked.keys:
        raise Refused(
            say("The ballot names something that is not on the ballot paper, or names it twice."), "vote"
        )
    if asked.kind in (codes.ANSWER, codes.POINTS):
        _demand_numbers(asked, vote, points)
    elif points:
        raise Refused(say("Such a ballot has no numbers."), "vote")
    most = 1 if asked.kind == codes.ONE else asked.most
    if asked.kind != codes.POINTS and most is not None and len(vote) > most:
        many = say("At most {most} can be chosen; there are {n}.", most=most, n=len(vote))
        raise Refused(
            by_count(most, say("Only one can be chosen; there are {n}.", n=len(vote)), many), "vote"
        )
    if asked.kind == codes.KNAPSACK and asked.budget is not None:
        spent = sum(one.cost for one in asked.options if one.key in vote)
        if spent > asked.budget:
            told = say(
                "What you chose costs {spent} yuan together; the budget is {budget} yuan, {over} yuan less.",
                spent=money(spent), budget=money(asked.budget), over=money(spent - asked.budget),
            )  # fmt: skip
            raise Refused(told, "vote")


def _demand_numbers(asked: Asked, vote: Sequence[str], points: Sequence[int]) -> None:
    if len(points) != len(vote):
        raise Refused(say("Each choice needs its number."), "vote")
    if asked.kind == codes.ANSWER:
        if not set(points) <= set(codes.ANSWER_OF):
            raise Refused(say("Answer yes, no or abstain."), "vote")
        return
    if any(number < 0 for number in points):
        raise Refused(say("Points cannot be below zero."), "vote")
    if asked.most is not None and sum(points) > asked.most:
        raise Refused(
            say("You have {most} points to give; these are {n}.", most=asked.most, n=sum(points)), "vote"
        )


def _demand_options(asked: Asked) -> None:
    if not asked.options:
        raise Refused(say("State what can be chosen."), "options")
    if len(asked.options) > MOST_OPTIONS:
        raise Refused(say("At most {n} options stand on a ballot paper.", n=MOST_OPTIONS), "options")
    if len(asked.keys) != len(asked.options):
        raise Refused(say("Two options have the same key."), "options")
    for one in asked.options:
        if not one.key or len(one.key) > 40 or not one.name.strip() or one.cost < 0:
            raise Refused(say("Each option has a key, a name and a cost that is not below zero."), "options")


def money(fen: int) -> str:
    """Yuan with two decimals only where there are any."""
    yuan, rest = divmod(fen, FEN)
    return f"{yuan:,}.{rest:02d}" if rest else f"{yuan:,}"


def _yuan(fen: int) -> int | str:
    exact = Fraction(fen, FEN)
    return int(exact) if exact.denominator == 1 else f"{exact.numerator}/{exact.denominator}"
