"""Hand-over (交接): what one worker has open in the register goes to another (slot `hand_over`)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from linli.base import slots
from linli.kernel import Actor, Saying, by_count, say

from ..models import Doubt, Import, Residence
from ..queries import addresses
from ..workflow import TO_CLOSE, TO_VERIFY

#: An import in these states still wants something done.
IN_WORK = ("uploaded", "read", "planned", "applying", "failed")


@transaction.atomic
def hand_over(*, actor: Actor, old: int, new: int, at: dt.datetime, dry: bool = False) -> list[Saying]:
    """What moves (dry: would move), a sentence for each kind. The line is written by who asks.

    Doubts and imports get the new owner. An episode has none: who entered it or asked for its closing
    stays in its history, and the new person is told that it waits.
    """
    doubts = Doubt.objects.filter(community_id=actor.community, state="marked", by=old)
    imports = Import.objects.filter(community_id=actor.community, state__in=IN_WORK, by=old)
    episodes = Residence.objects.filter(
        community_id=actor.community, void=False, state__in=(TO_VERIFY, TO_CLOSE), changed_by=old
    )
    waiting = episodes.count()
    paired, rosters = _move(doubts, actor, new, at, dry), _move(imports, actor, new, at, dry)
    if waiting and not dry:
        _tell(actor, new, waiting, at)
    moved = (
        (
            paired,
            by_count(
                paired,
                say("1 pair of possible duplicates"),
                say("{n} pairs of possible duplicates", n=paired),
            ),
        ),
        (
            waiting,
            by_count(
                waiting,
                say("1 residence to be verified or closed"),
                say("{n} residences to be verified or closed", n=waiting),
            ),
        ),
        (rosters, by_count(rosters, say("1 import in work"), say("{n} imports in work", n=rosters))),
    )
    return [words for count, words in moved if count]


def _move(rows: QuerySet[Any], actor: Actor, new: int, at: dt.datetime, dry: bool) -> int:
    if dry:
        return rows.count()
    return rows.update(by=new, version=F("version") + 1, changed_at=at, changed_by=actor.user_id)


def _tell(actor: Actor, new: int, count: int, at: dt.datetime) -> None:
    """One message, however often the same hand-over is made at one moment."""
    saying = by_count(
        count,
        say("You take over 1 residence to be verified or closed."),
        say("You take over {n} residences to be verified or closed.", n=count),
    )
    once = f"residents.hand_over:{new}:{at.isoformat()}"
    list(slots.tell.ask(
        community=actor.community, user_id=new, saying=saying, url=addresses.RESIDENCES, at=at, once=once
    ))  # fmt: skip
