"""The door of the journal.

Call it as a sentence: `from linli.journal import api as journal`, then
`journal.write(actor, "register", "person", key=7, at=at)` inside the action's transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from linli.base import clock
from linli.base.scope import community_scope
from linli.kernel import Actor
from linli.kernel.masking import mask_text

from . import actions, queries
from .models import HouseLine, Line, Read
from .words import NAMED, VERBS

__all__ = [
    "Event",
    "close_task",
    "house",
    "house_verbs",
    "lines_of",
    "name_values",
    "open_keys",
    "open_task",
    "own_since",
    "read",
    "readers_of",
    "refuse",
    "refused_page",
    "reveal",
    "revealed",
    "verb_words",
    "write",
    "write_many",
]


@dataclass(frozen=True, slots=True)
class Event:
    """One journal line as plain values."""

    at: dt.datetime
    who: str
    verb: str
    key: int | None
    facts: dict[str, Any]
    why: str


def write(
    actor: Actor,
    verb: str,
    subject: str = "",
    *,
    key: int | None = None,
    at: dt.datetime,
    why: str = "",
    **facts: Any,
) -> None:
    """Note that `actor` did `verb` to `subject` `key`; belongs in the transaction of the deed.

    `facts` are counts, codes and keys, never names, numbers or other personal data; what people
    type as the reason (`why`) loses identity numbers and phones.
    """
    Line.objects.create(
        community_id=actor.community or 0, at=at, user=actor.user_id, who=actor.name, verb=verb,
        subject=subject, key=key, facts=facts, why=mask_text(why or actor.why)[:200],
    )  # fmt: skip


def write_many(
    actor: Actor, verb: str, subject: str, keys: Sequence[int], *, at: dt.datetime, why: str = ""
) -> None:
    """One line for each of `keys`, in one statement (a sweep is many actions)."""
    Line.objects.bulk_create(
        Line(community_id=actor.community or 0, at=at, user=actor.user_id, who=actor.name, verb=verb,
             subject=subject, key=key, why=why or actor.why)
        for key in keys
    )  # fmt: skip


def refuse(
    actor: Actor, verb: str, subject: str = "", *, key: int | None = None, at: dt.datetime, why: str
) -> None:
    """Note a refusal in a transaction of its own, so that it stays when the deed is undone.

    Call it after the refused transaction has ended.
    """
    if actor.community is None:
        return house(actor, f"{verb} refused", at=at, why=why)
    with transaction.atomic(), community_scope(actor.community):
        Line.objects.create(
            community_id=actor.community or 0, at=at, user=actor.user_id, who=actor.name, verb=verb,
            subject=subject, key=key, why=why[:200], refused=True,
        )  # fmt: skip
    return None


def read(
    actor: Actor, subject: str, keys: Iterable[int], *, at: dt.datetime, purpose: str, shown: str = ""
) -> None:
    """Note that `actor` opened the personal data of `keys` for `purpose`; one line per page."""
    held = list(keys)
    if held:
        Read.objects.create(
            community_id=actor.community or 0, at=at, user=actor.user_id, who=actor.name,
            purpose=purpose, subject=subject, keys=held, shown=shown,
        )  # fmt: skip


def readers_of(
    actor: Actor, subject: str, key: int, *, limit: int = 200
) -> list[tuple[dt.datetime, str, str, str]]:
    """(when, who, purpose, what was revealed) of each reading of one record, newest first."""
    found = Read.objects.filter(
        community_id=actor.community or 0, subject=subject, keys__contains=[key]
    ).order_by("-at", "-id")
    return list(found.values_list("at", "who", "purpose", "shown")[:limit])


def lines_of(actor: Actor, subject: str, key: int, *, limit: int = 200) -> list[Event]:
    """What was done to one record, newest first."""
    found = Line.objects.filter(
        community_id=actor.community or 0, subject=subject, key=key, refused=False
    ).order_by("-at", "-id")
    return [Event(one.at, one.who, one.verb, one.key, one.facts, one.why) for one in found[:limit]]


def house(actor: Actor, verb: str, *, at: dt.datetime, **facts: Any) -> None:
    """Note an action outside any community."""
    HouseLine.objects.create(at=at, user=actor.user_id, who=actor.name, verb=verb, facts=facts)


def reveal(actor: Actor, subject: str, key: int, what: str, reason: str, at: dt.datetime) -> dt.datetime:
    """One value of one record is shown for 60 s, with a reason: one line. Until when.

    what  "identity", "phone" …; the caller has asked its own rule. Raises Refused without a reason.
    """
    return actions.reveal(actor=actor, subject=subject, key=key, what=what, reason=reason, at=at)


def revealed(actor: Actor, subject: str, key: int, what: str, at: dt.datetime) -> bool:
    """Whether the actor was shown this value less than 60 s ago (and may see it still)."""
    return queries.revealed(actor, subject, key, what, at=at)


def open_task(
    actor: Actor, subject: str, keys: Iterable[int], purpose: str, at: dt.datetime, what: str = ""
) -> int:
    """A task (calls, a list, a route) opens its records once until done or day's end: one line. The task's id."""
    return actions.open_task(actor=actor, subject=subject, keys=keys, purpose=purpose, what=what, at=at)


def close_task(actor: Actor, task_id: int, at: dt.datetime) -> None:
    """The task is done; its records close."""
    actions.close_task(actor=actor, task_id=task_id, at=at)


def open_keys(actor: Actor, subject: str, keys: Iterable[int], at: dt.datetime, what: str = "") -> set[int]:
    """Which of `keys` stand open to the actor through a task, in one query."""
    return queries.open_keys(actor, subject, keys, what=what, at=at)


def refused_page(actor: Actor, view: str, keys: dict[str, Any], why: str) -> None:
    """Note that a page refused `actor` (settings.LINLI_REFUSED); `keys` are those of its address."""
    key = next((one for one in keys.values() if isinstance(one, int)), None)
    refuse(actor, view, key=key, at=clock.now(), why=why)


def name_values(fact: str, words: Mapping[str, object], *subjects: str) -> None:
    """Say in words what the codes of a fact mean, for all records or for these kinds; called by an app when it starts."""
    for subject in subjects or ("",):
        NAMED.setdefault((subject, fact), {}).update(words)


def house_verbs() -> set[str]:
    """What was ever done outside any community, by verb."""
    return set(HouseLine.objects.values_list("verb", flat=True).distinct())


def own_since(actor: Actor, since: dt.datetime) -> list[tuple[str, int]]:
    """What the actor did since a moment, in words: (verb, how often), the most frequent first. One query."""
    return [(str(VERBS.get(verb, verb)), n) for verb, n in queries.own_since(actor, since)]


def verb_words(verb: str) -> str:
    """What was done, in the words of the log; a code without a word is shown as it is."""
    return str(VERBS.get(verb, verb))
