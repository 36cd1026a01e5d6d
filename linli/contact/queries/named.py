"""Visits in one line each, for records elsewhere that point at them (slot `named`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from linli.accounts import api as accounts
from linli.base.board import Named
from linli.kernel import Actor

from . import visits

MOST = 30


def named(actor: Actor, subject: str, keys: Collection[int] | None, text: str, on: dt.date) -> list[Named]:
    """Visits that the actor may read: these, or the latest whose notes fit a text. Where, never who."""
    if subject != "contact.visit" or not accounts.may(actor, "contact.visit"):
        return []
    rows = visits.visits(actor, on)
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    elif text.strip():
        rows = rows.filter(room__unit__building__name__contains=text.strip()[:40].replace("\0", ""))
    rows = rows.select_related("room__unit__building").order_by("-went", "-pk")
    return [
        Named(subject, one.pk, one.went, one.room.unit.building.name if one.room else "—", f"/contact/visits/{one.pk}/")
        for one in (rows if keys is not None else rows[:MOST])
    ]  # fmt: skip
