"""上一条 / 下一条: the rows of the list that a record was opened from, and the way back to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from linli.kernel.masking import find_private

_AROUND = "appeals.around"


@dataclass(frozen=True)
class Turns:
    """Where the record's page leads: back to the list, to the one before and the one after."""

    back: str
    before: str
    after: str


def remember(request: HttpRequest, keys: Sequence[int]) -> None:
    """Keep the list's address and the keys of its page; a search for a private number is left out."""
    kept = request.GET.copy()
    if find_private(kept.get("q", "")):
        del kept["q"]
    address = f"{request.path}?{kept.urlencode()}" if kept else request.path
    held = [address, list(keys)]
    if request.session.get(_AROUND) != held:
        request.session[_AROUND] = held


def turns(request: HttpRequest, key: int) -> Turns:
    """The neighbours of a record on the page of the list last seen."""
    address: str = reverse("appeals:appeals")
    keys: list[int] = []
    if held := request.session.get(_AROUND):
        address, keys = held
    place = keys.index(key) if key in keys else -1
    before = keys[place - 1] if place > 0 else None
    after = keys[place + 1] if 0 <= place < len(keys) - 1 else None
    return Turns(address, _page(before), _page(after))


def _page(key: int | None) -> str:
    return reverse("appeals:appeal", args=[key]) if key else ""
