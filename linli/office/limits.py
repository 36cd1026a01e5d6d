"""How large and how odd an uploaded workbook may be."""

from __future__ import annotations

from dataclasses import dataclass

EXCEL_ROWS = 1_048_576
EXCEL_COLUMNS = 16_384
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that the guard holds before any cell is read; all sizes in bytes.

    `cells` bounds the used range (rows × columns) of one sheet, because a reader reserves
    memory for the whole rectangle; `text` bounds all text of one sheet once it is unpacked, because
    one long shared string may stand in a million cells.
    """

    file: int = 20 * MEGABYTE
    unpacked: int = 400 * MEGABYTE
    parts: int = 2_000
    ratio: int = 250
    columns: int = 1_000
    cells: int = 5_000_000
    text: int = 1_024 * MEGABYTE


DEFAULT = Limits()
