"""Whose pictures are whose: a file of an appeal opens to whoever may find the appeal."""

from __future__ import annotations

import datetime as dt

from linli.kernel import Actor
from linli.kernel.actor import SYSTEM

from ..models import Appeal
from . import sight

#: The kind of record that owns the contents.
OWNER = "appeals.appeal"


def may_open(actor: Actor, key: int | None) -> bool:
    """Whether the actor may find the appeal as the cells lie now."""
    if key is None:
        return False
    row = Appeal.objects.filter(pk=key).first()
    if row is None or (actor.community is not None and actor.community != row.community_id):
        return False
    if actor.holds(SYSTEM):  # takes contents away when their term has passed, also those of voided ones
        return True
    if row.void:
        return False
    return sight.sees(actor, row, dt.date.max)
