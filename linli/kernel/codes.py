"""Small code lists: what rosters write → the code that the register keeps.

The lists are data files (`lists/*.csv`: code, label, synonyms parted by |) whose first line names the
standard. `code_of("relation", "儿媳妇")` → "38"; `label_of("relation", "38")` → 儿媳.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import NamedTuple

from .refusal import Refused
from .say import say
from .text import half_width

#: The lists there are.
LISTS = (
    "sex", "ethnic", "education", "marital", "political", "relation", "employment", "kind", "tenancy",
    "number_kind", "disability_category", "disability_level",
)  # fmt: skip

_NOISE = re.compile(r"[\s\-—:：.。、/]+")
_CODE_AND_LABEL = re.compile(r"^([0-9]{1,2})[-.、:： ]*(\D+)$")
_BRACKET = re.compile(r"[(\[].*[)\]]$")


class CodeList(NamedTuple):
    """One list: labels by code in the standard's order, codes by every word, and where it comes from."""

    labels: MappingProxyType[str, str]
    words: MappingProxyType[str, str]
    source: str


@cache
def code_list(name: str) -> CodeList:
    """The list `name`, one of `LISTS`."""
    if name not in LISTS:
        raise LookupError(f"no code list {name}")
    lines = resources.files("linli.kernel").joinpath("lists", f"{name}.csv").read_text("utf-8").splitlines()
    labels: dict[str, str] = {}
    words: dict[str, str] = {}
    synonyms: list[tuple[str, str]] = []
    for row in csv.DictReader(lines[1:]):
        code, label = row["code"], row["label"]
        labels[code] = label
        words |= {_plain(code): code, _plain(label): code}
        synonyms += [(_plain(word), code) for word in row["synonyms"].split("|") if word]
    for word, code in synonyms:
        words.setdefault(word, code)
    return CodeList(MappingProxyType(labels), MappingProxyType(words), lines[0].lstrip("# "))


def code_of(name: str, text: object) -> str:
    """The code that `text` (label, synonym, code, or code and label) means in the list `name`, or Refused."""
    words = code_list(name).words
    if isinstance(text, str) and text in words:
        return words[text]
    if isinstance(text, float) and text.is_integer():
        text = int(text)
    plain = _plain(str(text))
    for word in (plain, plain.rjust(2, "0"), _BRACKET.sub("", plain)):
        if word in words:
            return words[word]
    match = _CODE_AND_LABEL.match(half_width(str(text)).strip())
    if match and _plain(match[2]) in words:
        return words[_plain(match[2])]
    raise Refused(
        say(
            "“{text}” is none of: {choices}.",
            text=str(text).strip()[:30],
            choices="、".join(list(code_list(name).labels.values())[:12]),
        )
    )


def label_of(name: str, code: str) -> str:
    """The Chinese word of the standard for `code`; the code itself where the list lacks it."""
    return code_list(name).labels.get(code, code)


def _plain(text: str) -> str:
    return _NOISE.sub("", half_width(text)).lower()
