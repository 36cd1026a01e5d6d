"""Identity numbers: read, checked and compared. What is read here is never guessed.

Sources: GB 11643-1999 (18 digits with check digit), GB 11643-1989 (15 digits), residence permits of
Hong Kong (81), Macao (82) and Taiwan (83) residents since 2018, foreigners' permanent residence card
in its edition of 2023 (9 + province + nationality) and in its older one (three letters, 12 digits).
"""

from __future__ import annotations

import math
import re
from datetime import date
from functools import lru_cache
from operator import mul
from typing import Literal, NamedTuple

from .days import made_day
from .refusal import Refused
from .say import Saying, by_count, say
from .text import half_width

Kind = Literal["citizen", "permit", "foreigner"]
Sex = Literal["1", "2"]

#: Provinces of GB/T 2260; 71 Taiwan, 81 and 82 Hong Kong and Macao, 83 on residence permits only.
PROVINCES = frozenset(
    ("11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44",
     "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83")
)  # fmt: skip
#: A region that belongs to nobody: test and demo numbers.
SYNTHETIC = "99"
#: So many leading digits name a region and a whole birthday; with fewer a cut number is not healed.
HEALABLE = 14
#: Nobody in a register is older than this.
OLDEST = 130

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_PLAIN = re.compile(r"[0-9]{17}[0-9X]")
_OLD_CARD = re.compile(r"[A-Z]{3}[0-9]{12}")
_BETWEEN = re.compile(r"[\s\-'\"`.,·_]+")
_STRANGE = re.compile(r"[^0-9X]")
_LABEL = re.compile(r"^(?:公民身份号码|身份证号码|身份证号|身份证|证件号码)\s*[:：]?")
_SCIENTIFIC = re.compile(r"([1-9])(?:\.(\d+))?E\+?17")
#: Numbers in 15 digits that ended in these belonged to people born in the 1800s.
_CENTENARIANS = frozenset(("996", "997", "998", "999"))


class Number(NamedTuple):
    """An identity number that holds; equal for one person by 15 and by 18 digits.

    kind     citizen, permit (81, 82, 83) or foreigner
    normal   the canonical form: 18 characters, X as capital (15 only for a foreigner's older card)
    born     the birthday it says, None on a foreigner's older card
    sex      '1' male, '2' female, None on a foreigner's older card
    region   first six digits; 9 + province + nationality on a foreigner's card
    """

    kind: Kind
    normal: str
    born: date | None
    sex: Sex | None
    region: str

    @property
    def synthetic(self) -> bool:
        """Whether it is a test number of a region that belongs to nobody."""
        return self.normal.startswith(SYNTHETIC)


def read_number(text: str, *, on: date, allow_synthetic: bool = False) -> Number:
    """The identity number written in `text` (any form of it), which nobody born after `on` can have.

    Raises Refused with a sentence that says what is wrong and, for the check digit, what would fit.
    """
    plain = text if _PLAIN.fullmatch(text) else tidy_number(text)
    if len(plain) == 15 and _OLD_CARD.fullmatch(plain):
        return Number("foreigner", plain, None, None, plain[:3])
    if len(plain) == 15 and plain.isdecimal():
        plain = _to_18(plain)
    elif len(plain) != 18 or not _PLAIN.fullmatch(plain):
        raise _misshapen(plain)
    kind = _kind(plain, allow_synthetic)
    born = _born(plain, on)
    right = check_digit(plain)
    if plain[17] != right:
        raise Refused(
            say(
                "The check digit does not fit: by the first 17 digits the last is {right}, not {given}. "
                "Compare every digit with the card.",
                right=right,
                given=plain[17],
            )
        )
    return Number(kind, plain, born, "1" if plain[16] in "13579" else "2", plain[:6])


def tidy_number(text: str) -> str:
    """`text` narrow and in capitals without label, blanks, hyphens, apostrophes and zero-width marks."""
    narrow = _LABEL.sub("", half_width(text).strip()).upper()
    return _BETWEEN.sub("", narrow.removesuffix(".0")).replace("Ⅹ", "X").replace("×", "X").replace("Х", "X")


def check_digit(digits: str) -> str:
    """The 18th character for the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2)."""
    return _CHECK[
        (_part(0, digits[:6]) + _part(6, digits[6:10]) + _part(10, digits[10:14]) + _part(14, digits[14:17]))
        % 11
    ]


@lru_cache(maxsize=20_000)
def _part(at: int, digits: str) -> int:
    """What digits from place `at` on add to the check sum; regions, years, days and orders repeat."""
    return sum(map(mul, _WEIGHTS[at:], map(int, digits)))


def truncated_prefix(value: object) -> str | None:
    """The leading digits that are left of a number that a spreadsheet cut to 15 digits, else None.

    Takes the cell (a float) or its text: 18 digits ending in 000, 1.10105E+17. One honest number in
    a thousand ends in 000 too: read_number decides first. Fewer than `HEALABLE` digits heal nothing.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return _prefix_of_float(float(value)) if 1e17 <= value < 1e18 else None
    plain = tidy_keeping_point(str(value))
    if len(plain) == 18 and plain.isdecimal() and plain.endswith("000"):
        return plain[:15]
    if match := _SCIENTIFIC.fullmatch(plain):
        digits = match[1] + (match[2] or "")
        return (
            digits[:15] if len(digits) >= 15 else digits[:-1] if len(digits) < 13 else digits.ljust(15, "0")
        )
    return None


def tidy_keeping_point(text: str) -> str:
    """Narrow capitals without blanks and apostrophes; the point and E of 1.10105E+17 stay."""
    return re.sub(r"[\s'\"]+", "", half_width(text)).upper().removesuffix(".0")


def agrees(number: Number, born: date | None, sex: str | None) -> list[Saying]:
    """What was typed beside the number and differs from what the number says; empty when all fits.

    Sex 0, 9 and None were not stated and differ from nothing.
    """
    found = []
    if born is not None and number.born is not None and born != number.born:
        found.append(
            say(
                "The birthday is {typed}, but the identity number says {said}.",
                typed=born.isoformat(),
                said=number.born.isoformat(),
            )
        )
    if sex in ("1", "2") and number.sex is not None and sex != number.sex:
        if number.sex == "1":
            found.append(say("The sex is female, but the identity number says male."))
        else:
            found.append(say("The sex is male, but the identity number says female."))
    return found


def mask_number(number: str, tail: int = 4) -> str:
    """First four and the last `tail` (0 to 4) characters: 9900**********1234."""
    tail = max(0, min(4, tail))
    if len(number) <= 8:
        return "*" * len(number)
    return number[:4] + "*" * (len(number) - 4 - tail) + (number[-tail:] if tail else "")


def synthetic_number(serial: int, born: date, sex: str) -> str:
    """A number of valid form in region 99, which belongs to nobody; different for every serial.

    `sex` is '1' or '2'; 4,900,000 serials for each birthday and sex. Never ends in 000, so that it
    is not taken for a number cut by a spreadsheet.
    """
    region, order = divmod(serial, 490)
    if not 0 <= region < 10_000 or sex not in ("1", "2"):
        raise ValueError(f"no synthetic number for serial {serial} and sex {sex}")
    odd = 100 * (order // 49) + 2 * (order % 49) + 1
    digits = f"{SYNTHETIC}{region:04}{born:%Y%m%d}{odd + (sex == '2'):03}"
    return digits + check_digit(digits)


def _to_18(legacy: str) -> str:
    """The 18-digit form of a 15-digit number: the century and the check digit it lacked."""
    century = "18" if legacy[12:] in _CENTENARIANS else "19"
    digits = legacy[:6] + century + legacy[6:]
    return digits + check_digit(digits)


def _kind(plain: str, allow_synthetic: bool) -> Kind:
    start = plain[:2]
    if start in PROVINCES:
        return "permit" if start in ("81", "82", "83") and plain[2:6] == "0000" else "citizen"
    if start == SYNTHETIC:
        if allow_synthetic:
            return "citizen"
        raise Refused(say("Numbers beginning with 99 are test numbers and belong to nobody."))
    if plain[0] == "9" and plain[1:3] in PROVINCES:
        return "foreigner"
    raise Refused(
        say("No region has the code {code}. Compare the first digits with the card.", code=plain[:6])
    )


def _born(plain: str, on: date) -> date:
    try:
        born = date(int(plain[6:10]), int(plain[10:12]), int(plain[12:14]))
    except ValueError:
        born = _no_day(plain)
    if born > on:
        raise Refused(
            say("The birthday {day} in the identity number lies in the future.", day=born.isoformat())
        )
    if on.year - born.year > OLDEST:
        raise Refused(
            say("The birthday {day} in the identity number lies too far back.", day=born.isoformat())
        )
    return born


def _no_day(plain: str) -> date:
    """Raise what is wrong with digits 7 to 14."""
    try:
        return made_day(int(plain[6:10]), int(plain[10:12]), int(plain[12:14]))
    except Refused as wrong:
        raise Refused(say("Digits 7 to 14 are no birthday. {why}", why=wrong.reason)) from None


def _misshapen(plain: str) -> Refused:
    """Why `plain` is no identity number at all."""
    if not plain:
        return Refused(say("No identity number is given."))
    strange = _STRANGE.search(plain)
    if strange:
        return Refused(say("“{char}” cannot stand in an identity number.", char=strange[0]))
    if "X" in plain[:-1]:
        return Refused(say("X can only be the last character of an identity number."))
    if len(plain) > 18:
        count = len(plain) - 18
        many = say("{count} digits too many: an identity number has 18.", count=count)
        return Refused(by_count(count, say("1 digit too many: an identity number has 18."), many))
    if len(plain) == 16:
        return Refused(say("An identity number has 18 digits, or 15 in its old form; these are 16."))
    count = 18 - len(plain)
    many = say("{count} digits missing: an identity number has 18.", count=count)
    return Refused(by_count(count, say("1 digit missing: an identity number has 18."), many))


def _prefix_of_float(value: float) -> str:
    """Digits that a number cell still holds: 15 at most, fewer where its rounding may have changed them."""
    digits = f"{int(value):018}"
    shortest = repr(value).replace(".", "").split("e")[0]
    if len(shortest) <= 15:
        return shortest.ljust(15, "0")
    half = int(math.ulp(value)) // 2
    low, high = str(int(value) - half), str(int(value) + half)
    same = next((at for at in range(18) if low[at] != high[at]), 18)
    return digits[: min(15, same)]
