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

from .guard_part import PIECE, PartCount, column
from .limits import Limits
from .refusals import bomb, cut_off, macros, no_workbook, password, too_wide

SHEET_TYPES = (b"spreadsheetml.sheet.main+xml", b"spreadsheetml.template.main+xml")
ANY_CELL = re.compile(rb"""[\s]r\s*=\s*["']([A-Za-z]*)(\d+)""")
VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>(\d+)<")


def check(file: BinaryIO, size: int, limits: Limits) -> bool:
    """Refuse bombs, tricks, macros and everything that is no .xlsx inside; whether cells may hold errors."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise cut_off() from error
    with archive:
        infos = archive.infolist()
        _check_directory(infos, size, limits)
        _check_kind(archive, {info.filename for info in infos})
        counts: list[PartCount] = []
        room = limits.unpacked
        try:
            for info in infos:
                count = PartCount(info, limits, room)
                for piece in _pieces(archive, info):
                    count.feed(piece)
                if count.is_wide:
                    _check_area(archive, info, limits)
                room -= count.seen
                counts.append(count)
            longest = max(count.longest for count in counts)
            full = [count.info for count in counts if count.values]
            if any(count.values * longest > limits.text for count in counts):
                _check_text(archive, full, limits)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise cut_off() from error
        return any(count.errors for count in counts)


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


def _check_area(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> None:
    """The exact corner of a wide or long sheet; slower, so only asked when the rough bound is passed."""
    columns = rows = 0
    tail = b""
    for piece in _pieces(archive, info):
        for letters, row in ANY_CELL.findall(tail + piece):
            if letters:
                columns = max(columns, column(letters))
            rows = max(rows, int(row))
        tail = piece[-64:]
    if rows * columns > limits.cells:
        raise too_wide(columns, rows)


def _check_text(archive: zipfile.ZipFile, sheets: list[zipfile.ZipInfo], limits: Limits) -> None:
    """How much text a sheet has once each shared string stands in each of its cells."""
    lengths: list[int] = []
    for info in archive.infolist():
        if info.filename.lower().endswith("sharedstrings.xml"):
            text = b"".join(_pieces(archive, info))
            lengths = [len(each) for each in re.split(rb"</(?:\w+:)?si>", text)]
    for info in sheets:
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
