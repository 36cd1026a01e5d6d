"""Whole lives of appeals in several processes at once: how many a second, and what processor time each costs.

`python -m bench.lives CODE [PROCESSES] [LIVES]`. A life: registered, put to another, taken over, answered, told, revisited
and closed, then found by its words; six committed transactions that write and one search.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import multiprocessing.synchronize
import sys
import time

import bench.start  # noqa: F401
from bench.lines import Line, say_lines

#: What one of several processes hands back: processor seconds of its own and of its database process.
Spent = tuple[float, float]


def lived(community: int, number: int, count: int, gate: multiprocessing.synchronize.Barrier) -> Spent:
    """So many lives, begun when all processes are ready."""
    from django.db import connection

    from bench.appeals import Lives
    from bench.importing import served

    lives = Lives(community, number)
    lives.whole()
    gate.wait()
    ours, theirs = time.process_time(), served()
    for _ in range(count):
        lives.whole()
    spent = time.process_time() - ours, served() - theirs
    connection.close()
    return spent


def _lived(
    community: int, number: int, count: int, gate: multiprocessing.synchronize.Barrier, found: multiprocessing.Queue[Spent]
) -> None:  # fmt: skip
    found.put(lived(community, number, count, gate))


def main() -> None:
    from bench.matters import staff
    from bench.pages import AT
    from linli.base import clock
    from linli.places import api as places

    community = places.area_by_code(sys.argv[1], dt.date(2018, 12, 28))
    assert community is not None
    processes, count = (int(one) for one in (sys.argv[2:] + ["2", "200"])[:2])
    clock.move_to(AT)
    staff(community.id)
    around = multiprocessing.get_context("spawn")
    gate, found = around.Barrier(processes + 1), around.Queue()
    crew = [around.Process(target=_lived, args=(community.id, number, count, gate, found)) for number in range(processes)]  # fmt: skip
    for one in crew:
        one.start()
    gate.wait()
    begin = time.perf_counter()
    spent = [found.get() for _ in crew]
    took = time.perf_counter() - begin
    for one in crew:
        one.join()
    lives = processes * count
    ours, theirs = (sum(part) / lives * 1000 for part in zip(*spent, strict=True))
    say_lines(
        [
            Line(f"whole lives a second, {processes} processes", lives / took, "/s", target=20, at_least=True),
            Line(f"processor of a life (ours {ours:.1f}, database {theirs:.1f})", ours + theirs, "ms"),
            Line("lives a second that two free cores' processor time gives", 2000 / (ours + theirs), "/s", target=20, at_least=True),
        ]
    )  # fmt: skip


if __name__ == "__main__":
    main()
