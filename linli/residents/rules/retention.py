"""How long a person is held after the last residence; terms override."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

#: Keys of the terms that say the years; the values here hold where a jurisdiction has none.
TERMS: dict[str, int] = {"retention.floating_years": 2, "retention.registered_years": 10}


def years_for(kinds: Iterable[str], *, floating: int, registered: int) -> int:
    """Years for a person whose episodes had these kinds: the longest that applies."""
    return max(
        (floating if kind in ("inflow", "overseas") else registered for kind in kinds), default=registered
    )


def passed(last_day: dt.date, years: int, on: dt.date) -> bool:
    """Whether the term that began on `last_day` is over on `on`."""
    try:
        until = last_day.replace(year=last_day.year + years)
    except ValueError:  # 29 February
        until = last_day.replace(year=last_day.year + years, day=28)
    return on >= until
