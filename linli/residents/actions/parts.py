"""A person's parts as columns: cleaned, keyed, spelled."""

from __future__ import annotations

import datetime as dt
from typing import Any

from linli.kernel import Refused
from linli.kernel.names import letters, sort_key

from ..queries import numbers
from ..rules.people import PersonParts, faults, number_of, tidy

_PLAIN = (
    "ethnic", "phone", "phone2", "education", "marital", "political", "employment", "workplace", "hukou_place", "called",
)  # fmt: skip


def columns(parts: PersonParts, on: dt.date) -> dict[str, Any]:
    """Every column of a person for these parts. Refused with the first fault, its field named."""
    synthetic = numbers.synthetic_allowed()
    for field, why in faults(parts, on=on, synthetic=synthetic):
        raise Refused(why, field)
    number = number_of(parts, on=on, synthetic=synthetic)
    return columns_of(tidy(parts, number))


def columns_of(clean: PersonParts) -> dict[str, Any]:
    """Every column of a person whose parts were checked and tidied before."""
    return {
        "name": clean.name,
        "letters": letters(clean.name)[:200],
        "sort": sort_key(clean.name)[:80],
        "former_names": list(clean.former_names),
        "sex": clean.sex or "0",
        "born": clean.born,
        "number_kind": clean.number_kind or "none",
        "number": clean.number or None,
        "digest": numbers.digest_of(clean.number),
        "tail": numbers.tail_of(clean.number),
        **{field: getattr(clean, field) for field in _PLAIN},
    }
