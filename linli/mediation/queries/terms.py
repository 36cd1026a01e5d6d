"""Terms of mediation as they stand on a day, with what holds while nobody has set them."""

from __future__ import annotations

import datetime as dt

from linli.places import api as places

from ..rules import codes
from ..rules.clocks import Clock


def clock(community: int, on: dt.date) -> Clock:
    """Months, extension and window of the community on a day."""
    try:
        held = places.term("mediation_clock", community, on).value
    except LookupError:
        return Clock()
    return Clock(int(held["months"]), int(held["extension"]), int(held["confirm_days"]))


def categories(community: int, on: dt.date) -> dict[str, str]:
    """Code → name of the categories of disputes, in the order of the table."""
    try:
        held = places.term("mediation_categories", community, on).value
    except LookupError:
        return {code: str(word) for code, word in codes.CATEGORIES.items()}
    return {one["code"]: one["name"] for one in held}
