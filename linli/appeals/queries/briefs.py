"""Appeals in one line each, for records elsewhere that point at them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from linli.base.clock import day_of
from linli.kernel import Actor, Saying

from ..models import Appeal
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
    on: dt.date = dt.date.min


def briefs(actor: Actor, ids: Iterable[int], *, on: dt.date) -> dict[int, Brief]:
    """Key → line of those that the actor may find; the others are left out. One query, two for a grid worker."""
    return {one.id: one for one in _lines(sight.appeals(actor, on).filter(pk__in=list(ids)))}


def latest(actor: Actor, text: str, *, on: dt.date, limit: int = 30) -> list[Brief]:
    """The latest that the actor may find, by number or words of them. One query, two for a grid worker."""
    words = text.strip()[:60].replace("\0", "")
    rows = sight.appeals(actor, on)
    if words:
        rows = rows.filter(Q(number__startswith=words) | Q(text__contains=words))
    return _lines(rows.order_by("-received_at", "-pk")[:limit])


def _lines(rows: QuerySet[Appeal]) -> list[Brief]:
    return [
        Brief(
            key, number, text[:60], state, codes.STATES[state], category, state in codes.OPEN, f"/appeals/{key}/", day_of(at)
        )
        for key, number, text, state, category, at in rows.values_list(
            "pk", "number", "text", "state", "category", "received_at"
        )
    ]  # fmt: skip
