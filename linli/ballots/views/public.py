"""Votes for residents without an account: what is voted on, voting with a printed code, results, ballots, receipts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from linli.accounts import api as accounts
from linli.base import clock, limits
from linli.base.scope import community_scope
from linli.base.submit import submit_once
from linli.kernel import Actor, NotFound, Refused, say
from linli.places import api as places
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
    community, at = _community(area), clock.now()
    with community_scope(community):
        rows = [
            (one, sentence(one, until, marked, at), state_of(one))
            for one, until, marked in public.votes(community)
        ]
        return _page(request, community, area, "votes", {"title": _("Votes"), "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@submit_once
def vote(request: HttpRequest, area: str) -> HttpResponse:
    """Vote with the code of a slip: the code, the ballot, the confirmation."""
    community, at = _community(area), clock.now()
    typed = request.POST.get("code", request.GET.get("k", "") if request.method == "GET" else "")[:40]
    with community_scope(community):
        if request.method != "POST":
            return _code_page(request, community, area, typed, "")
        try:
            line, page = _line(request, community, typed)
            over = page.until is not None and at >= page.until
            may_cast(page.counted.state, page.counted.secret, over).demand()
            may_mark(line.recused, line.voted).demand()
        except Refused as refused:
            return _code_page(request, community, area, typed, str(refused))
        frame = casting.Frame(
            "ballots/public/vote.html", reverse("voting:receipt", args=[area]),
            _shared(community, area) | {"back_url": reverse("voting:vote", args=[area]), "voter": line.name},
            (("code", typed),),
        )  # fmt: skip
        actor = Actor.system("voted with a code", community)
        return casting.ballot(
            request, page, frame,
            lambda chosen, points: actions.cast(
                actor=actor, at=at, voter=line.id, vote=chosen, points=points, way=codes.CODE
            ),
        )  # fmt: skip


def _line(request: HttpRequest, community: int, typed: str) -> tuple[Any, Any]:
    """(line of the roll, decision) that a code opens. Raises Refused, also after too many wrong codes."""
    accounts.may_be_code(typed).demand("code")
    ref = accounts.look_up_code(purpose=PURPOSE, text=typed, source=limits.source(request), at=clock.now())
    found = (
        public.line(community, ref.key)
        if ref and ref.subject == SUBJECT and ref.community == community
        else None
    )
    if found is None:
        raise Refused(say("This code opens no vote here. Compare it with the slip, or call us."), "code")
    return found


def _code_page(request: HttpRequest, community: int, area: str, typed: str, wrong: str) -> HttpResponse:
    context = {"title": _("Vote"), "typed": typed, "wrong": wrong}
    return _page(request, community, area, "code", context, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def receipt(request: HttpRequest, area: str) -> HttpResponse:
    """The receipt just given, or the check of one that somebody holds."""
    community = _community(area)
    fresh = request.get_signed_cookie(casting.RECEIPT, default="", max_age=600) or ""
    typed = request.POST.get("receipt", "")[:40]
    with community_scope(community):
        wrong = ""
        if typed:
            room = limits.take("receipt", limits.source(request), limit=60, per=public.HOUR, at=clock.now())
            wrong = "" if room else _("Tried too often. Try again in {n} minutes.").format(n=room.minutes)
        title = "" if wrong else roll.receipt(community, typed or fresh) if typed or fresh else ""
        context = {
            "title": _("Receipt of a vote"), "fresh": fresh if not typed and title else "", "typed": typed, "of": title, "wrong": wrong,
        }  # fmt: skip
        return _page(request, community, area, "receipt", context, status=422 if typed and not title else 200)


@require_safe
def decision(request: HttpRequest, area: str, key: int) -> HttpResponse:
    """One vote: what is asked, until when; once closed the result with its arithmetic."""
    community, at = _community(area), clock.now()
    with community_scope(community):
        page = public.page(community, key)
        context = {
            "title": page.counted.title, "page": page, "sentence": sentence(page.counted, page.until, public.marked(key), at),
            "lines": telling.lines(page), "told": telling.told(page), "open": bool(may_cast(page.counted.state, True, bool(page.until and at >= page.until))),
            "may_list": bool(page.head) and bool(may_publish(page.ballots)), "why_not": may_publish(page.ballots).reason if page.head else None,
            "rows_of": page.counted.state == codes.CLOSED,
        }  # fmt: skip
        return _page(request, community, area, "decision", context)


@require_safe
def ballots(request: HttpRequest, area: str, key: int) -> HttpResponse:
    """The anonymous ballots in key order with their chain, from 50 ballots on."""
    community = _community(area)
    with community_scope(community):
        one = public.published(community, key)
        pack = packs.pack(one)
        page = public.page(community, key)
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
        return _page(
            request, community, area, "ballots", context, back=reverse("voting:decision", args=[area, key])
        )


@require_safe
def pack(request: HttpRequest, area: str, key: int) -> HttpResponse:
    """The result pack as a file."""
    community = _community(area)
    with community_scope(community):
        content = written(packs.pack(public.published(community, key)))
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="vote-{key}.json"'
    return response


@require_safe
def recount(request: HttpRequest, area: str) -> FileResponse:
    """The plain Python file that recounts a pack."""
    _community(area)
    return FileResponse(
        RECOUNT.open("rb"), as_attachment=True, filename="recount.py", content_type="text/x-python"
    )


def _community(area: str) -> int:
    place = places.area_by_code(area)
    if place is None or place.level != "community":
        raise NotFound("community")
    return place.id


def _shared(community: int, area: str) -> dict[str, Any]:
    phone = settings.LINLI_PHONE
    return {
        "community_name": places.name_of(community, clock.today()), "area": area, "actor": None, "navigation": None,
        "account": None, "call": Link(phone, f"tel:{phone}") if phone else None,
    }  # fmt: skip


def _page(
    request: HttpRequest, community: int, area: str, name: str, context: dict[str, Any], *, status: int = 200, back: str = ""
) -> HttpResponse:  # fmt: skip
    first = reverse("project:community", args=[area])
    around = {
        **_shared(community, area),
        "back_url": back or (first if name == "votes" else reverse("voting:votes", args=[area])),
    }
    return render(request, f"ballots/public/{name}.html", {**around, **context}, status=status)
