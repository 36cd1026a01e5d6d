"""What is opened, and what is refused before a cell is read."""

from __future__ import annotations

import struct
import time
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from linli.kernel.refusal import Refused
from linli.office.limits import Limits
from linli.office.sheets import open_book

from . import builders

SHEET = "xl/worksheets/sheet1.xml"


def refusal(data: bytes, name: str = "roster.xlsx", limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as caught:
        open_book(data, name, limits or Limits())
    return caught.value.reason.msgid


def test_a_workbook_is_read_from_bytes_and_from_a_path(tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    path.write_bytes(builders.roster())
    for source in (builders.roster(), path, str(path)):
        with open_book(source, "roster.xlsx") as book:
            grid = book.read(book.sheets[0])
        assert book.kind == "xlsx"
        assert [sheet.name for sheet in book.sheets] == ["花名册"]
        assert grid.cells[1] == [1.0, "张0", "990001199001010000", "13800000000", ""]


def test_an_old_workbook_is_read_with_its_merges_days_and_hidden_sheet() -> None:
    with open_book(builders.ROSTER_XLS, "roster.xls") as book:
        grid = book.read(book.sheets[0])
    assert book.kind == "xls"
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("花名册", False), ("字典", True)]
    assert grid.cells[2][1:4] == ["张三", "990001199001010017", date(1990, 1, 1)]
    assert (3, 5, 4, 5) in grid.merges


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_separated_text_is_read_in_every_encoding(encoding: str, mark: str) -> None:
    text = "\r\n".join(
        mark.join(row) for row in (["姓名", "电话", "住址"], ["㛃𬭩一", "13800000000", f'"1栋{mark}2单元"'])
    )
    with open_book(text.encode(encoding), "roster.csv") as book:
        assert book.read(book.sheets[0]).cells == [
            ["姓名", "电话", "住址"],
            ["㛃𬭩一", "13800000000", f"1栋{mark}2单元"],
        ]


def test_a_line_break_inside_quotes_stays_in_its_field() -> None:
    with open_book('姓名,备注\n张三,"一\n二"\n'.encode(), "a.csv") as book:
        assert book.read(book.sheets[0]).cells[1] == ["张三", "一\n二"]


def test_a_formula_is_the_value_that_was_saved_and_an_error_stays_visible() -> None:
    def write(_book: Any, sheet: Any) -> None:
        sheet.write_formula(0, 0, "=1+1", None, 7)
        sheet.write_formula(0, 1, "=VLOOKUP(1,A:A,1)", None, "#N/A")

    with open_book(builders.workbook(write), "a.xlsx") as book:
        assert book.read(book.sheets[0]).cells == [[7.0, "#N/A"]]


@pytest.mark.parametrize("data", [b"", b"\0" * 100, b"\xef\xbb\xbf", b"   \r\n"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert "is empty" in refusal(data, "a.csv")


def test_a_file_over_the_limit_is_refused() -> None:
    assert "at most" in refusal(builders.roster(), limits=Limits(file=1000))


@pytest.mark.parametrize("name", ["roster.et", "ROSTER.WPS", "a.ett"])
def test_a_file_in_wps_format_is_refused_by_its_name(name: str) -> None:
    assert "WPS" in refusal(builders.ROSTER_XLS.read_bytes(), name)


def test_encrypted_workbooks_are_refused() -> None:
    sealed = builders.ole({"EncryptionInfo": b"x" * 600, "EncryptedPackage": b"y" * 5000})
    assert "password" in refusal(sealed)
    biff = struct.pack("<HH", 0x0809, 16) + b"\0" * 16 + struct.pack("<HH", 0x002F, 6) + b"\0" * 6
    assert "password" in refusal(builders.ole({"Workbook": biff.ljust(5000, b"\0")}), "a.xls")
    flagged = bytearray(builders.roster())
    flagged[flagged.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in refusal(bytes(flagged))


def test_macros_are_refused_also_under_another_name() -> None:
    with_macros = builders.zipped({**builders.parts(builders.roster()), "xl/vbaProject.bin": b"x"})
    assert "macros" in refusal(with_macros)
    renamed = builders.changed(
        builders.roster(),
        "[Content_Types].xml",
        lambda types: types.replace(
            builders.MAIN.encode(), b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
        ),
    )
    assert "macros" in refusal(renamed)
    assert "macros" in refusal(builders.roster(), "roster.xlsm")
    only_macro_sheets = (
        struct.pack("<HH", 0x0809, 16) + b"\0" * 16 + struct.pack("<HHIBB", 0x85, 8, 0, 0, 1) + b"\0\0"
    )
    assert "macros" in refusal(builders.ole({"Workbook": only_macro_sheets.ljust(5000, b"\0")}), "a.xls")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 something",
        b"\x89PNG\r\n\x1a\n....",
        builders.zipped({"a.txt": b"hello"}),
        builders.zipped({"roster.xlsx": builders.roster()}),
        builders.zipped({"[Content_Types].xml": b"<Types>wordprocessingml.document.main+xml</Types>"}),
        builders.ole({"WordDocument": b"x" * 5000}),
        b"\x01\x02\x00\x03\x00\x00\x05",
    ],
)
def test_what_is_no_workbook_is_said_to_be_none(data: bytes) -> None:
    assert "no workbook" in refusal(data, "roster.xlsx")


def test_text_with_tabs_that_an_old_system_named_xls_is_read() -> None:
    with open_book("姓名\t电话\n张三\t1\n".encode("gb18030"), "导出.xls") as book:
        assert book.read(book.sheets[0]).cells == [["姓名", "电话"], ["张三", "1"]]


def test_text_named_like_a_workbook_and_a_web_page_are_refused() -> None:
    assert "no workbook" in refusal("姓名,电话\n".encode(), "a.xlsx")
    assert "web page" in refusal(b"<html><table><tr><td>1</td></tr></table></html>", "a.xls")


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.95])
def test_an_upload_that_was_cut_off_is_refused(keep: float) -> None:
    data = builders.roster(200)
    assert "cut off" in refusal(data[: int(len(data) * keep)])
    old = builders.ROSTER_XLS.read_bytes()
    assert refusal(old[: int(len(old) * keep)], "a.xls")


def test_a_damaged_part_is_refused() -> None:
    data = bytearray(builders.roster(500))
    with zipfile.ZipFile(BytesIO(bytes(data))) as archive:
        start = archive.getinfo(SHEET).header_offset
    data[start + 200 : start + 260] = b"\xff" * 60
    assert refusal(bytes(data))


def test_a_bomb_is_refused_by_size_ratio_number_of_parts_and_overlap() -> None:
    good = builders.parts(builders.roster())
    assert "unpacks" in refusal(builders.zipped({**good, "xl/media/a.bin": b"\0" * 30_000_000}))
    assert "unpacks" in refusal(builders.zipped({**good, **{f"x/{n}": b"" for n in range(3000)}}))
    assert "unpacks" in refusal(builders.roster(), limits=Limits(unpacked=2000))
    assert "unpacks" in refusal(_overlapping(builders.zipped(good)))


def _overlapping(data: bytes) -> bytes:
    """The same zip whose directory claims that each part has nearly all packed bytes."""
    changed, at = bytearray(data), 0
    while (at := changed.find(b"PK\x01\x02", at + 1)) > 0:
        changed[at + 20 : at + 24] = struct.pack("<I", len(data) - 100)
    return bytes(changed)


def test_a_part_that_is_larger_than_it_says_is_counted_truly() -> None:
    lying = bytearray(
        builders.zipped({**builders.parts(builders.roster()), "xl/evil.bin": b"\0" * 40_000_000})
    )
    real = struct.pack("<I", 40_000_000)
    while (at := lying.find(real)) >= 0:
        lying[at : at + 4] = struct.pack("<I", 100)
    assert "unpacks" in refusal(bytes(lying))


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "docProps/core.xml"])
def test_entity_tricks_are_refused_in_every_part(part: str) -> None:
    trick = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    head = b"?>"
    data = builders.changed(
        builders.roster(), part, lambda xml: xml.replace(head, head + b" " * 5000 + trick, 1)
    )
    assert "XML definitions" in refusal(data)
    wide = builders.changed(builders.roster(), part, lambda xml: xml.decode().encode("utf-16"))
    assert "XML definitions" in refusal(wide)


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace(b'ref="A1:', b'ref="A1:XFD', 1).replace(b"XFDE4", b"XFD4"),
        lambda xml: xml.replace(b'r="A2"', b'r="XFD1048576"'),
        lambda xml: xml.replace(b'r="A2"', b"r='XFD1048576'"),
        lambda xml: xml.replace(b'<c r="A2"', b'<c\tr = "XFD1048576"'),
        lambda xml: xml.replace(b'r="A2"', b'r="AZ900000"'),
        lambda xml: xml.replace(b'r="A2"', b'r="A99999999"'),
        lambda xml: xml.replace(b'r="A2"', b'r="ALM2"'),
    ],
)
def test_a_sheet_that_claims_absurd_room_is_refused_at_once(change: Any) -> None:
    data = builders.changed(builders.roster(), SHEET, change)
    started = time.process_time()
    assert "columns and" in refusal(data)
    assert time.process_time() - started < 2


def test_a_wide_but_short_sheet_is_not_mistaken_for_an_absurd_one() -> None:
    data = builders.lines([[f"列{n}" for n in range(600)], list(range(600))])
    with open_book(data, "a.xlsx") as book:
        assert book.read(book.sheets[0]).width == 600


def test_one_long_text_in_very_many_cells_is_refused() -> None:
    data = builders.lines([["长" * 10_000] * 20] * 20)
    assert "unpacks" in refusal(data, limits=Limits(text=1_000_000))
    with open_book(data, "a.xlsx") as book:
        assert len(book.read(book.sheets[0]).cells) == 20


def test_one_long_text_in_very_many_cells_of_an_old_workbook_is_refused() -> None:
    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    texts = ["短", "长" * 6000]
    packed = [struct.pack("<HB", len(text), 1) + text.encode("utf-16-le") for text in texts]
    first, rest = packed[1][:8003], packed[1][8003:]  # a string that goes on in the next record
    shared = record(0xFC, struct.pack("<II", 40, 2) + packed[0] + first) + record(0x3C, b"\x01" + rest)
    cells = b"".join(record(0xFD, struct.pack("<HHHI", at, 0, 0, 1)) for at in range(40))
    stream = record(0x809, b"\0" * 16) + shared + record(0x0A, b"") + cells
    assert "unpacks" in refusal(builders.ole({"Workbook": stream}), "a.xls", Limits(text=200_000))
    few = stream.replace(struct.pack("<HHI", 0, 0, 1), struct.pack("<HHI", 0, 0, 0))
    assert "unpacks" not in refusal(builders.ole({"Workbook": few}), "a.xls", Limits(text=200_000))


def test_an_old_workbook_larger_than_its_first_table_of_places_is_read() -> None:
    data = _large_ole(b"\x09\x08\x10\x00" + b"\0" * 16 + b"\x2f\x00\x06\x00", 9_000_000)
    assert "password" in refusal(data, "a.xls")


def _large_ole(start: bytes, size: int) -> bytes:
    """A compound file whose allocation table needs a second list of places; the stream comes last."""
    sectors = -(-size // 512)
    tables = -(-(sectors + 200) // 127)
    fat = [0xFFFFFFFD] * tables + [0xFFFFFFFC, 0xFFFFFFFE]  # the table, the list, the directory
    first = len(fat)
    fat += [*range(first + 1, first + sectors), 0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (tables * 128 - len(fat))
    places = [*range(tables)] + [0xFFFFFFFF] * (109 + 127 - tables)
    small = bytearray(builders.ole({"Workbook": b"x" * 512}))
    small[44:48] = struct.pack("<I", tables)
    small[48:52] = struct.pack("<I", tables + 1)
    small[68:76] = struct.pack("<II", tables, 1)
    small[76:512] = struct.pack("<109I", *places[:109])
    directory = bytearray(small[1024:1536])
    directory[128 + 116 : 128 + 124] = struct.pack("<II", first, size)
    body = b"".join(struct.pack("<128I", *fat[at : at + 128]) for at in range(0, len(fat), 128))
    body += struct.pack("<127I", *places[109:]) + struct.pack("<I", 0xFFFFFFFE) + bytes(directory)
    return bytes(small[:512]) + body + start.ljust(sectors * 512, b"\0")


def test_text_with_too_many_columns_or_a_broken_encoding_is_refused() -> None:
    assert "columns and" in refusal(b"," * 2000, "a.csv")
    assert "neither" in refusal(b"\xff\xfea\x00\x00\xd8", "a.csv")
    assert "neither" in refusal("姓名".encode("gb18030") + b"\xff\xff\x81", "a.csv")


def test_compression_that_zip_readers_do_not_know_is_refused() -> None:
    data = bytearray(builders.roster())
    at = data.index(b"PK\x01\x02")
    data[at + 10 : at + 12] = struct.pack("<H", 99)
    assert "no workbook" in refusal(bytes(data))
