"""From ballots or named answers to a result that explains itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from linli.kernel import Saying, say
from linli.kernel.majority import Clause, Roll, Votes, may_decide

from . import codes
from .counting import LOST, WON, Line, Profile, Result, Rule, answer, count
from .decisions import PROFILES, Asked

ANSWER_RULE = "answer"


@dataclass(frozen=True, slots=True)
class AnswerRule:
    """A clause of majority with the roll it was counted on, as a pack declares it."""

    clause: Mapping[str, Any]
    should: int
    recused: int = 0

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it; what the clause leaves unsaid is said."""
        read = Clause.read(self.clause)
        return {
            "name": ANSWER_RULE,
            "passes": str(read.passes.part),
            "strict": read.passes.strict,
            "base": read.base,
            "quorum": str(read.quorum.part) if read.quorum else "",
            "quorum_strict": read.quorum.strict if read.quorum else True,
            "quorum_base": read.quorum_base,
            "recused_leave": read.recused_leave,
            "should": self.should,
            "recused": self.recused,
        }


@dataclass(frozen=True, slots=True)
class Counts:
    """Answers to one item."""

    yes: int = 0
    no: int = 0
    abstain: int = 0
    recused: int = 0

    @property
    def present(self) -> int:
        """Who was there, the recused too."""
        return self.yes + self.no + self.abstain + self.recused


@dataclass(frozen=True, slots=True)
class Counted:
    """A result with the answers behind it where there are any."""

    result: Result
    answers: dict[str, Counts] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        told = self.result.plain()
        for one in told["projects"]:
            counts = self.answers.get(one["key"])
            if counts is not None:
                one.update(yes=counts.yes, no=counts.no, abstain=counts.abstain, recused=counts.recused)
        return told


def count_box(
    asked: Asked, rule: Mapping[str, Any], lot: Sequence[str], ballots: Iterable[tuple[Sequence[str], Sequence[int]]],
    *, should: int, recused: int,
) -> Counted:  # fmt: skip
    """Count the ballots of a secret decision by its declared rule."""
    if asked.kind == codes.ANSWER:
        return _secret_answers(asked, rule, list(ballots), should, recused)
    read = Rule.read({**rule, "lot": list(lot)})
    projects = asked.projects
    given = list(ballots)
    if not given:
        lines = tuple(Line(one, 0, 0, LOST, (say("Nobody voted."),)) for one in projects)
        return Counted(Result(read.name, 0, lines, say("Nobody voted.")))
    profile = Profile.of(PROFILES[asked.kind], given, {one.key: one for one in projects})
    return Counted(count(read, projects, profile))


def count_named(
    asked: Asked, rule: Mapping[str, Any], answers: Mapping[str, Mapping[str, int]], *, should: int,
    away: Mapping[str, int] | None = None,
) -> Counted:  # fmt: skip
    """Count named answers: option key → answer → how many; who has none was absent.

    away  option key → recused members who were not there
    """
    counts = {
        one.key: Counts(**{word: answers.get(one.key, {}).get(word, 0) for word in _COUNTED})
        for one in asked.options
    }
    present = max((one.present for one in counts.values()), default=0)
    gone = away or {}
    rolls = {
        key: Roll(should, one.present, one.recused + gone.get(key, 0), one.recused)
        for key, one in counts.items()
    }
    return _answers(asked, rule, counts, rolls, present)


_COUNTED = (codes.YES, codes.NO, codes.ABSTAIN, codes.RECUSED)


def _secret_answers(
    asked: Asked,
    rule: Mapping[str, Any],
    ballots: Sequence[tuple[Sequence[str], Sequence[int]]],
    should: int,
    recused: int,
) -> Counted:
    found: dict[str, Counter[str]] = {one.key: Counter() for one in asked.options}
    for vote, points in ballots:
        given = dict(zip(vote, points, strict=True))
        for key in found:  # an item that a ballot leaves out abstains
            found[key][codes.ANSWER_OF[given.get(key, 0)]] += 1
    counts = {key: Counts(one[codes.YES], one[codes.NO], one[codes.ABSTAIN]) for key, one in found.items()}
    roll = Roll(should, len(ballots), recused)
    return _answers(asked, rule, counts, dict.fromkeys(counts, roll), len(ballots))


def _answers(
    asked: Asked, rule: Mapping[str, Any], counts: dict[str, Counts], rolls: Mapping[str, Roll], present: int
) -> Counted:
    clause, lines = Clause.read(rule), []
    for project in asked.projects:
        one, roll = counts[project.key], rolls[project.key]
        may = may_decide(clause, roll)
        if may.reason is not None:
            lines.append(Line(project, one.yes, one.yes, LOST, (may.reason,)))
            continue
        found = answer(clause, roll, Votes(one.yes, one.no, one.abstain))
        state = WON if found.outcome.carried else LOST
        lines.append(Line(project, one.yes, one.yes, state, (found.outcome.saying, found.change)))
    won = sum(1 for line in lines if line.state == WON)
    told = say("{n} took part; {won} of {all} items were carried.", n=present, won=won, all=len(lines))
    return Counted(Result(ANSWER_RULE, present, tuple(lines), stated(clause), (told,)), counts)


def stated(clause: Clause) -> Saying:
    """A clause in one sentence."""
    base = _BASES[clause.base]
    if clause.quorum is None:
        return say("Carried with {share} of {base}.", share=clause.passes.words, base=base)
    return say(
        "Decides with {quorum} of {of} present; carried with {share} of {base}.",
        quorum=clause.quorum.words, of=_BASES[clause.quorum_base], share=clause.passes.words, base=base,
    )  # fmt: skip


_BASES = {
    "all": say("all members"), "should": say("those who should attend"), "present": say("those present"),
    "cast": say("the votes for and against"),
}  # fmt: skip
