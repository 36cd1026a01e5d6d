"""How long bills and errands say who; a term overrides."""

from __future__ import annotations

import datetime as dt

#: Years after a mandate ended, an errand was handed over, a slip was given, where a jurisdiction has no term.
YEARS = 5
TERM = "retention.bills_years"


def before(on: dt.date, years: int) -> dt.date:
    """What ended by this day has passed its term on `on` (29 February counts as 28 February)."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)
