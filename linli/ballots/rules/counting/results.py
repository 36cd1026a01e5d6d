"""What a count answers: who won, the arithmetic, and for each project why, and what would have changed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from linli.kernel import Saying
from linli.kernel.say import kept

from .ties import Tie
from .values import Exact, Project

#: What became of a project; OPEN while a tie is undecided.
WON, LOST, OPEN = "won", "lost", "open"


@dataclass(frozen=True, slots=True)
class Line:
    """One project: its numbers and the sentences that explain them.

    score  what the rule compares (votes, points, a Borda sum); supporters  ballots that name it
    why    the arithmetic, then what would have changed it
    """

    project: Project
    score: Exact
    supporters: int
    state: str
    why: tuple[Saying, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """A whole count.

    lines   every project in the order the count took them
    stated  the rule in one sentence; told  the count as a whole
    broken  ties that the declared rule or the lot parted; open  the tie that keeps the count open
    """

    rule: str
    voters: int
    lines: tuple[Line, ...]
    stated: Saying
    told: tuple[Saying, ...] = ()
    broken: tuple[Tie, ...] = ()
    open: Tie | None = None
    facts: dict[str, Exact] = field(default_factory=dict)

    @property
    def winners(self) -> tuple[str, ...]:
        """The keys of those who won."""
        return tuple(line.project.key for line in self.lines if line.state == WON)

    @property
    def spent(self) -> Exact:
        """What the winners cost together."""
        return sum((line.project.cost for line in self.lines if line.state == WON), 0)

    @property
    def names(self) -> dict[str, str]:
        """Titles by key."""
        return {line.project.key: line.project.title for line in self.lines}

    @property
    def told_ties(self) -> list[Saying]:
        """The ties as sentences; the open one last."""
        every: Sequence[Tie] = [*self.broken, *([self.open] if self.open else [])]
        return [tie.saying(self.names) for tie in every]

    def plain(self) -> dict[str, Any]:
        """The result as JSON keeps it; sentences as msgid and values."""
        return {
            "rule": self.rule,
            "voters": self.voters,
            "decided": self.open is None,
            "winners": list(self.winners),
            "spent": exact_text(self.spent),
            "facts": {name: exact_text(value) for name, value in self.facts.items()},
            "ties": [{"projects": list(tie.keys), "by": tie.by} for tie in self.broken],
            "open": list(self.open.keys) if self.open else [],
            "stated": kept(self.stated),
            "told": [kept(saying) for saying in self.told],
            "projects": [
                {
                    "key": line.project.key,
                    "state": line.state,
                    "score": exact_text(line.score),
                    "supporters": line.supporters,
                    "why": [kept(saying) for saying in line.why],
                }
                for line in self.lines
            ],
        }


def exact_text(number: Exact) -> int | str:
    """A number for JSON that loses nothing: whole ones as such, others as "p/q"."""
    return int(number) if number == int(number) else f"{number.numerator}/{number.denominator}"
