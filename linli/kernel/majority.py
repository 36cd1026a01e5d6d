"""Quorum and majority, exactly: who counts, how many are needed, and whether it was carried.

A clause names two shares. The *quorum* asks how many must be present of all members or of those who should
attend; the *majority* asks how many must say yes of a base: all members, who should attend, who is present,
or the votes cast for and against. Shares are fractions, "more than" or "at least"; nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

from .refusal import Refused
from .say import Saying, say
from .verdict import ALLOWED, Verdict, refuse

#: What a share is a share of.
ALL, SHOULD, PRESENT, CAST = "all", "should", "present", "cast"
BASES = (ALL, SHOULD, PRESENT, CAST)

_NAMED = {
    Fraction(1, 2): say("half"), Fraction(2, 3): say("two thirds"), Fraction(3, 4): say("three quarters"),
    Fraction(4, 5): say("four fifths"), Fraction(1, 3): say("one third"), Fraction(1): say("all"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a base: more than it when `strict`, else at least it. 0 < part <= 1."""

    part: Fraction
    strict: bool = True

    def __post_init__(self) -> None:
        if not 0 < self.part <= 1 or (self.strict and self.part == 1):
            raise ValueError(f"{self.part} is no share that anybody can reach")

    def least(self, base: int) -> int:
        """The smallest count that is enough of `base`; at least one, for nobody decides nothing."""
        exact = self.part * base
        return max(1, floor(exact) + 1 if self.strict else ceil(exact))

    def met(self, count: int, base: int) -> bool:
        """Whether `count` of `base` is enough."""
        return count >= self.least(base)

    @property
    def words(self) -> Saying:
        """Such as "more than half" or "at least 4/5"."""
        part = _NAMED.get(self.part, f"{self.part.numerator}/{self.part.denominator}")
        return say("more than {part}", part=part) if self.strict else say("at least {part}", part=part)


@dataclass(frozen=True, slots=True)
class Clause:
    """What a kind of decision needs.

    quorum, quorum_base  how many must be present, of ALL or SHOULD; None: no quorum is asked
    passes, base         how many must say yes, of ALL, SHOULD, PRESENT or CAST
    recused_leave        who is recused leaves base and quorum; otherwise they count there and only may not vote
    """

    passes: Share
    base: str
    quorum: Share | None = None
    quorum_base: str = SHOULD
    recused_leave: bool = True

    def __post_init__(self) -> None:
        if self.base not in BASES or self.quorum_base not in (ALL, SHOULD):
            raise ValueError(f"{self.base}, {self.quorum_base}: no base to count on")

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> Clause:
        """A clause as a term writes it: {"quorum": "4/5", "quorum_strict": false, "passes": "1/2", "base": "should"}.

        Shares are strict unless said otherwise. Raises ValueError or KeyError for a term that says nothing sensible.
        """
        asked = value.get("quorum")
        return cls(
            Share(Fraction(value["passes"]), bool(value.get("strict", True))),
            value["base"],
            Share(Fraction(asked), bool(value.get("quorum_strict", True))) if asked else None,
            value.get("quorum_base", SHOULD),
            bool(value.get("recused_leave", True)),
        )


@dataclass(frozen=True, slots=True)
class Roll:
    """Who could decide. Only those with a vote are counted.

    should           who should attend
    present          who is there, of these
    recused          who may not decide on this matter, of `should`
    recused_present  of the recused, who is there all the same
    members          all members; as many as should attend unless said
    """

    should: int
    present: int
    recused: int = 0
    recused_present: int = 0
    members: int | None = None

    def __post_init__(self) -> None:
        whole = self.all
        if not 0 <= self.recused_present <= min(self.recused, self.present):
            raise Refused(say("More people are recused than are there."), "recused")
        if not 0 <= self.present <= self.should <= whole:
            raise Refused(
                say(
                    "{present} present of {should} who should attend cannot be.",
                    present=self.present,
                    should=self.should,
                ),
                "present",
            )
        if self.recused - self.recused_present > self.should - self.present:
            raise Refused(say("More people are recused than are there."), "recused")

    @property
    def all(self) -> int:
        """Every member."""
        return self.should if self.members is None else self.members

    def counted(self, clause: Clause) -> Roll:
        """The roll without the recused where they leave it."""
        if not clause.recused_leave or not self.recused:
            return self
        return Roll(
            self.should - self.recused,
            self.present - self.recused_present,
            members=self.all - self.recused,
        )


@dataclass(frozen=True, slots=True)
class Votes:
    """Votes counted: for, against, neither."""

    yes: int
    no: int = 0
    abstain: int = 0

    def __post_init__(self) -> None:
        if min(self.yes, self.no, self.abstain) < 0:
            raise Refused(say("A number of votes cannot be below zero."), "yes")

    @property
    def all(self) -> int:
        """Every ballot."""
        return self.yes + self.no + self.abstain


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided and the arithmetic: yes votes needed of `base`, and the sentence that explains."""

    carried: bool
    needed_present: int
    base: int
    needed_yes: int
    saying: Saying


def may_decide(clause: Clause, roll: Roll) -> Verdict:
    """Whether enough are present to decide; a refusal shows the arithmetic."""
    counted = roll.counted(clause)
    if counted.should < 1 or counted.present < 1:
        return refuse(say("Nobody with a vote is present."))
    need = needed_present(clause, roll)
    if counted.present >= need:
        return ALLOWED
    assert clause.quorum is not None
    return refuse(
        say(
            "Quorum not met: {who}; {share} of {base} is {need}, {missing} short. Nothing can be decided.",
            who=_who(roll), share=clause.quorum.words, base=_quorum_base(clause, counted), need=need,
            missing=need - counted.present,
        )
    )  # fmt: skip


def needed_present(clause: Clause, roll: Roll) -> int:
    """How many must be present; 0 where no quorum is asked."""
    counted = roll.counted(clause)
    return 0 if clause.quorum is None else clause.quorum.least(_quorum_base(clause, counted))


def decide(clause: Clause, roll: Roll, votes: Votes) -> Outcome:
    """Count. Raises Refused without a quorum (with the arithmetic) or with more votes than voters."""
    may_decide(clause, roll).demand("present")
    voters = roll.present - roll.recused_present
    if votes.all > voters:
        raise Refused(
            say("{votes} votes are more than the {voters} who may vote.", votes=votes.all, voters=voters),
            "yes",
        )
    counted = roll.counted(clause)
    bases = {
        ALL: counted.all,
        SHOULD: counted.should,
        PRESENT: counted.present,
        CAST: votes.yes + votes.no,
    }
    base = bases[clause.base]
    need = clause.passes.least(base)
    carried = votes.yes >= need
    saying = _told(clause, roll, votes, need, carried)
    return Outcome(carried, needed_present(clause, roll), base, need, saying)


def _quorum_base(clause: Clause, counted: Roll) -> int:
    return counted.all if clause.quorum_base == ALL else counted.should


def _who(roll: Roll) -> Saying:
    if roll.recused:
        return say(
            "{should} should attend, {recused} recused, {present} present",
            should=roll.should, recused=roll.recused, present=roll.present,
        )  # fmt: skip
    return say("{should} should attend, {present} present", should=roll.should, present=roll.present)


def _told(clause: Clause, roll: Roll, votes: Votes, need: int, carried: bool) -> Saying:
    who = _who(roll)
    if clause.quorum is not None:
        who = say(
            "{who}, {share} ({need} needed)", who=who, share=clause.quorum.words, need=needed_present(clause, roll)
        )  # fmt: skip
    facts = {
        "who": who,
        "yes": votes.yes,
        "no": votes.no,
        "abstain": votes.abstain,
        "share": clause.passes.words,
        "need": need,
    }
    if carried:
        return say("{who}; yes {yes}, no {no}, abstained {abstain}; {share} needs {need}: carried.", **facts)
    return say("{who}; yes {yes}, no {no}, abstained {abstain}; {share} needs {need}: not carried.", **facts)
