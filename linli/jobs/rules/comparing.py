"""Reconciliation person by person: a list of the department against ours. Plain values, no database."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Theirs:
    """A line of the export. person: the bearer of its number here, None for nobody."""

    row: int
    name: str
    person: int | None
    unit: str = ""
    start: dt.date | None = None
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Ours:
    """A record of ours in the period of the export."""

    key: int
    person: int
    name: str
    unit: str = ""
    start: dt.date | None = None
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """One person: outcome both, here, there or differs; differing: field → (ours, theirs)."""

    outcome: str
    ours: Ours | None
    theirs: Theirs | None
    differing: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def compare(ours: Sequence[Ours], theirs: Sequence[Theirs]) -> list[Pair]:
    """Every line of theirs and every record of ours stands in exactly one pair.

    Records of one person are paired where unit and day fit, then in the order of days; an entry number that one side
    lacks is no difference (it is what the export brings).
    """
    waiting: dict[int, list[Ours]] = {}
    for one in sorted(ours, key=lambda x: (x.start or dt.date.min, x.key)):
        waiting.setdefault(one.person, []).append(one)
    pairs: list[Pair] = []
    later: list[Theirs] = []
    for line in theirs:
        mine = waiting.get(line.person or 0, [])
        fitting = next((one for one in mine if not differing(one, line)), None)
        if fitting is None:
            later.append(line)
        else:
            mine.remove(fitting)
            pairs.append(Pair("both", fitting, line))
    for line in later:
        mine = waiting.get(line.person or 0, [])
        if mine:
            one = mine.pop(0)
            pairs.append(Pair("differs", one, line, differing(one, line)))
        else:
            pairs.append(Pair("there", None, line))
    pairs += [Pair("here", one, None) for rest in waiting.values() for one in rest]
    return pairs


def differing(ours: Ours, theirs: Theirs) -> dict[str, tuple[str, str]]:
    """Fields in which both say something else: field → (ours, theirs)."""
    found = {}
    for name in ("name", "unit"):
        one, other = getattr(ours, name), getattr(theirs, name)
        if one and other and _plain(one) != _plain(other):
            found[name] = (one, other)
    if ours.start and theirs.start and ours.start != theirs.start:
        found["start"] = (ours.start.isoformat(), theirs.start.isoformat())
    if ours.entry and theirs.entry and _plain(ours.entry) != _plain(theirs.entry):
        found["entry"] = (ours.entry, theirs.entry)
    return found


def _plain(text: str) -> str:
    return re.sub(r"[\s（）()·.]|有限(?:责任)?公司$", "", text).upper()
