"""Text as people type or paste it, made fit to keep, to compare and to export.

Chinese characters are never folded: NFC only, so that 㛃 𬭩 䶮 𠅤 stay what they are. Folding of
full-width digits, letters and punctuation (`half_width`) is for codes, numbers and days alone.
"""

from __future__ import annotations

import re
import unicodedata

from .refusal import Refused
from .say import say

#: Zero-width and soft characters that pasting leaves behind; dropped without a word.
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
#: Marks that turn the direction of writing: they make a text read otherwise than it is kept.
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

_DROP: dict[int, int | str | None] = dict.fromkeys(map(ord, INVISIBLE))
_HALF: dict[int, int | str | None] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ", 0x00A0: " ", 0x2002: " ", 0x2003: " ", 0x2009: " ", 0x202F: " ",
    ord("。"): ".", ord("．"): ".", ord("｡"): ".", ord("、"): "、", ord("【"): "[", ord("】"): "]",
    ord("－"): "-", ord("–"): "-", ord("—"): "-", ord("―"): "-", ord("‐"): "-", ord("‑"): "-",
    ord("‒"): "-", ord("−"): "-", ord("﹣"): "-", ord("～"): "~", ord("’"): "'", ord("‘"): "'",
    ord("“"): '"', ord("”"): '"', ord("′"): "'", ord("＇"): "'",
}  # fmt: skip
_HALF |= _DROP
_HALF |= dict.fromkeys(map(ord, BIDI))
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f" + BIDI + "\ud800-\udfff\ufffe\uffff\ufff9-\ufffb]"
)
_BLANKS = re.compile(r"\s+")
_PLAIN = re.compile(r"[0-9A-Za-z\u4e00-\u9fff]*\Z")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def half_width(text: str) -> str:
    """`text` with full-width digits, letters and punctuation in their narrow form, invisible marks gone.

    For codes, numbers and days only; names and sentences keep their wide punctuation.
    """
    return text if text.isascii() else text.translate(_HALF)


def clean_line(text: str, limit: int = 200) -> str:
    """One line of text: NFC, blanks at the ends gone and inside made one, `limit` characters at most.

    Raises Refused for control characters, marks that turn the direction of writing, and overlong text.
    """
    if len(text) <= limit and _PLAIN.match(text):
        return text
    return _within(_BLANKS.sub(" ", _sound(text)).strip(), limit)


def clean_text(text: str, limit: int = 2000) -> str:
    """Text of several lines: as `clean_line`, but line ends stay (as \\n) and no more than one blank line."""
    lines = (_BLANKS.sub(" ", line).rstrip() for line in _sound(text).replace("\r\n", "\n").split("\n"))
    return _within(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), limit)


def without_controls(text: str) -> str:
    """`text` of an address or a search box without control characters and direction marks; nobody is told off."""
    return _FORBIDDEN.sub("", text)


def as_cell(text: str) -> str:
    """`text` as a spreadsheet cell that no program takes for a formula: an apostrophe before =, +, -, @, tab."""
    return "'" + text if text.startswith(_FORMULA) else text


def _sound(text: str) -> str:
    """NFC without invisible characters; Refused where something hides or turns the text."""
    found = _FORBIDDEN.search(text)
    if found:
        raise Refused(
            say(
                "The text holds a hidden character (U+{code}) at place {place}. Type the text again.",
                code=f"{ord(found[0]):04X}",
                place=found.start() + 1,
            )
        )
    return unicodedata.normalize("NFC", text.translate(_DROP))


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise Refused(
            say(
                "{count} characters are too many: at most {limit}, so {over} fewer.",
                count=len(text),
                limit=limit,
                over=len(text) - limit,
            )
        )
    return text
