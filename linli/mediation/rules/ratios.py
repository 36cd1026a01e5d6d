"""The three ratios, and why a typed percentage cannot come from them (kernel.rounding: half up, one decimal)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from linli.kernel import Saying, say
from linli.kernel.rounding import percent, possible_parts, possible_percent, rounded_text

_TYPED = re.compile(r"(\d{1,3})(?:\.(\d{1,4}))?%?")
MOST = 160


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether a typed percentage comes from n of m, in sentences."""

    fits: bool
    words: list[Saying]


def judge(typed: str, n: int, m: int) -> Judged | None:
    """What is to be said about a typed percentage beside n of m; None when it is no percentage."""
    text = typed.strip().replace("％", "%").rstrip("%").strip()
    if not _TYPED.fullmatch(text):
        return None
    if m == 0:
        return Judged(False, [say("Nothing was settled: there is no percentage (—).")])
    shown = f"{text}%"
    if n in possible_parts(shown, m):
        return Judged(True, [say("{typed} is {n} of {m}, rounded.", typed=shown, n=n, m=m)])
    exact = rounded_text(Fraction(n * 100, m), 2)
    words = [
        say(
            "{n} of {m} is {exact}%; rounded half up to one decimal that is {shown}, never {typed}.",
            n=n, m=m, exact=exact, shown=percent(n, m), typed=shown,
        )
    ]  # fmt: skip
    if _cut(n, m, text):
        words.append(
            say(
                "{typed} comes from {n} of {m} when the digits behind are cut off instead of rounded.",
                typed=shown,
                n=n,
                m=m,
            )
        )
    if not any(possible_parts(shown, one) for one in range(1, m + 1)):
        words.append(say("No count of at most {m} cases rounds to {typed}.", m=m, typed=shown))
    if first := possible_percent(shown, MOST)[:1]:
        words.append(
            say(
                "The smallest count that rounds to {typed} is {n} of {m}.",
                typed=shown,
                n=first[0][0],
                m=first[0][1],
            )
        )
    return Judged(False, words)


def _cut(n: int, m: int, text: str) -> bool:
    decimals = len(text.partition(".")[2])
    scale = 10**decimals
    return bool(n * 100 * scale // m == int(text.replace(".", "")))
