"""Look into the directory of an OLE container (.xls and everything that pretends to be one)."""

from __future__ import annotations

import struct
from typing import BinaryIO

from linli.kernel.refusal import Refused
from linli.kernel.say import say

from .refusals import cut_off, macros, no_workbook, password

FREE, END_OF_CHAIN = 0xFFFFFFFF, 0xFFFFFFFE
MAX_DIRECTORY_SECTORS = 4_096
ENCRYPTED = {"EncryptedPackage", "EncryptionInfo"}
BIFF_BOF, BIFF_FILEPASS, BIFF_BOUNDSHEET, BIFF_EOF = 0x0809, 0x002F, 0x0085, 0x000A
WORKSHEET = 0


def check(file: BinaryIO, size: int) -> None:
    """Refuse an encrypted, cut-off, macro-only or foreign OLE file."""
    try:
        streams = _streams(file, size)
    except (struct.error, IndexError) as error:
        raise cut_off() from error
    names = streams.keys()
    if names & ENCRYPTED:
        raise password()
    if "Workbook" not in names and "Book" not in names:
        raise no_workbook()
    start = streams.get("Workbook", streams.get("Book", 0))
    _look_at_globals(file, start)


def _streams(file: BinaryIO, size: int) -> dict[str, int]:
    """Stream name → byte position of its first sector."""
    header = _read(file, 0, 512)
    shift = struct.unpack_from("<H", header, 30)[0]
    if shift not in (9, 12):
        raise no_workbook()
    sector = 1 << shift
    sectors = (size - 512) // sector + 1
    fat = _fat(file, header, sector)
    streams: dict[str, int] = {}
    current, seen = struct.unpack_from("<I", header, 48)[0], 0
    while current not in (FREE, END_OF_CHAIN):
        seen += 1
        if seen > MAX_DIRECTORY_SECTORS or current >= len(fat):
            raise cut_off()
        block = _read(file, 512 + current * sector if sector == 512 else (current + 1) * sector, sector)
        for at in range(0, sector, 128):
            length = struct.unpack_from("<H", block, at + 64)[0]
            if 2 < length <= 64:
                name = block[at : at + length - 2].decode("utf-16-le", "replace")
                first, bytes_ = struct.unpack_from("<IQ", block, at + 116)
                streams[name] = 512 + first * sector if sector == 512 else (first + 1) * sector
                if name in ("Workbook", "Book") and first + (bytes_ & FREE) // sector > sectors:
                    raise cut_off()
        current = fat[current]
    return streams


def _fat(file: BinaryIO, header: bytes, sector: int) -> list[int]:
    """The allocation table, as far as the 109 entries of the header reach (about 7 MB of table)."""
    fat: list[int] = []
    for place in struct.unpack_from("<109I", header, 76):
        if place in (FREE, END_OF_CHAIN):
            break
        block = _read(file, (place + 1) * sector, sector)
        fat.extend(struct.unpack(f"<{sector // 4}I", block))
    return fat


def _read(file: BinaryIO, at: int, size: int) -> bytes:
    file.seek(at)
    data = file.read(size)
    if len(data) < size:
        raise cut_off()
    return data


def _look_at_globals(file: BinaryIO, start: int) -> None:
    """Walk the first records of the workbook stream: password record and kinds of sheets."""
    file.seek(start)
    data = file.read(64 * 1024)
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
