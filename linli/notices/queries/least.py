"""How long objections must be possible, by the term of the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from linli.kernel import Saying
from linli.places import api as places

from ..rules import codes, showing

TERM = "notice_objections"


def of_kind(kind: str, community: int, on: dt.date) -> Mapping[str, Any]:
    """{"amount": 7, "unit": "day"}; {} where no term says so."""
    try:
        return dict(places.term(TERM, community, on).value.get(kind, {}))
    except LookupError:
        return {}


def told(community: int, first: dt.date, on: dt.date) -> list[tuple[str, Saying]]:
    """(kind, how long from `first` on) of every kind for which a term asks for a least length."""
    asked = {kind: found for kind in codes.KINDS if (found := of_kind(kind, community, on))}
    calendar = places.calendar(community) if asked else None
    if calendar is None:
        return []
    words = ((kind, showing.least_words(first, found, calendar)) for kind, found in asked.items())
    return [(str(codes.KINDS[kind]), one) for kind, one in words if one is not None]
