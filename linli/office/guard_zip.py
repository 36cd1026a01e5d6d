"""Look into the zip container of an .xlsx before its cells are read.

Every part is inflated once, in pieces, only to be counted: the sizes written in the directory may
lie, and one cell named XFD1048576 would make a reader reserve memory for 17 thousand million cells.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from linli.kernel.refusal import Refused
from linli.kernel.say import say

from .limits import EXCEL_COLUMNS, EXCEL_ROWS, Limits
from .refs import column_number

PIECE = 1 << 20
LETTERS, DIGITS = 26, 99_999  # what a sheet has at most when no longer reference is seen
_FAR = rb"""(?:([A-Za-z]{2,})(\d+)|[A-Za-z]?(\d{6,}))"""
FAR_CELL = re.compile(rb""" r=\"""" + _FAR)  # as office programs write it: found by its fixed start
FAR_CELL_ODD = re.compile(rb"""\sr\s*=\s*["']""" + _FAR)
ANY_CELL = re.compile(rb"""[\s]r\s*=\s*["']([A-Za-z]*)(\d+)""")
DIMENSION = re.compile(rb"""dimension\s[^>]*ref\s*=\s*["']\$?[A-Za-z]+\$?\d+:\$?([A-Za-z]+)\$?(\d+)""")
VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>(\d+)<")
ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)""")
XML_NAMES = (".xml", ".rels", ".vml")
SHEET_TYPES = (b"spreadsheetml.sheet.main+xml", b"spreadsheetml.template.main+xml")


def password() -> Refused:
    return Refused(say("The workbook is protected by a password. Save it without one and upload it again."))


def macros() -> Refused:
    return Refused(
        say("The workbook carries macros. Save it as .xlsx (a workbook without macros) and upload that file.")
    )


def no_workbook() -> Refused:
    return Refused(say("This is no workbook. Upload an .xlsx, .xls or .csv file."))


def cut_off() -> Refused:
    return Refused(say("The file is not complete: the upload or the copy was cut off. Upload it again."))


def bomb() -> Refused:
    return Refused(say("The file unpacks to far more than a roster needs and is not opened."))


def entities() -> Refused:
    return Refused(
        say("The workbook contains XML definitions that no office program writes and is not opened.")
    )


def too_wide(columns: int, rows: int) -> Refused:
    return Refused(
        say(
            "A sheet claims {columns} columns and {rows} rows. Copy the filled cells to a new workbook "
            "and upload that.",
            columns=columns,
            rows=rows,
        )
    )


def check(file: BinaryIO, size: int, limits: Limits) -> None:
    """Refuse bombs, tricks, macros and everything that is no .xlsx inside."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise cut_off() from error
    with archive:
        infos = archive.infolist()
        _check_directory(infos, size, limits)
        _check_kind(archive, {info.filename for info in infos})
        total = 0
        sheets: list[tuple[zipfile.ZipInfo, int]] = []
        longest = 0
        try:
            for info in infos:
                seen, values, string = _count(archive, info, limits, limits.unpacked - total)
                total += seen
                longest = max(longest, string)
                if values:
                    sheets.append((info, values))
            if any(values * longest > limits.text for _, values in sheets):
                _check_text(archive, sheets, limits)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise cut_off() from error


def _check_directory(infos: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    if any(info.flag_bits & 0x1 for info in infos):
        raise password()
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise no_workbook()  # office programs know no other packing
    names = [info.filename for info in infos]
    if len(names) > limits.parts or len(set(names)) != len(names):
        raise bomb()
    if sum(info.compress_size for info in infos) > size:  # parts that overlap
        raise bomb()
    if sum(info.file_size for info in infos) > limits.unpacked:
        raise bomb()
    for info in infos:
        if info.file_size > 10 * PIECE and info.file_size > info.compress_size * limits.ratio:
            raise bomb()


def _check_kind(archive: zipfile.ZipFile, names: set[str]) -> None:
    if "[Content_Types].xml" not in names:
        raise no_workbook()
    with archive.open("[Content_Types].xml") as part:
        types = part.read(PIECE)
    lowered = {name.lower() for name in names}
    if (
        b"macroEnabled" in types
        or any(name.endswith("vbaproject.bin") for name in lowered)
        or any(name.startswith("xl/macrosheets/") for name in lowered)
    ):
        raise macros()
    if not any(kind in types for kind in SHEET_TYPES):
        raise no_workbook()


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part in pieces, inflated beyond the size that the directory claims."""
    honest = zipfile.ZipInfo(info.filename)
    for name in ("compress_type", "compress_size", "header_offset", "flag_bits", "CRC", "orig_filename"):
        setattr(honest, name, getattr(info, name))
    honest.file_size = 1 << 40  # read on to the true end
    with archive.open(honest) as part:
        while piece := part.read(PIECE):
            yield piece


def _count(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, room: int
) -> tuple[int, int, int]:
    """(bytes, values, longest shared string in bytes) of one part; raises on every trick."""
    is_xml = info.filename.lower().endswith(XML_NAMES)
    is_strings = info.filename.lower().endswith("sharedstrings.xml")
    seen = values = longest = unfinished = 0
    columns, rows = LETTERS, DIGITS
    tail = b""
    for piece in _pieces(archive, info):
        if not seen and is_xml:
            _check_start(piece)
        seen += len(piece)
        if seen > room or (seen > 10 * PIECE and seen > max(info.compress_size, 1) * limits.ratio):
            raise bomb()
        text = tail + piece
        if is_xml and (b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"<!doctype" in text):
            raise entities()
        if seen <= 2 * PIECE:
            _check_dimension(text, limits)
        pattern = FAR_CELL if _is_plain(text) else FAR_CELL_ODD
        for match in pattern.finditer(text):
            letters, row, far = match.groups()
            if letters:
                columns = max(columns, _column(letters))
                rows = max(rows, int(row))
            else:
                rows = max(rows, int(far))
        values += piece.count(b"/v")
        if is_strings:
            lengths = [len(each) for each in piece.split(b"si>")]
            longest = max(longest, unfinished + lengths[0], *lengths[1:])
            unfinished = lengths[-1] + (unfinished if len(lengths) == 1 else 0)
        tail = piece[-64:]
    if rows > EXCEL_ROWS or columns > limits.columns:
        raise too_wide(columns, rows)
    if rows * columns > limits.cells:
        _check_area(archive, info, limits)
    return seen, values, longest


def _is_plain(text: bytes) -> bool:
    """Whether every cell begins as office programs write it, so that the quick pattern sees all of them."""
    return text.count(b"<c") - text.count(b"<col") == text.count(b'<c r="') and b":c" not in text


def _check_start(piece: bytes) -> None:
    """Every part is UTF-8, so that nothing can hide from the search for definitions."""
    if piece.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in piece[:4]:
        raise entities()
    declared = ENCODING.match(piece.removeprefix(b"\xef\xbb\xbf")[:200])
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii", b"utf8"):
        raise entities()


def _column(letters: bytes) -> int:
    return column_number(letters.decode().upper()) if len(letters) <= 3 else EXCEL_COLUMNS + 1


def _check_dimension(text: bytes, limits: Limits) -> None:
    found = DIMENSION.search(text)
    if found is None:
        return
    columns, rows = _column(found[1]), int(found[2])
    if columns >= EXCEL_COLUMNS or rows > EXCEL_ROWS:
        raise too_wide(columns, rows)


def _check_area(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> None:
    """The exact corner of a wide or long sheet; slower, so only asked when the rough bound is passed."""
    columns = rows = 0
    tail = b""
    for piece in _pieces(archive, info):
        for letters, row in ANY_CELL.findall(tail + piece):
            if letters:
                columns = max(columns, _column(letters))
            rows = max(rows, int(row))
        tail = piece[-64:]
    if rows * columns > limits.cells:
        raise too_wide(columns, rows)


def _check_text(archive: zipfile.ZipFile, sheets: list[tuple[zipfile.ZipInfo, int]], limits: Limits) -> None:
    """How much text a sheet has once each shared string stands in each of its cells."""
    lengths: list[int] = []
    for info in archive.infolist():
        if info.filename.lower().endswith("sharedstrings.xml"):
            text = b"".join(_pieces(archive, info))
            lengths = [len(each) for each in re.split(rb"</(?:\w+:)?si>", text)]
    for info, _ in sheets:
        uses: Counter[bytes] = Counter()
        tail = b""
        for piece in _pieces(archive, info):
            uses.update(VALUE.findall(tail + piece))
            tail = piece[-24:]
        if (
            sum(lengths[int(at)] * n for at, n in uses.items() if len(at) < 9 and int(at) < len(lengths))
            > limits.text
        ):
            raise bomb()
