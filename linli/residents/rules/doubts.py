"""Merging two records of one person, field by field; plain values only."""

from __future__ import annotations

from linli.kernel import ALLOWED, Verdict, refuse, say

#: Fields of a person that are chosen side by side.
CHOSEN = (
    "name", "sex", "born", "number", "ethnic", "phone", "phone2", "education", "marital", "political",
    "employment", "workplace", "hukou_place", "called",
)  # fmt: skip
#: Columns that go together with a chosen field.
TOGETHER: dict[str, tuple[str, ...]] = {
    "name": ("name", "letters", "sort"),
    "number": ("number", "number_kind", "digest", "tail"),
}


def may_mark(*, kept: int, other: int, gone: bool) -> Verdict:
    """Two different records that stand in the register can be doubted."""
    if kept == other:
        return refuse(say("Choose two different records."))
    if gone:
        return refuse(say("One of the records was merged or entered by mistake already."))
    return ALLOWED


def may_decide(state: str) -> Verdict:
    """A doubt is decided once."""
    return ALLOWED if state == "marked" else refuse(say("This was decided already."))


def may_undo(state: str, *, kept_gone: bool) -> Verdict:
    """A merging can be taken back while the kept record was not merged on."""
    if state != "merged":
        return refuse(say("These records are not merged."))
    if kept_gone:
        return refuse(say("The kept record was merged into another one since. Take that back first."))
    return ALLOWED


def columns(field: str) -> tuple[str, ...]:
    """The columns that go with a chosen field."""
    return TOGETHER.get(field, (field,))
