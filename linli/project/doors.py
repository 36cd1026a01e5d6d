"""The permanent addresses of a place: /b/<building> behind its QR and /c/<community>, and the sheet that carries it.

What a resident finds here comes from several apps: who answers the phone, the ways of appeals, later votes and
notices. The address never changes; the page behind it may.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from linli.accounts import api as accounts
from linli.appeals import api as appeals
from linli.ballots import api as ballots
from linli.base import clock
from linli.base.scope import community_scope
from linli.contact import api as contact
from linli.kernel import Actor, NotFound, worktime
from linli.kernel.actor import GRID_WORKER
from linli.notices import api as notices
from linli.office import pdf, qr
from linli.places import api as places
from linli.places.api import Outdoors
from linli.ui.parts import Link

#: How many published answers stand on the first page.
_ANSWERS = 3
#: How many notices.
_NOTICES = 3
#: The hour at which 今晚 is asked of the roster, and how long a typed code may be.
_EVENING, _CODE = dt.time(20), 40


@require_safe
@never_cache
def building(request: HttpRequest, code: str) -> HttpResponse:
    """What the QR on a building opens. A code that nobody bears, or of a building gone, says how to go on."""
    found = places.building_by_code(code[:_CODE], clock.today())
    if found is None:
        return _unknown(request)
    community, plate = found
    area = places.community(community, clock.today()).code
    if plate.end is not None or not area:
        return _unknown(request, area, plate.title)
    if code != plate.code:
        return _moved(reverse("project:building", args=[plate.code]))
    return _home(request, community, area, plate)


@require_safe
@never_cache
def community(request: HttpRequest, area: str) -> HttpResponse:
    """The same for a community, where no building is known."""
    found = places.area_by_code(area)
    if found is None or found.level != "community":
        return _unknown(request)
    return _home(request, found.id, area, None)


@require_safe
@accounts.needs("appeals.register")
def sheet(request: HttpRequest, key: int) -> HttpResponse:
    """The paper with the QR of one building: a sheet for the hall, or `?as=stickers` for doors and lifts."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = clock.today()
    one = next((one for one in places.buildings(actor, on) if one.id == key), None)
    if one is None or actor.community is None:
        raise NotFound("building")
    link = request.build_absolute_uri(reverse("project:building", args=[one.code]))
    stickers = request.GET.get("as") == "stickers"
    data = {
        "title": one.title, "community": places.name_of(actor.community, on), "qr": qr.svg(link), "code": _spaced(one.code),
        "address": link.partition("://")[2], "phone": settings.LINLI_PHONE, "demo": settings.DEMO,
        "say": _("Scan to tell us what is the matter"), "ways": _ways_said(),
        "without": _("Without a phone that scans: call us, or tell the grid worker."),
        "code_word": _("Building code"), "phone_word": _("Phone"), "day": f"{on:%Y-%m-%d}",
    }  # fmt: skip
    content = pdf.render("stickers" if stickers else "plate", data, at=clock.now().replace(microsecond=0))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="qr-{one.code}.pdf"'
    return response


def _home(request: HttpRequest, community: int, area: str, plate: Outdoors | None) -> HttpResponse:
    at = clock.now()
    with community_scope(community):
        answering = _answering(community, at)
        context = {
            "title": plate.title if plate else places.name_of(community, clock.day_of(at)),
            "community_name": places.name_of(community, clock.day_of(at)), "actor": None, "navigation": None, "account": None,
            "answering": answering, "phone": _call(answering), "plate": plate, "hours": _hours(community, at),
            "tonight": _tonight(community, at, answering), "grid": _grid_workers(community, plate, at),
            "captains": contact.captains_of_building(community, plate.id, clock.day_of(at)) if plate else [],
            "responsible": contact.answers_for(community, plate.id, clock.day_of(at)) if plate else [],
            "ways": [*_ways(area, plate), *_votes(community, area), *_calls(community, area, at)], "answers": appeals.published(community, size=_ANSWERS).rows,
            "answers_url": _public("answers", area, plate), "notices": _notices(community, area, plate, clock.day_of(at)),
            "board_url": _board(area, plate),
        }  # fmt: skip
        return render(request, "project/public_home.html", context)


def _ways(area: str, plate: Outdoors | None) -> list[Link]:
    return [
        Link(_("Tell us what is the matter"), _public("report", area, plate)),
        Link(_("See how far it is"), _public("follow", area, plate)),
        Link(_("Who to turn to"), _public("who", area, plate)),
        Link(_("How it is done"), _public("guide", area, plate)),
        Link(_("What became of residents' words"), reverse("projects:list", args=[area])),
    ]


def _votes(community: int, area: str) -> list[Link]:
    """Votes that run."""
    votes = ballots.running(community)
    return [
        Link(_("Vote: {title}").format(title=title), reverse("voting:decision", args=[area, key]))
        for key, title in votes
    ]


def _ways_said() -> list[str]:
    return [
        _("Tell us what is the matter"),
        _("See how far it is"),
        _("Who to turn to"),
        _("How it is done"),
    ]


def _public(name: str, area: str, plate: Outdoors | None) -> str:
    return reverse(f"public:{name}", args=[area]) + (f"?b={plate.code}" if plate else "")


def _board(area: str, plate: Outdoors | None, key: int | None = None) -> str:
    url = reverse("board:notice", args=[area, key]) if key else reverse("board:board", args=[area])
    return url + (f"?b={plate.code}" if plate else "")


def _notices(
    community: int, area: str, plate: Outdoors | None, on: dt.date
) -> list[tuple[str, str, dt.date]]:
    """(title, address, last day) of what is shown today, what ends first on top; for a building what concerns it."""
    found = notices.shown(community, on, plate.id if plate else None)
    return [(one.title, _board(area, plate, one.id), one.last) for one in found[:_NOTICES]]


def _answering(community: int, at: dt.datetime) -> contact.Answering | appeals.Answering | None:
    """The messenger on the roster or the duty phone; else whichever number is known."""
    found = contact.answering(community, at, settings.LINLI_PHONE)
    return found or appeals.answering(community, at, settings.LINLI_PHONE)


def _calls(community: int, area: str, at: dt.datetime) -> list[Link]:
    """Public calls for messengers whose days of application run."""
    calls = contact.open_calls(community, clock.day_of(at))
    return [Link(one.title, reverse("calling:call", args=[area, one.id])) for one in calls]


def _call(answering: contact.Answering | appeals.Answering | None) -> Link | None:
    return Link(answering.phone, f"tel:{answering.phone}") if answering else None


def _hours(community: int, at: dt.datetime) -> str:
    """今天 09:00–12:00 13:30–18:00; closed days by name; empty where no hours are stated."""
    try:
        today = worktime.day_kind(places.calendar(community), clock.day_of(at))
    except LookupError:
        return ""
    return str(worktime.standing(today, worktime.written(today.intervals)))


def _tonight(
    community: int, at: dt.datetime, now: contact.Answering | appeals.Answering | None
) -> contact.Answering | None:
    """Who answers this evening, where that is somebody else than now."""
    evening = dt.datetime.combine(clock.day_of(at), _EVENING, clock.SHANGHAI)
    found = contact.answering(community, evening, settings.LINLI_PHONE) if at < evening else None
    return found if found and found.name and (now is None or found.name != now.name) else None


def _grid_workers(community: int, plate: Outdoors | None, at: dt.datetime) -> list[accounts.Holder]:
    """Who walks this building, with a phone of the office."""
    if plate is None:
        return []
    cells = {one.id for one in plate.cells if one.scheme == "grid"}
    return [one for one in accounts.holders(community, GRID_WORKER, clock.day_of(at)) if one.cell in cells]


def _spaced(code: str) -> str:
    return f"{code[:3]} {code[3:]}"


def _moved(target: str) -> HttpResponse:
    response = HttpResponse(status=302)
    response["Location"] = target
    return response


def _unknown(request: HttpRequest, area: str = "", title: str = "") -> HttpResponse:
    """How to go on: the phone, the page of the community where it is known, the code typed anew."""
    phone = settings.LINLI_PHONE
    context: dict[str, Any] = {
        "title": _("{building} is not in use any more").format(building=title) if title else _("This code is not known"),
        "actor": None, "navigation": None, "account": None, "call": Link(phone, f"tel:{phone}") if phone else None,
        "area_url": reverse("project:community", args=[area]) if area else "", "gone": bool(title),
    }  # fmt: skip
    return render(request, "project/public_unknown.html", context, status=404)
