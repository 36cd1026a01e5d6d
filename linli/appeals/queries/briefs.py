"""Appeals in one line each, for records elsewhere that point at them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from linli.kernel import Actor, Saying

from ..rules import codes
from . import sight


@dataclass(frozen=True, slots=True)
class Brief:
    """Number, first words and state of an appeal."""

    id: int
    number: str
    title: str
    state: str
    state_words: Saying
    category: str
    open: bool
    url: str


def briefs(actor: Actor, ids: Iterable[int], *, on: dt.date) -> dict[int, Brief]:
    """Key → line of those that the actor may find; the others are left out. One query, two for a grid worker."""
    rows = sight.appeals(actor, on).filter(pk__in=list(ids))
    return {
        key: Brief(
            key, number, text[:60], state, codes.STATES[state], category, state in codes.OPEN, f"/appeals/{key}/"
        )
        for key, number, text, state, category in rows.values_list("pk", "number", "text", "state", "category")
    }  # fmt: skip
