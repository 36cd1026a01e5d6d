"""The door of news: in-app messages.

news.tell(community, user_id, say("Import {n} is ready.", n=7), "/residents/imports/7/", at, once="import-7")
"""

from __future__ import annotations

import datetime as dt

from linli.kernel import Actor, Saying

from . import actions, queries
from .queries import MessageRef

__all__ = ["MessageRef", "messages", "tell", "unread"]


def tell(
    community: int, user_id: int, saying: Saying, url: str, at: dt.datetime, once: str | None = None
) -> bool:
    """Tell one account one sentence; False when told before under `once`. Opens the community's scope itself."""
    return actions.tell(community=community, user_id=user_id, saying=saying, url=url, at=at, once=once)


def unread(actor: Actor | None) -> int:
    """The number in the bar."""
    return queries.unread(actor) if actor else 0


def messages(actor: Actor, *, start: int = 0, count: int = 50) -> tuple[list[MessageRef], int]:
    """The actor's messages, newest first, and how many there are."""
    return queries.messages(actor, start=start, count=count)
