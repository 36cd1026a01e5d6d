"""社区设置 › 政策标准: what holds here today, with its legal basis. Read only: files change it."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linli.base import clock
from linli.kernel import NotFound
from linli.places.forms.words import TERMS, term_value, word
from linli.places.queries import areas, terms
from linli.places.queries.shapes import Term

from .gate import actor_of, everybody


@everybody
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Every term that holds for the reader's area on a day (?on=2018-12-31)."""
    actor = actor_of(request)
    on = _day(request.GET.get("on", "")) or clock.today()
    found = terms.terms_of(actor.community or actor.area, on)
    context = {"title": _("Policies and standards"), "terms": [_shown(one, on) for one in found], "on": on}
    return render(request, "places/terms.html", context)


@everybody
@require_GET
def term(request: HttpRequest, key: str) -> HttpResponse:
    """Every version of one term, newest first."""
    actor, on = actor_of(request), clock.today()
    found = terms.history(key, actor.community or actor.area, on)
    if not found:
        raise NotFound("term")
    context = {"title": word(TERMS, key), "terms": [_shown(one, on) for one in found]}
    return render(request, "places/term.html", context)


def _shown(one: Term, on: dt.date) -> dict[str, object]:
    return {
        "term": one,
        "name": word(TERMS, one.key),
        "value": term_value(one.key, one.value),
        "where": areas.name_by_code(one.jurisdiction, on) if one.jurisdiction else _("The whole country"),
        "url": reverse("places:term", args=[one.key]),
    }


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
