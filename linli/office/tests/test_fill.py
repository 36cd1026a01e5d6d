"""Putting values into somebody's form."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from linli.office.fill import fill, serial
from linli.office.sheets import Value

from . import builders


def form() -> bytes:
    def write(book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:C1", "统计表", book.add_format({"bold": True}))
        sheet.write("A2", "户数", book.add_format({"bg_color": "#DDDDDD"}))
        sheet.write_blank("B2", None, book.add_format({"num_format": "0.0"}))
        sheet.write_blank("B3", None, book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_formula("B4", "=B2*2", None, 0)
        sheet.insert_image("D5", "x.png", {"image_data": BytesIO(PIXEL)})

    return builders.workbook(write, "表一")


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060"
    "0000000500015ef3bdbc0000000049454e44ae426082"
)


def test_values_stand_in_their_cells_and_the_form_keeps_its_look() -> None:
    values: dict[str, Value] = {
        "B2": 48,
        "B3": date(2018, 12, 31),
        "C2": "=1+1",
        "C9": "新行",
        "A2": "户 数",
        "D2": True,
    }
    done = fill(form(), {"表一": values})
    sheet = openpyxl.load_workbook(BytesIO(done))["表一"]
    assert (sheet["B2"].value, sheet["B2"].number_format) == (48, "0.0")
    assert sheet["B3"].value.date() == date(2018, 12, 31)
    assert (sheet["C2"].value, sheet["C9"].value, sheet["D2"].value) == ("'=1+1", "新行", True)
    assert sheet["A2"].fill.patternType == "solid"
    before, after = builders.parts(form()), builders.parts(done)
    assert {name for name in before if before[name] != after[name]} == {
        "xl/worksheets/sheet1.xml",
        "xl/workbook.xml",
    }


def test_a_formula_stays_and_is_asked_to_calculate_again() -> None:
    book = openpyxl.load_workbook(BytesIO(fill(form(), {"表一": {"B4": 9, "B2": 1}})))
    assert book["表一"]["B4"].value == "=B2*2"
    assert book.calculation.fullCalcOnLoad


def test_none_empties_a_cell_and_an_unknown_sheet_is_named() -> None:
    sheet = openpyxl.load_workbook(BytesIO(fill(form(), {"表一": {"A2": None}})))["表一"]
    assert sheet["A2"].value is None
    with pytest.raises(KeyError, match="表二"):
        fill(form(), {"表二": {}})


def test_days_have_the_numbers_that_spreadsheets_give_them() -> None:
    assert serial(date(1990, 3, 7)) == 32939
    assert serial(date(1900, 3, 1)) == 61
