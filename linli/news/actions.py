"""Telling people, and noting that they read it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.base.scope import community_scope
from linli.kernel import Actor, Saying

from . import queries
from .models import Message


@transaction.atomic
def tell(
    *, community: int, user_id: int, saying: Saying, url: str, at: dt.datetime, once: str | None = None
) -> bool:
    """Put a message before an account; False when it was told before under the same key `once`.

    Belongs in the transaction of the deed it tells of. Values must be counts, codes or keys.
    """
    values = {
        name: value if isinstance(value, int | float | str) else str(value) for name, value in saying.values
    }
    with community_scope(community):
        if once is None:
            Message.objects.create(
                community_id=community, user=user_id, at=at, msgid=saying.msgid, values=values, url=url
            )
            return True
        return _insert_once(
            Message(
                community_id=community,
                user=user_id,
                at=at,
                msgid=saying.msgid,
                values=values,
                url=url,
                once=once,
            )
        )


@transaction.atomic
def mark_read(*, actor: Actor, message_id: int, at: dt.datetime) -> str:
    """Note that a message was read; its address. Reading twice keeps the first moment."""
    found = queries.message(actor, message_id)
    if found.read_at is None:
        found.read_at = at
        found.save(update_fields=["read_at"])
    return found.url


@transaction.atomic
def mark_all_read(*, actor: Actor, at: dt.datetime) -> int:
    """Note that every message that waits was read; how many."""
    if actor.community is None:
        return 0
    waiting = Message.objects.filter(community=actor.community, user=actor.user_id or 0, read_at__isnull=True)
    return waiting.update(read_at=at)


def _insert_once(message: Message) -> bool:
    """Two tellers at one moment: the unique key lets one in."""
    if Message.objects.filter(community=message.community_id, user=message.user, once=message.once).exists():
        return False
    Message.objects.bulk_create([message], ignore_conflicts=True)
    return True


@transaction.atomic
def forget_old(*, community: int, before: dt.datetime) -> int:
    """Remove messages told before a moment (term of retention); how many. Needs the scope."""
    return Message.objects.filter(community=community, at__lt=before).delete()[0]
