"""Files for the tests: workbooks by XlsxWriter, hand-made zips, and OLE containers byte by byte."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

ROSTER_XLS = Path(__file__).with_name("roster.xls")
HEAD = ("序号", "姓名", "身份证号", "联系电话", "备注")
MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def workbook(write: Callable[[Any, Any], None], name: str = "花名册") -> bytes:
    """An .xlsx whose one sheet `write(workbook, sheet)` fills."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    write(book, book.add_worksheet(name))
    book.close()
    return out.getvalue()


def lines(rows: Sequence[Any], name: str = "花名册") -> bytes:
    """An .xlsx with these rows; None is an empty cell."""

    def write(_book: Any, sheet: Any) -> None:
        for at, row in enumerate(rows):
            for where, value in enumerate(row):
                if value is not None:
                    sheet.write(at, where, value)

    return workbook(write, name)


def roster(count: int = 3) -> bytes:
    """A plain roster with a head and `count` people."""
    people = [[n + 1, f"张{n}", f"99000119900101{n:04d}", f"1380000{n:04d}", None] for n in range(count)]
    return lines([HEAD, *people])


def parts(data: bytes) -> dict[str, bytes]:
    """Name → content of each part of a zip."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(content: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return out.getvalue()


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The zip with one part changed."""
    content = parts(data)
    return zipped({**content, part: change(content[part])})


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file: sector 0 is the allocation table, 1 the directory, then the streams."""
    size, end, free, table = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    fat, body = [table, end], b""
    entries = [_entry("Root Entry", 5, end, 0)]
    for name, data in streams.items():
        need = -(-len(data) // size)
        first = len(fat)
        fat += [*range(first + 1, first + need), end]
        body += data.ljust(need * size, b"\0")
        entries.append(_entry(name, 2, first, len(data)))
    directory = b"".join(entries).ljust(size, b"\0")[:size]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6xIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1)
    header += struct.pack("<IIIIII", 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    return header + struct.pack("<128I", *fat, *[free] * (128 - len(fat))) + directory + body


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBBIII", len(text), kind, 1, *[0xFFFFFFFF] * 3)
    return text.ljust(64, b"\0") + links + b"\0" * 36 + struct.pack("<IQ", first, size)
