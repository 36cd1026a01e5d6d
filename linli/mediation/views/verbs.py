"""What is done about a dispute until it is settled: one question, one form, one action each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms as django
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.kernel import Actor
from linli.ui.words import day_words

from ..actions import accepting, talking
from ..forms import disputes as forms
from ..forms import steps
from ..queries import record as found
from ..queries.record import RecordPage
from .common import actor_of, asked, today

HANDLE, SEAL = "mediation.handle", "mediation.seal"


def address(key: int) -> str:
    """The page of a dispute."""
    return reverse("mediation:dispute", args=[key])


def ask(
    request: HttpRequest, page: RecordPage, form: django.Form, deed: Callable[..., Any], *names: str, title: str, **more: Any
) -> HttpResponse:  # fmt: skip
    """The question of a verb; the deed is done with the fields `names` of the form."""
    actor, (at, on) = actor_of(request), today()
    key = page.one.pk

    def done(typed: dict[str, Any]) -> Any:
        deed(
            actor=actor,
            at=at,
            today=on,
            dispute=key,
            **{name: typed[name] for name in names if name in typed},
        )

    return asked(
        request, form, done, address(key), **{"about": page.title, "title": title, "save": title, **more}
    )


def opened(request: HttpRequest, key: int) -> tuple[Actor, dt.date, RecordPage]:
    """(actor, day, the dispute) of a verb."""
    actor, (_at, on) = actor_of(request), today()
    return actor, on, found.page(actor, key, on=on)


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def accept(request: HttpRequest, key: int) -> HttpResponse:
    """Accept it: number, month, mediators."""
    actor, on, page = opened(request, key)
    form = forms.AcceptForm(
        request.POST or None,
        on=on,
        mediators=found.choices_of_mediators(actor, on),
        initial={"on": on, "version": page.one.version},
    )
    hint = _("It gets the next number of the year and a month in which to be settled.")
    return ask(
        request,
        page,
        form,
        accepting.accept,
        "mediators",
        "how",
        "on",
        "version",
        title=_("Accept"),
        hint=hint,
    )


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def charge(request: HttpRequest, key: int) -> HttpResponse:
    """One more mediator."""
    actor, on, page = opened(request, key)
    taken = {each.mediator_id for each in page.charges}
    free = [pair for pair in found.choices_of_mediators(actor, on) if pair[0] not in taken]
    form = forms.ChargeForm(request.POST or None, on=on, choices={"mediator": free}, initial={"on": on})
    return ask(
        request,
        page,
        form,
        accepting.charge,
        "mediator",
        "how",
        "on",
        title=_("Charge a mediator"),
        save=_("Charge (mediator)"),
    )


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def recuse(request: HttpRequest, key: int) -> HttpResponse:
    """A mediator stands aside."""
    _actor, on, page = opened(request, key)
    held = [(each.mediator_id, each.mediator.name) for each in page.charges if each.recused is None]
    form = forms.RecuseForm(request.POST or None, on=on, choices={"mediator": held}, initial={"on": on})
    hint = _("From then on this dispute is closed to the mediator.")
    return ask(
        request,
        page,
        form,
        accepting.recuse,
        "mediator",
        "reason",
        "on",
        title=_("A mediator stands aside"),
        save=_("Record"),
        hint=hint,
    )


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def rights(request: HttpRequest, key: int) -> HttpResponse:
    """The parties were told."""
    _actor, on, page = opened(request, key)
    form = steps.DayForm(request.POST or None, on=on, initial={"on": on})
    hint = _("Every party was given the notice of rights and duties and signed it.")
    return ask(
        request,
        page,
        form,
        accepting.tell_rights,
        "on",
        title=_("Tell of rights"),
        save=_("Record"),
        hint=hint,
    )


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def extend(request: HttpRequest, key: int) -> HttpResponse:
    """A longer time by consent."""
    _actor, on, page = opened(request, key)
    form = steps.ExtendForm(request.POST or None, on=on, initial={"on": on, "version": page.one.version})
    hint = _("Due on {day} now.").format(day=day_words(page.one.due, on)) if page.one.due else ""
    return ask(
        request,
        page,
        form,
        accepting.extend,
        "until",
        "on",
        "all_agree",
        "version",
        title=_("Extend the time"),
        save=_("Extend"),
        hint=hint,
    )


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def inquiry(request: HttpRequest, key: int) -> HttpResponse:
    """Record an inquiry."""
    return _talk(request, key, "inquiry", _("Record an inquiry"))


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def session(request: HttpRequest, key: int) -> HttpResponse:
    """Record a session."""
    return _talk(request, key, "session", _("Record a session"))


def _talk(request: HttpRequest, key: int, kind: str, title: str) -> HttpResponse:
    actor, on, page = opened(request, key)
    held = [(each.mediator_id, each.mediator.name) for each in page.charges if each.recused is None]
    at = today()[0]
    first = [str(held[0][0])] if held else []
    form = steps.TalkForm(
        request.POST or None,
        on=on,
        mediators=held,
        initial={"on": on, "place": _("mediation room"), "led_by": first},
    )

    def deed(_typed: dict[str, Any]) -> None:
        talking.talk(actor=actor, at=at, today=on, dispute=key, kind=kind, record=form.record())

    return asked(request, form, deed, address(key), title=title, about=page.title, save=_("Record"))
