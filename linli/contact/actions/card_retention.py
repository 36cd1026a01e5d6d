"""Cards and private numbers go two years after their end, in table and history alike; who was responsible stays."""

from __future__ import annotations

import datetime as dt

from django.apps import apps
from django.db import transaction
from django.db.models import Q

from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor

from ..models import Batch, Card, Consent

YEARS = 2
_AT_ONCE = 5_000


@transaction.atomic
def forget_old(*, actor: Actor, at: dt.datetime, on: dt.date) -> tuple[int, int]:
    """Remove cards and consents that ended more than two years ago, and batches without cards; how many of the first two.

    The card of a household that moved away ends with it.
    """
    community, before = actor.community, _before(on)
    if community is None:
        return 0, 0
    ended = Q(ended_on__lt=before) | Q(household__end__lt=before)
    cards = list(Card.objects.filter(ended, community_id=community).values_list("pk", flat=True)[:_AT_ONCE])
    consents = list(
        Consent.objects.filter(community_id=community, end__lt=before).values_list("pk", flat=True)[:_AT_ONCE]
    )
    _remove("Card", cards)
    _remove("Consent", consents)
    empty = Batch.objects.filter(community_id=community, on__lt=before, cards__isnull=True)
    batches = dict(empty.values_list("pk", "file"))
    for file in batches.values():
        if file is not None:
            files.forget_content(actor, file, at, "the term of retention has passed")
    _remove("Batch", list(batches))
    if cards or consents or batches:
        journal.write(
            actor,
            "forget_old",
            "contact card",
            at=at,
            cards=len(cards),
            numbers=len(consents),
            batches=len(batches),
        )
    return len(cards), len(consents)


def _remove(model: str, keys: list[int]) -> None:
    """Rows with their history."""
    apps.get_model("contact", model).objects.filter(pk__in=keys).delete()
    apps.get_model("contact", f"{model}Event").objects.filter(pgh_obj__in=keys).delete()


def _before(on: dt.date) -> dt.date:
    """The day two years ago; of 29 February the 28th."""
    day = min(on.day, 28) if on.month == 2 else on.day
    return on.replace(year=on.year - YEARS, day=day)
