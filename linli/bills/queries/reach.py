"""The first wall inside bills: what an actor may see, as querysets."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from linli.base import keys
from linli.kernel import Actor, NotFound

from ..models import Closing, Errand, Mandate, Payment, Receipt, Reconciliation, Refusal, SealUse
from ..rules import sight

M = TypeVar("M", bound=Model)


def on_day(on: dt.date, prefix: str = "") -> Q:
    """Mandates (behind `prefix`) that hold on a day."""
    end = f"{prefix}end"
    return Q(**{f"{prefix}start__lte": on}) & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": on}))


def mandates(actor: Actor) -> QuerySet[Mandate]:
    """Mandates that the actor may see."""
    return _seen(actor, Mandate.objects.filter(community_id=actor.community, void=False))


def receipts(actor: Actor) -> QuerySet[Receipt]:
    """Receipts that the actor may see, cancelled and countered ones too: no number is missing."""
    return _seen(actor, Receipt.objects.filter(community_id=actor.community))


def payments(actor: Actor) -> QuerySet[Payment]:
    """Payments that the actor may see."""
    return _seen(actor, Payment.objects.filter(community_id=actor.community, void=False))


def closings(actor: Actor) -> QuerySet[Closing]:
    """Closed days that the actor may see."""
    return _seen(actor, Closing.objects.filter(community_id=actor.community))


def reconciliations(actor: Actor) -> QuerySet[Reconciliation]:
    """Comparisons with utilities that the actor may see."""
    return _seen(actor, Reconciliation.objects.filter(community_id=actor.community, void=False))


def errands(actor: Actor) -> QuerySet[Errand]:
    """Errands that the actor may see: the desk all, a grid worker the own ones."""
    rows = Errand.objects.filter(community_id=actor.community)
    if sight.own_errands(actor):
        return rows.filter(taken_by=actor.user_id)
    return _seen(actor, rows)


def seal_uses(actor: Actor) -> QuerySet[SealUse]:
    """The register of what was stamped."""
    return _seen(actor, SealUse.objects.filter(community_id=actor.community))


def refusals(actor: Actor) -> QuerySet[Refusal]:
    """Refusal slips."""
    return _seen(actor, Refusal.objects.filter(community_id=actor.community))


def found(rows: QuerySet[Any], key: int, what: str) -> Any:
    """One row of these; NotFound otherwise."""
    row = rows.filter(pk=key).first()
    if row is None:
        raise NotFound(what)
    return row


def account_digest(plain: str) -> bytes:
    """The keyed hash by which an account number (tidied) is found."""
    return keys.digest(plain, "utility account")


def _seen(actor: Actor, rows: QuerySet[M]) -> QuerySet[M]:
    return rows if sight.may_read(actor) else rows.none()
