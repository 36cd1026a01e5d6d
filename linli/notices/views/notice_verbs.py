"""What is done about a notice: one question, one form, one action each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.kernel import Actor
from linli.ui.words import short_day

from ..actions import attaching, drafting, objecting, showing
from ..forms import notices as forms
from ..queries import least
from ..queries import listing as found
from ..queries.listing import NoticePage
from ..rules import codes
from .common import actor_of, asked, audience_choices, today

_DRAFT, _APPROVE = "notices.draft", "notices.approve"
_SEVEN = dt.timedelta(days=6)


def _page(key: int) -> str:
    return reverse("notices:notice", args=[key])


@accounts.needs(_DRAFT)
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """Draft a notice."""
    actor, (at, on) = actor_of(request), today()
    cells, buildings = audience_choices(actor, on)
    initial = {"start": on, "last": on + _SEVEN, "objections": True, "ways": ["board"]}
    form = forms.NoticeForm(request.POST or None, on=on, cells=cells, buildings=buildings, initial=initial)

    def deed(_typed: dict[str, Any]) -> int:
        return drafting.draft(actor=actor, at=at, **form.parts)

    return asked(
        request, form, deed, reverse("notices:notices"), to=_page, title=_("Draft a notice"), about=_("Notices"),
        hint=_derived(actor, form, on), save=_("Save the draft"),
    )  # fmt: skip


@accounts.needs(_DRAFT)
@require_http_methods(["GET", "POST"])
@submit_once
def change(request: HttpRequest, key: int) -> HttpResponse:
    """Change a draft."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    held, window = page.held, page.row.window
    cells, buildings = audience_choices(actor, on)
    initial = {
        **{name: getattr(held, name) for name in ("kind", "category", "title", "text", "basis", "readers", "start", "version")},
        "last": window.last, "objections": window.opens is not None, "ways": list(held.forms), "cells": page.cells, "buildings": page.buildings,
        "first_objection": window.opens if window.opens != window.start else None,
        "last_objection": window.last_objection if window.closes != window.end else None,
    }  # fmt: skip
    form = forms.NoticeForm(request.POST or None, on=on, cells=cells, buildings=buildings, initial=initial)

    def deed(typed: dict[str, Any]) -> None:
        drafting.change(actor=actor, at=at, notice=key, version=typed["version"], **form.parts)

    hint = [_("Sent back: {why}").format(why=held.sent_back)] if held.sent_back else []
    return asked(
        request, form, deed, _page(key), title=_("Change the draft"), about=page.row.title,
        hint=" ".join([*hint, _derived(actor, form, on)]),
    )  # fmt: skip


def _derived(actor: Actor, form: forms.NoticeForm, on: dt.date) -> str:
    """How long objections must be possible, with the days, so that nobody has to count."""
    first = form.cleaned_data.get("start") if form.is_bound and form.is_valid() else form.initial.get("start")
    told = least.told(actor.community or 0, first or on, on)
    return " ".join(_("Objections to a {kind}: {how}.").format(kind=kind, how=words) for kind, words in told)


@accounts.needs(_DRAFT)
@require_http_methods(["GET", "POST"])
@submit_once
def submit(request: HttpRequest, key: int) -> HttpResponse:
    """Ask for approval."""
    words = _("The secretary or the committee approves it; shown from {start} to {last}.")
    return _plain(request, key, drafting.submit, _("Submit"), words)


@accounts.needs(_DRAFT)
@require_http_methods(["GET", "POST"])
@submit_once
def drop(request: HttpRequest, key: int) -> HttpResponse:
    """It is not shown at all."""
    return _plain(request, key, drafting.drop, _("Give up"), _("It is not shown at all."), danger=True)


@accounts.needs(_APPROVE)
@require_http_methods(["GET", "POST"])
@submit_once
def approve(request: HttpRequest, key: int) -> HttpResponse:
    """From its first day on everybody reads it."""
    words = _("Everybody reads it from {start} to {last}. On the next day it is gone by itself.")
    return _plain(request, key, showing.approve, _("Approve"), words, read=True)


@accounts.needs(_DRAFT)
@require_http_methods(["GET", "POST"])
@submit_once
def paper(request: HttpRequest, key: int) -> HttpResponse:
    """The paper came off the wall."""
    return _plain(
        request,
        key,
        showing.paper_down,
        _("Paper taken down"),
        _("The paper of this notice was taken off the wall today."),
    )


def _plain(
    request: HttpRequest, key: int, deed: Callable[..., Any], verb: str, words: str, *, danger: bool = False, read: bool = False
) -> HttpResponse:  # fmt: skip
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    window = page.row.window
    form = forms.PlainForm(request.POST or None, on=on, initial={"version": page.row.version})

    def done(typed: dict[str, Any]) -> None:
        deed(actor=actor, at=at, notice=key, version=typed["version"])

    hint = words.format(start=short_day(window.start, on), last=short_day(window.last, on))
    return asked(
        request, form, done, _page(key), title=verb, about=page.row.title, save=verb, danger=danger, hint=hint,
        template="notices/read.html" if read else "ui/question.html", one=page.held, basis=page.held.basis,
        kind=codes.word(codes.KINDS, page.row.kind), audience="、".join(page.audience),
    )  # fmt: skip


@accounts.needs(_APPROVE)
@require_http_methods(["GET", "POST"])
@submit_once
def send_back(request: HttpRequest, key: int) -> HttpResponse:
    """Back to who drafted it."""
    return _written(request, key, forms.MendForm, showing.send_back, _("Send back"), "reason")


@accounts.needs(_APPROVE)
@require_http_methods(["GET", "POST"])
@submit_once
def take_down(request: HttpRequest, key: int) -> HttpResponse:
    """Before its last day."""
    words = _("Nobody is shown it any more from now on.")
    return _written(
        request, key, forms.ReasonForm, showing.take_down, _("Take down"), "reason", words=words, danger=True
    )


@accounts.needs(_APPROVE)
@require_http_methods(["GET", "POST"])
@submit_once
def conclude(request: HttpRequest, key: int) -> HttpResponse:
    """What came of the objections."""
    words = _("Residents read it on the notice's page and in the archive.")
    return _written(request, key, forms.ResultForm, showing.conclude, _("Conclude"), "result", words=words)


@accounts.needs(_APPROVE)
@require_http_methods(["GET", "POST"])
@submit_once
def correct(request: HttpRequest, key: int) -> HttpResponse:
    """Mend what stands there."""
    return _written(
        request, key, forms.CorrectForm, showing.correct, _("Correct"), "title", "text", "correction"
    )


def _written(
    request: HttpRequest, key: int, kind: Callable[..., Any], deed: Callable[..., Any], verb: str, *names: str, words: str = "",
    danger: bool = False,
) -> HttpResponse:  # fmt: skip
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    initial = {
        "version": page.row.version,
        "title": page.held.title,
        "text": page.held.text,
        "result": page.held.result,
    }
    form = kind(request.POST or None, on=on, initial=initial)

    def done(typed: dict[str, Any]) -> None:
        deed(
            actor=actor, at=at, notice=key, version=typed["version"], **{name: typed[name] for name in names}
        )

    return asked(
        request, form, done, _page(key), title=verb, about=_about(page), save=verb, danger=danger, hint=words
    )


@accounts.needs(_DRAFT)
@require_http_methods(["GET", "POST"])
@submit_once
def object_to(request: HttpRequest, key: int) -> HttpResponse:
    """An objection that somebody brought to the office; it becomes an appeal."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    form = forms.ObjectionForm(request.POST or None, on=on)

    def deed(typed: dict[str, Any]) -> None:
        names = ("channel", "text", "name", "phone")
        made = objecting.object_to(actor=actor, at=at, notice=key, **{name: typed[name] for name in names})
        messages.success(
            request, _("Appeal {number}; the resident follows it with code {code}.").format(number=made.number, code=made.code)
        )  # fmt: skip

    return asked(
        request, form, deed, _page(key), title=_("Enter an objection"), about=_about(page), save=_("Enter"),
        hint=_("It becomes an appeal with its number; it is answered there and counted here."),
    )  # fmt: skip


@accounts.needs(_DRAFT)
@require_http_methods(["GET", "POST"])
@submit_once
def attach(request: HttpRequest, key: int) -> HttpResponse:
    """A paper that belongs to it, such as a table or a plan."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    form = forms.AttachForm(request.POST or None, request.FILES or None, on=on)

    def deed(typed: dict[str, Any]) -> int:
        sent = typed["file"]
        return attaching.attach(
            actor=actor, at=at, notice=key, name=sent.name or "", content=sent.read(), kind=sent.content_type or "",
        )  # fmt: skip

    return asked(
        request, form, deed, _page(key), to=lambda done: _page(key), title=_("Add a paper"), about=_about(page), save=_("Add"),
        hint=_("Workers open it. Nothing that names people belongs in it: what residents read is the text alone."),
    )  # fmt: skip


def _about(page: NoticePage) -> str:
    return page.row.title
