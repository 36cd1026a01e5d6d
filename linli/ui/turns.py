"""上一条 and 下一条 on a record's page: the neighbours in the list that one came from, filter, order and page kept.

A list keeps the keys of the page it showed in the session, one list for each kind of record; a number that
was searched for stands in its address as a token only (base.typed).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from linli.ui.tables import Address

_PLACE = "turns"


@dataclass(frozen=True)
class Turns:
    """Addresses of the list and of the records before and after; empty where there is none.

    before_page, after_page  the list's own page before the first or behind the last record shown
    """

    back: str
    before: str = ""
    after: str = ""
    before_page: str = ""
    after_page: str = ""


def keep(request: HttpRequest, kind: str, keys: Sequence[int], address: Address, total: int) -> None:
    """Remember the page of a list of records of a kind."""
    pages = max(1, -(-total // address.size))
    page = min(address.page, pages)
    shown = {"path": request.path, "query": address.link(page=page), "keys": list(keys)}
    shown["before"] = address.link(page=page - 1) if page > 1 else ""
    shown["after"] = address.link(page=page + 1) if page < pages else ""
    kept = request.session.get(_PLACE, {})
    if kept.get(kind) != shown:
        request.session[_PLACE] = {**kept, kind: shown}


def beside(request: HttpRequest, kind: str, key: int, view: str, otherwise: str) -> Turns:
    """The neighbours of a record whose page is `view`; `otherwise` is the plain list."""
    held = request.session.get(_PLACE, {}).get(kind)
    if not held:
        return Turns(otherwise)
    back, keys = held["path"] + held["query"], held["keys"]
    if key not in keys:
        return Turns(back)
    at = keys.index(key)
    pages = {side: held["path"] + held[side] if held[side] else "" for side in ("before", "after")}
    before, after = keys[at - 1] if at else None, keys[at + 1] if at + 1 < len(keys) else None
    return Turns(
        back,
        reverse(view, args=[before]) if before is not None else "",
        reverse(view, args=[after]) if after is not None else "",
        pages["before"] if before is None else "",
        pages["after"] if after is None else "",
    )
