"""Microseconds of one deadline, beside a bare loop over days, and how often weekends alone are wrong.

`python -m bench.worktime`; asks no database.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
from collections.abc import Callable
from pathlib import Path

from bench.lines import Line, median, say_lines
from linli.kernel.worktime import CHINA, Calendar, Hours, Pause, day_close, deadline, read_intervals
from linli.places.rules.workdays import read_tables

FILE = Path(__file__).resolve().parents[1] / "linli" / "places" / "data" / "workdays-CN.json"
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
EACH = 5_000
DAY = dt.timedelta(days=1)
START = dt.datetime(2018, 12, 28, 16, 50, tzinfo=CHINA)


def calendar(published: bool = True) -> Calendar:
    """The desk's hours with the published holidays, or with weekends only."""
    hours = Hours.of(range(1, 6), read_intervals([["09:00", "12:00"], ["13:30", "18:00"]]))
    if not published:
        return Calendar("", (hours,))
    tables = read_tables(FILE.read_text(encoding="utf-8"), FILE.name)
    special = {day: what for table in tables for day, what in table.special.items()}
    return Calendar("", (hours,), special, frozenset(table.year for table in tables))


def bare(off: frozenset[dt.date], worked: frozenset[dt.date]) -> Callable[[dt.datetime], dt.datetime]:
    """The floor: five working days by two sets, no hours, no zone, no years that may be missing."""

    def due(start: dt.datetime) -> dt.datetime:
        day, left = start.date(), 5
        while left:
            day += DAY
            left -= day in worked or (day.weekday() < 5 and day not in off)
        return dt.datetime.combine(day, dt.time(18), CHINA)

    return due


def microseconds(work: Callable[[dt.datetime], object]) -> float:
    """Of one call, over starts of a whole year."""
    starts = list(itertools.islice(itertools.cycle(START + n * DAY for n in range(365)), EACH))

    def round_() -> None:
        for one in starts:
            work(one)

    return median(round_, ROUNDS) / EACH * 1e6


def wrong_by_weekends(held: Calendar) -> float:
    """Percent of the deadlines of five working days, from every day 2007–2026, that weekends alone miss."""
    plain, first, days = calendar(published=False), dt.datetime(2007, 1, 1, 10, tzinfo=CHINA), 365 * 20 - 30
    starts = [first + n * DAY for n in range(days)]
    missed = sum(
        deadline(one, 5, "working_day", held).at != deadline(one, 5, "working_day", plain).at
        for one in starts
    )
    return 100 * missed / days


def main() -> None:
    held = calendar()
    off = frozenset(day for day, what in held.special.items() if what.kind == "holiday")
    floor = microseconds(bare(off, frozenset(held.special) - off))
    pause = Pause(START + 3 * DAY, START + 5 * DAY, "等配件")
    asked: list[tuple[str, Callable[[dt.datetime], object]]] = [
        ("5 working days", lambda one: deadline(one, 5, "working_day", held)),
        ("24 working hours", lambda one: deadline(one, 24, "working_hour", held)),
        ("30 working days", lambda one: deadline(one, 30, "working_day", held)),
        ("5 working days, a pause", lambda one: deadline(one, 5, "working_day", held, [pause])),
        ("the today rule", lambda one: day_close(one, held)),
        ("5 working days, with its sentence", lambda one: str(deadline(one, 5, "working_day", held).derivation)),
    ]  # fmt: skip
    lines = [Line(f"deadline: {name}", microseconds(work), "µs", floor, "bare loop") for name, work in asked]
    lines.append(Line("deadlines of 5 working days that weekends alone miss", wrong_by_weekends(held), "%"))
    say_lines(lines)


if __name__ == "__main__":
    main()
