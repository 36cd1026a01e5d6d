"""Workbooks as people send them, taken over in one call."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from linli.base.scope import community_scope
from linli.kernel import Actor
from linli.kernel.identity import synthetic_number
from linli.places.tests import factories as places
from linli.residents import api as residents
from linli.residents.actions.imports import ImportResult
from linli.residents.rules.imports import Options

from . import factories

AT, ON = factories.AT, factories.ON
BORN = dt.date(1990, 3, 7)
HEADS = ("姓名", "身份证号码", "住址", "居住类型", "入住日期", "联系电话", "与户主关系")


def number(serial: int, born: dt.date = BORN, sex: str = "1") -> str:
    """An identity number that belongs to nobody; serials above those of the factories."""
    return synthetic_number(3_000_000 + serial, born, sex)


def person(serial: int, door: str = "1-1-101", **said: Any) -> list[Any]:
    """A row for HEADS."""
    values = {
        "name": f"张{'伟芳娜敏静强磊军洋勇'[serial % 10]}{'一二三四五六七八九十'[serial // 10 % 10]}", "number": number(serial), "door": door,
        "kind": "流入", "start": "2018-03-01", "phone": f"192{serial:08d}", "relation": "户主",
    } | said  # fmt: skip
    return list(values.values())


def workbook(
    *rows: Sequence[Any], heads: Sequence[str] = HEADS, title: str = "人口登记表", sheet: str = "名册"
) -> bytes:
    """An .xlsx with a title, a head and rows from line 3 on."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        page.merge_range(0, 0, 0, len(heads) - 1, title)
        for at, row in enumerate((heads, *rows), 1):
            for column, value in enumerate(row):
                if value is not None:
                    page.write(at, column, value)
    return out.getvalue()


def take(
    community: int, content: bytes, *, name: str = "名册.xlsx", rows: str = "arrivals", sender: str = "网格", apply: bool = True,
    skip: bool = False, at: dt.datetime = AT, on: dt.date = ON, actor: Actor | None = None, **options: Any,
) -> ImportResult:  # fmt: skip
    """Take a file over inside its community."""
    with tempfile.TemporaryDirectory() as folder, community_scope(community):
        path = Path(folder) / name
        path.write_bytes(content)
        return residents.import_file(
            actor or factories.actor(community), path, sender=sender, at=at, on=on, options=Options(rows, **options), apply=apply, skip=skip
        )  # fmt: skip


def homes(community: int) -> None:
    """Two buildings: 1栋 and 2栋 with 2 entrances, 3 floors and 2 doors each."""
    for name in ("1栋", "2栋"):
        places.building(community, name, units=2, floors=3, per_floor=2)


def balanced(found: ImportResult) -> bool:
    """Whether every filled cell and every row went somewhere."""
    cells = found.tally["cells"]
    gone = cells["applied"] + cells["unchanged"] + cells["refused"] + cells["ignored"]
    rows = cells["rows_held"] + cells["rows_refused"] + cells["rows_ignored"]
    return bool(cells["open"] == 0 and cells["read"] == gone and cells["rows"] == rows)
