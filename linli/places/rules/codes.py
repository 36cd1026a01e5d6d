"""Codes: division codes as the statistics office writes them, and our own public building codes."""

from __future__ import annotations

import re
import secrets

from linli.kernel import ALLOWED, Verdict, refuse, say

#: No 0 O 1 I L U V: what is read aloud or typed from a door plate is never another code.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ"
LENGTH = 6
#: Digits of a division code by level (12-digit 统计用区划代码: 2 + 2 + 2 + 3 + 3).
DIGITS = {"province": 2, "city": 4, "district": 6, "subdistrict": 9, "community": 12}


def public_code() -> str:
    """A fresh building code: 6 of 29 signs, about 590 million, drawn at random so that none tells the next."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def plain_public_code(text: str) -> str:
    """A public code as typed, in capitals without blanks and dashes; "" when it can be none."""
    code = re.sub(r"[\s-]", "", text).upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def plain_area_code(text: str) -> str:
    """A division code as typed, trailing zero groups cut to its level: 510105000000 → 510105."""
    code = text.strip()
    if not re.fullmatch(r"[0-9]{2,12}", code):
        return ""
    if len(code) == 12:
        for digits in (9, 6, 4, 2):
            if not code[digits:].strip("0"):
                code = code[:digits]
    return code


def may_bear(level: str, code: str) -> Verdict:
    """A code has as many digits as its level asks (GB/T 2260, GB/T 10114, 统计用区划代码)."""
    digits = DIGITS[level]
    if re.fullmatch(r"[0-9]+", code) and len(code) == digits:
        return ALLOWED
    return refuse(say("A code of this level has {n} digits.", n=digits))
