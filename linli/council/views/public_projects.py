"""Projects for residents, without an account: the list, one whole, following it; saying what should be done."""

from __future__ import annotations

import datetime as dt
import functools
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from linli.appeals import api as appeals
from linli.base import clock, limits, proof
from linli.base.scope import community_scope
from linli.base.submit import submit_once
from linli.files import api as files
from linli.kernel import Actor, NotFound, Refused
from linli.kernel.text import without_controls
from linli.places import api as places
from linli.ui.asking import whole
from linli.ui.deeds import tried
from linli.ui.parts import Link

from ..actions import closing, opinions
from ..actions.opinions import Words
from ..forms.opinions import FollowForm, SayForm
from ..queries import opinions as opinion_rows
from ..queries import public_projects as found
from ..rules import codes as bodies
from ..rules import project_codes as codes
from .project_pages import way

SIZE = 20
SAY, FOLLOW = "opinion", "project"


@dataclass(frozen=True, slots=True)
class Here:
    """The community of the address."""

    community: int
    code: str
    name: str
    at: dt.datetime

    @property
    def on(self) -> dt.date:
        """The day in China."""
        return clock.day_of(self.at)

    @property
    def resident(self) -> Actor:
        """Who acts behind a page without an account."""
        return Actor.system("resident's page", self.community)


def _at_home(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give a view its community instead of the code; NotFound for a code that nobody bears."""

    @functools.wraps(view)
    @never_cache
    def shown(request: HttpRequest, area: str, **keys: Any) -> HttpResponseBase:
        at = clock.now()
        place = next(iter(places.communities_meant(area, clock.day_of(at))), None)
        if place is None:
            raise NotFound("community")
        with community_scope(place.id):
            return view(request, Here(place.id, area, place.name, at), **keys)

    return shown


@require_safe
@_at_home
def listing(request: HttpRequest, here: Here) -> HttpResponse:
    """All projects that residents see, newest year first."""
    text = without_controls(request.GET.get("q", "")).strip()[:60]
    page = found.listing(here.community, text=text, page=whole(request.GET.get("page")) or 1, size=SIZE)
    rows = [
        {
            "row": row,
            "state": codes.STATES[row.state],
            "url": reverse("projects:project", args=[here.code, row.id]),
        }
        for row in page.rows
    ]
    return _page(request, here, "projects", _("What became of residents' words"), {
        "rows": rows, "found": page, "query": text, "say_url": reverse("projects:say", args=[here.code]),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@_at_home
@submit_once
def project(request: HttpRequest, here: Here, key: int) -> HttpResponse:
    """One project: whose words, what was decided and how, where the money went, before and after; follow it."""
    one = found.page(here.community, key, here.on)
    row = one.page.row
    form = FollowForm(request.POST or None, on=here.on)
    if request.method == "POST" and form.is_valid() and _by_a_person(request, form, FOLLOW):
        stays = "leave" not in request.POST
        if tried(form, lambda typed: _follow(here, key, typed["phone"], stays=stays)) is not None:
            return redirect(f"{request.path}?followed={int(stays)}")
    pictures = [
        {
            **each,
            "url": reverse("projects:photo", args=[here.code, each["id"]]),
            "phase": codes.PHOTOS[each["phase"]],
        }
        for each in one.page.photos
    ]
    context = {
        "one": one, "row": row, "state": codes.word(codes.STATES, row.state), "way": way(one.page), "pictures": pictures, "form": form,
        "proof": proof.fields(FOLLOW, at=here.at, sent=request.POST or None), "followed": request.GET.get("followed") == "1", "left": request.GET.get("followed") == "0",
        "may_follow": row.state not in codes.ENDED,
        "decisions": [{"ref": ref, "word": codes.word(bodies.OUTCOMES, ref.state)} for ref in one.decisions],
        "changes": [{**each, "word": codes.CHANGE_STATES[each["state"]]} for each in one.page.changes],
        "paid": [each for each in one.page.payments if each["state"] == "paid"],
        "acceptances": [
            {**each, "word": codes.ACCEPTANCE[each["outcome"]], "residents": sum(1 for _n, seat, _a in each["people"] if seat == "resident")}
            for each in one.page.acceptances
        ],
    }  # fmt: skip
    back = reverse("projects:list", args=[here.code])
    return _page(request, here, "project", row.title, context, back=back, status=422 if form.errors else 200)


def _follow(here: Here, key: int, phone: str, *, stays: bool) -> bool:
    """Follow it, or hear no more of it. Whether the phone followed before is told to nobody."""
    if stays:
        closing.follow(actor=here.resident, at=here.at, on=here.on, project_key=key, phone=phone)
    else:
        closing.unfollow(actor=here.resident, at=here.at, project_key=key, phone=phone)
    return True


@require_safe
@_at_home
def photo(request: HttpRequest, here: Here, key: int) -> HttpResponseBase:
    """A picture of a project."""
    return files.serve(request, here.resident, found.photo(here.community, key))


@require_http_methods(["GET", "HEAD", "POST"])
@_at_home
@submit_once
def say_it(request: HttpRequest, here: Here) -> HttpResponse:
    """A resident says what should be done; the receipt's code shows later what became of it."""
    form = SayForm(request.POST or None, on=here.on)
    if request.method == "POST" and form.is_valid() and _by_a_person(request, form, SAY):
        code = "".join(secrets.choice("23456789ABCDEFGHJKMNPQRSTUVWXYZ") for _each in range(8))

        def deed(typed: dict[str, Any]) -> int:
            words = Words(typed["text"], "other", typed["place"])
            return opinions.leave(
                actor=here.resident,
                at=here.at,
                on=here.on,
                words=words,
                author=typed["name"],
                phone=typed["phone"],
                code=code,
            )

        if tried(form, deed) is not None:
            request.session["council_receipt"] = code
            return redirect("projects:said", here.code)
    context = {"form": form, "proof": proof.fields(SAY, at=here.at, sent=request.POST or None)}
    return _page(
        request,
        here,
        "say",
        _("Say what should be done"),
        context,
        back=reverse("projects:list", args=[here.code]),
        status=422 if form.errors else 200,
    )


@require_safe
@_at_home
def said(request: HttpRequest, here: Here) -> HttpResponse:
    """The receipt, and with its code what became of the words."""
    typed = without_controls(request.GET.get("code", "")).strip().upper()[:12]
    fresh = request.session.get("council_receipt", "")
    result: dict[str, Any] | None = None
    if typed:
        limits.demand(
            "council receipt", limits.source(request), limit=20, per=dt.timedelta(hours=1), at=here.at
        )
        held = opinion_rows.by_code(here.community, typed)
        result = {"found": held is not None}
        if held is not None:
            opinion, key, title, state = held
            shown = key if key is not None and found.exists(here.community, key) else None
            result |= {
                "text": opinion.text, "on": opinion.on, "state": codes.OPINION_STATES[opinion.state], "aside": opinion.aside, "title": title if shown else "",
                "project_state": codes.word(codes.STATES, state) if shown else "",
                "url": reverse("projects:project", args=[here.code, shown]) if shown else "",
            }  # fmt: skip
    context = {"code": fresh if not typed else "", "typed": typed, "result": result}
    return _page(
        request,
        here,
        "said",
        _("What became of my words"),
        context,
        back=reverse("projects:list", args=[here.code]),
    )


def _by_a_person(request: HttpRequest, form: Any, purpose: str) -> bool:
    try:
        proof.demand(request.POST, purpose, source=limits.source(request), at=clock.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _page(
    request: HttpRequest, here: Here, template: str, title: str, context: dict[str, Any], *, back: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    """With the name of the community, who to call and the way back."""
    answering = appeals.answering(here.community, here.at, settings.LINLI_PHONE)
    shared = {
        "title": title, "here": here, "community_name": here.name, "actor": None, "navigation": None, "account": None,
        "call": Link(answering.phone, f"tel:{answering.phone}") if answering else None,
        "back_url": back or reverse("project:community", args=[here.code]),
    }  # fmt: skip
    return render(request, f"council/public/{template}.html", {**shared, **context}, status=status)
