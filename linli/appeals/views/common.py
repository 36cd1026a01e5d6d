"""What the pages of appeals share: the actor, forms that keep what was typed, status words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest

from linli.base import clock
from linli.kernel import Actor
from linli.ui import deeds
from linli.ui.parts import State

from ..rules import codes

#: State → tint of its word; the rest is grey text.
TINTS = {
    "registered": "today", "accepted": "hand", "promised": "hand", "in_hand": "hand", "redo": "today", "sent_up": "waiting",
    "answered": "hand", "to_revisit": "waiting", "revisited": "done", "on_hold": "ended",
}  # fmt: skip


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in actor; `accounts.needs` has made sure that there is one."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def whole(text: str | None) -> int | None:
    """A positive whole number of an address, or None."""
    return int(text) if text and text.isdecimal() and len(text) < 19 else None


def version_of(request: HttpRequest) -> int | None:
    """The version that the sent form was opened with."""
    return whole(request.POST.get("version"))


def asked_in_part(request: HttpRequest) -> bool:
    """Whether htmx asked for a part of a page."""
    return request.headers.get("HX-Request") == "true"


def state_of(
    code: str, *, late: bool = False, due: dt.datetime | None = None, now: dt.datetime | None = None
) -> State:
    """A state as a word in lists: coloured only where something is to be done now."""
    word = codes.word(codes.STATES, code)
    if late:
        return State("late", word)
    if due is not None and now is not None and clock.day_of(due) == clock.day_of(now):
        return State("today", word)
    return State(TINTS.get(code, "ended"), word, quiet=True)


def tried(form: forms.Form, deed: Callable[[dict[str, Any]], Any]) -> Any:
    """Do `deed` with what the form says; when somebody was quicker, `form.stale` says what they saved."""
    return deeds.tried(form, deed, beside=True)


def status_of(form: forms.Form) -> int:
    """200 for a fresh form, 409 when somebody was quicker, 422 for faults."""
    if getattr(form, "stale", None) is not None:
        return 409
    return 422 if form.errors else 200
