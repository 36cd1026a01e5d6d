"""The public board: what was released, as everybody reads it. Nothing else of an appeal is asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..models import Appeal

#: Pages beyond this are not turned to.
_MOST_PAGES = 200


@dataclass(frozen=True, slots=True)
class PublicRow:
    """One released appeal: masked words, place to the building."""

    id: int
    number: str
    text: str
    answer: str
    place: str
    category: str
    state: str
    outcome: str
    rating: str
    received_at: dt.datetime
    answered_at: dt.datetime | None
    released_at: dt.datetime


@dataclass(frozen=True, slots=True)
class PublicPage:
    """One page of the board; `further` whether another follows."""

    rows: list[PublicRow]
    number: int
    size: int
    further: bool


_COLUMNS = (
    "pk", "number", "public_text", "public_answer", "public_place", "category", "state", "outcome", "rating",
    "received_at", "answered_at", "released_at",
)  # fmt: skip


def published(
    community: int, *, page: int = 1, size: int = 20, category: str = "", text: str = ""
) -> PublicPage:
    """What was released, newest first; `text` is looked for in what everybody reads. Needs the scope. One statement.

    category  a code, or several parted by commas (a branch of the tree)
    """
    found = Appeal.objects.filter(
        community=community, released_at__isnull=False, void=False, audience="office"
    )
    if category:
        found = found.filter(category__in=category.split(","))
    if text.strip():
        found = found.filter(public_text__icontains=text.strip()[:60])
    number = max(1, min(page, _MOST_PAGES))
    start = (number - 1) * size
    rows = found.order_by("-released_at", "-pk").values_list(*_COLUMNS)[start : start + size + 1]
    held = [PublicRow(*row) for row in rows]
    return PublicPage(held[:size], number, size, len(held) > size)
