"""The categories of a community on a day, kept a minute by the process: every registration asks them."""

from __future__ import annotations

import datetime as dt
import time

from linli.places import api as places

from ..rules import categories
from ..rules.categories import Tree

#: Seconds for which a community's categories are not read again.
KEEP = 60.0
_held: dict[tuple[int | None, dt.date], tuple[float, Tree]] = {}


def tree(community: int | None, on: dt.date) -> Tree:
    """The tree of the term `appeal_categories`; the one that comes with the software where none is loaded."""
    read, found = _held.get((community, on), (-1e9, None))
    if found is None or time.monotonic() - read > KEEP:
        found = _read(community, on)
        if len(_held) > 2_000:
            _held.clear()
        _held[community, on] = (time.monotonic(), found)
    return found


def forget() -> None:
    """Read everything anew: a term has changed."""
    _held.clear()


def _read(community: int | None, on: dt.date) -> Tree:
    try:
        return categories.tree(places.term(categories.TERM, community, on).value)
    except places.NoTerm:
        return categories.tree()
