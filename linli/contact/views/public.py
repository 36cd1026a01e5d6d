"""招募民情信使 without an account: what is asked for, one short form, and that we have it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from linli.base import clock, limits, proof
from linli.base.scope import community_scope
from linli.base.submit import submit_once
from linli.kernel import NotFound, Refused
from linli.places import api as places
from linli.ui.deeds import tried
from linli.ui.parts import Link

from ..actions import recruitments
from ..forms.recruitments import ApplyForm
from ..queries import recruitments as found
from ..queries import roster
from ..rules.recruitment import may_apply

PURPOSE = "messenger"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@submit_once
def call(request: HttpRequest, area: str, key: int) -> HttpResponse:
    """One call with its form; whoever applied with this phone before is told the same as everybody."""
    community, at = _community(area), clock.now()
    on = clock.day_of(at)
    with community_scope(community):
        one = found.public(community, key)
        form = ApplyForm(request.POST or None, on=on)
        sent = request.method == "POST" and form.is_valid() and _by_a_person(request, form)
        if sent and tried(form, lambda typed: _apply(community, key, typed)) is not None:
            return redirect("calling:applied", area, key)
        context = {
            "title": one.title, "one": one, "form": form, "may_apply": may_apply(one.call, on),
            "proof": proof.fields(PURPOSE, at=at, sent=request.POST or None), "names": ("name", "phone", "hours", "words"),
        }  # fmt: skip
        return _page(request, community, area, "call", context, status=422 if form.errors else 200)


@require_safe
@never_cache
def applied(request: HttpRequest, area: str, key: int) -> HttpResponse:
    """We have it, and what happens next; nothing of anybody's application."""
    community = _community(area)
    with community_scope(community):
        one = found.public(community, key)
        return _page(
            request, community, area, "applied", {"title": _("We have your application"), "one": one}
        )


def _community(area: str) -> int:
    place = places.area_by_code(area)
    if place is None or place.level != "community":
        raise NotFound("community")
    return place.id


def _apply(community: int, key: int, typed: dict[str, Any]) -> None:
    recruitments.apply(
        actor=recruitments.applicant(community), at=clock.now(), recruitment=key, name=typed["name"], phone=typed["phone"],
        words=typed["words"], hours=typed["hours"],
    )  # fmt: skip


def _by_a_person(request: HttpRequest, form: ApplyForm) -> bool:
    try:
        proof.demand(request.POST, PURPOSE, source=limits.source(request), at=clock.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _page(
    request: HttpRequest, community: int, area: str, name: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """With the name of the community, who to call and the way back."""
    at = clock.now()
    who = roster.answering(community, at, settings.LINLI_PHONE)
    shared = {
        "community_name": places.name_of(community, clock.day_of(at)), "actor": None, "navigation": None, "account": None,
        "call": Link(who.phone, f"tel:{who.phone}") if who else None, "back_url": reverse("project:community", args=[area]),
    }  # fmt: skip
    return render(request, f"contact/public/{name}.html", {**shared, **context}, status=status)
