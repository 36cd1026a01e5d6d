"""走访计划: whom to go to and why, routes, the sheet taken along on paper or on the phone."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.kernel import Actor, Saying
from linli.places import api as places
from linli.ui.deeds import tried
from linli.ui.fields import AskedForm
from linli.ui.parts import Link
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import day_words

from ..actions import routes as actions
from ..forms.visits import LeaveForm, PlanFilter, RouteForm
from ..queries import planning, routes, sheets
from ..queries.planning import Due
from ..queries.routes import RouteRow, RouteSheet, StopRow
from ..rules import codes
from ..rules import planning as reasons
from .common import actor_of, asked, today, verb_of, whole

#: Doors that the plan page shows at once: as many as a route takes.
AT_ONCE = reasons.STOPS_MOST
SATURDAY = 5


@accounts.needs("contact.visit")
@require_http_methods(["GET", "POST"])
@submit_once
def plan(request: HttpRequest) -> HttpResponse:
    """Households with the reasons for going; the chosen ones become a route or join one."""
    actor, (at, on) = actor_of(request), today()
    shown = PlanFilter(request.GET or None, buildings=_buildings(actor, on), cells=_cells(actor, on))
    into = _into(actor, request, on)
    form = RouteForm(
        request.POST or None, on=on, people=people_of(actor, on), initial={"on": on, "user": actor.user_id}
    )
    chosen = [key for text in request.POST.getlist("h") if (key := whole(text))]
    if request.method == "POST" and (done := _planned(actor, at, form, chosen, into)):
        messages.success(request, _("{n} doors stand on the route.").format(n=len(chosen)))
        return redirect("contact:route", done)
    found, counts = _found(actor, on, shown)
    pages = Paginator(found, AT_ONCE)
    page = pages.get_page(request.GET.get("page"))
    listed = planning.with_salutations(actor, list(page), on)
    journal.read(actor, "household", [one.household for one in listed], at=at, purpose="visit plan")
    return render(request, "contact/visit_plan.html", {
        "title": _("Whom to visit"), "shown": shown, "form": form, "into": into, "counts": counts, "total": len(found),
        "buildings": _by_building(listed), "chosen": set(chosen), "page": page, "words": _words(len(found)),
        "query": urlencode({k: v for k, v in request.GET.items() if k != "page"}), "saturday": _saturday(on), "whole_day": on,
    }, status=422 if form.errors else 200)  # fmt: skip


@accounts.needs("contact.visit")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Routes: the open ones first, then those of the past."""
    actor, (_at, on) = actor_of(request), today()
    address = Address.of(request.GET)
    held = routes.routes(actor)
    pending = routes.rows(held.filter(state="open").order_by("on", "pk")[:100])
    past = held.exclude(state="open").order_by("-on", "-pk")
    ended = routes.rows(past[address.start : address.start + address.size])
    return render(request, "ui/listing.html", {
        "title": _("Visit plans"), "table": _table(pending, on, empty=_("No route is planned. Choose whom to visit.")),
        "second": _table(ended, on, address, past.count()) if ended else None, "second_title": _("Earlier routes"),
        "verb": _("Plan visits"), "verb_url": reverse("contact:plan"),
        "links": [Link(_("Write a visit down"), reverse("contact:visit_new"))],
    })  # fmt: skip


@accounts.needs("contact.visit")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """A route by building and floor: 称呼, room and why; recording begins at each door."""
    actor, (at, on) = actor_of(request), today()
    sheet = routes.sheet(actor, key)
    journal.read(actor, "household", [one.household for one in sheet.stops], at=at, purpose="route")
    go = verb_of(key)
    is_open = sheet.route.state == "open"
    verbs = [Link(_("Print"), go("route_print"))]
    more = []
    if is_open:
        gone = bool(sheet.route.done)
        more = [
            Link(_("Add doors"), f"{reverse('contact:plan')}?route={key}"),
            Link(_("Leave doors out"), go("route_leave")),
            Link(_("Drop the route"), go("route_drop")),
        ][: 2 if gone else 3]
        if sheet.route.user == actor.user_id:
            more.insert(0, Link(_("Take along, for doors without network"), reverse("contact:phone")))
        verbs.append(Link(_("Finish"), go("route_finish")))
    return render(request, "contact/route.html", {
        "title": sheet.route.title, "sheet": sheet, "route": sheet.route, "is_open": is_open, "back_url": reverse("contact:routes"),
        "words": sentence(sheet, on), "verbs": verbs, "links": more, "buildings": shown(actor, sheet),
    })  # fmt: skip


@accounts.needs("contact.visit")
@require_GET
def paper(request: HttpRequest, key: int) -> HttpResponse:
    """The route sheet on A4: building and floor, room, 称呼, why, and room to write."""
    actor, (at, _on) = actor_of(request), today()
    sheet = routes.sheet(actor, key)
    journal.read(actor, "household", [one.household for one in sheet.stops], at=at, purpose="route on paper")
    return render(request, "contact/route_paper.html", {
        "title": _("Visit route sheet"), "buildings": shown(actor, sheet),
        "back_url": reverse("contact:route", args=[key]), "org": sheet.route.title,
        "unit_line": f"{sheet.route.who} · {sheet.route.on.isoformat()} · {_('{n} doors').format(n=sheet.route.stops)}",
    })  # fmt: skip


@accounts.needs("contact.visit")
@require_http_methods(["GET", "POST"])
@submit_once
def finish(request: HttpRequest, key: int) -> HttpResponse:
    """The route is gone."""
    actor, (at, on) = actor_of(request), today()
    sheet = routes.sheet(actor, key)
    left = sum(1 for one in sheet.stops if one.state == "open")
    question = _("{n} doors were not gone to. They are proposed again by their reasons.").format(n=left) if left else ""  # fmt: skip
    return asked(
        request, _plain(request, sheet.route, on), lambda values: actions.finish(actor=actor, at=at, route=key, version=values["version"]),
        reverse("contact:route", args=[key]), title=_("Finish {title}").format(title=sheet.route.title), save=_("Finish"),
        question=question, said=_("The route is finished."),
    )  # fmt: skip


@accounts.needs("contact.visit")
@require_http_methods(["GET", "POST"])
@submit_once
def drop(request: HttpRequest, key: int) -> HttpResponse:
    """Nobody goes."""
    actor, (at, on) = actor_of(request), today()
    sheet = routes.sheet(actor, key)
    return asked(
        request, _plain(request, sheet.route, on), lambda values: actions.drop(actor=actor, at=at, route=key, version=values["version"]),
        reverse("contact:route", args=[key]), to=lambda _done: reverse("contact:routes"), danger=True,
        title=_("Drop {title}").format(title=sheet.route.title), save=_("Drop the route"), said=_("The route is dropped."),
        question=_("Nobody goes to these {n} doors.").format(n=sheet.route.stops),
    )  # fmt: skip


@accounts.needs("contact.visit")
@require_http_methods(["GET", "POST"])
@submit_once
def leave(request: HttpRequest, key: int) -> HttpResponse:
    """Leave doors of a route out."""
    actor, (at, on) = actor_of(request), today()
    sheet = routes.sheet(actor, key)
    open_stops = [(one.id, f"{one.door} {one.called}") for one in sheet.stops if one.state == "open"]
    form = LeaveForm(request.POST or None, on=on, initial={"version": sheet.route.version}, stops=open_stops)
    return asked(
        request, form,
        lambda values: actions.leave_out(actor=actor, at=at, route=key, stops=[int(one) for one in values["stops"]], version=values["version"]) or True,
        reverse("contact:route", args=[key]), title=_("Leave doors out"), save=_("Leave out"),
    )  # fmt: skip


Floors = list[tuple[int | None, list[tuple[StopRow, str, str]]]]


def shown(actor: Actor, sheet: RouteSheet) -> list[tuple[str, Floors]]:
    """Building → floor → (door, what to mind there, key of a record that one tap may make)."""
    notes = _notes(actor, sheet)
    return [
        (
            building,
            [(floor, [(one, notes.get(one.household, ""), str(uuid4())) for one in doors]) for floor, doors in floors],
        )
        for building, floors in sheet.buildings
    ]  # fmt: skip


def sentence(sheet: RouteSheet, on: dt.date) -> str:
    """How far it is: 今天 · 李网格员 · 12 户，已走 5 户，没人 1 户."""
    route = sheet.route
    parts = [day_words(route.on, on), route.who, _("{n} doors").format(n=route.stops)]
    if route.done:
        parts.append(_("{n} gone to").format(n=route.done))
    if route.absent:
        parts.append(_("nobody at home at {n}").format(n=route.absent))
    if route.state != "open":
        parts.append(str(route.state_words))
    return " · ".join(part for part in parts if part)


def _planned(
    actor: Actor, at: dt.datetime, form: RouteForm, chosen: list[int], into: RouteRow | None
) -> int | None:
    if into is not None:
        form.fields["on"].required = form.fields["user"].required = False
        return tried(form, lambda _values: actions.add(actor=actor, at=at, route=into.id, households=chosen) and into.id)  # type: ignore[no-any-return] # fmt: skip
    return tried(  # type: ignore[no-any-return]
        form,
        lambda values: actions.plan(
            actor=actor, at=at, user=values["user"], on=values["on"], households=chosen, title=values["title"]
        ),
    )


def _found(actor: Actor, on: dt.date, shown: PlanFilter) -> tuple[list[Due], list[dict[str, Any]]]:
    """(households to show, how many each reason names), by the filters."""
    building, cell, need = shown.value("building"), shown.value("cell"), shown.value("need")
    found = planning.proposed(
        actor, on, building=int(building) if building else None, cell=int(cell) if cell else None, named=False
    )
    counted = planning.counts(found)
    narrowed = {"building": building, "cell": cell}
    counts = [
        {
            "words": codes.NEEDS[code], "n": counted.get(code, 0), "current": code == need,
            "url": "?" + urlencode({k: v for k, v in {**narrowed, "need": code}.items() if v}),
        }
        for code in planning.ALL
    ]  # fmt: skip
    return [one for one in found if not need or need in one.needs], counts


def _by_building(listed: list[Due]) -> list[tuple[str, list[tuple[Due, list[Saying]]]]]:
    found: dict[str, list[tuple[Due, list[Saying]]]] = {}
    for one in listed:
        found.setdefault(one.place, []).append((one, [reasons.words(code, one.facts) for code in one.needs]))
    return list(found.items())


def _words(total: int) -> str:
    return (
        _("{n} households have a reason.").format(n=total) if total else _("No household has a reason now.")
    )


def _into(actor: Actor, request: HttpRequest, on: dt.date) -> RouteRow | None:
    """The open route that the chosen doors join."""
    key = whole(request.GET.get("route") or request.POST.get("route"))
    return routes.sheet(actor, key).route if key else None


def _table(
    found: list[RouteRow], on: dt.date, address: Address | None = None, total: int | None = None, empty: str = ""
) -> Table:  # fmt: skip
    columns = [
        Column("title", _("Route"), phone="title"), Column("on", _("Day"), "day", phone="first"), Column("who", _("Who goes"), phone="first"),
        Column("stops", _("Doors"), "number"), Column("done", _("Gone to"), "number", phone="second"), Column("state", _("State"), phone="second"),
    ]  # fmt: skip
    rows = [
        Row(
            {"title": one.title, "on": one.on, "who": one.who, "stops": one.stops, "done": _("{n} of {m}").format(n=one.done, m=one.stops),
             "state": str(one.state_words)},
            reverse("contact:route", args=[one.id]), str(one.id),
        )
        for one in found
    ]  # fmt: skip
    return Table(
        columns, rows, address or Address(), total, empty=empty,
        empty_url=reverse("contact:plan") if empty else "", empty_action=_("Plan visits") if empty else "",
    )  # fmt: skip


def _notes(actor: Actor, sheet: RouteSheet) -> dict[int, str]:
    """Household → what to mind at the door, from its sheet."""
    held = sheets.of_households(actor, [one.household for one in sheet.stops])
    return {
        key: " · ".join(one for one in (found.get("note", ""), found.get("call_at", "")) if one)
        for key, found in held.items()
    }


def _plain(request: HttpRequest, route: RouteRow, on: dt.date) -> AskedForm:
    return AskedForm(request.POST or None, on=on, initial={"version": route.version})


def people_of(actor: Actor, on: dt.date) -> list[tuple[int, str]]:
    """Who may go: oneself; for the desk everybody of the community."""
    if actor.user_id is None:
        return []
    mine = [(actor.user_id, actor.name)]
    if not actor.whole_community:
        return mine
    return mine + [one for one in accounts.colleagues(actor, on) if one[0] != actor.user_id]


def _buildings(actor: Actor, on: dt.date) -> list[tuple[int, str]]:
    return [(one.id, one.title) for one in places.buildings(actor, on)]


def _cells(actor: Actor, on: dt.date) -> list[tuple[int, str]]:
    """Grids and Party areas; a grid worker's own grids."""
    if actor.community is None:
        return []
    found = [*places.cells(actor.community, "grid", on)]
    if actor.whole_community:
        found += places.cells(actor.community, "party_area", on)
    return [(one.id, one.name) for one in found if actor.whole_community or one.id in actor.cells]


def _saturday(on: dt.date) -> dt.date:
    """The next Saturday, today where it is one."""
    return on + dt.timedelta(days=(SATURDAY - on.weekday()) % 7)
