"""A table whose sort, filter, columns and page stand in the address, so that a list can be sent as a link.

address = Address.of(request.GET)
people, total = queries.people(actor=…, order=address.order(SORTS), start=address.start, count=address.size)
table = Table(COLUMNS, [row(p) for p in people], address, total)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe

from linli.ui.parts import Figure, State
from linli.ui.tags import inline

SIZES = (50, 100, 200)
OWN = ("sort", "page", "size", "columns", "column")
"""Names in the address that belong to the table; all others are filters of the page."""


@dataclass(frozen=True)
class Address:
    """What the address asks of a table. Bad values fall back quietly: an address is typed and cut by people."""

    sort: str = ""
    page: int = 1
    size: int = SIZES[0]
    columns: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, get: QueryDict | Mapping[str, str]) -> Address:
        """Read request.GET."""
        pairs = parse_qsl(get.urlencode()) if isinstance(get, QueryDict) else list(get.items())
        own = dict(pairs)
        size = _whole(own.get("size"), SIZES[0])
        return cls(
            sort=own.get("sort", ""),
            page=min(_whole(own.get("page"), 1), 100_000),
            size=size if size in SIZES else SIZES[0],
            columns=tuple(name for name in own.get("columns", "").split(".") if name)
            or tuple(value for key, value in pairs if key == "column"),
            filters=tuple((key, value) for key, value in pairs if key not in OWN and value),
        )

    @property
    def start(self) -> int:
        """How many rows stand before this page."""
        return (self.page - 1) * self.size

    @property
    def descending(self) -> bool:
        """Sorted from large to small."""
        return self.sort.startswith("-")

    @property
    def sorted_by(self) -> str:
        """The key of the column that is sorted by; empty for the list's own order."""
        return self.sort.removeprefix("-")

    def order(self, known: Mapping[str, Sequence[str]], otherwise: Sequence[str] = ()) -> list[str]:
        """ORDER BY names for the asked sort: known maps a column's key to model fields."""
        fields = known.get(self.sorted_by)
        if fields is None:
            return list(otherwise)
        return [f"-{name}" if self.descending else name for name in fields]

    def link(self, **changes: object) -> str:
        """The address with some of sort, page, size, columns changed; a new order starts at page 1."""
        new = replace(self, page=1, **{k: v for k, v in changes.items() if k != "page"})  # type: ignore[arg-type]
        page = changes.get("page", 1)
        own = {
            "sort": new.sort,
            "page": page if page != 1 else "",
            "size": new.size if new.size != SIZES[0] else "",
            "columns": ".".join(new.columns),
        }
        return "?" + urlencode([*self.filters, *((k, v) for k, v in own.items() if v)])


def _whole(text: str | None, otherwise: int) -> int:
    """A positive whole number, or what stands for it."""
    return int(text) if text and text.isdecimal() and len(text) < 8 and int(text) > 0 else otherwise


@dataclass(frozen=True)
class Column:
    """One column. kind: text, number, day, status, verb. phone: title, first, second or "" (not on phones).

    group is the merged head above; unit stands in the head (人). optional columns start hidden. whole: never broken
    into two lines on the desk, as a day never is.
    """

    key: str
    label: object
    kind: str = "text"
    sort: bool = False
    phone: str = ""
    unit: object = ""
    group: object = ""
    optional: bool = False
    whole: bool = False

    @property
    def right(self) -> bool:
        """Numbers stand right, all else left; nothing is centred."""
        return self.kind == "number"


@dataclass(frozen=True)
class Row:
    """One row: values by column key (text, number, Figure, State, day, ready HTML). url opens the first column."""

    cells: Mapping[str, object]
    url: str = ""
    key: str = ""
    total: bool = False


@dataclass(frozen=True)
class Cell:
    """A value ready to print. lead: the first of its grey line on phones."""

    column: Column
    html: object
    url: str = ""
    head: bool = False
    lead: bool = False


@dataclass(frozen=True)
class Head:
    """A merged head over `span` columns; span 1 with empty label is a column without group."""

    label: object
    span: int


@dataclass(frozen=True)
class Table:
    """Columns, the rows of this page, the address and how many rows there are in all."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    address: Address = field(default_factory=Address)
    total: int | None = None
    caption: object = ""
    export_url: str = ""
    export_by_job: bool = False
    """The export is made in the background: asking for it is a POST."""
    empty: object = ""
    empty_url: str = ""
    empty_action: object = ""
    unit: object = ""
    grouped: bool = False
    note: object = ""
    more: bool = False
    """There are more than `total`: counting them all would cost too much."""
    wide: bool = False
    """Figures side by side: on phones it scrolls inside instead of becoming titles with grey lines."""

    @property
    def shown(self) -> list[Column]:
        """The columns that the reader chose; the first always stands."""
        chosen = self.address.columns
        if not chosen:
            return [c for c in self.columns if not c.optional]
        return [c for i, c in enumerate(self.columns) if i == 0 or c.key in chosen]

    @property
    def choice(self) -> list[tuple[Column, bool]]:
        """Every column but the first, with whether it is shown; empty when there is nothing to choose."""
        shown = {c.key for c in self.shown}
        if not any(c.optional for c in self.columns) and len(self.columns) < 8:
            return []
        return [(c, c.key in shown) for c in self.columns[1:]]

    @property
    def heads(self) -> list[Head]:
        """The merged heads, or nothing when no column has a group."""
        heads: list[Head] = []
        for column in self.shown:
            if heads and column.group and heads[-1].label == column.group:
                heads[-1] = replace(heads[-1], span=heads[-1].span + 1)
            else:
                heads.append(Head(column.group, 1))
        return heads if any(head.label for head in heads) else []

    @property
    def sorts(self) -> list[tuple[Column, str, str]]:
        """Each column with the link that sorts by it and the aria-sort word; no link where it cannot be sorted."""
        found = []
        for column in self.shown:
            now = self.address.sorted_by == column.key
            turned = f"-{column.key}" if now and not self.address.descending else column.key
            word = ("descending" if self.address.descending else "ascending") if now else ""
            found.append((column, self.address.link(sort=turned) if column.sort else "", word))
        return found

    @property
    def printed(self) -> list[tuple[Row, list[Cell]]]:
        """Rows with their cells ready to print."""
        shown = self.shown
        leads = {next((c.key for c in shown[1:] if c.phone == line), "") for line in ("first", "second")}
        return [
            (row, [self._cell(row, column, column is shown[0], column.key in leads) for column in shown])
            for row in self.rows
        ]

    @property
    def body(self) -> SafeString:
        """The lines of the table as HTML. A page has five hundred cells: put together here, not by the template."""
        shown = self.shown
        leads = {next((c.key for c in shown[1:] if c.phone == line), "") for line in ("first", "second")}
        opened = [_opening(c, head=at == 0, lead=c.key in leads) for at, c in enumerate(shown)]
        return mark_safe("".join([self._line(row, shown, opened) for row in self.rows]))  # noqa: S308 - made of escaped parts

    def _line(self, row: Row, shown: list[Column], opened: list[str]) -> str:
        parts = ["<tr", ' class="is-total"' if row.total else ""]
        parts.append(f' data-key="{escape(row.key)}">' if row.key else ">")
        for at, (column, tag) in enumerate(zip(shown, opened, strict=True)):
            html = conditional_escape(cell_html(row.cells.get(column.key), grouped=self.grouped))
            if at:
                parts += (tag, html, "</td>")
            elif row.url:
                parts += (tag, f'<a href="{escape(row.url)}">', html, "</a></th>")
            else:
                parts += (tag, html, "</th>")
        parts.append("</tr>")
        return "".join(parts)

    def _cell(self, row: Row, column: Column, head: bool, lead: bool) -> Cell:
        html = cell_html(row.cells.get(column.key), grouped=self.grouped)
        return Cell(column, html, row.url if head else "", head, lead)

    @property
    def count(self) -> int:
        """How many rows there are in all."""
        return len(self.rows) if self.total is None else self.total

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.count // self.address.size))

    @property
    def first(self) -> int:
        """The number of the first row of this page."""
        return min(self.address.start + 1, self.count)

    @property
    def last(self) -> int:
        """The number of the last row of this page."""
        return min(self.address.start + len(self.rows), self.count)

    @property
    def back_url(self) -> str:
        """The page before, or nothing."""
        return (
            self.address.link(sort=self.address.sort, page=self.address.page - 1)
            if self.address.page > 1
            else ""
        )

    @property
    def next_url(self) -> str:
        """The page after, or nothing."""
        if self.address.page >= self.pages:
            return ""
        return self.address.link(sort=self.address.sort, page=self.address.page + 1)


def _opening(column: Column, *, head: bool, lead: bool) -> str:
    """The tag before each value of a column."""
    right = " is-right" if column.right else ""
    if head:
        return f'<th scope="row" class="is-first on-{escape(column.phone or "title")}{right}">'
    first = " is-lead" if lead else ""
    whole = " is-whole" if column.whole or column.kind == "day" else ""
    label = "" if column.label is None else str(column.label)
    return (
        f'<td class="on-{escape(column.phone or "none")}{first}{right}{whole}" data-label="{escape(label)}">'
    )


def cell_html(value: object, *, grouped: bool = False) -> SafeString | str:
    """A value of a table: Figure and numbers by rule 10, days as 2018-03-05, State as a status word."""
    if value is None:
        return format_html('<span class="number is-none">{}</span>', "—")
    if isinstance(value, State):
        return inline.status(value.kind, value.word, quiet=value.quiet)
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, Figure | int | float | Decimal):
        return inline.number(value, grouped=grouped)
    if isinstance(value, dt.datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if isinstance(value, SafeString) else str(value)
