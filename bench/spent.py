"""Wall and processor time of the same work: the one for people who wait, the other because it does not stretch under load."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.importing import served
from bench.lines import Line


@dataclass(frozen=True)
class Spent:
    """Of one round, in milliseconds: p50 by the wall clock; mean of processor time, ours and the database's."""

    wall: float
    ours: float
    theirs: float

    def lines(self, name: str, most: float | None = None) -> list[Line]:
        """What is told of it; `most` is the target by the wall clock."""
        return [
            Line(name, self.wall, target=most),
            Line(
                f"{name}: processor (ours {self.ours:.1f}, database {self.theirs:.1f})",
                self.ours + self.theirs,
            ),
        ]


def spent(work: Callable[[], object], rounds: int, *, warm: int = 3) -> Spent:
    """Do it `rounds` times, after some rounds that warm up."""
    for _ in range(warm):
        work()
    walls = []
    ours, theirs = time.process_time(), served()
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        walls.append(time.perf_counter() - begin)
    ours, theirs = time.process_time() - ours, served() - theirs
    return Spent(statistics.median(walls) * 1000, ours / rounds * 1000, theirs / rounds * 1000)
