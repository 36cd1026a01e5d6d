"""What the pages of care share: the actor, addresses, links for who may, the words of a case."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable

from linli.accounts import api as accounts
from linli.kernel import Actor
from linli.ui.asking import actor_of, asked, today, whole
from linli.ui.asking import verb_of as verb_of_app
from linli.ui.parts import Link, State
from linli.ui.words import short_day

from ..rules import codes

__all__ = ["TINTS", "actor_of", "asked", "day", "links", "state_of", "today", "verb_of", "whole"]

verb_of: Callable[[int], Callable[[str], str]] = functools.partial(verb_of_app, "care")
TINTS = {
    "draft": "hand", "submitted": "hand", "supplement": "waiting", "accepted": "hand", "surveyed": "hand", "heard": "hand",
    "shown": "waiting", "forwarded": "waiting", "approved": "done", "rejected": "ended", "receiving": "done", "stopped": "ended",
    "archived": "ended", "withdrawn": "ended",
}  # fmt: skip


def links(actor: Actor, *deeds: tuple[str, str, str]) -> list[Link]:
    """Links (power, label, address) to what the actor may do."""
    return [Link(label, url) for power, label, url in deeds if accounts.may(actor, power)]


def state_of(state: str) -> State:
    """The state as a status word of a list."""
    return State(
        TINTS[state], codes.word(codes.STATES, state), quiet=state not in ("draft", "submitted", "supplement")
    )


def day(value: dt.date | None, on: dt.date) -> str:
    """A day in words, — for none."""
    return short_day(value, on) if value else "—"
