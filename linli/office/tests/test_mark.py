"""The sender's workbook back with its faults marked, read again by another reader."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl

from linli.office.marked import Mark, marked, problem_word
from linli.office.sheets import open_book
from linli.office.tables import find_tables

from . import builders

RED = "FFFFC7CE"


def again(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data))


def ground(cell: Any) -> str | None:
    return str(cell.fill.fgColor.rgb) if cell.fill.patternType == "solid" else None


MARKS = [
    Mark("花名册", 2, 3, "Check digit."),
    Mark("花名册", 2, 4, "Too short."),
    Mark("花名册", 4, 5, "Missing."),
    Mark("花名册", 3, 0, "=cmd|' /C calc'!A0"),
]


def test_faulty_cells_are_red_and_the_reason_stands_at_the_end_of_the_row() -> None:
    sheet = again(marked(builders.roster(3), "a.xlsx", MARKS, {"花名册": 1}))["花名册"]
    assert {cell.coordinate for row in sheet.iter_rows(max_col=5) for cell in row if ground(cell) == RED} == {
        "C2",
        "D2",
        "E4",
    }
    assert [sheet.cell(row, 6).value for row in range(1, 5)] == [
        problem_word(),
        "Check digit.\nToo short.",
        "'=cmd|' /C calc'!A0",
        "Missing.",
    ]
    assert sheet["C2"].value == "990001199001010000"


def test_everything_else_is_kept_byte_for_byte() -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write_row("A1", ["姓名", "电话"])
        sheet.write_row("A2", ["张三", 1], book.add_format({"bold": True, "num_format": "0.00"}))
        sheet.write_comment("A2", "旧批注")
        sheet.conditional_format(
            "A1:B9", {"type": "cell", "criteria": ">", "value": 5, "format": book.add_format()}
        )
        sheet.data_validation("B2", {"validate": "list", "source": ["1", "2"]})
        book.add_worksheet("另一页").write_formula("A1", "=SUM(1,2)", None, 3)

    data = builders.workbook(write)
    before, after = (
        builders.parts(data),
        builders.parts(marked(data, "a.xlsx", [Mark("花名册", 2, 2, "x")], {})),
    )
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/worksheets/sheet1.xml", "xl/styles.xml"}
    sheet = again(builders.zipped(after))["花名册"]
    assert ground(sheet["B2"]) == RED
    assert (sheet["B2"].font.b, sheet["B2"].number_format) == (True, "0.00")
    assert sheet["A2"].comment.text == "旧批注"
    assert len(sheet.conditional_formatting) == 1


def test_a_cell_or_row_that_does_not_exist_is_made_in_its_place() -> None:
    def write(_book: Any, sheet: Any) -> None:
        sheet.write_row("A1", ["姓名", "电话", "住址"])
        sheet.write("C2", "1栋")
        sheet.write("A9", "李四")

    marks = [Mark("花名册", 2, 1, "a"), Mark("花名册", 5, 2, "b"), Mark("花名册", 9, 2, "c")]
    sheet = again(marked(builders.workbook(write), "a.xlsx", marks, {"花名册": 1}))["花名册"]
    assert [ground(sheet[name]) for name in ("A2", "B5", "B9")] == [RED] * 3
    assert [sheet.cell(row, 4).value for row in (2, 5, 9)] == ["a", "b", "c"]
    assert sheet["C2"].value == "1栋"


def test_marking_again_after_mending_replaces_the_first_marks() -> None:
    once = marked(builders.roster(3), "a.xlsx", MARKS, {"花名册": 1})
    twice = again(marked(once, "a.xlsx", [Mark("花名册", 3, 2, "Name.")], {"花名册": 1}))["花名册"]
    assert ground(twice["B3"]) == RED
    assert ground(twice["C2"]) is None
    assert [twice.cell(row, 6).value for row in range(1, 5)] == [problem_word(), None, "Name.", None]
    assert twice.max_column == 6
    clean = again(marked(once, "a.xlsx", [], {"花名册": 1}))["花名册"]
    assert ground(clean["C2"]) is None


def test_a_marked_workbook_that_an_office_program_saved_is_known_again() -> None:
    saved = BytesIO()
    again(marked(builders.roster(3), "a.xlsx", MARKS, {"花名册": 1})).save(saved)
    twice = again(marked(saved.getvalue(), "a.xlsx", MARKS[:1], {"花名册": 1}))["花名册"]
    assert twice.max_column == 6
    assert [twice.cell(row, 6).value for row in range(1, 5)] == [problem_word(), "Check digit.", None, None]
    assert [ground(twice[name]) for name in ("C2", "D2", "E4")] == [RED, None, None]


def test_the_marked_workbook_is_read_as_the_same_table() -> None:
    data = marked(builders.roster(3), "a.xlsx", MARKS, {"花名册": 1})
    with open_book(data, "a.xlsx") as book:
        [table] = find_tables(book)
    assert [column.text for column in table.header] == [*builders.HEAD, problem_word()]
    assert len(table.rows) == 3


def test_an_old_workbook_comes_back_as_a_new_one_with_the_same_values() -> None:
    marks = [Mark("花名册", 3, 4, "Day.")]
    book = again(marked(builders.ROSTER_XLS, "a.xls", marks, {"花名册": 2}))
    sheet = book["花名册"]
    assert [sheet.cell(3, column).value for column in (2, 3)] == ["张三", "990001199001010017"]
    assert sheet["D3"].value.date().isoformat() == "1990-01-01"
    assert ground(sheet["D3"]) == RED
    assert (sheet["F2"].value, sheet["F3"].value) == (problem_word(), "Day.")
    assert book["字典"].sheet_state == "hidden"


def test_text_comes_back_as_a_workbook_that_calculates_nothing() -> None:
    data = "姓名,电话\n=1+1,13800000000\n".encode("gb18030")
    sheet = again(marked(data, "名单.csv", [Mark("名单", 2, 1, "Name.")], {"名单": 1}))["名单"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("'=1+1", "s")
    assert sheet["B2"].value == "13800000000"
    assert sheet["C2"].value == "Name."


def test_a_thousand_marks_stay_in_order() -> None:
    marks = [Mark("花名册", row, 3, "x") for row in range(2, 2002, 2)]
    sheet = again(marked(builders.roster(2000), "a.xlsx", marks, {"花名册": 1}))["花名册"]
    assert sum(ground(sheet.cell(row, 3)) == RED for row in range(2, 2002)) == 1000
