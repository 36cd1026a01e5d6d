"""Phone numbers: mobiles and landlines of the mainland, one or several in one cell."""

from __future__ import annotations

import re

from .refusal import Refused
from .say import Saying, by_count, say
from .text import half_width

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(010|02\d|0[3-9]\d{2})([2-8]\d{6,7})(?:-(\d{1,6}))?")
_SERVICE = re.compile(r"([48]00)(\d{7})")
_LOCAL = re.compile(r"([2-8]\d{6,7})(?:-(\d{1,6}))?")
_APART = re.compile(r"[/、;,|\n\r\t\\]+|或|和")
_LABEL = re.compile(r"^(?:手机号码|手机号|手机|电话|座机|固话|联系电话|tel|mobile)\s*[:.]?\s*", re.I)
_WITHIN = re.compile(r"[\s().·'\"-]+")
_EXTENSION = re.compile(r"\s*(?:转|分机|ext\.?|#)\s*(\d{1,6})$", re.I)
_FIRST = frozenset("3456789")


def read_phones(value: object, area_code: str | None = None) -> list[str]:
    """The phones in a cell, each once: 13800000123, 028-87312345, 028-87312345-801, 400-1234567.

    `area_code` ("028") completes landlines written without one. An empty cell has none. Raises Refused
    at the first piece that is no phone, saying what is wrong with it.
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = value if isinstance(value, str) else str(value)
    if len(text) == 11 and text.isascii() and text.isdecimal() and text[0] == "1" and text[1] in _FIRST:
        return [text]
    return list(dict.fromkeys(_each(half_width(text).strip(), area_code)))


def hide_phone(phone: str) -> str:
    """The phone with its middle hidden: 138····0123, 028-····2345."""
    if _MOBILE.fullmatch(phone):
        return f"{phone[:3]}····{phone[-4:]}"
    area, dash, rest = phone.partition("-")
    main = rest.split("-")[0]
    return (
        f"{area}-····{main[-4:]}"
        if dash and len(main) >= 7
        else "····" + phone[-4:]
        if len(phone) > 6
        else "····"
    )


def _each(text: str, area_code: str | None) -> list[str]:
    found: list[str] = []
    for part in _APART.split(text):
        if part.strip():
            found += _part(part.strip(), area_code)
    return found


def _part(part: str, area_code: str | None) -> list[str]:
    """One phone, or several with blanks between them."""
    bare = _LABEL.sub("", part)
    one = _one(bare, area_code)
    if one:
        return [one]
    pieces = [_one(piece, area_code) for piece in bare.split()]
    if len(pieces) > 1 and all(pieces):
        return [piece for piece in pieces if piece]
    raise _reason(bare)


def _one(text: str, area_code: str | None) -> str | None:
    """The normal form of exactly one phone, else None."""
    extension = _EXTENSION.search(text)
    digits = _WITHIN.sub("", text[: extension.start()] if extension else text)
    tail = f"-{extension[1]}" if extension else ""
    for prefix in ("+86", "0086"):
        digits = digits.removeprefix(prefix)
    if len(digits) == 13 and digits.startswith("861"):
        digits = digits[2:]
    if _MOBILE.fullmatch(digits):
        return None if tail else digits
    if not tail and (dashed := re.fullmatch(r"(0\d{2,3})[\s-]*(\d{7,8})-(\d{1,6})", text.strip())):
        digits, tail = dashed[1] + dashed[2], f"-{dashed[3]}"
    if match := _LANDLINE.fullmatch(digits):
        return f"{match[1]}-{match[2]}{tail}"
    if match := _SERVICE.fullmatch(digits):
        return f"{match[1]}-{match[2]}"
    if area_code and _LOCAL.fullmatch(digits):
        return f"{area_code}-{digits}{tail}"
    return None


def _reason(text: str) -> Refused:
    digits = _WITHIN.sub("", text)
    if not digits.isdecimal():
        return Refused(say("“{text}” is no phone number. Write digits only.", text=text[:30]))
    if digits[0] == "1" and 8 <= len(digits) < 11:
        return Refused(_missing(11 - len(digits)))
    if digits[0] == "1" and 11 < len(digits) < 16:
        return Refused(_too_many(len(digits) - 11))
    if len(digits) == 11 and digits[0] == "1":
        return Refused(say("No mobile number begins with {start}.", start=digits[:2]))
    if _LOCAL.fullmatch(digits):
        return Refused(say("The area code is missing. Write it as 028-{number}.", number=digits))
    return Refused(
        say("“{text}” is neither a mobile number of 11 digits nor a landline with area code.", text=text[:30])
    )


def _missing(count: int) -> Saying:
    many = say("{count} digits missing: a mobile number has 11.", count=count)
    return by_count(count, say("1 digit missing: a mobile number has 11."), many)


def _too_many(count: int) -> Saying:
    many = say("{count} digits too many: a mobile number has 11.", count=count)
    return by_count(count, say("1 digit too many: a mobile number has 11."), many)
