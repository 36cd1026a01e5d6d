"""How long the employment ledger says who; a term overrides."""

from __future__ import annotations

import datetime as dt

#: Years after the end of a registration, an employment, a post, a course, where a jurisdiction has no term.
YEARS = 3
TERM = "retention.jobs_years"


def before(on: dt.date, years: int) -> dt.date:
    """What ended by this day has passed its term on `on` (29 February counts as 28 February)."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)
