"""Names of cells (D12), and text that a cell can hold."""

from __future__ import annotations

import re
from functools import cache

from linli.kernel.text import as_cell

_REF = re.compile(r"^\$?([A-Za-z]{1,3})\$?(\d{1,7})$")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_SIGNED_NUMBER = re.compile(r"^([+-]?\d[\d\s.,%]*|[-+－])$")


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@cache
def column_letters(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def reference(row: int, column: int) -> str:
    """The name of a cell, both counted from 1: D12."""
    return f"{column_letters(column)}{row}"


def place(name: str) -> tuple[int, int]:
    """(row, column) of a cell's name; ValueError for anything else."""
    found = _REF.match(name)
    if found is None:
        raise ValueError(f"no cell is named {name!r}")
    return int(found[2]), column_number(found[1].upper())


def legal(text: str) -> str:
    """`text` without the control characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def neutral(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula, and without characters that XML cannot hold.

    A signed number and a lone dash stay as they are.
    """
    shown = legal(text)
    return shown if _SIGNED_NUMBER.match(shown) else as_cell(shown)
