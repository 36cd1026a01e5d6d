"""The table of holidays as a file: what the notice of each year says (国务院办公厅关于部分节假日安排的通知).

{"version": 1, "jurisdiction": "CN", "years": [{"year": 2019, "source": "…", "holidays": [{"name": "元旦",
"first": "2018-12-30", "last": "2019-01-01"}], "make_up": [{"name": "元旦", "day": "2018-12-29"}]}]}

`last` is the last day off. What a notice says of the December before belongs to its year.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from linli.kernel import Refused, Saying, say
from linli.kernel.worktime import FIRST_YEAR, HOLIDAY, LAST_YEAR, MAKE_UP, Special

#: The one jurisdiction whose notices are known.
CN = "CN"
#: No notice gives more days than this; a longer break is a slip of the pen.
_LONGEST = 31


@dataclass(frozen=True)
class Break:
    """A holiday with its first and last day off."""

    name: str
    first: dt.date
    last: dt.date

    @property
    def days(self) -> list[dt.date]:
        """Every day off."""
        return [self.first + dt.timedelta(days=n) for n in range((self.last - self.first).days + 1)]


@dataclass(frozen=True)
class YearTable:
    """The holidays and make-up working days of one year's notice."""

    year: int
    source: str
    holidays: tuple[Break, ...]
    make_up: tuple[tuple[dt.date, str], ...]
    jurisdiction: str = CN

    @property
    def special(self) -> dict[dt.date, Special]:
        """Day → what it is."""
        found = {day: Special(HOLIDAY, one.name) for one in self.holidays for day in one.days}
        return found | {day: Special(MAKE_UP, name) for day, name in self.make_up}

    @property
    def days(self) -> dict[str, list[dict[str, str]]]:
        """As JSON keeps it, in the words of the file."""
        return {
            "holidays": [{"name": one.name, "first": str(one.first), "last": str(one.last)} for one in self.holidays],
            "make_up": [{"name": name, "day": str(day)} for day, name in self.make_up],
        }  # fmt: skip


@dataclass(frozen=True)
class Change:
    """What loading does to the years that are there."""

    new: tuple[int, ...]
    changed: tuple[int, ...]
    same: tuple[int, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years whose deadlines must be counted again."""
        return tuple(sorted((*self.new, *self.changed)))


def read_tables(text: str, file: str) -> list[YearTable]:
    """The years of one file. Raises Refused naming the file, the year and the mistake."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        raise _wrong(file, say("this is no JSON")) from None
    if not isinstance(held, dict) or not isinstance(held.get("years"), list):
        raise _wrong(file, say("a list of years is needed"))
    if held.get("jurisdiction") != CN:
        raise _wrong(file, say("the jurisdiction must be {name}", name=CN))
    found = [_table(row, file) for row in held["years"]]
    if len({one.year for one in found}) != len(found):
        raise _wrong(file, say("a year stands twice"))
    return found


def table_of(year: int, source: str, days: Mapping[str, Any]) -> YearTable:
    """A table from its JSON. Raises Refused with what is wrong."""
    try:
        breaks = tuple(
            Break(str(one["name"]).strip(), _day(one["first"]), _day(one["last"])) for one in days["holidays"]
        )
        make_up = tuple((_day(one["day"]), str(one["name"]).strip()) for one in days["make_up"])
    except (KeyError, TypeError, ValueError):
        raise Refused(
            say("{year}: a holiday has name, first and last day, a make-up day name and day", year=year)
        ) from None
    found = YearTable(year, source, breaks, make_up)
    _demand_sense(found)
    return found


def compare(asked: Iterable[YearTable], held: Mapping[int, YearTable]) -> Change:
    """Which of the asked years are new, changed or as they were; years not asked for stay."""
    asked = list(asked)
    return Change(
        tuple(one.year for one in asked if one.year not in held),
        tuple(one.year for one in asked if one.year in held and held[one.year] != one),
        tuple(one.year for one in asked if held.get(one.year) == one),
    )


def _table(row: Any, file: str) -> YearTable:
    year = row.get("year") if isinstance(row, dict) else None
    if not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise _wrong(
            file, say("a year between {first} and {last} is needed", first=FIRST_YEAR, last=LAST_YEAR)
        )
    source = str(row.get("source", "")).strip()
    if not source or len(source) > 300:
        raise _wrong(file, say("{year}: the source is missing", year=year))
    try:
        return table_of(year, source, row)
    except Refused as refused:
        raise _wrong(file, refused.reason) from None


def _demand_sense(table: YearTable) -> None:
    if not table.holidays:
        raise Refused(say("{year}: there are no holidays", year=table.year))
    names = [*(one.name for one in table.holidays), *(name for _, name in table.make_up)]
    if not all(0 < len(name) <= 40 for name in names):
        raise Refused(say("{year}: a holiday has no name", year=table.year))
    if not all(0 <= (one.last - one.first).days < _LONGEST for one in table.holidays):
        raise Refused(say("{year}: a holiday ends before it begins, or lasts too long", year=table.year))
    off = [day for one in table.holidays for day in one.days]
    days = [*off, *(day for day, _ in table.make_up)]
    for day in days:
        if day.year != table.year and (day.year, day.month) != (table.year - 1, 12):
            raise Refused(say("{year}: {day} lies in another year", year=table.year, day=str(day)))
        if days.count(day) > 1:
            raise Refused(say("{year}: {day} stands twice", year=table.year, day=str(day)))


def _day(text: Any) -> dt.date:
    return dt.date.fromisoformat(str(text))


def _wrong(file: str, what: Saying) -> Refused:
    return Refused(say("{file}: {what}.", file=file, what=what))
