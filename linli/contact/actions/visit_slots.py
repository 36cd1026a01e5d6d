"""What other apps ask of visits: open work handed over, a person's record merged into another."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from linli.base import clock
from linli.journal import api as journal
from linli.kernel import Actor, Saying, by_count, say

from ..models import Route, Visit


@transaction.atomic
def hand_over(*, actor: Actor, old: int, new: int, at: dt.datetime, dry: bool = False) -> list[Saying]:
    """交接: open routes go to another person; promised returns are named, for the record keeps who made them.

    Who wrote a visit stays on it: that is what happened. The new person finds what was promised on the own board,
    through the doors of the cells.
    """
    on = clock.day_of(at)
    routes = Route.objects.filter(community_id=actor.community, user=old, state="open", on__gte=on)
    promised = Visit.objects.filter(
        community_id=actor.community, user=old, void=False, return_on__isnull=False, returned=False
    )
    moved = list(routes.values_list("pk", flat=True))
    waiting = promised.count()
    if not dry:
        Route.objects.filter(pk__in=moved).update(
            user=new, version=F("version") + 1, changed_at=at, changed_by=actor.user_id
        )
        kept = list(promised.values_list("pk", flat=True))
        Visit.objects.filter(pk__in=kept).update(
            keeper=new, version=F("version") + 1, changed_at=at, changed_by=actor.user_id
        )
        journal.write_many(actor, "hand_over", "contact.route", moved, at=at)
    found = [by_count(len(moved), say("1 open route"), say("{n} open routes", n=len(moved)))] if moved else []
    if waiting:
        found.append(by_count(waiting, say("1 promised return"), say("{n} promised returns", n=waiting)))
    return found


@transaction.atomic
def merged(*, community: int, kept: int, gone: int, at: dt.datetime, undo: bool = False) -> None:
    """Visits of a record that was merged follow to the one that is kept; taken back, those that had followed return."""
    rows = Visit.objects.filter(community_id=community)
    if undo:
        rows = rows.filter(person=kept, was_person=gone)
        rows.update(person=gone, was_person=None, version=F("version") + 1, changed_at=at, changed_by=None)
    else:
        rows.filter(person=gone).update(
            person=kept, was_person=gone, version=F("version") + 1, changed_at=at, changed_by=None
        )
