"""What the pages of party share: the actor, one question with its form, list pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.base import clock
from linli.kernel import Actor, Refused, Stale
from linli.ui.parts import Link

from ..rules.sight import may_keep

Deed = Callable[[dict[str, Any]], Any]


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in actor; `accounts.needs` has made sure that there is one."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def links(actor: Actor, *pairs: tuple[str, str]) -> list[Link]:
    """Links to verbs for those who keep the ledger; none for readers."""
    return [Link(label, url) for label, url in pairs] if may_keep(actor) else []


def verb_of(key: int) -> Callable[[str], str]:
    """Name of a view of party → its address for one record."""
    return lambda name: reverse(f"party:{name}", args=[key])


def whole(text: str | None) -> int | None:
    """A positive whole number of an address, or None."""
    return int(text) if text and text.isdecimal() and len(text) < 19 else None


def tried(form: forms.Form, deed: Deed) -> Any:
    """Do `deed` with what the form says; a refusal becomes an error of its field, typed text is kept.

    Answers what the deed answers (True for nothing), or None when nothing was done; `form.stale` says what somebody
    who was quicker saved.
    """
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            done = deed(form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return None
    except Stale as stale:
        form.stale = stale  # type: ignore[attr-defined]
        return None
    return True if done is None else done


def asked(
    request: HttpRequest, form: forms.Form, deed: Deed, back: str, *, to: Callable[[Any], str] | None = None, said: str = "",
    **page: Any,
) -> HttpResponse:  # fmt: skip
    """Show a question's form, do the deed once it is answered, say so, and lead on.

    to    where what the deed answered is seen; without it the way leads `back`
    page  words of the page: title, save, about, danger, question, hint
    """
    if request.method == "POST" and (done := tried(form, deed)) is not None:
        messages.success(request, said or _("Saved."))
        return redirect(to(done) if to else back)
    seldom = getattr(form, "seldom", ())
    stale = getattr(form, "stale", None)
    context = {
        "form": form, "cancel_url": back, "about": _("Back"), "stale": stale, "seldom": [form[name] for name in seldom],
        "first": [one for one in form.visible_fields() if one.name not in seldom], "save": _("Save"),
        "version": form["version"].value() or "", "unfolded": bool(form.errors),
        "upload": any(isinstance(one, forms.FileField) for one in form.fields.values()), **page,
    }  # fmt: skip
    return render(request, "party/form.html", context, status=409 if stale else 422 if form.errors else 200)


def today() -> Any:
    """(moment, day) of now."""
    at = clock.now()
    return at, clock.day_of(at)
