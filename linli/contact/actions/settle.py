"""Two people wrote differently: one of the values is chosen, or a third is typed. Nothing is overwritten silently."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, Stale, say

from ..models import Clash, Sent
from ..queries.clashes import refused_one
from . import sheets
from .parts import home, locked, saver

POWER = "contact.devices"


@transaction.atomic
def settle(
    *, actor: Actor, at: dt.datetime, clash: int, value: str, seen: str, version: int | None = None
) -> None:
    """Let `value` stand in the sheet's field.

    seen   what stood in the sheet when the actor decided; when somebody changed it since, Stale says to what
    Raises Refused when it is settled already, NotFound, Stale.
    """
    community = home(actor, POWER)
    held: Clash = locked(Clash.objects.filter(community_id=community), clash, "clash", version)
    if held.settled:
        raise Refused(say("This is settled already."))
    sheet = held.sheet
    done = sheets.edit(
        actor=actor,
        at=at,
        household=sheet.household_id,
        before={held.field: seen},
        fields={held.field: value},
    )
    if done.clashes:
        raise Stale([(held.field, done.clashes[0].theirs, value)], saver(sheet.changed_by), sheet.changed_at)
    versions.save(held, actor=actor, at=at, settled=True)
    if not Clash.objects.filter(sent=held.sent, settled=False).exists():
        Sent.objects.filter(pk=held.sent.pk).update(state="settled")
    journal.write(actor, "settle", "clash", key=clash, at=at, field=held.field)


@transaction.atomic
def looked_at(*, actor: Actor, at: dt.datetime, sent: int) -> None:
    """Somebody read what was not taken over from a phone and did what had to be done. Raises NotFound."""
    community = home(actor, POWER)
    key = refused_one(actor, sent)
    if not Sent.objects.filter(community_id=community, pk=key, state="refused").update(state="settled"):
        raise NotFound("sent")
    journal.write(actor, "look_at", "sent", key=key, at=at)
