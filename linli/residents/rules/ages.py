"""Ages in completed years; bands are half-open and computed, never stored."""

from __future__ import annotations

import datetime as dt


def age_on(born: dt.date | None, day: dt.date) -> int | None:
    """Completed years on `day`; None when the day of birth is not known or has not come."""
    if born is None or born > day:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def years_before(day: dt.date, years: int) -> dt.date:
    """The latest day of birth of somebody who has completed `years` years on `day`."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def born_between(
    day: dt.date, from_age: int | None, below: int | None
) -> tuple[dt.date | None, dt.date | None]:
    """(born after, born on or before) of the half-open band of ages [from_age, below) on `day`."""
    latest = None if from_age is None else years_before(day, from_age)
    after = None if below is None else years_before(day, below)
    return after, latest
