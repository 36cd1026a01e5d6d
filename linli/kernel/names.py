"""Names of people: cleaned, spelled in letters for search and order, and masked.

Rare characters stay whole (㛃 𬭩 䶮 𠅤). A surname with several readings is found by each of them.
"""

from __future__ import annotations

import os
import re
import unicodedata
from functools import lru_cache
from itertools import product

from .readings import COMPOUND, GIVEN, SURNAMES
from .refusal import Refused
from .say import say
from .text import BIDI, INVISIBLE

LIMIT = 60
#: How many spellings of one name are kept at most.
SPELLINGS = 4

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_PLAIN = re.compile(r"[\u4e00-\u9fff]{2,4}\Z")
_DOTS = re.compile(r"\s*[·•‧∙⋅・･‐–—．。]\s*|(?<![A-Za-z\s])\.(?=[^\s.A-Za-z])")
_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}·])\s+(?=[{_HAN}·])")
_DROP = dict.fromkeys(map(ord, INVISIBLE))
_WORD = re.compile(r"[^\W_]+")


def clean_name(text: str) -> str:
    """A person's name fit to keep: NFC, blanks between 汉字 gone, the dot of a minority name as ·.

    Raises Refused for what cannot stand in a name: digits, brackets, markup, control characters,
    marks that turn the writing, characters of a private font, more than 60 characters.
    """
    if _PLAIN.match(text):
        return text
    if len(text) > 4 * LIMIT:
        raise _too_long(len(text))
    name = unicodedata.normalize("NFC", text.translate(_DROP))
    name = "".join(_narrow(char) for char in name)
    name = " ".join(name.split())
    name = _DOTS.sub("·", _BETWEEN_HAN.sub("", name)).strip("· ")
    if not name:
        raise Refused(say("No name is given."))
    if len(name) > LIMIT:
        raise _too_long(len(name))
    for at, char in enumerate(name):
        _check(char, at + 1)
    if not any(unicodedata.category(char)[0] == "L" or char == "〇" for char in name):
        raise Refused(say("“{name}” is no name.", name=name))
    return name


def letters(name: str) -> str:
    """Every spelling a search may begin with, each behind one blank.

    曾小明 → ' zengxiaoming zxm cengxiaoming cxm': syllables, then initials, for each reading of the
    surname (and of the few characters of given names that are often read in two ways).
    """
    keys: dict[str, None] = {}
    for syllables in _spellings(name):
        keys["".join(syllables)] = None
        keys["".join([syllable[0] for syllable in syllables])] = None
    return " " + " ".join(keys) if keys else ""


def sort_key(name: str) -> str:
    """What names are ordered by: the syllables of the commonest reading with a blank between."""
    spelled = _spellings(name)
    return " ".join(spelled[0]) if spelled else ""


def mask_name(name: str) -> str:
    """The surname and stars: 张三 → 张*, 张三丰 → 张**, 欧阳修 → 欧阳*, a long name at most two stars."""
    if len(name) < 2:
        return "*" * len(name)
    keep = 2 if len(name) > 2 and name[:2] in COMPOUND else 1
    return name[:keep] + "*" * min(2, len(name) - keep)


def salutation(name: str, sex: str) -> str:
    """How one addresses somebody whose own wish is not known: 王先生, 欧阳女士; the masked name where the sex is not.

    sex  GB/T 2261.1: 1 male, 2 female
    """
    polite = {"1": "先生", "2": "女士"}.get(sex, "")
    if not polite or "·" in name or len(name) < 2:
        return mask_name(name.partition("·")[0] or name) + polite
    return name[: 2 if len(name) > 2 and name[:2] in COMPOUND else 1] + polite


def syllable(char: str) -> str:
    """The commonest reading of one character without its tone; the character itself when it has none."""
    return _readings(char)[0]


@lru_cache(maxsize=50_000)
def _readings(char: str) -> tuple[str, ...]:
    """The readings of one character without tones, the commonest first; itself when it has none."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # half a second at start for words that are never asked
    from pypinyin import Style
    from pypinyin.pinyin_dict import pinyin_dict
    from pypinyin.style import convert

    known = pinyin_dict.get(ord(char))
    if not known:
        return (char.lower(),)
    plain = dict.fromkeys(convert(one, Style.NORMAL, strict=False) for one in known.split(","))
    return tuple(plain)


@lru_cache(maxsize=64)  # letters and the sorting key of one name are asked one after the other
def _spellings(name: str) -> list[list[str]]:
    """Syllables of the name in each reading, the commonest first, `SPELLINGS` at most."""
    size = 2 if name[:2] in COMPOUND else 1
    surname = name[:size]
    given = [_syllables(part) for part in _pieces(name[size:])]
    heads: tuple[tuple[str, ...], ...]
    if size == 2:
        heads = COMPOUND[surname]
    elif surname in SURNAMES:
        heads = tuple([(reading,) for reading in SURNAMES[surname]])
    elif not surname.isascii():
        heads = ((_readings(surname)[0],),)
    else:
        heads, given = ((),), [_syllables(part) for part in _pieces(name)]
    if not any(len(one) > 1 for one in given):
        tail = [one[0] for one in given]
        return [spelled for head in heads[:SPELLINGS] if (spelled := [*head, *tail])]
    found = [[*head, *tail] for tail in product(*given) for head in heads]
    return found[:SPELLINGS]


def _pieces(text: str) -> list[str]:
    """Single characters of 汉字, whole words of other letters; dots and blanks fall away."""
    if not text.isascii() and "·" not in text and " " not in text:
        return list(text)
    found: list[str] = []
    for word in _WORD.findall(text):
        found += [word] if word.isascii() else list(word)
    return found


def _syllables(piece: str) -> tuple[str, ...]:
    if len(piece) > 1:
        return (piece.lower(),)
    return GIVEN.get(piece) or (_readings(piece)[0],)


def _narrow(char: str) -> str:
    """Full-width Latin letters and punctuation as narrow ones."""
    code = ord(char)
    return chr(code - 0xFEE0) if 0xFF01 <= code <= 0xFF5E and code != 0xFF0E else char


def _check(char: str, place: int) -> None:
    kind = unicodedata.category(char)
    if kind[0] in "LM" or char in " ·-'.’〇":
        return
    if kind == "Co":
        raise Refused(
            say(
                "Character {place} of the name comes from a private font (U+{code}). Type it with an input method that knows rare characters.",
                place=place,
                code=f"{ord(char):04X}",
            )
        )
    if kind[0] == "C" or char in BIDI:
        raise Refused(
            say(
                "The name holds a hidden character (U+{code}) at place {place}. Type it again.",
                code=f"{ord(char):04X}",
                place=place,
            )
        )
    raise Refused(say("“{char}” cannot stand in a name.", char=char))


def _too_long(count: int) -> Refused:
    return Refused(
        say("The name has {count} characters, at most {limit} are kept.", count=count, limit=LIMIT)
    )
