"""Count one part of an .xlsx, piece by piece, and refuse what no roster has."""

from __future__ import annotations

import re
from zipfile import ZipInfo

from .limits import EXCEL_COLUMNS, EXCEL_ROWS, Limits
from .refs import column_number
from .refusals import bomb, entities, too_wide

PIECE = 1 << 20
OVERLAP = 64  # longer than any cell's opening, so that none is cut between two pieces
LETTERS, DIGITS = 26, 99_999  # what a sheet has at most when no longer reference is seen
_FAR = rb"""(?:([A-Za-z]{2,})(\d+)|[A-Za-z]?(\d{6,}))"""
FAR_CELL = re.compile(rb""" r=\"""" + _FAR)  # as office programs write it: found by its fixed start
FAR_CELL_ODD = re.compile(rb"""\sr\s*=\s*["']""" + _FAR)
DIMENSION = re.compile(rb"""dimension\s[^>]*ref\s*=\s*["']\$?[A-Za-z]+\$?\d+:\$?([A-Za-z]+)\$?(\d+)""")
ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)""")
XML_NAMES = (".xml", ".rels", ".vml")


class PartCount:
    """Bytes, values and the farthest cell of one part; `room` is what all parts may still unpack to."""

    def __init__(self, info: ZipInfo, limits: Limits, room: int) -> None:
        self.info, self.limits, self.room = info, limits, room
        name = info.filename.lower()
        self._is_xml = name.endswith(XML_NAMES)
        self._is_strings = name.endswith("sharedstrings.xml")
        self.seen = self.values = self.longest = self._unfinished = 0
        self.columns, self.rows = LETTERS, DIGITS
        self.errors = False
        self._tail = b""

    @property
    def is_wide(self) -> bool:
        """Whether the rough bound of the used range is passed and the exact one must be asked."""
        return self.rows * self.columns > self.limits.cells

    def feed(self, piece: bytes) -> None:
        """Count the next piece."""
        if not self.seen and self._is_xml:
            _check_start(piece)
        self.seen += len(piece)
        packed = max(self.info.compress_size, 1)
        if self.seen > self.room or (self.seen > 10 * PIECE and self.seen > packed * self.limits.ratio):
            raise bomb()
        text = self._tail + piece
        if self._is_xml and (b"<!DOCTYPE" in text or b"<!ENTITY" in text):
            raise entities()
        if self.seen <= 2 * PIECE:
            self._check_dimension(text)
        self._count_cells(text)
        self._tail = piece[-OVERLAP:]
        if self._is_strings:
            self._count_strings(piece)

    def _count_cells(self, text: bytes) -> None:
        if b"<c" not in text and b":c" not in text:
            return
        self.values += text.count(b"/v")
        self.errors = self.errors or b't="e"' in text or b"t='e'" in text
        for match in (FAR_CELL if _is_plain(text) else FAR_CELL_ODD).finditer(text):
            letters, row, far = match.groups()
            self.rows = max(self.rows, int(row or far))
            if letters:
                self.columns = max(self.columns, column(letters))
        if self.rows > EXCEL_ROWS or self.columns > self.limits.columns:
            raise too_wide(self.columns, self.rows)

    def _count_strings(self, piece: bytes) -> None:
        """The longest shared string in bytes."""
        lengths = [len(each) for each in piece.split(b"si>")]
        self.longest = max(self.longest, self._unfinished + lengths[0], *lengths[1:])
        self._unfinished = lengths[-1] + (self._unfinished if len(lengths) == 1 else 0)

    def _check_dimension(self, text: bytes) -> None:
        found = DIMENSION.search(text)
        if found is None:
            return
        columns, rows = column(found[1]), int(found[2])
        if columns >= EXCEL_COLUMNS or rows > EXCEL_ROWS:
            raise too_wide(columns, rows)


def column(letters: bytes) -> int:
    """The number of a column, one too many for a name that no column has."""
    return column_number(letters.decode().upper()) if len(letters) <= 3 else EXCEL_COLUMNS + 1


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
