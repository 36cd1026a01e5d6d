"""The VOTES of a .pb file: each row read by the vote type that META states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from linli.kernel import Saying, say

from ..counting import Exact, Project
from .numbers import number
from .sections import Flag, Table

POINTED = ("cumulative", "scoring")


class Row(NamedTuple):
    """One ballot as it is counted: voter and line as written; points only where the vote type has them."""

    line: int
    voter: str
    vote: tuple[str, ...]
    points: tuple[Exact, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What META allows a ballot; None where it does not say."""

    least: Exact | None
    most: Exact | None
    least_cost: Exact | None
    most_cost: Exact | None
    least_points: Exact | None
    most_points: Exact | None
    least_sum: Exact | None
    most_sum: Exact | None

    @classmethod
    def of(cls, meta: Mapping[str, str], kind: str, projects: int) -> Limits:
        """The limits of META, with the defaults of the format."""

        def value(name: str) -> Exact | None:
            found = number(meta.get(name, ""))
            return found[0] if found else None

        least = value("min_length")
        return cls(
            1 if least is None else least,
            value("max_length"),
            value("min_sum_cost"),
            value("max_sum_cost"),
            value("min_points"),
            value("max_points"),
            value("min_sum_points"),
            value("max_sum_points"),
        )


def read_votes(
    table: Table,
    kind: str,
    known: Mapping[str, Project],
    limits: Limits,
    flags: list[Flag],
    faults: list[Flag],
    enough: int,
) -> tuple[Row, ...]:
    """The ballots. Odd ones are added to `flags`, rows of another kind to `faults`, at most `enough` of these."""
    pointed = kind in POINTED
    for name in ("voter_id", "vote", *(("points",) if pointed else ())):
        if name not in table.columns:
            faults.append(
                Flag(table.line + 1, say("VOTES of type {kind} has no column {name}.", kind=kind, name=name))
            )
    if faults:
        return ()
    voter_at, vote_at = table.columns.index("voter_id"), table.columns.index("vote")
    points_at = table.columns.index("points") if "points" in table.columns else -1
    reader = _Votes(kind, known, limits, flags)
    found: list[Row] = []
    width = len(table.columns)
    for line, row in table.rows:
        if len(row) != width:
            flags.append(Flag(line, say("{n} fields under {m} column names.", n=len(row), m=width)))
            row = row + [""] * width
        points = row[points_at] if points_at >= 0 else ""
        answer = reader.row(line, row[voter_at], row[vote_at], points)
        if isinstance(answer, Row):
            found.append(answer)
        else:
            faults.append(Flag(line, answer))
            if len(faults) >= enough:
                break
    return tuple(found)


class _Votes:
    """Reads rows; a Saying instead of a row says why it is of another kind."""

    def __init__(self, kind: str, known: Mapping[str, Project], limits: Limits, flags: list[Flag]) -> None:
        self.kind, self.known, self.limits, self.flags = kind, known, limits, flags
        self.voters: set[str] = set()
        self.numbers: dict[str, Exact | None] = {}

    def row(self, line: int, voter: str, vote: str, points: str) -> Row | Saying:
        if voter in self.voters:
            self.flag(
                line, say("the voter “{voter}” comes twice; both ballots are counted.", voter=voter[:40])
            )
        self.voters.add(voter)
        keys = tuple(part.strip() for part in vote.split(",")) if vote else ()
        if self.kind == "choose-1" and len(keys) > 1:
            return say("{n} projects where one may be chosen.", n=len(keys))
        if self.kind in POINTED:
            return self.pointed(line, voter, keys, points)
        if points:
            return say("points, but votes of type {kind} have none.", kind=self.kind)
        kept = self.kept(line, keys)
        chosen = tuple(keys[place] for place in kept) if len(kept) < len(keys) else keys
        self.check(line, chosen, ())
        return Row(line, voter, chosen, ())

    def pointed(self, line: int, voter: str, keys: tuple[str, ...], points: str) -> Row | Saying:
        """A row with points."""
        parts = [part.strip() for part in points.split(",")] if points else []
        if len(parts) != len(keys):
            return say("{points} points for {projects} projects.", points=len(parts), projects=len(keys))
        values: list[Exact] = []
        for part in parts:
            value = self.value(part)
            if value is None:
                return say("“{text}” is no number of points.", text=part[:40])
            values.append(value)
        kept = self.kept(line, keys)
        row = Row(line, voter, tuple(keys[place] for place in kept), tuple(values[place] for place in kept))
        self.check(line, row.vote, row.points)
        return row

    def value(self, part: str) -> Exact | None:
        if part not in self.numbers:
            found = number(part)
            self.numbers[part] = found[0] if found else None
        return self.numbers[part]

    def kept(self, line: int, keys: Sequence[str]) -> list[int]:
        """The places of known projects, each once; the rest is flagged and cannot be counted."""
        kept: list[int] = []
        seen: set[str] = set()
        for place, key in enumerate(keys):
            if key not in self.known:
                self.flag(line, say("“{key}” is no project; the mark counts for none.", key=key[:40]))
            elif key in seen:
                self.flag(line, say("the project “{key}” comes twice; it counts once.", key=key[:40]))
            else:
                seen.add(key)
                kept.append(place)
        return kept

    def check(self, line: int, keys: Sequence[str], points: Sequence[Exact]) -> None:
        """Flag a ballot outside the limits; it counts all the same."""
        limits = self.limits
        self.within(line, len(keys), limits.least, limits.most, say("projects"))
        if limits.least_cost is not None or limits.most_cost is not None:
            cost = sum((self.known[key].cost for key in keys), 0)
            self.within(line, cost, limits.least_cost, limits.most_cost, say("cost together"))
        for one in points if limits.least_points is not None or limits.most_points is not None else ():
            self.within(line, one, limits.least_points, limits.most_points, say("points for a project"))
        if points and self.kind == "cumulative":
            self.within(line, sum(points, 0), limits.least_sum, limits.most_sum, say("points together"))
            if min(points) < 0:
                self.flag(line, say("points below zero."))

    def within(self, line: int, value: Exact, least: Exact | None, most: Exact | None, what: Saying) -> None:
        if least is not None and value < least:
            told = say(
                "{what}: {value}, at least {least} are asked; counted as it stands.",
                what=what,
                value=str(value),
                least=str(least),
            )
            self.flag(line, told)
        if most is not None and value > most:
            told = say(
                "{what}: {value}, at most {most} are allowed; counted as it stands.",
                what=what,
                value=str(value),
                most=str(most),
            )
            self.flag(line, told)

    def flag(self, line: int, reason: Saying) -> None:
        self.flags.append(Flag(line, reason))
