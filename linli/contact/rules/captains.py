"""Building captains (domain §3 楼栋长): one primary for a building or some of its units, deputies beside."""

from __future__ import annotations

import datetime as dt
import re

from linli.kernel import ALLOWED, Refused, Verdict, refuse, say

SCHEME = "captain"
_MONTH = re.compile(r"(\d{4})[-.年/]?(\d{1,2})月?")


def may_be_primary(place: str, present: str, since: dt.date | None) -> Verdict:
    """Whether a place without a present captain (`present` is "") can get one; names who holds it."""
    if not present:
        return ALLOWED
    day = since.isoformat() if since else "—"
    return refuse(
        say(
            "{place} has the captain {name} since {day}. End or replace that first.",
            place=place,
            name=present,
            day=day,
        )
    )


def read_month(text: str, on: dt.date) -> str:
    """1956-03 for 1956.3, 195603 or 1956年3月; "" for nothing. Refused for what is no month of a life."""
    plain = re.sub(r"\s", "", text)
    if not plain:
        return ""
    found = _MONTH.fullmatch(plain)
    year, month = (int(found[1]), int(found[2])) if found else (0, 0)
    if not (1900 <= year <= on.year and 1 <= month <= 12):
        raise Refused(say("Write year and month of birth: 1956-03."), "born")
    return f"{year}-{month:02d}"
