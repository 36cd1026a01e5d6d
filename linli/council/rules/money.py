"""Reckonings with money, in whole fen: the year's quota, a budget line, what looks like a split sum."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from linli.kernel import Refused, Saying, say
from linli.kernel.money import yuan


def quota(term: Mapping[str, Any], residents: int) -> tuple[int, Saying]:
    """(fen, derivation) of a year: a base, and so much for each so many residents (成都保障资金, 2018).

    term  {"base": fen, "each": fen, "per": residents}; part of `per` counts in proportion, cut to the fen
    """
    base, each, per = int(term["base"]), int(term["each"]), int(term["per"])
    fen = base + each * residents // per
    told = say(
        "{base} yuan + {residents} residents ÷ {per} × {each} yuan = {sum} yuan",
        base=yuan(base), residents=residents, per=per, each=yuan(each), sum=yuan(fen),
    )  # fmt: skip
    return fen, told


def counted_on(year: int) -> dt.date:
    """The day of which the register's number is taken for a fund year: the last of the year before."""
    return dt.date(year - 1, 12, 31)


def line_total(hundredths: int, price: int) -> int:
    """Fen of a budget line: how many (in hundredths of the unit) times the price, half a fen upwards."""
    return (hundredths * price + 50) // 100


def demand_within(amount: int, left: int, what: Saying, field: str = "amount") -> None:
    """Raise Refused when `amount` fen are more than is left, saying by how much."""
    if amount > left:
        raise Refused(
            say(
                "{amount} yuan are {over} yuan more than what {what} has left ({left} yuan).",
                amount=yuan(amount), over=yuan(amount - left), what=what, left=yuan(left),
            ),
            field,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment as exceptions look at it."""

    key: int
    project: int
    payee: str
    amount: int
    day: dt.date


def split_sums(paid: Iterable[Paid], below: int, days: int) -> list[tuple[Paid, Paid]]:
    """Neighbouring payments of one project to one payee, each below the limit, together at or above it, so many days apart."""
    by_payee: dict[tuple[int, str], list[Paid]] = {}
    for one in paid:
        by_payee.setdefault((one.project, one.payee), []).append(one)
    found = []
    for these in by_payee.values():
        for first, second in pairwise(sorted(these, key=lambda one: (one.day, one.key))):
            near = (second.day - first.day).days <= days
            if near and max(first.amount, second.amount) < below <= first.amount + second.amount:
                found.append((first, second))
    return found


def repeated(contractors: Sequence[tuple[str, int]], times: int) -> dict[str, list[int]]:
    """Contractor → projects, of those who got at least so many."""
    held: dict[str, list[int]] = {}
    for name, project in contractors:
        held.setdefault(name, []).append(project)
    return {name: sorted(set(keys)) for name, keys in held.items() if len(set(keys)) >= times}
