"""Letters for tests, entered through the door."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from linli.base.scope import community_scope
from linli.kernel import Actor
from linli.news import api
from linli.news.models import Letter

#: A working day, 9:00 in Shanghai.
AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)
PHONE = "19200001234"
_numbers = itertools.count(1)


def letter(actor: Actor, at: dt.datetime = AT, **other: Any) -> int:
    """One thing that a resident is to be told; the letter's id."""
    serial = next(_numbers)
    values: dict[str, Any] = {
        "subject": "appeals.appeal", "key": serial, "name": "周桂芳", "phone": PHONE, "text": "3单元的楼道灯已经换好。",
        "once": f"answer-{serial}", "number": f"2018-{serial:04d}",
    } | other  # fmt: skip
    community = actor.community or 0
    with community_scope(community):
        return api.tell_resident(actor, community, values.pop("subject"), values.pop("key"), values.pop("name"),
                                 values.pop("phone"), values.pop("text"), at, values.pop("once"), **values)  # fmt: skip


def row(community: int, letter_id: int) -> Letter:
    """The letter as it stands now."""
    with community_scope(community):
        return Letter.objects.get(pk=letter_id)
