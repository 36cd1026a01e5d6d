"""分开办理: one appeal that asks several things becomes parts, each with its own handler."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.submit import submit_once
from linli.kernel import Refused, Stale

from ..actions import merge
from ..forms.verbs import PARTS_MOST, Part
from . import prepare, words
from .common import actor_of, version_of


@accounts.needs("appeals.handle")
@require_http_methods(["GET", "POST"])
@submit_once
def split(request: HttpRequest, key: int) -> HttpResponse:
    """Two to four parts; the appeal itself goes on with what is left."""
    actor, at = actor_of(request), clock.now()
    held = prepare.hold(actor, key, at)
    people, categories = words.colleagues(actor, at), words.flat(actor, at)
    forms = [
        Part(
            request.POST or None, prefix=f"part{n}", on=clock.day_of(at), people=people, categories=categories,
            initial={"category": held.record.category},
        )
        for n in range(1, PARTS_MOST + 1)
    ]  # fmt: skip
    wrong: str = ""
    stale: Stale | None = None
    if request.method == "POST" and all(form.is_valid() for form in forms):
        parts = [_part(form.cleaned_data) for form in forms if form.cleaned_data["text"].strip()]
        try:
            merge.split(actor=actor, at=at, appeal=key, parts=parts, version=version_of(request))
        except Refused as refused:
            wrong = str(refused)
        except Stale as found:
            stale = found
        else:
            messages.success(request, _("{n} parts go on by themselves.").format(n=len(parts)))
            return redirect(held.url)
    context = {
        "title": _("Split into parts"), "held": held, "forms": forms, "wrong": wrong, "stale": stale, "cancel_url": reverse("appeals:appeal", args=[key]),
    }  # fmt: skip
    status = 409 if stale else 422 if wrong or any(form.errors for form in forms) else 200
    return render(request, "appeals/split.html", context, status=status)


def _part(values: dict[str, Any]) -> Any:
    return merge.PartParts(
        text=values["text"].strip(), category=values["category"], handler=values["handler"]
    )
