"""What is done with an appeal: one address for each verb, as a page, in the row of the board or on the record's page."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.submit import submit_once
from linli.kernel import Actor

from ..forms.verb import VerbForm
from . import portrait, prepare
from .common import actor_of, asked_in_part, status_of, tried, version_of
from .doings import DOINGS, Doing, word
from .prepare import Held

View = Callable[..., HttpResponseBase]
#: Verbs that a row of the board offers beside its own.
_IN_ROW = (
    "accept",
    "solve",
    "promise",
    "answer",
    "progress",
    "tell",
    "hold",
    "offer",
    "send_up",
    "refuse",
    "merge",
    "note",
    "not_reached",
)

#: The place of a form on the record's page; in a row of the board the place has no id.
ON_THE_PAGE = "doing"


def view_of(verb: str) -> View:
    """The view of one verb."""
    doing = DOINGS[verb]

    @accounts.needs(doing.power)
    @require_http_methods(["GET", "POST"])
    @submit_once
    def view(request: HttpRequest, key: int) -> HttpResponseBase:
        return _answer(request, key, verb, doing)

    view.__module__ = __name__
    view.__name__ = verb
    return view


@accounts.needs("appeals.handle")
@require_POST
def undo(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """撤销: the verb that takes the last one back, while nothing has gone out."""
    actor, at = actor_of(request), clock.now()
    held = prepare.hold(actor, key, at)
    doing = DOINGS.get(verb)
    back = DOINGS.get(doing.undo) if doing else None
    if back is not None:
        more = {"reason": _("Taken back at once")} if "reason" in back.form.base_fields else {}
        back.act(actor=actor, at=at, appeal=held.id, **more)
        messages.success(request, _(back.said))
    return redirect(held.url)


def _answer(request: HttpRequest, key: int, verb: str, doing: Doing) -> HttpResponseBase:
    actor, at = actor_of(request), clock.now()
    held = prepare.hold(actor, key, at)
    form = prepare.form_of(verb, doing, held, actor, at, request.POST if request.method == "POST" else None)
    warned = prepare.warnings(form, held) if request.method == "POST" and not request.POST.get("sure") else []

    def deed(values: dict[str, Any]) -> Any:
        more = prepare.wanted(verb, form, held, actor, at)
        if "version" in signature(doing.act).parameters:
            more["version"] = version_of(request)
        return doing.act(actor=actor, at=at, appeal=key, **more)

    if request.method == "POST" and not warned and tried(form, deed) is not None:
        return _done(request, held, verb, doing)
    return _show(request, form, held, verb, doing, actor, warned)


def _show(
    request: HttpRequest, form: VerbForm, held: Held, verb: str, doing: Doing, actor: Actor, warned: list[str]
) -> HttpResponse:
    """The form: alone for a row or the record's page, else as a page."""
    on_page = request.headers.get("HX-Target") == ON_THE_PAGE
    stale = getattr(form, "stale", None)
    context = {
        "title": str(word(verb)), "form": form, "held": held, "verb": verb, "save": str(word(verb)), "danger": doing.danger,
        "question": _(doing.question) if doing.question else "", "action_url": reverse(f"appeals:{verb}", args=[held.id]),
        "target": f"#{ON_THE_PAGE}" if on_page else "closest .todo-form", "cancel_url": held.url, "stale": stale,
        "version": held.version, "warned": warned, "texts": prepare.texts_for(form, held, verb, actor),
        "watch_url": reverse("appeals:watch", args=[held.id]) if form.watched else "",
        "others": [] if on_page else _others(held, verb, actor), "upload": any(getattr(one.field, "kind", "") == "file" for one in form),
    }  # fmt: skip
    template = "appeals/verb_part.html" if asked_in_part(request) else "appeals/verb.html"
    return render(request, template, context, status=422 if warned else status_of(form))


def _others(held: Held, verb: str, actor: Actor) -> list[portrait.Link]:
    """Further verbs of a row, so that the board is not left for them."""
    found = portrait.verbs_of(held.record, actor)
    return [link for link in (*found["verbs"], *found["links"]) if link.verb in _IN_ROW and link.verb != verb]


def _done(request: HttpRequest, held: Held, verb: str, doing: Doing) -> HttpResponse:
    """Back to the record with a line; in a row of the board the row goes and the line stands at the top."""
    back = reverse("appeals:undo", args=[held.id, verb]) if doing.undo else ""
    said = _("{number}: {what}").format(number=held.number, what=_(doing.said))
    if asked_in_part(request) and request.headers.get("HX-Target") != ON_THE_PAGE:
        line = {"said": said, "undo_url": back}
        response = render(request, "appeals/row_done.html", line)
        response["HX-Trigger"] = "todo-done"
        return response
    messages.success(request, said, extra_tags=back)
    if asked_in_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": held.url})
    return redirect(held.url)


@accounts.needs("appeals.handle")
@require_POST
def watch(request: HttpRequest, key: int) -> HttpResponse:
    """While an answer is written: what in it may not go out. Says kinds, repeats nothing that is not typed there."""
    actor = actor_of(request)
    held = prepare.hold(actor, key, clock.now())
    return render(request, "appeals/watched.html", {"warned": prepare.seen(request.POST.dict(), held)})
