"""Reads of messages: always one's own, in the community worked in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from linli.kernel import Actor, NotFound, Saying
from linli.kernel.say import told

from ..models import Message


@dataclass(frozen=True, slots=True)
class MessageRef:
    """One message as plain values; `text` translates itself when shown."""

    id: int
    at: dt.datetime
    text: Saying
    url: str
    read: bool


def unread(actor: Actor, at: dt.datetime) -> int:
    """How many messages wait to be read; 0 for somebody outside any community."""
    if actor.community is None or actor.user_id is None:
        return 0
    return _own(actor).filter(_shown(at), read_at__isnull=True).count()


def messages(actor: Actor, *, start: int = 0, count: int = 50) -> tuple[list[MessageRef], int]:
    """One's messages, newest first, and how many there are."""
    if actor.community is None or actor.user_id is None:
        return [], 0
    found = _own(actor).order_by("-at", "-id")
    return [_ref(one) for one in found[start : start + count]], found.count()


def _shown(at: dt.datetime) -> Q:
    """Quiet hours are over."""
    return Q(shown_at__isnull=True) | Q(shown_at__lte=at)


def message(actor: Actor, message_id: int) -> Message:
    """One of one's own messages, locked. Raises NotFound."""
    found = (
        _own(actor).filter(pk=message_id).select_for_update().first() if actor.community is not None else None
    )
    if found is None:
        raise NotFound
    return found


def _own(actor: Actor) -> QuerySet[Message]:
    return Message.objects.filter(community=actor.community, user=actor.user_id or 0)


def _ref(one: Message) -> MessageRef:
    said = told({"msgid": one.msgid, "values": one.values})
    return MessageRef(one.pk, one.at, said, one.url, one.read_at is not None)
