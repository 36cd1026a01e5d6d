"""What a person's record may say: values cleaned, numbers read, contradictions named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from linli.kernel import Refused, Saying, say
from linli.kernel.identity import Number, agrees, read_number
from linli.kernel.names import clean_name
from linli.kernel.phones import read_phones
from linli.kernel.text import clean_line

from .codes import CODED, NUMBER_KINDS

#: Most characters of each text; a name is cleaned by kernel.names.
LENGTHS = {"workplace": 100, "hukou_place": 120, "called": 20}
#: Fields that `correct` and a check may change; number brings its kind and hashes along.
FIELDS = (
    "name", "number", "sex", "born", "ethnic", "phone", "phone2", "education", "marital", "political",
    "employment", "workplace", "hukou_place", "called",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonParts:
    """A person as typed or read from a file; empty means not stated.

    number_kind  only for papers that are no identity number ("passport"); else read from the number
    """

    name: str
    number: str = ""
    sex: str = ""
    born: dt.date | None = None
    ethnic: str = ""
    phone: str = ""
    phone2: str = ""
    education: str = ""
    marital: str = ""
    political: str = ""
    employment: str = ""
    workplace: str = ""
    hukou_place: str = ""
    called: str = ""
    former_names: tuple[str, ...] = ()
    number_kind: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row version comes from: import, index of the sheet, row; zeros mean by hand."""

    source: int = 0
    sheet: int = 0
    row: int = 0


#: Typed by somebody.
BY_HAND = Origin()


def faults(parts: PersonParts, *, on: dt.date, synthetic: bool) -> list[tuple[str, Saying]]:
    """Everything wrong with the parts as (field, sentence); empty when they can be written.

    synthetic  whether test numbers of region 99 are accepted (demo only)
    """
    found: list[tuple[str, Saying]] = []
    if not parts.name.strip():
        found.append(("name", say("Write the name.")))
    else:
        found += _fault_of("name", clean_name, parts.name)
    for field, most in LENGTHS.items():
        found += _fault_of(field, clean_line, getattr(parts, field), most)
    for field in ("phone", "phone2"):
        found += _fault_of(field, read_phones, getattr(parts, field))
    for field, table in CODED.items():
        value = getattr(parts, field)
        if value and value not in table:
            found.append((field, say("“{value}” is none of the choices.", value=value[:20])))
    found += _faults_of_days(parts, on)
    if parts.number and not found_in(found, "number"):
        found += _faults_of_number(parts, on, synthetic)
    return found


def found_in(found: list[tuple[str, Saying]], field: str) -> bool:
    """Whether a field has a fault already."""
    return any(one == field for one, _ in found)


def tidy(parts: PersonParts, number: Number | None) -> PersonParts:
    """The parts as they are written: texts cleaned, phones in their normal form, birthday and sex
    taken from the number where they were not stated. The parts must be without faults."""
    cleaned: dict[str, Any] = {
        field: clean_line(getattr(parts, field), most) for field, most in LENGTHS.items()
    }
    phones = list(dict.fromkeys(read_phones(parts.phone) + read_phones(parts.phone2)))
    if number is None:
        kind = parts.number_kind if parts.number else "none"
        text = parts.number.strip().upper()
    else:
        kind, text = number.kind, number.normal
    return replace(
        parts,
        **cleaned,
        name=clean_name(parts.name),
        phone=phones[0] if phones else "",
        phone2=phones[1] if len(phones) > 1 else "",
        number=text,
        number_kind=kind or "none",
        born=parts.born or (number.born if number else None),
        sex=parts.sex if parts.sex in ("1", "2", "9") else ((number.sex if number else None) or "0"),
    )


def number_of(parts: PersonParts, *, on: dt.date, synthetic: bool) -> Number | None:
    """The identity number of the parts; None for other papers or none. Raises Refused."""
    if not parts.number.strip() or parts.number_kind == "passport":
        return None
    return read_number(parts.number, on=on, allow_synthetic=synthetic)


def _fault_of(field: str, read: Callable[..., object], *values: object) -> list[tuple[str, Saying]]:
    try:
        read(*values)
    except Refused as wrong:
        return [(field, wrong.reason)]
    return []


def _faults_of_days(parts: PersonParts, on: dt.date) -> list[tuple[str, Saying]]:
    if parts.born is None:
        return []
    if parts.born > on:
        return [("born", say("The day of birth lies in the future."))]
    if on.year - parts.born.year > 130:
        return [("born", say("The day of birth lies more than 130 years back."))]
    return []


def _faults_of_number(parts: PersonParts, on: dt.date, synthetic: bool) -> list[tuple[str, Saying]]:
    if parts.number_kind and parts.number_kind not in NUMBER_KINDS:
        return [("number_kind", say("Choose the kind of identity document."))]
    try:
        number = number_of(parts, on=on, synthetic=synthetic)
    except Refused as wrong:
        return [("number", wrong.reason)]
    return [("number", one) for one in agrees(number, parts.born, parts.sex)] if number else []
