"""Votes for residents without an account: what is voted on, voting with a printed code, results, ballots, receipts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from linli.accounts import api as accounts
from linli.base import clock, limits
from linli.base.scope import community_scope
from linli.kernel import Actor, NotFound, Refused, say
from linli.places import api as places
from linli.places.api import Place
from linli.ui.parts import Link

from ..actions import casting as actions
from ..queries import packs, public, roll
from ..rules import codes
from ..rules.decisions import may_cast, may_mark
from ..rules.pack import RECOUNT, may_publish, written
from . import casting, telling
from .common import sentence, state_of

#: What a code for voting is for.
PURPOSE, SUBJECT = "vote", "ballots.voter"
_SHOWN = 200


@require_safe
def listing(request: HttpRequest, area: str) -> HttpResponse:
    """Votes that run and results, newest first."""
    place, at = _place(area), clock.now()
    with community_scope(place.id):
        rows = [
            (one, sentence(one, until, marked, at), state_of(one))
            for one, until, marked in public.votes(place.id)
        ]
        return _page(request, place, "votes", {"title": _("Votes"), "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def vote(request: HttpRequest, area: str) -> HttpResponse:
    """Vote with the code of a slip: the code, the ballot, the confirmation. A second sending finds the receipt."""
    place, at = _place(area), clock.now()
    typed, wrong = request.POST.get("code", "")[:40], None
    with community_scope(place.id, last=True):
        if request.method != "POST":
            return _code_page(request, place, request.GET.get("k", "")[:40], "")
        try:
            voter = _voter(request, place.id, typed, at)
        except Refused as refused:
            return _code_page(request, place, typed, str(refused))
        if request.POST.get(casting.STEP) == casting.CAST:
            try:
                with transaction.atomic():
                    text = actions.cast(
                        actor=Actor.system("voted with a code", place.id), at=at, voter=voter, way=codes.CODE,
                        read=lambda asked: casting.read(request, asked),
                    )  # fmt: skip
                return casting.done(reverse("voting:receipt", args=[area]), text)
            except Refused as refused:
                wrong = refused
        line, page = public.line(place.id, voter)
        over = page.until is not None and at >= page.until
        for verdict in (
            may_cast(page.counted.state, page.counted.secret, over),
            may_mark(line.recused, line.voted, line.twice),
        ):
            if verdict.reason is not None:
                return _code_page(
                    request, place, typed, str(verdict.reason), voter if line.way == codes.CODE else 0
                )
        around = _shared(place) | {"back_url": reverse("voting:vote", args=[area]), "voter": line.name}
        return casting.ballot(
            request, page, casting.Frame("ballots/public/vote.html", around, (("code", typed),)), wrong
        )


def _voter(request: HttpRequest, community: int, typed: str, at: dt.datetime) -> int:
    """The line of a roll that a code opens. Raises Refused, also after too many wrong codes."""
    accounts.may_be_code(typed).demand("code")
    ref = accounts.look_up_code(purpose=PURPOSE, text=typed, source=limits.source(request), at=at)
    if ref is None or ref.subject != SUBJECT or ref.community != community:
        raise Refused(say("This code opens no vote here. Compare it with the slip, or call us."), "code")
    return ref.key


def _code_page(request: HttpRequest, place: Place, typed: str, wrong: str, voted: int = 0) -> HttpResponse:
    """The field for the code. voted: the line that was marked with it, whose receipt is shown again."""
    context = {
        "title": _("Vote"), "typed": typed, "wrong": wrong, "receipt": roll.receipt_text(voted) if voted else "",
    }  # fmt: skip
    return _page(request, place, "code", context, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def receipt(request: HttpRequest, area: str) -> HttpResponse:
    """The receipt just given, or the check of one that somebody holds."""
    place = _place(area)
    fresh = request.get_signed_cookie(casting.RECEIPT, default="", max_age=600) or ""
    typed = request.POST.get("receipt", "")[:40]
    with community_scope(place.id):
        wrong = ""
        if typed:
            room = limits.take("receipt", limits.source(request), limit=60, per=public.HOUR, at=clock.now())
            wrong = "" if room else _("Tried too often. Try again in {n} minutes.").format(n=room.minutes)
        title = "" if wrong else roll.receipt(place.id, typed or fresh) if typed or fresh else ""
        context = {
            "title": _("Receipt of a vote"), "fresh": fresh if not typed and title else "", "typed": typed, "of": title, "wrong": wrong,
        }  # fmt: skip
        return _page(request, place, "receipt", context, status=422 if typed and not title else 200)


@require_safe
def decision(request: HttpRequest, area: str, key: int) -> HttpResponse:
    """One vote: what is asked, until when; once closed the result with its arithmetic."""
    place, at = _place(area), clock.now()
    with community_scope(place.id):
        page = public.page(place.id, key)
        context = {
            "title": page.counted.title, "page": page, "sentence": sentence(page.counted, page.until, public.marked(key), at),
            "lines": telling.lines(page), "told": telling.told(page), "open": bool(may_cast(page.counted.state, True, bool(page.until and at >= page.until))),
            "may_list": bool(page.head) and bool(may_publish(page.ballots)), "why_not": may_publish(page.ballots).reason if page.head else None,
            "rows_of": page.counted.state == codes.CLOSED,
        }  # fmt: skip
        return _page(request, place, "decision", context)


@require_safe
def ballots(request: HttpRequest, area: str, key: int) -> HttpResponse:
    """The anonymous ballots in key order with their chain, from 50 ballots on."""
    place = _place(area)
    with community_scope(place.id):
        one = public.published(place.id, key)
        pack = packs.pack(one)
        page = public.page(place.id, key)
        links = dict(pack["links"])
        start = min(
            max(int(request.GET.get("from", "0")) if request.GET.get("from", "0").isdecimal() else 0, 0),
            10**6,
        )
        rows = [
            (number, "、".join(telling.ballot(page.asked, vote, points)) or _("blank"), links[number])
            for number, vote, points in pack["ballots"][start : start + _SHOWN]
        ]
        further = start + _SHOWN if start + _SHOWN < len(pack["ballots"]) else 0
        context = {
            "title": _("Ballots: {title}").format(title=page.counted.title), "rows": rows, "page": page, "start": pack["start"],
            "further": further, "back_to": max(start - _SHOWN, 0) if start else None, "count": len(pack["ballots"]),
            "first": start + 1, "last": start + len(rows),
        }  # fmt: skip
        return _page(request, place, "ballots", context, back=reverse("voting:decision", args=[area, key]))


@require_safe
def pack(request: HttpRequest, area: str, key: int) -> HttpResponse:
    """The result pack as a file."""
    place = _place(area)
    with community_scope(place.id):
        content = written(packs.pack(public.published(place.id, key)))
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="vote-{key}.json"'
    return response


@require_safe
def recount(request: HttpRequest, area: str) -> HttpResponse:
    """The plain Python file that recounts a pack."""
    _place(area)
    response = HttpResponse(RECOUNT.read_bytes(), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="recount.py"'
    return response


def _place(area: str) -> Place:
    """The community of an address, with its name. Raises NotFound. One query."""
    found = places.communities_meant(area, clock.today())
    if not found:
        raise NotFound("community")
    return found[0]


def _shared(place: Place) -> dict[str, Any]:
    duty = accounts.duty_now(place.id, clock.now())
    phone = (duty.phone if duty else "") or settings.LINLI_PHONE
    return {
        "community_name": place.name, "area": place.code, "actor": None, "navigation": None,
        "account": None, "call": Link(phone, f"tel:{phone}") if phone else None,
    }  # fmt: skip


def _page(
    request: HttpRequest, place: Place, name: str, context: dict[str, Any], *, status: int = 200, back: str = ""
) -> HttpResponse:  # fmt: skip
    first = reverse("project:community", args=[place.code])
    usual = first if name == "votes" else reverse("voting:votes", args=[place.code])
    return render(
        request,
        f"ballots/public/{name}.html",
        {**_shared(place), "back_url": back or usual, **context},
        status=status,
    )
