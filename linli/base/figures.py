"""Figures: a spine and a condition; the engine applies day, area and viewer (architecture.md §7).

A *spine* is one queryset of an app in which each row is one countable thing with half-open
days: a residence episode, an information check. A *figure* adds a condition (a Q). Its value,
its list, its parts by cell and its comparison all come from this pair, so that
value = rows listed = sum of the parts.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from linli.kernel import Period, Saying

STOCK = "stock"
FLOW = "flow"
RATIO = "ratio"
DECLARED = "declared"

#: (day) → Q: a condition whose answer changes with time alone, such as an age band.
Condition = Callable[[dt.date], Q]


@dataclass(frozen=True)
class Spine:
    """One queryset per app that figures count.

    name      such as "residence"
    rows      () → queryset inside the scope, no day applied
    key       column that identifies what is counted (distinct where a thing has several rows)
    starts    column of the first day (stock), or the day itself (flow)
    ends      column of the first day after, None in the row meaning still open; "" for flows
    cells     scheme code → column holding the partition cell of the row is not stored: the
              unit column is, and the engine joins the scheme's membership of the day
    unit      column of the dwelling unit (places.Unit) by which a row falls into cells
    listing   url name that shows a list of keys to those who may see it
    """

    name: str
    rows: Callable[[], QuerySet]  # type: ignore[type-arg]
    key: str
    starts: str
    ends: str = ""
    unit: str = ""
    listing: str = ""


@dataclass(frozen=True)
class Figure:
    """A number that opens.

    name       code, stable, such as "aged_80_or_over"
    label      msgid of what the table's head says
    unit       msgid: 人, 户, 件 …
    meaning    口径 in one sentence
    kind       stock (as of the period's last day), flow (over the period), declared
    condition  Q, or a function of the day where time alone changes the answer
    distinct   count distinct values of this column instead of rows (persons, not operations)
    sensitive  below five shown as "<5" outside the community
    """

    name: str
    label: Saying
    unit: Saying
    meaning: Saying
    spine: str
    kind: str = STOCK
    condition: Q | Condition = field(default_factory=Q)
    distinct: str = ""
    sensitive: bool = False
    starts: str = ""

    @property
    def definition(self) -> str:
        """Twelve hex digits that change when what is counted changes."""
        probe = self.condition(dt.date(2000, 2, 29)) if callable(self.condition) else self.condition
        parts = (self.spine, self.kind, str(probe), self.distinct, self.starts, self.meaning.msgid)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]

    def where(self, day: dt.date) -> Q:
        """The condition as it stands on `day`."""
        return self.condition(day) if callable(self.condition) else self.condition


@dataclass(frozen=True)
class Ratio:
    """Numerator within denominator; always shown as n/m, never without its parts."""

    name: str
    label: Saying
    meaning: Saying
    numerator: str
    denominator: str
    kind: str = RATIO


@dataclass(frozen=True)
class Declared:
    """A number somebody stated, without records; `about` keeps 约, 近 or 余."""

    name: str
    label: Saying
    unit: Saying
    meaning: Saying
    read: Callable[[int, Period], tuple[str, str] | None]
    kind: str = DECLARED
