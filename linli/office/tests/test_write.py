"""Official tables and long lists, read again by another reader."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl

from linli.office.heads import Head, depth, leaves
from linli.office.layout import FONT, ListColumn, TableSheet, usual_foot, write_list, write_table

HEAD = (
    Head("网格"),
    Head("人口", (Head("男", kind="number"), Head("年龄", (Head("80岁以上", kind="number"), Head("90岁以上", kind="number"))))),
    Head("电话", kind="id"),
)  # fmt: skip


def table(**changes: Any) -> TableSheet:
    values: dict[str, Any] = {
        "title": "人口情况表",
        "head": HEAD,
        "rows": [["第一网格", 10, 3, 1, 13800000000], ["=1+1", 20, 4, None, "13800000001"]],
        "total": ["合计", 30, 7, 1, None],
        "unit": "人",
        "reporter": "快活社区",
        "period": "2018年",
    }
    return TableSheet(**{**values, **changes})


def sheet_of(*tables: TableSheet) -> Any:
    return openpyxl.load_workbook(BytesIO(write_table(*tables))).worksheets[0]


def test_depth_and_leaves_of_a_nested_head() -> None:
    assert depth(HEAD) == 3
    assert [head.text for head in leaves(HEAD)] == ["网格", "男", "80岁以上", "90岁以上", "电话"]


def test_a_table_has_title_unit_merged_heads_grid_total_and_foot() -> None:
    sheet = sheet_of(table())
    assert sheet["A1"].value == "人口情况表"
    assert (sheet["A1"].font.sz, sheet["A1"].font.b, sheet["A1"].alignment.horizontal) == (18, True, "center")
    assert "快活社区" in sheet["A2"].value
    assert sheet["E2"].value.endswith("人")
    assert {"A1:E1", "A3:A5", "B3:D3", "B4:B5", "C4:D4", "E3:E5"} <= {
        str(each) for each in sheet.merged_cells.ranges
    }
    assert [sheet.cell(5, column).value for column in (3, 4)] == ["80岁以上", "90岁以上"]
    assert [sheet.cell(8, column).value for column in range(1, 5)] == ["合计", 30, 7, 1]
    cell = sheet["B6"]
    assert (cell.font.name, cell.font.sz, cell.border.left.style, cell.border.bottom.style) == (
        FONT,
        10.5,
        "thin",
        "thin",
    )
    assert sheet["A9"].value.split() == " ".join(usual_foot("快活社区")).split()


def test_a_table_is_frozen_below_its_head_and_fits_one_page_wide() -> None:
    sheet = sheet_of(table())
    assert sheet.freeze_panes == "B6"
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.orientation == "portrait"
    assert sheet.print_title_rows == "$3:$5"
    assert sheet.oddFooter.center.text == "&P/&N"


def test_more_than_eight_columns_lie_across() -> None:
    head = tuple(Head(f"列{n}") for n in range(9))
    assert sheet_of(table(head=head, rows=[], total=None)).page_setup.orientation == "landscape"
    assert sheet_of(table(head=head[:8], rows=[], total=None)).page_setup.orientation == "portrait"


def test_numbers_that_are_names_are_text_and_no_text_is_a_formula() -> None:
    sheet = sheet_of(table())
    assert [(sheet.cell(row, 5).value, sheet.cell(row, 5).data_type) for row in (6, 7)] == [
        ("13800000000", "s"),
        ("13800000001", "s"),
    ]
    assert (sheet["A7"].value, sheet["A7"].data_type) == ("'=1+1", "s")


def test_two_tables_of_one_name_get_two_sheets_and_a_narrow_table_is_whole() -> None:
    book = openpyxl.load_workbook(BytesIO(write_table(table(name="表[一]"), table(name="表一"))))
    assert book.sheetnames == ["表一", "表一2"]
    narrow = sheet_of(table(head=(Head("姓名"),), rows=[["张三"]], total=None, notes=("注：一",), foot=()))
    assert [narrow.cell(row, 1).value for row in (3, 4, 5)] == ["姓名", "张三", "注：一"]


def test_a_list_is_written_row_by_row_with_frozen_head_and_text_numbers() -> None:
    columns = [
        ListColumn("姓名"),
        ListColumn("电话", "id"),
        ListColumn("日期", "day"),
        ListColumn("次数", "number"),
    ]
    rows = ((f"人{n}", 13800000000 + n, date(2018, 1, 1), n) for n in range(3000))
    book = openpyxl.load_workbook(
        BytesIO(write_list("走访名单", columns, rows, note="示范数据")), read_only=True
    )
    lines = list(book.worksheets[0].iter_rows(values_only=True))
    assert lines[0][0] == "走访名单"
    assert lines[2] == ("姓名", "电话", "日期", "次数")
    assert len(lines) == 3003
    assert (lines[3][1], lines[3][2].date(), lines[-1][3]) == ("13800000000", date(2018, 1, 1), 2999)


def test_a_list_goes_to_an_open_file() -> None:
    out = BytesIO()
    assert write_list("名单", [ListColumn("姓名")], [["@SUM(1)"], [None]], out) == b""
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert sheet["A3"].value == "'@SUM(1)"
    assert sheet.freeze_panes == "A3"
