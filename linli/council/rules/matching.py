"""Our payments against the bank's lines: both, only here, only there, differs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One payment or one line of the bank, in fen."""

    key: int
    day: dt.date
    amount: int
    payee: str
    reference: str


@dataclass(frozen=True, slots=True)
class Pair:
    """What was found: `kind` is both, here, there or differs; `what` names the differing columns."""

    kind: str
    ours: Entry | None
    theirs: Entry | None
    what: tuple[str, ...] = ()


#: So many days may lie between our day and the bank's.
NEAR = 3


def match(ours: Sequence[Entry], theirs: Sequence[Entry]) -> list[Pair]:
    """Pair by the bank's number first, then by amount and payee within some days. Each line is used once."""
    left, pairs = list(theirs), []
    waiting = []
    for one in ours:
        found = next((two for two in left if one.reference and two.reference == one.reference), None)
        if found is None:
            waiting.append(one)
            continue
        left.remove(found)
        pairs.append(_pair(one, found))
    for one in waiting:
        found = next((two for two in left if _same(one, two)), None)
        if found is None:
            pairs.append(Pair("here", one, None))
            continue
        left.remove(found)
        pairs.append(Pair("both", one, found))
    pairs += [Pair("there", None, two) for two in left]
    order = {"differs": 0, "here": 1, "there": 2, "both": 3}
    return sorted(pairs, key=lambda pair: (order[pair.kind], _day(pair)))


def _same(one: Entry, two: Entry) -> bool:
    return (
        one.amount == two.amount
        and one.payee == two.payee
        and abs((one.day - two.day).days) <= NEAR
        and not (one.reference and two.reference)
    )


def _pair(one: Entry, two: Entry) -> Pair:
    differing = tuple(
        name
        for name, same in (
            ("amount", one.amount == two.amount),
            ("payee", one.payee == two.payee),
            ("day", abs((one.day - two.day).days) <= NEAR),
        )
        if not same
    )
    return Pair("differs" if differing else "both", one, two, differing)


def _day(pair: Pair) -> dt.date:
    entry = pair.ours or pair.theirs
    return entry.day if entry else dt.date.min
