"""What its term of retention has passed goes, and one line says how much."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from linli.journal import api as journal
from linli.kernel import Actor

from ..models import Letter, Message, Preference

#: Terms by models.*.Personal.
MESSAGES = dt.timedelta(days=365)
WORDS = dt.timedelta(days=365)
LINES = dt.timedelta(days=3 * 365)


@transaction.atomic
def forget_old(*, actor: Actor, at: dt.datetime) -> int:
    """Messages go after a year; settled letters lose name, address and words then, and go after three.

    How many rows were touched. A letter that nobody settled is treated alike, counted from its entry.
    """
    community = actor.community
    messages = Message.objects.filter(community=community, at__lt=at - MESSAGES).delete()[0]
    past = Q(settled_at__lt=at - WORDS) | Q(settled_at__isnull=True, at__lt=at - WORDS)
    hidden = (
        Letter.objects.filter(past, community=community)
        .exclude(text__isnull=True, address__isnull=True, name="")
        .update(name="", address=None, tail="", digest=None, title="", text=None, url=None)
    )
    gone = Letter.objects.filter(community=community, at__lt=at - LINES).delete()[0]
    wishes = Preference.objects.filter(
        community=community, digest__isnull=False, changed_at__lt=at - LINES
    ).delete()[0]
    if hidden or gone or wishes:
        journal.write(actor, "forget_old", "letter", at=at, count=hidden, rows=gone)
    return messages + hidden + gone + wishes
