"""The first wall inside ballots: decisions of the actor's community."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from linli.kernel import Actor, NotFound

from ..models import Booth, Decision, Voter


def decisions(actor: Actor) -> QuerySet[Decision]:
    """Every decision of the actor's community."""
    return Decision.objects.filter(community_id=actor.community or 0)


def voters(actor: Actor) -> QuerySet[Voter]:
    """Lines of its rolls."""
    return Voter.objects.filter(community_id=actor.community or 0)


def booths(actor: Actor) -> QuerySet[Booth]:
    """Its booths."""
    return Booth.objects.filter(community_id=actor.community or 0)


def found(rows: QuerySet[Any], key: int, what: str) -> Any:
    """One row of these. Raises NotFound."""
    row = rows.filter(pk=key).first()
    if row is None:
        raise NotFound(what)
    return row
