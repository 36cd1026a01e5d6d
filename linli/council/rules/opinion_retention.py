"""How long opinions keep who said them (个人信息保护法 §19): the words and their project stay."""

from __future__ import annotations

import datetime as dt

#: Term: years after the day of an opinion, the return of a sheet, a support.
TERM = "retention.opinion_years"


def passed_before(on: dt.date, years: int) -> dt.date:
    """Days before this one have passed their term."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:  # 29 February
        return on.replace(year=on.year - years, day=28)
