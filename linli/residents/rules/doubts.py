"""Merging two records of one person, field by field; plain values only."""

from __future__ import annotations

from linli.kernel import ALLOWED, Verdict, refuse, say

#: Fields of a person that are chosen side by side. Name, letters and sort go together, and so do
#: number, its kind and its keyed hashes.
CHOSEN = (
    "name", "sex", "born", "number", "ethnic", "phone", "phone2", "education", "marital", "political",
    "employment", "workplace", "hukou_place", "called",
)  # fmt: skip
TOGETHER: dict[str, tuple[str, ...]] = {
    "name": ("name", "letters", "sort"),
    "number": ("number", "number_kind", "digest", "tail"),
}


def may_mark(*, kept: int, other: int, gone: bool) -> Verdict:
    """Two different living records can be doubted."""
    if kept == other:
        return refuse(say("Choose two different records."))
    if gone:
        return refuse(say("One of the records was merged or entered by mistake already."))
    return ALLOWED


def may_merge(*, overlapping: int, heads: int) -> Verdict:
    """Episodes of one person cannot overlap.

    overlapping  pairs of episodes, one of each record, that hold on the same day
    heads        households that would have two heads
    """
    if overlapping:
        return refuse(say("Both records hold a residence on the same days. Close or void one of them first."))
    if heads:
        return refuse(say("Both records belong to a household on the same days. End one membership first."))
    return ALLOWED


def columns(field: str) -> tuple[str, ...]:
    """The columns that go with a chosen field."""
    return TOGETHER.get(field, (field,))
