"""查进度 by number and code: the state, the promise, the story; and what the resident does: 补充, 评价, 没解决, 撤回."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.accounts import api as accounts
from linli.base import clock, limits
from linli.base.submit import submit_once
from linli.files import api as files
from linli.kernel import NotFound, Refused, say
from linli.ui.words import day_words, moment_words

from ..actions import intake, revisit
from ..forms.public import AddForm, FollowForm, RateForm, TakeBackForm, WhyForm
from ..queries import public as queries
from ..queries import record
from ..queries.shapes import PublicRecord
from ..rules import codes
from .common import status_of, tried
from .public import Here, at_home, followed, leave, page
from .public import follow as keep
from .public_report import add_pictures

_METHODS = require_http_methods(["GET", "HEAD", "POST"])
#: How often one appeal may be added to, rated or opened again from its page in an hour.
ACTS, HOUR = 30, dt.timedelta(hours=1)
#: States in which the promised day is still to come.
PROMISED = ("accepted", "promised", "in_hand", "sent_up", "on_hold", "redo")


@_METHODS
@at_home
def follow(request: HttpRequest, here: Here) -> HttpResponse:
    """The appeal whose number and code were given; else the form that asks for both."""
    form = FollowForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        key = _looked_up(request, here, form)
        if key is not None:
            return keep(redirect(here.url("follow")), here, key)
    if request.method != "POST":
        key = followed(request, here)
        if key is not None:
            one = record.public_record(here.community, key, here.at)
            return keep(page(request, here, "follow", _title(one), _context(here, one)), here, key)
    return page(request, here, "ask", _("See how far it is"), {"form": form}, status=status_of(form))


@require_POST
@at_home
def done(request: HttpRequest, here: Here) -> HttpResponse:
    """Forget the appeal, on a phone that others use."""
    return leave(redirect(here.url("follow")), here)


@require_safe
@at_home
def picture(request: HttpRequest, here: Here, photo: int) -> HttpResponseBase:
    """A picture of the appeal whose code was given."""
    key = followed(request, here)
    if key is None:
        raise NotFound("picture")
    return files.serve(request, here.actor, queries.picture(here.community, key, photo))


@_METHODS
@at_home
@submit_once
def add(request: HttpRequest, here: Here) -> HttpResponseBase:
    """补充: words and pictures."""

    def deed(key: int, values: dict[str, Any]) -> None:
        if not values["text"].strip() and not request.FILES:
            raise Refused(say("Write what is to be added, or choose a picture."), "text")
        if values["text"].strip():
            intake.add(community=here.community, at=here.at, appeal=key, text=values["text"])
        for fault in add_pictures(request, here, key):
            messages.error(request, fault)

    return _act(
        request, here, "add", AddForm, _("Add to it"), _("Added. Thank you."), deed, lambda one: one.may_add
    )


@_METHODS
@at_home
@submit_once
def rate(request: HttpRequest, here: Here) -> HttpResponseBase:
    """评价: solved or not, and how satisfied; not solved means that it is done again."""

    def deed(key: int, values: dict[str, Any]) -> None:
        revisit.rate_by_code(
            community=here.community, appeal=key, at=here.at, solved=values["solved"] == "yes", rating=values["rating"],
            words=values["words"],
        )  # fmt: skip

    return _act(
        request, here, "rate", RateForm, _("Say how it went"), _("Thank you for telling us."), deed, lambda one: one.may_rate
    )  # fmt: skip


@_METHODS
@at_home
@submit_once
def reopen(request: HttpRequest, here: Here) -> HttpResponseBase:
    """没解决: the closed appeal is opened again within its term."""

    def deed(key: int, values: dict[str, Any]) -> None:
        revisit.reopen_by_code(community=here.community, appeal=key, at=here.at, why=values["why"])

    return _act(
        request, here, "reopen", WhyForm, _("It is not solved"), _("It is opened again; we go on with it."), deed,
        lambda one: one.may_reopen,
    )  # fmt: skip


@_METHODS
@at_home
@submit_once
def withdraw(request: HttpRequest, here: Here) -> HttpResponseBase:
    """撤回: the resident takes it back."""

    def deed(key: int, values: dict[str, Any]) -> None:
        revisit.withdraw_by_code(community=here.community, appeal=key, at=here.at, why=values["why"])

    return _act(
        request, here, "withdraw", TakeBackForm, _("Take it back"), _("It is taken back."), deed,
        lambda one: one.may_withdraw,
    )  # fmt: skip


def _act(
    request: HttpRequest, here: Here, verb: str, shape: type[forms.Form], title: str, said: str,
    deed: Callable[[int, dict[str, Any]], None], may: Callable[[PublicRecord], bool],
) -> HttpResponseBase:  # fmt: skip
    """One question on one page. Without the code first the code; what the state does not allow leads back."""
    key = followed(request, here)
    if key is None:
        return redirect(here.url("follow"))
    one = record.public_record(here.community, key, here.at)
    if not may(one):
        messages.warning(request, _("That is not possible any more. The page shows how far it is."))
        return redirect(here.url("follow"))
    form = shape(request.POST if request.method == "POST" else None)
    if request.method == "POST" and tried(form, lambda values: _counted(request, here, key, values, deed)):
        messages.success(request, said)
        return keep(redirect(here.url("follow")), here, key)
    context = {"form": form, "one": one, "verb": verb, "pictures_again": bool(request.FILES)}
    return page(request, here, verb, title, context, back=here.url("follow"), status=status_of(form))


def _counted(
    request: HttpRequest,
    here: Here,
    key: int,
    values: dict[str, Any],
    deed: Callable[[int, dict[str, Any]], None],
) -> None:
    limits.demand("follow act", f"{here.community}-{key}", limit=ACTS, per=HOUR, at=here.at)
    deed(key, values)


def _looked_up(request: HttpRequest, here: Here, form: FollowForm) -> int | None:
    """The appeal of number and code. Whatever is wrong, the answer is the same; too many tries say how long to wait."""
    values = form.cleaned_data
    try:
        ref = accounts.look_up_code(
            purpose="follow",
            text=values["code"],
            source=limits.source(request),
            at=here.at,
            beside=values["number"],
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    if ref is None or ref.community != here.community or not queries.exists(here.community, ref.key):
        form.add_error(None, _("Number and code do not fit. Compare both with the receipt, or call us."))
        return None
    return ref.key


def _title(one: PublicRecord) -> str:
    return _("How far it is: {number}").format(number=one.number)


def _context(here: Here, one: PublicRecord) -> dict[str, Any]:
    """The page in words: state, promise, answers in full, the story by day."""
    promise = queries.promise(here.community, one.id)
    days = [
        (day_words(day, here.on), list(found))
        for day, found in groupby(one.story, key=lambda deed: clock.day_of(deed.at))
    ]
    due = moment_words(promise.due, here.at) if promise and waiting_for(one) else ""
    return {
        "one": one, "promise": promise, "due": due, "sentence": _sentence(one, due),
        "promised": day_words(one.promised_on, here.on) if one.promised_on and one.state in PROMISED else "", "days": days,
        "reopen_until": day_words(clock.day_of(one.reopen_until), here.on) if one.reopen_until and one.may_reopen else "",
        "rating": codes.word(codes.RATINGS, one.rating) if one.rating else "",
        "copy": f"{here.name} {one.number}\n{_sentence(one, due)}",
        **{f"{verb}_url": here.url(verb) for verb in ("add", "rate", "reopen", "withdraw")},
    }  # fmt: skip


def _sentence(one: PublicRecord, due: str) -> str:
    """The state; while nobody has answered, with the moment that was promised, which after hours is another day."""
    if one.state == "registered" and due:
        return _("We have it. You hear from us by {moment}.").format(moment=due)
    return str(one.sentence)


def waiting_for(one: PublicRecord) -> bool:
    """Whether the first answer is still to come."""
    return one.state in ("registered", "accepted") and not one.answers
