"""What is done with a visit's record: correcting, the wrong clock, taking back, photos, a paper list at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.ui.fields import DatedForm
from linli.ui.words import day_words

from ..actions import visits as actions
from ..forms.visits import PHOTO_HINT, ClockForm, CorrectForm, VoidForm
from ..queries import visits
from ..rules import visits as rules
from .common import actor_of, asked, today


@accounts.needs("contact.record")
@require_http_methods(["GET", "POST"])
@submit_once
def correct(request: HttpRequest, key: int) -> HttpResponse:
    """Put right what was written down wrong; both versions where somebody was quicker."""
    actor, (at, on) = actor_of(request), today()
    row = visits.visit(actor, key, on)
    rules.may_change(actor, row.user).demand()
    held = {name: getattr(row, name) for name in rules.CORRECTABLE} | {"version": row.version}
    form = CorrectForm(request.POST or None, on=on, initial=held, short=not rules.visits_in_full(actor))

    def deed(values: dict[str, Any]) -> Any:
        reason, version = values.pop("reason", ""), values.pop("version", None)
        return actions.correct(actor=actor, at=at, visit=key, version=version, reason=reason, **values) or True  # fmt: skip

    return asked(
        request, form, deed, reverse("contact:visit", args=[key]), title=_("Correct the visit"), save=_("Save"),
    )  # fmt: skip


@accounts.needs("contact.record")
@require_http_methods(["GET", "POST"])
@submit_once
def clock_day(request: HttpRequest, key: int) -> HttpResponse:
    """The phone's clock was wrong: the writer says which day it was."""
    actor, (at, on) = actor_of(request), today()
    row = visits.visit(actor, key, on)
    rules.may_change(actor, row.user).demand()
    form = ClockForm(request.POST or None, on=on, initial={"went": row.went, "version": row.version})

    def deed(values: dict[str, Any]) -> Any:
        actions.correct(actor=actor, at=at, visit=key, version=values["version"], went=values["went"])
        return True

    off = abs(row.clock_off) // 3600
    hint = _("The phone's clock was {n} hours off when it sent this. Counted back, the visit was on {day}.").format(
        n=off, day=day_words(row.went, on)
    )  # fmt: skip
    return asked(
        request, form, deed, reverse("contact:visit", args=[key]), title=_("Which day was the visit?"), save=_("Confirm the day"),
        hint=hint,
    )  # fmt: skip


@accounts.needs("contact.record")
@require_http_methods(["GET", "POST"])
@submit_once
def void(request: HttpRequest, key: int) -> HttpResponse:
    """Take a visit back that was entered by mistake."""
    actor, (at, on) = actor_of(request), today()
    row = visits.visit(actor, key, on)
    rules.may_change(actor, row.user).demand()
    form = VoidForm(request.POST or None, on=on, initial={"version": row.version})

    def deed(values: dict[str, Any]) -> Any:
        actions.void(actor=actor, at=at, visit=key, version=values["version"], reason=values["reason"])
        return True

    return asked(
        request, form, deed, reverse("contact:visit", args=[key]), to=lambda _done: reverse("contact:visits"),
        title=_("Take the visit back"), save=_("Take back"), danger=True, said=_("Taken back."),
        question=_("The visit counts no more. Its appeals stay: what residents asked for is asked."),
    )  # fmt: skip


class PhotoForm(DatedForm):
    """One photo."""

    photos = forms.FileField(
        label=gettext_lazy("Photo"), help_text=PHOTO_HINT, widget=forms.FileInput(attrs={"accept": "image/*"})
    )  # fmt: skip
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


@accounts.needs("contact.visit")
@require_http_methods(["GET", "POST"])
@submit_once
def picture(request: HttpRequest, key: int) -> HttpResponse:
    """Add a photo where words do not do."""
    actor, (at, on) = actor_of(request), today()
    rules.may_change(actor, visits.visit(actor, key, on).user).demand()
    form = PhotoForm(request.POST or None, request.FILES or None, on=on)

    def deed(values: dict[str, Any]) -> Any:
        sent = values["photos"]
        return actions.picture(actor=actor, at=at, visit=key, content=sent.read(), name=sent.name or "photo")

    return asked(
        request, form, deed, reverse("contact:visit", args=[key]), title=_("Add a photo"), save=_("Add"),
    )  # fmt: skip
