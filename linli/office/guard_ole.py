"""Look into the directory of an OLE container (.xls and everything that pretends to be one)."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from typing import BinaryIO

from linli.kernel.refusal import Refused
from linli.kernel.say import say

from . import guard_biff
from .limits import Limits
from .refusals import cut_off, macros, no_workbook, password

FREE, END_OF_CHAIN = 0xFFFFFFFF, 0xFFFFFFFE
MAX_DIRECTORY_SECTORS = 4_096
SMALL = 4_096
WORKBOOKS = {"Workbook", "Book"}
ENCRYPTED = {"EncryptedPackage", "EncryptionInfo"}
BIFF_BOF, BIFF_FILEPASS, BIFF_BOUNDSHEET, BIFF_EOF = 0x0809, 0x002F, 0x0085, 0x000A
WORKSHEET = 0


def check(file: BinaryIO, size: int, limits: Limits) -> None:
    """Refuse an encrypted, cut-off, macro-only or foreign OLE file, and texts that multiply."""
    try:
        container = Container(file, size)
    except (struct.error, IndexError) as error:
        raise cut_off() from error
    names = container.streams.keys()
    if names & ENCRYPTED:
        raise password()
    if not names & WORKBOOKS:
        raise no_workbook()
    start, length = container.streams["Workbook" if "Workbook" in names else "Book"]
    if length < SMALL:
        return  # lies in the container's store of small streams; too short to hold a trick
    _look_at_globals(container.bytes_of(start, 64 * 1024))
    guard_biff.check_text(container.bytes_of(start, length), limits)


class Container:
    """The streams of a compound file, found through its allocation table."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self.file, self.size = file, size
        header = self._read(0, 512)
        shift = struct.unpack_from("<H", header, 30)[0]
        if shift not in (9, 12):
            raise no_workbook()
        self.sector: int = 1 << shift
        self.fat = self._table(header)
        self.streams: dict[str, tuple[int, int]] = {}  # name → (first sector, bytes)
        for sector in self._chain(struct.unpack_from("<I", header, 48)[0], MAX_DIRECTORY_SECTORS):
            self._read_directory(self._read(self._at(sector), self.sector))

    def bytes_of(self, first: int, most: int) -> bytes:
        """The first `most` bytes of the stream that begins in sector `first`."""
        count = -(-most // self.sector)
        return b"".join(
            self._read(self._at(each), self.sector) for each in self._chain(first, count, cut=True)
        )

    def _read_directory(self, block: bytes) -> None:
        for at in range(0, self.sector, 128):
            length = struct.unpack_from("<H", block, at + 64)[0]
            if 2 < length <= 64:
                name = block[at : at + length - 2].decode("utf-16-le", "replace")
                first, length = struct.unpack_from("<II", block, at + 116)
                self.streams[name] = (first, length)
                if name in WORKBOOKS and self._at(first) + length > self.size + self.sector:
                    raise cut_off()

    def _at(self, sector: int) -> int:
        return (sector + 1) * self.sector

    def _chain(self, first: int, most: int, *, cut: bool = False) -> Iterator[int]:
        """The sectors that follow `first`; a chain longer than `most` is broken unless it may be `cut`."""
        current, seen = first, 0
        while current not in (FREE, END_OF_CHAIN):
            if seen == most:
                if cut:
                    return
                raise cut_off()
            if current >= len(self.fat):
                raise cut_off()
            yield current
            seen += 1
            current = self.fat[current]

    def _table(self, header: bytes) -> array[int]:
        places = list(struct.unpack_from("<109I", header, 76))
        more, count = struct.unpack_from("<II", header, 68)
        for _ in range(min(count, self.size // self.sector)):
            if more in (FREE, END_OF_CHAIN):
                break
            block = struct.unpack(f"<{self.sector // 4}I", self._read(self._at(more), self.sector))
            places += block[:-1]
            more = block[-1]
        fat = array("I")
        for place in places:
            if place in (FREE, END_OF_CHAIN):
                break
            fat.frombytes(self._read(self._at(place), self.sector))
        return fat

    def _read(self, at: int, size: int) -> bytes:
        self.file.seek(at)
        data = self.file.read(size)
        if len(data) < size and at + size > self.size + self.sector:
            raise cut_off()
        return data.ljust(size, b"\0")


def _look_at_globals(data: bytes) -> None:
    """Walk the first records of the workbook stream: password record and kinds of sheets."""
    at, kinds = 0, []
    while at + 4 <= len(data):
        record, length = struct.unpack_from("<HH", data, at)
        if record == BIFF_FILEPASS:
            raise password()
        if record == BIFF_BOUNDSHEET and at + 10 <= len(data):
            kinds.append(data[at + 9] & 0x0F)
        if record == BIFF_EOF:
            break
        at += 4 + length
    if kinds and WORKSHEET not in kinds:
        raise macros()


def not_read(reason: str) -> Refused:
    """What is said when the reader itself gives up on a .xls file."""
    if "password" in reason.lower() or "encrypt" in reason.lower():
        return password()
    return Refused(say("The workbook is damaged. Open it, save it as .xlsx and upload that file."))
