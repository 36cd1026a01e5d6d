"""三公开: which periods are due by the rhythm, until which day, and how a gap is told (村民委员会组织法 §30)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from linli.kernel import Period

TERM = "disclosure_catalogue"
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Item:
    """A matter of the catalogue; `within` days after its period (or after it happened) it is to be shown."""

    code: str
    name: str
    category: str
    rhythm: str
    within: int


@dataclass(frozen=True, slots=True)
class Due:
    """An item for a period (half-open), to be shown until `last`."""

    item: Item
    start: dt.date
    end: dt.date

    @property
    def last(self) -> dt.date:
        """The last day on which it is on time; the period's last day counts as day nought."""
        return self.end - _DAY + dt.timedelta(days=self.item.within)


def items(value: Iterable[Mapping[str, Any]]) -> list[Item]:
    """The matters that a term names."""
    return [
        Item(one["code"], one["name"], one["category"], one["rhythm"], int(one["within"])) for one in value
    ]


def of_year(every: Iterable[Item], year: int) -> list[Due]:
    """What the rhythm asks for in a year, by item and period; what is shown at once has no rhythm."""
    found = []
    for one in every:
        if one.rhythm == "once":
            continue
        step = 1 if one.rhythm == "month" else 3
        found += [Due(one, _month(year, at), _month(year, at + step)) for at in range(0, 12, step)]
    return found


def happened(one: Item, on: dt.date) -> Due:
    """What happened on a day and is to be shown at once."""
    return Due(one, on, on + _DAY)


def state(last: dt.date, shown_on: dt.date | None, end: dt.date, on: dt.date) -> str:
    """on_time, late (shown too late), gap (not shown, too late already), due (its period is over), coming."""
    if shown_on is not None and shown_on <= on:
        return "on_time" if shown_on <= last else "late"
    if on > last:
        return "gap"
    return "due" if on >= end else "coming"


def words(rhythm: str, start: dt.date) -> str:
    """2018-03, 2018Q1, or the day."""
    if rhythm == "month":
        return str(Period.month(start.year, start.month))
    if rhythm == "quarter":
        return f"{start.year}Q{(start.month + 2) // 3}"
    return start.isoformat()


def _month(year: int, at: int) -> dt.date:
    return dt.date(year + at // 12, at % 12 + 1, 1)
