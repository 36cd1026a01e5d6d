"""Who opens a page of places, and what every page with a form does alike."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from linli.kernel import Actor, NotFound, Refused, Saying, Verdict
from linli.places.rules import sight

View = Callable[..., HttpResponseBase]


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in actor; NotFound for an account that is nobody here."""
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor):
        raise NotFound("actor")
    return actor


def opened_by(rule: Callable[[Actor], Verdict]) -> Callable[[View], View]:
    """A page for those signed in whom `rule` lets in; others read who may (403)."""

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            verdict = rule(actor_of(request))
            if not verdict:
                raise PermissionDenied(verdict.reason)
            return view(request, *args, **kwargs)

        return login_required(guarded)

    return wrap


#: Pages that show addresses, pages that change them, pages for everybody signed in.
readers = opened_by(sight.may_read)
keepers = opened_by(sight.may_edit)
hours_readers = opened_by(sight.may_read_hours)
everybody = opened_by(lambda actor: Verdict())
area_keepers = opened_by(lambda actor: sight.may_change_area(actor, actor.community or 0))


def home(actor: Actor) -> int:
    """The community the actor works in. Raises NotFound."""
    if actor.community is None:
        raise NotFound("community")
    return actor.community


def version_of(request: HttpRequest) -> int:
    """The version that the form was opened with; a missing or broken one fits no record."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def typed(request: HttpRequest, name: str, limit: int = 60) -> str:
    """A value of the address as search takes it: without control characters, cut to `limit`."""
    return "".join(sign for sign in request.GET.get(name, "") if sign.isprintable())[:limit].strip()


def keys(request: HttpRequest, name: str) -> set[int]:
    """Record ids that were ticked. Raises NotFound for what can be no id."""
    found = request.POST.getlist(name)
    if not all(one.isascii() and one.isdecimal() and len(one) < 16 for one in found):
        raise NotFound(name)
    return {int(one) for one in found}


def done(request: HttpRequest, form: BaseForm, action: Callable[[], object]) -> bool:
    """Run an action; a refusal stands at its field, or above the form when it has none."""
    try:
        action()
    except Refused as refused:
        field = refused.field if refused.field in form.fields else None
        form.add_error(field, str(refused.reason))
        return False
    return True


def said(request: HttpRequest, sentence: str, url: str) -> HttpResponseRedirect:
    """Go to `url` with a line at the top that says what was done."""
    messages.success(request, sentence)
    return HttpResponseRedirect(url)


def form_page(
    request: HttpRequest, form: BaseForm, *, title: object, save: object, cancel: str, **more: Any
) -> HttpResponse:
    """A page that is one form. more: version, danger, question, state (a sentence under the title), held (what bars it: base.board.Held)."""
    context = {"form": form, "title": title, "save": save, "cancel_url": cancel, **more}
    return render(request, "places/form.html", context, status=422 if form.errors else 200)


#: What the journal says of a record, as the story of its page.
VERBS: dict[tuple[str, str], Callable[[], str]] = {
    ("building", "register"): lambda: _("Registered the building"),
    ("building", "correct"): lambda: _("Corrected the building"),
    ("building", "add unit"): lambda: _("Added a unit"),
    ("building", "close"): lambda: _("Took the building out of use"),
    ("building", "reopen"): lambda: _("Took the building into use again"),
    ("room", "correct"): lambda: _("Corrected the room"),
    ("room", "close"): lambda: _("Took the room out of use"),
    ("room", "reopen"): lambda: _("Took the room into use again"),
    ("cell", "draw"): lambda: _("Drew the cell"),
    ("cell", "correct"): lambda: _("Corrected the cell"),
    ("cell", "put"): lambda: _("Put units in"),
    ("cell", "take"): lambda: _("Took units out"),
    ("cell", "end"): lambda: _("Ended the cell"),
}


def told(subject: str, verb: str) -> Saying:
    """The journal's verb as a sentence of the story."""
    words = VERBS.get((subject, verb))
    return Saying(words() if words else verb)
