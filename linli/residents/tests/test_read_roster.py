"""A workbook as a community has it, from file to drafts."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import xlsxwriter

from linli.office.sheets import open_book
from linli.office.tables import survey
from linli.residents.importing.binding import bind
from linli.residents.importing.cells import Options
from linli.residents.importing.door import Estate
from linli.residents.importing.drafts import Checked
from linli.residents.importing.headings import KNOWN
from linli.residents.importing.rows import Checker

from .rosters import ON, number, told

CUT = float(number(9)[:15] + "000")


def roster() -> bytes:
    """Titles, a guide, two header rows, merged doors, a note, and a second sheet of its own making."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    plain = book.add_format()
    sheet = book.add_worksheet("3栋")
    sheet.merge_range(0, 0, 0, 11, "快活社区常住人口花名册", plain)
    sheet.write(1, 0, "填表说明：1.身份证号码请填写18位；2.日期写作1990-03-07。")
    for column, head in (
        (0, "序号"),
        (4, "姓名"),
        (5, "公民身份号码"),
        (6, "出生年月"),
        (7, "联系电话"),
        (8, "与户主关系"),
        (9, "宗教信仰"),
        (10, "户籍地址"),
        (11, "人户状态"),
    ):
        sheet.merge_range(2, column, 3, column, head, plain)
    sheet.merge_range(2, 1, 2, 3, "现住址", plain)
    for column, head in ((1, "楼栋"), (2, "单元"), (3, "房号")):
        sheet.write(3, column, head)
    for first, last, room in ((4, 6, 501.0), (7, 8, 502.0)):
        sheet.merge_range(first, 1, last, 1, "3栋", plain)
        sheet.merge_range(first, 2, last, 2, 2, plain)
        sheet.merge_range(first, 3, last, 3, room, plain)
    rows: list[list[Any]] = [
        [1, "张　三", number(1), "1990.3.7", "１３８００００００１１", "户主", "无", "四川省成都市某路1号", "户籍在住"],
        [2, "李四", number(2, dt.date(1992, 5, 1), "2").lower(), "1992年5月1日", "13800000012/028-87312345", "妻子", "佛教", "", "户籍在住"],
        [3, "张小小", number(3, dt.date(2015, 6, 2)), 42157, "", "长子", "", "", "户籍在住"],
        [4, "王五", CUT, "1990-03-07", 13800000013.0, "户主", "", "重庆市某路2号", "流动人口"],
        [5, "赵六", number(5)[:-2], "", "1380000001", "朋友", "", "", "火星人"],
    ]  # fmt: skip
    for at, row in enumerate(rows):
        sheet.write(4 + at, 0, row[0])
        for column, value in enumerate(row[1:], 4):
            sheet.write(4 + at, column, value)
    sheet.write(10, 0, "注：以上数据截至2018年12月。")
    second = book.add_worksheet("新增")
    for column, head in enumerate(("姓名", "证件号码", "地址", "备注")):
        second.write(0, column, head)
    for at, line in enumerate(
        (("孙七", number(7), "3-2-601", "新来"), ("张三", number(1), "3栋2单元501", ""))
    ):
        for column, value in enumerate(line):
            second.write(1 + at, column, value)
    book.close()
    return out.getvalue()


def read() -> Checked:
    with open_book(roster(), "花名册.xlsx") as book:
        found = survey(book, KNOWN)
    checker = Checker(
        Options(ON, synthetic=True, estate=Estate(frozenset(("3-2-501", "3-2-502", "3-2-601"))))
    )
    for table in found.tables:
        checker.read(table, bind(table.header, titles=table.titles))
    checker.ignore(sum(tally.header + tally.loose + tally.skipped.total() for tally in found.tallies))
    assert checker.checked.tally.read == found.cells
    return checker.done()


def test_the_good_rows_of_a_messy_workbook_are_drafts_and_the_faulty_ones_are_marked() -> None:
    checked = read()
    assert [(draft.sheet, draft.row, draft.name) for draft in checked.drafts] == [
        ("3栋", 5, "张三"), ("3栋", 6, "李四"), ("3栋", 7, "张小小"), ("3栋", 8, "王五"), ("新增", 2, "孙七"),
    ]  # fmt: skip
    assert [(row, head) for row, head, _ in told(checked)] == [
        (9, "公民身份号码"),
        (9, "联系电话"),
        (9, "人户状态"),
        (3, "证件号码"),
    ]


def test_doors_merged_over_several_rows_and_households_are_found() -> None:
    checked = read()
    assert [draft.door.key for draft in checked.drafts if draft.door] == ["3-2-501"] * 3 + [
        "3-2-502",
        "3-2-601",
    ]
    assert [draft.family for draft in checked.drafts] == [0, 0, 0, 1, None]
    assert [family.head_name for family in checked.families] == ["张三", "王五"]


def test_values_are_as_the_register_keeps_them() -> None:
    first, second, child, cut, _ = read().drafts
    assert first.values["phone"] == "13800000011"
    assert (second.values["phone2"], second.values["sex"], second.values["relation"]) == (
        "028-87312345",
        "2",
        "12",
    )
    assert child.values["born"] == dt.date(2015, 6, 2)
    assert (cut.cut, cut.values["kind"], cut.values["phone"]) == (number(9)[:15], "inflow", "13800000013")


def test_every_cell_of_the_file_is_accounted_for() -> None:
    checked = read()
    assert checked.tally.balanced
    assert (checked.tally.rows_held, checked.tally.rows_refused) == (5, 2)
    assert checked.tally.open == sum(len(draft.cells) for draft in checked.drafts)


def test_religion_is_named_and_appears_nowhere() -> None:
    with open_book(roster(), "花名册.xlsx") as book:
        table = survey(book, KNOWN).tables[0]
    assert [left.text for left in bind(table.header).forbidden] == ["宗教信仰"]
    assert "佛教" not in repr(read())
