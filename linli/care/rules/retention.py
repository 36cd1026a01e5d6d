"""How long a closed case says who; a term overrides."""

from __future__ import annotations

import datetime as dt

#: Years after a case ended (withdrawn, refused, stopped, on file), where a jurisdiction has no term.
YEARS = 5
TERM = "retention.care_years"


def before(on: dt.date, years: int) -> dt.date:
    """What ended by this day has passed its term on `on` (29 February counts as 28 February)."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)
