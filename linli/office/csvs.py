"""Read separated text as it comes out of Excel, WPS and old systems."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable

from linli.kernel.refusal import Refused
from linli.kernel.say import say

from .limits import EXCEL_ROWS, Limits
from .refusals import too_wide

DELIMITERS = ",\t;|"
FIELD = 1 << 20  # characters in one field


def rows_of(data: bytes, limits: Limits) -> list[list[str]]:
    """The rows of a text file, all as text and all of one length."""
    text = decoded(data)
    csv.field_size_limit(FIELD)
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=_delimiter(lines))
    try:
        rows = list(reader)
    except csv.Error as error:
        raise Refused(
            say("The text file cannot be split into columns. Open it, save it as .xlsx and upload that file.")
        ) from error
    width = max(map(len, rows), default=0)
    if width > limits.columns or len(rows) > EXCEL_ROWS or width * len(rows) > limits.cells:
        raise too_wide(width, len(rows))
    return [row + [""] * (width - len(row)) if len(row) < width else row for row in rows]


def decoded(data: bytes) -> str:
    """The text of UTF-8, UTF-16 (with or without mark) or GB18030 bytes."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(data, "utf-16")
    if data.startswith(codecs.BOM_UTF8):
        return _strict(data, "utf-8-sig")
    if b"\x00" in data[:4096]:
        # Without a mark the ASCII characters (separators, digits, line ends) show which byte is the high one.
        return _strict(
            data, "utf-16-le" if data[1:4096:2].count(0) > data[0:4096:2].count(0) else "utf-16-be"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "gb18030")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(
            say(
                "The text file is neither UTF-8, GB18030 nor UTF-16. Open it, save it as .xlsx and upload that file."
            )
        ) from error


def _delimiter(lines: list[str]) -> str:
    """The separator that splits most of the first lines, and most alike."""
    sample = [line for line in lines[:200] if line.strip()][:60]
    return max(DELIMITERS, key=lambda each: _fitness(each, sample))


def _fitness(delimiter: str, sample: Iterable[str]) -> tuple[int, int]:
    counts = [line.count(delimiter) for line in sample]
    usual = max(set(counts), key=counts.count, default=0)
    agreeing = sum(1 for count in counts if count and count == usual)
    return agreeing * (usual > 0), sum(counts)
