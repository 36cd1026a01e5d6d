"""Marks of words: keyed numbers by which texts are found (pairs of signs) and by which similar ones meet.

Chinese is written without blanks, so every two neighbouring signs are a mark: 楼道路灯 has 楼道, 道路, 路灯. A search
asks for all pairs of what was typed. For similar texts four of an appeal's telling pairs are kept, chosen by
four orders that are the same for all texts (min-wise hashing): texts that share much share one of them.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from linli.base import keys
from linli.kernel.text import half_width

from ..models import Words

#: Most pairs kept of one appeal: the first thousand signs or so.
PAIRS_MOST = 1000
#: Signs that say nothing of the matter, and pairs that stand in half of all appeals.
_EMPTY = frozenset("的了是在我有不和就都也很到说要去你会着没这那吗呢吧啊们请把被给让还又再从对为与及等个")
_COMMON = frozenset(
    re.findall(
        "..",
        "小区业主居民社区反映投诉问题希望解决处理现在一直经常已经今天昨天时间情况工作人员物业单元"
        "来电来访咨询建议联系相关部门尽快及时家里门口附近每天多次无人造成影响严重",
    )
)
_BANDS = (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F)
#: Degrees of latitude in a square of about a hundred metres.
_STEP = 0.0009


def of_words(community: int, appeal: int, texts: Iterable[str], point: tuple[float, float] | None) -> Words:
    """The row of an appeal's words, its description first; not saved. Similar are descriptions, not numbers and places."""
    held = list(texts)
    bands = similar_marks(community, held[:1])
    return Words(
        appeal=appeal, pairs=pair_marks(community, held)[:PAIRS_MOST], first=bands[0], second=bands[1],
        third=bands[2], fourth=bands[3], spot=spot_marks(community, *point)[0] if point else 0,
    )  # fmt: skip


def pair_marks(community: int, texts: Iterable[str]) -> list[int]:
    """The marks of every pair of neighbouring signs, each once, in their order."""
    key = _key(community)
    found = dict.fromkeys(pair for text in texts for run in runs(text) for pair in _pairs(run))
    return [_mark(key, pair) for pair in found]


def similar_marks(community: int, texts: Iterable[str]) -> tuple[int, int, int, int]:
    """Four marks that similar texts are likely to share one of; zeros for a text that tells nothing."""
    key = _key(community)
    hashed = [_mark(key, pair) & 0xFFFFFFFF for pair in {pair for text in texts for pair in telling(text)}]
    if not hashed:
        return (0, 0, 0, 0)
    one, two, three, four = (_least(hashed, odd) for odd in _BANDS)
    return one, two, three, four


def spot_marks(community: int, longitude: float, latitude: float) -> list[int]:
    """The mark of a point's square, then those of the eight squares around it."""
    key = _key(community)
    row = math.floor(latitude / _STEP)
    wide = _STEP / max(math.cos(math.radians(row * _STEP)), 0.01)
    around = [(0, 0), *((dr, dc) for dr in (-1, 0, 1) for dc in (-1, 0, 1) if (dr, dc) != (0, 0))]
    found = []
    for down, right in around:
        # squares of the next row are a hair narrower: its column is counted anew
        line = row + down
        width = _STEP / max(math.cos(math.radians(line * _STEP)), 0.01)
        found.append(_mark(key, f"@{line}/{math.floor((longitude + right * wide) / width)}") or 1)
    return found


def runs(text: str) -> list[str]:
    """What is written together: letters, figures and 汉字 without blanks and punctuation, half-width and small."""
    plain = half_width(text).lower()
    kept = "".join(one if unicodedata.category(one)[0] in "LN" else " " for one in plain)
    return kept.split()


def telling(text: str) -> set[str]:
    """The pairs that say what a text is about."""
    return {
        pair for run in runs(text) for pair in _pairs(run) if pair not in _COMMON and _EMPTY.isdisjoint(pair)
    }


def alike(one: Sequence[str] | set[str], other: set[str]) -> float:
    """How much two sets of telling pairs have in common, from 0 to 1 (Dice)."""
    mine = set(one)
    if not mine or not other:
        return 0.0
    return 2 * len(mine & other) / (len(mine) + len(other))


def metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The distance of two points (longitude, latitude) that lie near each other."""
    wide = math.cos(math.radians((a[1] + b[1]) / 2))
    return math.hypot((a[0] - b[0]) * wide, a[1] - b[1]) * 111_320


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _least(hashed: list[int], odd: int) -> int:
    """The mark that comes first in one of the four orders, as PostgreSQL's integer; never 0."""
    found = min(hashed, key=lambda one: (one * odd + (one >> 13)) & 0xFFFFFFFF)
    return (found ^ odd) - 0x80000000 or 1


def _mark(key: bytes, sign: str) -> int:
    return int.from_bytes(hashlib.blake2b(sign.encode(), key=key, digest_size=4).digest(), signed=True)


@lru_cache(maxsize=4096)
def _key(community: int) -> bytes:
    return keys.digest(str(community), "words")
