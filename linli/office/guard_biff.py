"""How much text the cells of an .xls hold: one long shared string may stand in a million cells."""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterator

from .limits import Limits
from .refusals import bomb, cut_off

SST, CONTINUE, EOF = 0x00FC, 0x003C, 0x000A
LABEL = b"\xfd\x00\x0a\x00"  # a cell with a shared string: 10 bytes, the last 4 its number
CELLS = re.compile(LABEL + rb".{6}(.{4})", re.S)
LONGEST = 32_767


def check_text(stream: bytes, limits: Limits) -> None:
    """Refuse a workbook stream whose shared strings multiply beyond `limits.text`."""
    if stream.count(LABEL) * LONGEST <= limits.text:
        return
    try:
        lengths = list(_lengths(list(_shared(stream))))
    except (struct.error, IndexError) as error:
        raise cut_off() from error
    uses = Counter(CELLS.findall(stream))
    total = sum(
        lengths[number] * times
        for packed, times in uses.items()
        if (number := int.from_bytes(packed, "little")) < len(lengths)
    )
    if total > limits.text:
        raise bomb()


def _shared(stream: bytes) -> Iterator[bytes]:
    """The record of shared strings and the records that continue it."""
    at, found = 0, False
    while at + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, at)
        if record == SST or (found and record == CONTINUE):
            found = True
            yield stream[at + 4 : at + 4 + length]
        elif found or record == EOF:
            return
        at += 4 + length


def _lengths(records: list[bytes]) -> Iterator[int]:
    """The length in characters of each shared string."""
    which, at = 0, 8  # two counts stand before the first string
    while which < len(records):
        if at >= len(records[which]):
            which, at = which + 1, at - len(records[which])
            continue
        left, flags = struct.unpack_from("<HB", records[which], at)
        yield left
        at += 3
        after = 0
        if flags & 0x08:
            after += 4 * struct.unpack_from("<H", records[which], at)[0]
            at += 2
        if flags & 0x04:
            after += struct.unpack_from("<I", records[which], at)[0]
            at += 4
        wide = 1 + (flags & 1)
        while left > (room := max(0, len(records[which]) - at) // wide):
            left -= room
            which, at = which + 1, 1  # a record that continues characters says anew how wide they are
            wide = 1 + (records[which][0] & 1)
        at += left * wide + after
