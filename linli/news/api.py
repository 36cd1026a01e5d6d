"""The door of news: in-app messages, and the one outbox.

news.tell(community, user_id, say("Import {n} is ready.", n=7), "/residents/imports/7/", at, once="import-7")
news.tell_resident(actor, community, "appeals.appeal", 7, "王某", "138…", "楼道灯已修好。", at, once="appeal-7-answer-1")
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from linli.base import clock
from linli.kernel import Actor, Saying

from . import actions, connected, events, queries
from .actions.letters import About
from .actions.messages import Telling
from .queries.letters import LetterRef
from .queries.messages import MessageRef

__all__ = [
    "LetterRef",
    "MessageRef",
    "letters_of",
    "messages",
    "open_ways",
    "prefer_resident",
    "register_event",
    "tell",
    "tell_many",
    "tell_office",
    "tell_resident",
    "unread",
    "withdraw",
]

#: (code, label): an event that readers may switch off in 我的设置; its code is the `kind` of tell. In apps.py.
register_event = events.register


def tell(
    community: int,
    user_id: int,
    saying: Saying,
    url: str,
    at: dt.datetime,
    once: str | None = None,
    *,
    kind: str = "",
) -> bool:
    """Tell one account one sentence; False when told before under `once`. Opens the community's scope itself."""
    return actions.tell(
        community=community, user_id=user_id, saying=saying, url=url, at=at, once=once, kind=kind
    )


def tell_many(
    community: int,
    tellings: Iterable[tuple[int, Saying, str, str | None]],
    at: dt.datetime,
    *,
    kind: str = "",
) -> int:
    """Tell many (user id, saying, url, once) in one statement; how many were new. Opens the scope itself.

    kind  a registered event that readers may have switched off; "" reaches everybody
    """
    found = [Telling(*one) for one in tellings]
    return actions.tell_many(community=community, tellings=found, at=at, kind=kind)


def tell_resident(
    actor: Actor, community: int, subject: str, key: int, name: str, phone: str, text: str, at: dt.datetime,
    once: str, prefer: str | None = None, url: str = "", *, number: str = "", title: str = "", page: str = "",
    caller: int | None = None, private: bool = False,
) -> int:  # fmt: skip
    """Let a resident be told by a person; the letter's id, the first one's when told before under `once`.

    A call enters the call list; without a phone a slip waits to be handed over. A text message or WeChat goes
    only to those who asked for it, now (`prefer`: call, slip, sms, wechat) or before (`prefer_resident`).
    Needs the community in scope; belongs in the transaction of the deed; 4 queries.

    url     public address for the slip's code; may hold a secret, kept sealed
    number  what people know the record by; title heads the slip; page is our own page of the record
    caller  account that is to call; private: nobody but the caller sees the letter (needs a caller)
    What becomes of it comes back by the slot `told`. Raises Refused for a phone that is none.
    """
    return actions.enter_resident(
        actor=_in(actor, community), about=About(subject, key, number, page, caller, private), name=name, phone=phone,
        text=text, at=at, once=once, prefer=prefer, url=url, title=title,
    )  # fmt: skip


def tell_office(
    actor: Actor, community: int, subject: str, key: int, office: str, address: str, title: str, text: str,
    at: dt.datetime, once: str, *, channel: str = "email", number: str = "", page: str = "",
) -> int:  # fmt: skip
    """Write to an office: channel email, or webhook (address: what the receiver knows it by); the letter's id.

    Raises Refused when that way is not set up here (ask `open_ways`).
    """
    return actions.enter_office(
        actor=_in(actor, community), about=About(subject, key, number, page), office=office, address=address,
        channel=channel, title=title, text=text, at=at, once=once,
    )  # fmt: skip


def prefer_resident(actor: Actor, phone: str, channel: str, source: str, at: dt.datetime) -> None:
    """Note how a resident wants to be told on a phone (call, slip, sms, wechat; "" no wish) and where they said so."""
    actions.choose_for_resident(actor=actor, phone=phone, channel=channel, source=source, at=at)


def withdraw(actor: Actor, subject: str, key: int, at: dt.datetime) -> int:
    """Take back what still waits to be told of a record (it was undone or merged); how many."""
    return actions.withdraw(actor=actor, subject=subject, key=key, at=at)


def letters_of(actor: Actor, subject: str, keys: Sequence[int]) -> dict[int, list[LetterRef]]:
    """What was told of many records, newest first by record; those the actor may not see are absent. 1 query."""
    return queries.letters.of_records(actor, subject, keys)


def open_ways() -> frozenset[str]:
    """Ways that are set up here beside call and slip: sms, wechat, webhook, email."""
    return connected.open_ways()


def unread(actor: Actor | None) -> int:
    """The number in the bar."""
    return queries.messages.unread(actor, clock.now()) if actor else 0


def messages(actor: Actor, *, start: int = 0, count: int = 50) -> tuple[list[MessageRef], int]:
    """The actor's messages, newest first, and how many there are."""
    return queries.messages.messages(actor, start=start, count=count)


def _in(actor: Actor, community: int) -> Actor:
    """The actor, working in `community`; another one would write behind a wall."""
    if actor.community != community:
        raise ValueError("a letter belongs to the community that the actor works in")
    return actor
