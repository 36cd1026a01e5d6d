"""How a people's mediation committee is made up (人民调解法 art. 8–9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from linli.kernel import Saying, say

from .clocks import month_later

LEAST, MOST, YEARS = 3, 9, 3


@dataclass(frozen=True, slots=True)
class Seat:
    """One member in office."""

    woman: bool
    start: dt.date


def faults(seats: Sequence[Seat], on: dt.date) -> list[Saying]:
    """What does not fit the law on a day."""
    found = []
    if not LEAST <= len(seats) <= MOST:
        found.append(
            say(
                "The committee has {n} members; the law asks for {least} to {most}.",
                n=len(seats),
                least=LEAST,
                most=MOST,
            )
        )
    if seats and not any(one.woman for one in seats):
        found.append(say("The committee has to have a woman among its members."))
    over = sum(1 for one in seats if month_later(one.start, 12 * YEARS) <= on)
    if over:
        found.append(say("The term of {n} members is over (three years); an election is due.", n=over))
    return found
