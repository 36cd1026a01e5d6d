"""What list, record and question pages of an app share: the actor, one question with its form, today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.base import clock
from linli.kernel import Actor, Stale

from .deeds import tried

Deed = Callable[[dict[str, Any]], Any]


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in actor; `accounts.needs` has made sure that there is one."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def verb_of(space: str, key: int) -> Callable[[str], str]:
    """Name of a view of an app → its address for one record."""
    return lambda name: reverse(f"{space}:{name}", args=[key])


def whole(text: str | None) -> int | None:
    """A positive whole number of an address, or None."""
    return int(text) if text and text.isdecimal() and len(text) < 19 else None


def asked(
    request: HttpRequest, form: forms.Form, deed: Deed, back: str, *, to: Callable[[Any], str] | None = None, said: str = "",
    template: str = "ui/question.html", **page: Any,
) -> HttpResponse:  # fmt: skip
    """Show a question's form, do the deed once it is answered, say so, and lead on.

    to    where what the deed answered is seen; without it the way leads `back`
    page  words of the page: title, save, about, danger, question, hint
    template  the page of a form that is no plain column of fields
    """
    if request.method == "POST" and (done := tried(form, deed, beside=True)) is not None:
        messages.success(request, said or _("Saved."))
        return redirect(to(done) if to else back)
    seldom = [name for name in getattr(form, "seldom", ()) if name in form.fields]
    stale = _beside(form)
    context = {
        "form": form, "cancel_url": back, "about": _("Back"), "stale": stale, "seldom": [form[name] for name in seldom],
        "first": [one for one in form.visible_fields() if one.name not in seldom], "save": _("Save"),
        "version": form["version"].value() or "", "unfolded": bool(form.errors),
        "upload": any(isinstance(one, forms.FileField) for one in form.fields.values()), **page,
    }  # fmt: skip
    return render(request, template, context, status=409 if stale else 422 if form.errors else 200)


def _beside(form: forms.Form) -> Stale | None:
    """What somebody saved meanwhile, in the words of the form's lists; saving once more is then a decision, not a mistake."""
    stale: Stale | None = getattr(form, "stale", None)
    if stale is None:
        return None
    stale.changes = [
        (name, _word(form, name, now), _word(form, name, typed)) for name, now, typed in stale.changes
    ]
    if "version" in form.initial:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["version"] = form.initial["version"]  # type: ignore[index]
    return stale


def _word(form: forms.Form, name: str, value: object) -> object:
    choices = getattr(form.fields.get(name), "choices", ())
    return {str(key): word for key, word in choices}.get(str(value), value)


def today() -> tuple[dt.datetime, dt.date]:
    """(moment, day) of now."""
    at = clock.now()
    return at, clock.day_of(at)
