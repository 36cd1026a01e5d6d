"""Meetings in one line each, for records elsewhere that point at them (slot `named`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from linli.base.board import Named
from linli.kernel import Actor

from ..rules import codes
from . import reach

MOST = 30


def named(actor: Actor, subject: str, keys: Collection[int] | None, text: str, on: dt.date) -> list[Named]:
    """Meetings that the actor may see: these, or the latest held whose topics fit a text."""
    if subject != "party.meeting":
        return []
    rows = reach.meetings(actor).filter(state="held")
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    elif text.strip():
        rows = rows.filter(topics__contains=text.strip()[:40].replace("\0", ""))
    found = rows.order_by("-on", "-pk").values_list("pk", "on", "organisation__name", "kind")
    return [
        Named(subject, key, day, f"{name} {codes.word(codes.MEETINGS, kind)}", f"/party/meetings/{key}/")
        for key, day, name, kind in (found if keys is not None else found[:MOST])
    ]
