"""Where one row of a file differs from what the register holds of its person, cell by cell."""

from __future__ import annotations

from typing import Any

from .drafts import Draft
from .known import Known

#: Fields of a person that are compared one to one.
PLAIN = (
    "name", "sex", "born", "ethnic", "education", "marital", "political", "employment", "workplace", "hukou_place", "called",
)  # fmt: skip
#: Cells of a disability certificate, told as one.
CERTIFICATE = frozenset({"certificate", "disability_category", "disability_level"})
#: What is said of a whole household.
HOUSE = ("household_number", "tenancy", "household_kind")


def person(draft: Draft, known: Known, cells: list[list[Any]], passed: set[str]) -> None:
    """What the person's own fields say otherwise, as (field, old, new) into `cells`."""
    values = draft.values
    for field in PLAIN:
        if field in values:
            new = values[field]
            old = getattr(known, field)
            if new != old and new not in ("", None):
                cells.append([field, old, new])
    if values.get("number") and known.digest is None:
        cells.append(["number", "", values["number"]])
    phone = values.get("phone")
    if phone is not None:
        held = [known.phone, known.phone2]
        given = [one for one in (phone, values.get("phone2")) if one]
        if any(one not in held for one in given):
            both = [*dict.fromkeys((*given, *(one for one in held if one))), "", ""][:2]
            for field, old, new in zip(("phone", "phone2"), held, both, strict=True):
                if old != new:
                    cells.append([field, old, new])
    if not set(values.get("former_names", ())) <= {*known.former_names, known.name}:
        passed.add("former_names")


def household(draft: Draft, known: Known, cells: list[list[Any]], passed: set[str], unsaid: set[str]) -> None:
    """What the household's fields say otherwise; `unsaid` are those in which an earlier row spoke."""
    values = draft.values
    if known.member is None:
        passed.update(("relation", *HOUSE))
        return
    relation = values.get("relation")
    if relation:
        if relation.startswith("0") or known.head:
            if not (relation.startswith("0") and known.head):
                passed.add("relation")
        elif relation != known.relation:
            cells.append(["relation", known.relation, relation])
    for field in HOUSE:
        if field in values and field not in unsaid and values[field] != getattr(known, field):
            cells.append([field, getattr(known, field), values[field]])


def told_as(name: str, changed: set[str]) -> bool:
    """Cells that are told under another name than their column's."""
    if name in ("phone", "phone2"):
        return not changed.isdisjoint(("phone", "phone2"))
    return name in CERTIFICATE and "certificate" in changed
