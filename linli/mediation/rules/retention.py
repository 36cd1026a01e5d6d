"""How long closed dossiers name people and keep words (PIPL art. 19)."""

from __future__ import annotations

import datetime as dt

TERM, YEARS = "retention.mediation_years", 10
#: What stands where words stood.
HIDDEN = "已到期隐去"


def before(on: dt.date, years: int) -> dt.date:
    """The day so many years earlier; the 29th of February becomes the 28th."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)
