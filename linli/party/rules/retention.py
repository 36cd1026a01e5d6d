"""How long the Party's ledger says who; a term overrides."""

from __future__ import annotations

import datetime as dt

#: Years after the last branch membership, the end of a fact or of a service, where a jurisdiction has no term.
YEARS = 2
TERM = "retention.party_years"


def before(on: dt.date, years: int) -> dt.date:
    """What ended by this day has passed its term on `on` (29 February counts as 28 February)."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)
