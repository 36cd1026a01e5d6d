"""Adding a dated status to a person and ending it: only for the social workers of its line."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.submit import submit_once

from .. import actions, queries
from ..forms import EndForm, StatusForm
from ..rules.sight import status_kinds
from .changes import asked
from .common import actor_of


def _back(key: int) -> str:
    return reverse("residents:person", args=[key])


@accounts.needs("residents.status")
@require_http_methods(["GET", "POST"])
@submit_once
def grant(request: HttpRequest, key: int) -> HttpResponse:
    """Add a dated status with its source."""
    actor, at = actor_of(request), clock.now()
    on = clock.day_of(at)
    page = queries.person.person_for(actor, key, on=on)
    kinds = status_kinds(actor)
    form = StatusForm(request.POST or None, on=on, kinds=kinds, initial={"start": on})

    def deed(values: dict[str, Any]) -> Any:
        return actions.grant(actor=actor, at=at, on=values["start"], person=key, kind=values["kind"], source=values["source"],
                             category=values["category"], level=values["level"], number=values["number"], review_on=values["end"])  # fmt: skip

    return asked(
        request,
        form,
        deed,
        _back(key),
        said=_("Saved."),
        title=_("Add a status"),
        about=page.name,
        save=_("Register"),
    )


@accounts.needs("residents.status")
@require_http_methods(["GET", "POST"])
@submit_once
def end_status(request: HttpRequest, key: int) -> HttpResponse:
    """The status no longer holds."""
    actor, at = actor_of(request), clock.now()
    held = queries.statuses.status(actor, key, on=clock.day_of(at))
    form = EndForm(
        request.POST or None, on=clock.day_of(at), initial={"on": clock.day_of(at), "version": held.version}
    )

    def deed(values: dict[str, Any]) -> Any:
        if values["mistake"]:
            return actions.void_status(actor=actor, at=at, status=key)
        return actions.end_status(actor=actor, at=at, status=key, on=values["on"], version=values["version"])

    return asked(
        request,
        form,
        deed,
        _back(held.person_id),
        said=_("Saved."),
        title=_("End the status"),
        about=held.name,
        save=_("End the status"),
        danger=True,
    )
