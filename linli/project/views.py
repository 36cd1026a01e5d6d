"""The workbench, the command box and the first page of each role."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linli.accounts import api as accounts
from linli.appeals import api as appeals
from linli.base import clock, slots
from linli.base.board import Hit
from linli.contact import api as contact
from linli.journal import api as journal
from linli.kernel import Actor
from linli.kernel.actor import AUDITOR, CAPTAIN, GRID_WORKER, MESSENGER, SUBDISTRICT, TECH_ADMIN
from linli.kernel.masking import find_private
from linli.kernel.text import without_controls
from linli.places import api as places
from linli.residents import api as residents

from . import desk, navigation

_FOUND = 8
_ROUND = 30


def health(request: HttpRequest) -> HttpResponse:
    """Whether pages answer: the request went through its transaction and its scope."""
    return HttpResponse("ok", content_type="text/plain")


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What to do now, for whoever is signed in."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.area and not actor.community:
        return _subdistrict(request, actor) if actor.holds(SUBDISTRICT) else redirect("reports:population")
    if actor.holds(AUDITOR):
        return redirect("journal:log")
    if actor.holds(TECH_ADMIN) and not accounts.may(actor, "residents.list"):
        return redirect("accounts:people")
    if actor.community and actor.holds(CAPTAIN, MESSENGER) and not accounts.may(actor, "residents.read"):
        return _captain(request, actor)
    if actor.holds(GRID_WORKER) and actor.cells and not actor.whole_community:
        return _walker(request, actor)
    at = clock.now()
    context = desk.of(actor, at)
    if context["numbers"] and actor.community:
        name = places.name_of(actor.community, clock.day_of(at))
        context["copy"] = desk.three_lines(name, context["numbers"], clock.day_of(at))
    return render(request, "project/home.html", {"title": _("Workbench"), **context})


def _walker(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A grid worker's phone: where to walk today, what was handed over, three buttons under the thumb."""
    at = clock.now()
    due = residents.doors_to_check(actor, on=clock.day_of(at), size=_ROUND)
    routes = contact.routes_today(actor, clock.day_of(at))
    journal.read(actor, "room", [one.room_id for one in due.rows], at=at, purpose="round")
    journal.read(
        actor, "household", [stop.household for one in routes for stop in one.stops], at=at, purpose="route"
    )
    context = {
        "title": _("Today"), **desk.of(actor, at), "due": due, "routes": routes,
        "buildings": [(name, list(found)) for name, found in groupby(due.rows, key=lambda one: _entrance(one.door))],
    }  # fmt: skip
    return render(request, "project/walker.html", context)


def _captain(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A captain's or messenger's page: the doors of the own building and how to address those behind them."""
    at = clock.now()
    doors = residents.doors_for_captain(actor, on=clock.day_of(at))
    journal.read(actor, "room", [one.room_id for one in doors], at=at, purpose="own building")
    entrances = [
        _told(name, list(found)) for name, found in groupby(doors, key=lambda one: _entrance(one.door))
    ]
    context = {
        "title": _("My building"), **desk.of(actor, at), "entrances": entrances, "reported": appeals.reported(actor, at),
        "cards": _to_carry(actor, at), "shifts": contact.own_shifts(actor, at), "places": contact.own_places(actor, clock.day_of(at)),
    }  # fmt: skip
    return render(request, "project/captain.html", context)


def _to_carry(actor: Actor, at: dt.datetime) -> list[tuple[str, str]]:
    """(entrance, doors in one line) of the contact cards to be delivered in the own building."""
    cards = contact.cards_to_deliver(actor, clock.day_of(at))
    journal.read(actor, "contact card", [one.id for one in cards], at=at, purpose="own building")
    return [
        (name, " ".join(one.door.removeprefix(name) for one in found))
        for name, found in groupby(cards, key=lambda one: _entrance(one.door))
    ]


def _subdistrict(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A subdistrict's page: what the communities sent up, by clock. Counts stand in the tables."""
    at = clock.now()
    rows, count = appeals.sent_up(actor, at)
    late = sum(1 for one in rows if one.due is not None and one.due < at)
    context = {"title": _("Sent up by the communities"), "rows": rows, "count": count, "late": late}
    return render(request, "project/subdistrict.html", context)


@login_required
def plus(request: HttpRequest) -> HttpResponse:
    """＋登记: what there is to register; straight to it where there is one choice."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    helper = actor.holds(CAPTAIN, MESSENGER) and not accounts.may(actor, "residents.read")
    ways = desk.report_ways() if helper else desk.shortcuts(actor)
    if len(ways) == 1:
        return redirect(ways[0].url)
    return render(request, "project/plus.html", {"title": _("Register"), "ways": ways})


@login_required
def done(request: HttpRequest) -> HttpResponse:
    """The counts of the workbench after a row was done: its sentence, 今日已办 and the groups' counts, as a part."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return render(request, "project/done_part.html", desk.of(actor, clock.now()))


def _entrance(door: str) -> str:
    """英国小镇3栋2单元 of 英国小镇3栋2单元501: what a door shares with those beside it."""
    return door.rstrip("0123456789ABCDEFabcdef-") or door


def _told(name: str, doors: list[residents.Door]) -> dict[str, object]:
    """An entrance with its doors: those with a form of address each in a row, the others in one line."""
    number = {one.room_id: one.door.removeprefix(name) for one in doors}
    return {
        "name": name, "count": len(doors),
        "called": [(number[one.room_id], one.called) for one in doors if one.called],
        "others": [number[one.room_id] for one in doors if not one.called],
    }  # fmt: skip


@login_required
def find(request: HttpRequest) -> HttpResponse:
    """The command box: people, addresses, matters, figures, pages; a part for htmx, a page without script."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    asked = request.POST if request.method == "POST" else request.GET
    text = without_controls(asked.get("q", "")).strip()[:60]
    hits = _hits(actor, text) if actor.community and text else []
    part = request.headers.get("HX-Request") or asked.get("part")
    if not part and len(hits) == 1 and find_private(text):
        return redirect(hits[0].url)
    template = "project/found_part.html" if part else "project/find.html"
    return render(request, template, {"title": _("Search"), "hits": hits, "query": text})


def _hits(actor: Actor, text: str) -> list[Hit]:
    found: list[Hit] = slots.find.gather(actor=actor, text=text, on=clock.today(), limit=_FOUND)
    lowered = text.lower()
    pages = [
        Hit("go", tab.label, entry.label, tab.url)
        for entry in navigation.entries(actor, "")
        for tab in entry.tabs
        if lowered in tab.label.lower()
    ]
    return found + pages[:_FOUND]
