"""What the pages of the register share: the actor, words for codes, states as status words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from linli.kernel import Actor, Refused
from linli.ui.parts import State

from ..rules import codes

_TINTS = {"to_verify": "today", "to_close": "waiting"}


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in actor; `accounts.needs` has made sure that there is one."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def state_of(code: str) -> State | str:
    """A residence's state as a word: tinted only where something is to be done."""
    word = codes.word(codes.STATES, code) if code != "gone" else _("not living here")
    return State(_TINTS[code], word) if code in _TINTS else State("ended", word, quiet=True)


def sex_of(code: str) -> str:
    """Male, female or — for the rest."""
    return codes.word(codes.SEX, code) if code in ("1", "2") else "—"


def whole(text: str | None) -> int | None:
    """A positive whole number of an address, or None."""
    return int(text) if text and text.isdecimal() and len(text) < 19 else None


def tried(form: forms.Form, deed: Callable[[dict[str, Any]], Any]) -> Any:
    """Do `deed` with what the form says; a refusal becomes an error of its field, typed text is kept.

    Answers what the deed answers (True for nothing), or None when the form has a fault. The
    deed's own transaction is undone before the form is shown again.
    """
    if not form.is_valid():
        return None
    try:
        done = deed(form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return None
    return True if done is None else done


def version_of(request: HttpRequest) -> int | None:
    """The version that the sent form was opened with."""
    return whole(request.POST.get("version"))
