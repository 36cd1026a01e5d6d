"""Numbers beside the identity number: unified social credit code and disability certificate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from .identity import Number, read_number, tidy_number
from .refusal import Refused
from .say import say
from .text import half_width

#: GB 32100-2015: no I, O, S, V, Z.
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {char: at for at, char in enumerate(_ALPHABET)}
_CERTIFICATE = re.compile(r"(\d{17}[\dX])([1-7])([1-4])(?:B(\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class DisabilityCertificate:
    """A disability certificate (残疾人证): the holder's number, category 1–7, level 1–4 (GB/T 26341).

    `normal` has 20 characters; `reissue` counts replaced cards (B1, B2 behind the number).
    """

    normal: str
    holder: Number
    category: str
    level: str
    reissue: int = 0


def read_credit_code(text: str) -> str:
    """The unified social credit code in `text`, 18 capitals and digits (GB 32100-2015), or Refused."""
    code = re.sub(r"[\s\-']+", "", half_width(text)).upper()
    if len(code) != 18:
        raise Refused(say("A unified social credit code has 18 characters, not {count}.", count=len(code)))
    for char in code:
        if char not in _VALUES:
            raise Refused(say("“{char}” cannot stand in a unified social credit code.", char=char))
    right = credit_check(code)
    if code[17] != right:
        raise Refused(
            say(
                "The last character does not fit: by the first 17 it is {right}, not {given}.",
                right=right,
                given=code[17],
            )
        )
    return code


def credit_check(code: str) -> str:
    """The 18th character for the first 17: (31 − Σ value × 3^(place−1) mod 31) mod 31."""
    total = sum(_VALUES[char] * pow(3, at, 31) for at, char in enumerate(code[:17]))
    return _ALPHABET[(31 - total % 31) % 31]


def read_disability_certificate(
    text: str, *, on: date, allow_synthetic: bool = False
) -> DisabilityCertificate:
    """The certificate number in `text`: identity number, category, level, and B1 after a reissue."""
    plain = tidy_number(text)
    match = _CERTIFICATE.fullmatch(plain)
    if match is None:
        raise _misshapen(plain)
    holder = read_number(match[1], on=on, allow_synthetic=allow_synthetic)
    return DisabilityCertificate(
        match[1] + match[2] + match[3], holder, match[2], match[3], int(match[4] or 0)
    )


def _misshapen(plain: str) -> Refused:
    digits = plain.split("B")[0]
    if len(digits) != 20:
        return Refused(
            say(
                "A disability certificate number has 20 digits (identity number, category, level), not {count}.",
                count=len(digits),
            )
        )
    if digits[18] not in "1234567":
        return Refused(say("Digit 19 is the category of disability: 1 to 7, not {given}.", given=digits[18]))
    return Refused(say("Digit 20 is the level of disability: 1 to 4, not {given}.", given=digits[19]))
