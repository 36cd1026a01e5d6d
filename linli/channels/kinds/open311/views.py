"""The addresses of GeoReport v2. Every fault is answered in the form that was asked for."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from linli.appeals import api as appeals
from linli.base import clock, limits
from linli.base.scope import community_scope
from linli.files import api as files
from linli.kernel import Actor, NotFound, Refused
from linli.places import api as places

from ...queries import clients
from . import asking, reading, sending
from . import services as catalog
from .answers import answer, errors
from .asking import Fields
from .faults import Fault

View = Callable[..., HttpResponse]
#: Bodies that cannot be read.
_BROKEN = (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError)
_CHANGED = "2018-12-28T00:00:00+08:00"
_SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"


def answering(*methods: str) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """A view of the interface: its methods, faults in its form, readable from pages of other houses."""

    def wrap(view: View) -> Callable[..., HttpResponseBase]:
        @functools.wraps(view)
        def answered(request: HttpRequest, form: str = "xml", **kwargs: Any) -> HttpResponseBase:
            response = _tried(view, methods, request, form, kwargs)
            response["X-Content-Type-Options"] = "nosniff"
            if request.method in ("GET", "HEAD", "OPTIONS"):
                response["Access-Control-Allow-Origin"] = "*"
            return response

        return csrf_exempt(answered)

    return wrap


def _tried(
    view: View, methods: tuple[str, ...], request: HttpRequest, form: str, kwargs: dict[str, Any]
) -> HttpResponse:
    allowed = ", ".join([*methods, *(["HEAD"] if "GET" in methods else []), "OPTIONS"])
    if request.method == "OPTIONS":
        return HttpResponse(
            status=204, headers={"Allow": allowed, "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS"}
        )
    if request.method not in methods and not (request.method == "HEAD" and "GET" in methods):
        response = errors(form, 405, [_("This address takes {methods}.").format(methods=allowed)])
        response["Allow"] = allowed
        return response
    try:
        if any("\x00" in str(one) for one in kwargs.values()):
            raise Fault(404, _("There is nothing here."))
        return view(request, form=form, **kwargs)
    except Fault as fault:
        response = errors(form, fault.status, fault.words)
        if fault.wait:
            response["Retry-After"] = str(fault.wait)
        return response
    except Refused as refused:
        return errors(form, 400, [str(refused)])
    except NotFound:
        return errors(form, 404, [_("There is nothing here.")])
    except _BROKEN:
        return errors(form, 400, [_("What was sent cannot be read.")])


@answering("GET")
def discovery(request: HttpRequest, form: str) -> HttpResponse:
    """Where the interface stands and which forms it speaks."""
    root = request.build_absolute_uri(reverse("open311:discovery_xml")).removesuffix("/discovery.xml") + "/v2"
    value = {
        "changeset": _CHANGED,
        "contact": settings.LINLI_PHONE or _("The office of the community"),
        "key_service": _("The office of the community hands out keys."),
        "endpoints": [
            {
                "specification": _SPECIFICATION, "url": root, "changeset": _CHANGED,
                "type": "test" if settings.LINLI_DEMO else "production", "formats": ["text/xml", "application/json"],
            }
        ],
    }  # fmt: skip
    return answer(form, "discovery", value)


@answering("GET")
def services(request: HttpRequest, form: str) -> HttpResponse:
    """What can be asked for."""
    on = clock.today()
    place = asking.jurisdiction(Fields(request.GET), on)
    return answer(form, "services", catalog.listed(appeals.categories(place.id, on)))


@answering("GET")
def service(request: HttpRequest, form: str, code: str) -> HttpResponse:
    """What else may be said with one service."""
    on = clock.today()
    place = asking.jurisdiction(Fields(request.GET), on)
    return answer(form, "service_definition", catalog.definition(appeals.categories(place.id, on), code))


@answering("GET", "POST")
def requests(request: HttpRequest, form: str) -> HttpResponse:
    """The list of requests; one that is sent in."""
    return _send(request, form) if request.method == "POST" else _list(request, form)


def _list(request: HttpRequest, form: str) -> HttpResponse:
    at = clock.now()
    fields = Fields(request.GET)
    place = asking.jurisdiction(fields, clock.day_of(at))
    asked = asking.question(fields, at)
    tree = appeals.categories(place.id, clock.day_of(at))
    with community_scope(place.id, last=True):
        found = reading.requests(place, asked, tree, _pictures(request, place.code))
    return answer(form, "service_requests", found)


def _send(request: HttpRequest, form: str) -> HttpResponse:
    at = clock.now()
    fields = Fields(request.POST)
    if not fields.one("jurisdiction_id"):
        fields = Fields(_with(request, "jurisdiction_id"))
    if not fields.one("api_key"):
        fields = Fields(_with(request, "api_key"))
    place = asking.jurisdiction(fields, clock.day_of(at))
    token = (request.headers.get("Idempotency-Key", "") or fields.one("token")).strip()
    photos = [one for name in request.FILES for one in request.FILES.getlist(name)]
    with community_scope(place.id, last=True):
        who = sending.caller_of(place, fields, limits.source(request), at)
        made = sending.send(place, who, fields, photos, token, at, clock.day_of(at))
    return answer(form, "service_requests", [made])


@answering("GET")
def request_(request: HttpRequest, form: str, number: str) -> HttpResponse:
    """One released request; every other number is not found."""
    on = clock.today()
    fields = Fields(request.GET)
    place = asking.jurisdiction(fields, on)
    asked = asking.Question(appeals.Wanted(numbers=[number]), 0, 1, fields.yes("extensions"))
    tree = appeals.categories(place.id, on)
    found: list[dict[str, Any]] = []
    if asking.is_number(number):
        with community_scope(place.id, last=True):
            found = reading.requests(place, asked, tree, _pictures(request, place.code))
    if not found:
        raise Fault(404, _("There is no service_request_id {number}.").format(number=number[:40]))
    return answer(form, "service_requests", found)


@answering("GET")
def token(request: HttpRequest, form: str, token: str) -> HttpResponse:
    """The number of what was sent under a token; the token is known to its sender alone, who shows the key too."""
    at = clock.now()
    fields = Fields(request.GET)
    place = asking.jurisdiction(fields, clock.day_of(at))
    number = ""
    if fields.one("api_key"):
        with community_scope(place.id, last=True):
            who = sending.caller_of(place, fields, limits.source(request), at)
            number = clients.number_of(place.id, who.id, token)
    if not number:
        raise Fault(404, _("There is no such token."))
    return answer(form, "service_requests", [{"service_request_id": number, "token": token}])


@answering("GET")
def media(request: HttpRequest, form: str, area: str, number: str, photo: int) -> HttpResponse:
    """A picture that was released with its appeal; of every other nothing is known here."""
    found = places.communities_meant(area, clock.today())
    if not found:
        raise NotFound("area")
    with community_scope(found[0].id, last=True):
        file = appeals.released_photo(found[0].id, number, photo) if asking.is_number(number) else None
        if file is None:
            raise NotFound("photo")
        content = files.open(Actor.system("a released picture", found[0].id), file)
    kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
    return HttpResponse(content, content_type=kind, headers={"Cache-Control": "public, max-age=300"})


def _pictures(request: HttpRequest, area: str) -> reading.Pictures:
    def address(number: str, photo: int) -> str:
        return request.build_absolute_uri(reverse("open311:media", args=[area, number, photo]))

    return address


def _with(request: HttpRequest, name: str) -> Any:
    """The form with a parameter that stands in the address instead."""
    held = request.POST.copy()
    held[name] = request.GET.get(name, "")
    return held
