"""How long an office has been held: full years and the nth calendar year (年头)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

#: Half-open days of an episode; None as end: it goes on.
Days = tuple[dt.date, dt.date | None]


def full_years(episodes: Iterable[Days], on: dt.date) -> int:
    """Completed years from the first day of the earliest episode to `on`, 0 before it ("在社区工作11年")."""
    begun = [start for start, _ in episodes if start <= on]
    if not begun:
        return 0
    first = min(begun)
    return on.year - first.year - ((on.month, on.day) < (first.month, first.day))


def calendar_years(episodes: Iterable[Days], on: dt.date) -> int:
    """How many calendar years the episodes touch up to `on` ("担任书记3个年头")."""
    touched: set[int] = set()
    for start, end in episodes:
        if start > on:
            continue
        last = on if end is None else min(on, end - dt.timedelta(days=1))
        touched.update(range(start.year, last.year + 1))
    return len(touched)
