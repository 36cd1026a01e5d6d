"""Figures: a spine and a condition; the engine applies day, area and viewer.

A *spine* is one queryset of an app in which each row is one countable thing with half-open
days: a residence episode, an information check. A *figure* adds a condition (a Q). Its value,
its list, its parts by cell and its comparison all come from this pair, so that
value = rows listed = sum of the parts.

An app writes `figures.py` with `SPINES` and `FIGURES` (lists of the shapes below) and fills
the slot in its `apps.py`: `slots.figures.fill("residents", lambda: [*SPINES, *FIGURES])`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet, Subquery
from django.db.models.sql.where import WhereNode

from linli.kernel import Actor, Period, Saying

STOCK = "stock"
FLOW = "flow"
RATIO = "ratio"
DECLARED = "declared"
MEDIAN = "median"
SUM = "sum"

#: (day) → Q: a condition whose answer changes with time alone, such as an age band. The day is
#: the last day of the period asked, for stocks and flows alike.
Condition = Callable[[dt.date], Q]


@dataclass(frozen=True)
class Listed:
    """One row behind a number, as the viewer may see it.

    key    what the read log notes (the person), url where the row leads, "" for nowhere
    cells  column key → text, number, day or None
    """

    key: int
    cells: Mapping[str, object]
    url: str = ""


@dataclass(frozen=True)
class Listing:
    """How the rows behind a spine's numbers are shown to those who may see them.

    subject   what the keys are in the read log, such as "person"; "" when nothing personal is shown
    columns   (key, head) from left to right; the first is the row's title
    order     columns of the spine's queryset by which the list stands, such as ("person__sort",)
    show      (actor, primary keys of the spine's rows, day) → {primary key: Listed}, one page at once
    search    typed text → Q over the spine's queryset; None when the list has no search
    may_open  whether this actor may see the rows at all; the engine has limited them to the
              actor's community and cells already
    export    (key, head) of the columns that this actor's role may take out as a roster;
              `show` answers their cells as well
    """

    subject: str
    columns: Sequence[tuple[str, Saying]]
    order: Sequence[str]
    show: Callable[[Actor, Sequence[int], dt.date], Mapping[int, Listed]]
    search: Callable[[str], Q] | None = None
    may_open: Callable[[Actor], bool] = lambda actor: True
    export: Callable[[Actor], Sequence[tuple[str, Saying]]] | None = None


@dataclass(frozen=True)
class Spine:
    """One queryset per app that figures count.

    name       such as "residence"
    rows       () → queryset inside the scope without what is void; no day, community or cell applied
    key        column that identifies what is counted in a stock ("person_id")
    starts     column of the first day (stock), or of the day itself (flow)
    ends       column of the first day after, NULL in the row meaning still open; "" for flows
    unit       column of the dwelling unit (places.Unit) by which a row falls into cells of any
               scheme, such as "room__unit"; the engine joins the membership of the lens's day
    cell       column with a partition cell's id itself, for rows that have no unit
               (neither: the figures are of the whole community and not divided)
    community  column of the community
    identity   column of a keyed identity: in a sum over communities the engine says how often
               the same one was counted twice (其中重复)
    twins      () → queryset of the identities that may stand in two communities, where the app
               keeps them; otherwise the engine looks for them
    listing    how its rows are shown; None: nobody opens them
    """

    name: str
    rows: Callable[[], QuerySet[Any]]
    key: str
    starts: str
    ends: str = ""
    unit: str = ""
    cell: str = ""
    community: str = "community_id"
    identity: str = ""
    twins: Callable[[], QuerySet[Any, Any]] | None = None
    listing: Listing | None = None

    @property
    def divided(self) -> bool:
        """Whether rows fall into cells of a partition scheme."""
        return bool(self.unit or self.cell)


@dataclass(frozen=True)
class Figure:
    """A number that opens.

    name       code, stable, such as "aged_80_or_over"
    label      msgid of what the table's head says
    unit       msgid: 人, 户, 件 …
    meaning    口径 in one sentence
    kind       stock (as of the period's last day: starts <= day < ends) or flow (the day column
               lies inside the period)
    condition  Q, or a function of the day where time alone changes the answer
    distinct   count distinct values of this column instead of rows (persons, not operations). A
               value with rows in several cells counts at its last row's cell. Leave it empty
               where a row already is one: counting rows is much faster
    sensitive  one to four are shown as "<5" outside the community
    starts     day column of a flow that is not the spine's own: "end" counts closings
    may_open   who may open the rows, where that is fewer than the spine's listing says: holders
               of a status (P3) open to the duty of its line alone, their count to all
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
    may_open: Callable[[Actor], bool] | None = None

    @property
    def definition(self) -> str:
        """Twelve hex digits that change when what is counted changes."""
        condition = self.where(dt.date(2000, 2, 29))
        parts = (self.spine, self.kind, told(condition), self.distinct, self.starts, self.meaning.msgid)
        return _version(parts)

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

    @property
    def definition(self) -> str:
        """Twelve hex digits that change when other figures are divided."""
        return _version((self.kind, self.numerator, self.denominator, self.meaning.msgid))


@dataclass(frozen=True)
class Declared:
    """A number somebody stated, without records; `about` keeps 约, 近 or 余.

    read       (communities, period) → {community: (text, about)}; absent where nobody stated one
    by_hand    False for a number that a rule states, such as the places of a template
    """

    name: str
    label: Saying
    unit: Saying
    meaning: Saying
    read: Callable[[Sequence[int], Period], Mapping[int, tuple[str, str]]]
    kind: str = DECLARED
    by_hand: bool = True

    @property
    def definition(self) -> str:
        """Twelve hex digits that change with the meaning."""
        return _version((self.kind, self.meaning.msgid))


@dataclass(frozen=True)
class Median:
    """The middle of a quantity over the rows that a counted figure counts; it opens these rows.

    of       the counted figure; a part's median is that of the part's own rows, so parts do not add up
    value    column of the spine's queryset with the quantity, a whole number of `unit`; rows without one
             are left out
    """

    name: str
    label: Saying
    unit: Saying
    meaning: Saying
    of: str
    value: str
    kind: str = MEDIAN

    @property
    def definition(self) -> str:
        """Twelve hex digits that change with what is measured."""
        return _version((self.kind, self.of, self.value, self.meaning.msgid))


@dataclass(frozen=True)
class Sum(Median):
    """An amount of money summed up over the rows that a counted figure counts, in yuan; it opens these rows.

    value    column with the amount in fen; parts add up to the whole
    """

    kind: str = SUM


AnyFigure = Figure | Ratio | Declared | Median


def told(condition: object) -> str:
    """A condition as text that is the same on every machine: no key, no query run."""
    if not isinstance(condition, Q):
        return _value(condition)
    children = [
        f"{one[0]}={_value(one[1])}" if isinstance(one, tuple) else told(one) for one in condition.children
    ]
    return f"{'NOT ' if condition.negated else ''}{condition.connector}({', '.join(children)})"


def _value(value: object) -> str:
    if isinstance(value, Subquery):  # it names rows of the query around it, so it has no SQL of its own
        asked = ", ".join(sorted(map(str, value.query.alias_map)))
        return f"{type(value).__name__} {asked} {_where(value.query.where)}"
    if isinstance(value, QuerySet):
        return str(value.query.sql_with_params()[0])
    if isinstance(value, bytes | memoryview):
        return "?"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return f"[{', '.join(sorted(_value(one) for one in value))}]"
    return str(value)


def _where(node: Any) -> str:
    if isinstance(node, WhereNode):
        return f"{'NOT ' if node.negated else ''}{node.connector}({', '.join(map(_where, node.children))})"
    return f"{node.lhs} {node.lookup_name} {_value(node.rhs)}"


def _version(parts: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]
