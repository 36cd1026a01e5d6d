"""Small rosters for tests: tables as the reader of workbooks hands them over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from linli.kernel.identity import synthetic_number
from linli.kernel.say import Saying
from linli.office.tables import Column, Row, Table
from linli.residents.importing.binding import bind
from linli.residents.importing.cells import Options
from linli.residents.importing.door import Estate
from linli.residents.importing.drafts import Checked
from linli.residents.importing.rows import Checker

ON = dt.date(2018, 12, 28)
BORN = dt.date(1990, 3, 7)


def number(serial: int = 1, born: dt.date = BORN, sex: str = "1") -> str:
    """An identity number that belongs to nobody."""
    return synthetic_number(serial, born, sex)


def header(*heads: str) -> tuple[Column, ...]:
    """Columns from their heads; 现住址·楼栋 is a head below another."""
    return tuple(Column(at, at + 1, tuple(head.split("·")), head) for at, head in enumerate(heads))


def table(
    heads: Sequence[str], *rows: Sequence[Any], above: tuple[int, ...] = (), sheet: str = "名册"
) -> Table:
    """A table whose first row is the sheet's row 3."""
    columns = header(*heads)
    read = [Row(at + 3, tuple(row), above if at else ()) for at, row in enumerate(rows)]
    return Table(sheet, False, columns, read, 2, 2, len(rows) + 2)


def check(*tables: Table, keys: Sequence[str] = (), compounds: Sequence[str] = (), **options: Any) -> Checked:
    """Bind and check `tables`."""
    estate = Estate(
        frozenset(keys), frozenset(compounds), options.pop("named", frozenset()), options.pop("compound", "")
    )
    checker = Checker(Options(ON, synthetic=True, area_code="028", estate=estate, **options))
    for each in tables:
        checker.read(each, bind(each.header, titles=each.titles))
    checked = checker.done()
    assert checked.tally.balanced
    return checked


def english(saying: Saying) -> str:
    """A sentence as its msgid reads, with its values."""
    values = {name: english(value) if isinstance(value, Saying) else value for name, value in saying.values}
    return saying.msgid.format_map(values)


def told(checked: Checked) -> list[tuple[int, str, str]]:
    """(row, head, reason) of every fault."""
    return [(fault.row, fault.header, english(fault.reason)) for fault in checked.faults]
