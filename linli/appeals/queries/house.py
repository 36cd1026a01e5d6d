"""Terms, calendar and subdistrict of a community, kept a minute by the process: every transition asks them."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from linli.kernel import NotFound
from linli.kernel.worktime import Calendar
from linli.places import api as places

from ..rules import ladder
from ..rules.ladder import Span

#: Seconds for which a community's terms are not read again.
KEEP = 60.0
_under: dict[tuple[int, dt.date], tuple[float, list[int]]] = {}
_grids: dict[tuple[int, dt.date], tuple[float, list[tuple[int, str]]]] = {}
_held: dict[tuple[int, dt.date], tuple[float, House]] = {}


@dataclass(frozen=True, slots=True)
class House:
    """What a community's deadlines are counted from on a day."""

    community: int
    calendar: Calendar
    terms: Mapping[str, Any]
    subdistrict: int | None

    def span(self, key: str, of: str = "") -> Span | None:
        """The span of one of the appeal terms, for a level or kind."""
        return ladder.span(self.terms[key], of)

    def personal(self, category: str) -> bool:
        """Whether settling a matter of this category needs a personal file."""
        return category in self.terms["appeal_personal"].get("categories", ())

    def number(self, key: str, of: str) -> int:
        """A number of one of the appeal terms."""
        value = self.terms[key].get(of, ladder.DEFAULTS[key].get(of, 0))
        return int(value)


def of(community: int, on: dt.date) -> House:
    """The house of a community on a day; read at most once a minute."""
    read, found = _held.get((community, on), (-1e9, None))
    if found is None or time.monotonic() - read > KEEP:
        found = _read(community, on)
        if len(_held) > 2_000:
            _held.clear()
        _held[community, on] = (time.monotonic(), found)
    return found


def under(area: int, on: dt.date) -> list[int]:
    """The communities below a subdistrict on a day; read at most once a minute."""
    read, found = _under.get((area, on), (-1e9, []))
    if time.monotonic() - read > KEEP:
        found = [one.id for one in places.communities_under(area, on)]
        if len(_under) > 2_000:
            _under.clear()
        _under[area, on] = (time.monotonic(), found)
    return list(found)


def grids(community: int | None, on: dt.date) -> list[tuple[int, str]]:
    """(id, name) of a community's grid cells on a day, for choosing one; read at most once a minute."""
    if community is None:
        return []
    read, found = _grids.get((community, on), (-1e9, []))
    if time.monotonic() - read > KEEP:
        found = [(one.id, one.name) for one in places.cells(community, "grid", on)]
        if len(_grids) > 2_000:
            _grids.clear()
        _grids[community, on] = (time.monotonic(), found)
    return found


def forget() -> None:
    """Read everything anew: terms, holidays or areas have changed."""
    _grids.clear()
    _held.clear()
    _under.clear()


def _read(community: int, on: dt.date) -> House:
    terms = dict(ladder.DEFAULTS)
    for one in places.terms_of(community, on):
        if one.key in terms:
            terms[one.key] = one.value
    try:
        parent = places.community(community, on).parent_id
    except NotFound:
        parent = None
    return House(community, places.calendar(community), terms, parent)
