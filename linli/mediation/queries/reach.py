"""The first wall inside mediation: which disputes an actor may see, as querysets."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from linli.accounts import api as accounts
from linli.kernel import Actor, NotFound

from ..models import Agreement, Charge, Dispute, Mediator, Party

#: The kind of record that owns papers.
OWNER = "mediation.dispute"
#: What the read log calls it.
SUBJECT = "dispute"


def disputes(actor: Actor) -> QuerySet[Dispute]:
    """Disputes that the actor may open: those of the mediators, the committee and the secretary; who stood aside is out."""
    rows = Dispute.objects.filter(community_id=actor.community)
    if not accounts.may(actor, "mediation.read"):
        return rows.none()
    if actor.user_id is None:
        return rows
    aside = Charge.objects.filter(
        dispute=OuterRef("pk"), mediator__account=actor.user_id, recused__isnull=False
    )
    return rows.filter(~Exists(aside))


def found(actor: Actor, key: int) -> Dispute:
    """One dispute. NotFound outside the actor's sight."""
    row = disputes(actor).filter(pk=key).first()
    if row is None:
        raise NotFound(SUBJECT)
    return row


def parties(dispute: int) -> list[Party]:
    """Who quarrels, applicant's side first."""
    return list(Party.objects.filter(dispute=dispute, out=False).order_by("side", "pk"))


def agreement(dispute: int) -> Agreement | None:
    """The agreement that stands."""
    return Agreement.objects.filter(dispute=dispute, void=False).first()


def mediators(community: int | None, on: Any) -> QuerySet[Mediator]:
    """Members of the committee in office on a day."""
    rows = Mediator.objects.filter(community_id=community, start__lte=on)
    return (rows.filter(end__isnull=True) | rows.filter(end__gt=on)).order_by("-chair", "pk")


def may_open_file(actor: Actor, key: int | None) -> bool:
    """Whether papers of a dispute open: to whoever may open the dispute."""
    return key is not None and disputes(actor).filter(pk=key).exists()
