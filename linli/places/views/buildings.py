"""Buildings: the list, the door plan, register, correct, add a unit or rooms, close."""

from __future__ import annotations

import datetime as dt

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from linli.base import board, clock, slots
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.kernel import Actor
from linli.office.layout import ListColumn, write_list
from linli.places.actions import buildings as actions
from linli.places.actions.rooms import add_rooms
from linli.places.forms import BuildingForm, BuildingsFilter, EndForm, NewBuildingForm, NewRoomsForm, UnitForm
from linli.places.forms.words import SCHEMES, USES, word
from linli.places.queries import buildings, cells, rooms
from linli.places.queries.shapes import BuildingRef
from linli.places.rules import doors, sight
from linli.places.rules.buildings import may_be_built, unit_numbers
from linli.places.rules.doors import DoorParts
from linli.ui import turns
from linli.ui.tables import Address, Column, Row, Table

from .gate import actor_of, done, form_page, home, keepers, readers, said, told, version_of

COLUMNS = ("name", "use", "grid", "units", "rooms", "homes", "address", "code")


@readers
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """楼栋房屋: every building with its units and rooms; the address keeps search, sort and page."""
    actor, on = actor_of(request), clock.today()
    form, address = _filter(request, actor, on), Address.of(request.GET)
    order = address.order(buildings.SORTS, buildings.ORDER)
    found, total = buildings.listed(
        actor, on, form.wanted(), order=order, start=address.start, count=address.size
    )
    query = request.GET.urlencode()
    turns.keep(request, "building", [one.id for one in found], address, total)
    table = Table(
        _columns(), [_row(one) for one in found], address, total,
        caption=ngettext("{n} building", "{n} buildings", total).format(n=total),
        export_url=f"{reverse('places:buildings_export')}?{query}",
        empty=_("No building fits."), empty_url=_new_url(actor), empty_action=_("Register the first"),
    )  # fmt: skip
    context = {
        "title": _("Buildings and rooms"),
        "form": form,
        "table": table,
        "may_edit": bool(sight.may_edit(actor)),
    }
    return render(request, "places/buildings.html", context)


@readers
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The list as it is filtered, as a workbook. Buildings are public geography (P0) and few."""
    actor, on = actor_of(request), clock.today()
    found, _total = buildings.listed(actor, on, _filter(request, actor, on).wanted())
    shown = [column for column in _columns() if column.key != "verb"]
    rows = [[_row(one).cells[column.key] for column in shown] for one in found]
    book = write_list(_("Buildings"), [ListColumn(str(column.label)) for column in shown], _plain(rows))
    journal.write(actor, "export", "buildings", at=clock.now(), rows=len(found))
    response = HttpResponse(
        book, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response["Content-Disposition"] = f'attachment; filename="buildings-{on}.xlsx"'
    return response


@readers
@require_GET
def building(request: HttpRequest, key: int) -> HttpResponse:
    """A building as its doors: units as columns, floors as rows."""
    actor, on = actor_of(request), clock.today()
    one = buildings.ref(actor, key, on)
    day = on if one.end is None else one.end - dt.timedelta(days=1)
    plan = rooms.plan(actor, key, day)
    stays = cells.stays_of_units(home(actor), [unit.id for unit in plan.units])
    context = {
        "title": one.title,
        "building": one,
        "use": word(USES, one.use),
        "plan": plan,
        "stays": [(word(SCHEMES, scheme), stay) for scheme, stay in stays],
        "facilities": buildings.facilities_in(key, day),
        "story": _story(actor, key),
        "may_edit": bool(sight.may_edit(actor)) and one.end is None,
        "may_reopen": bool(sight.may_edit(actor)) and one.end is not None,
    }
    context["turns"] = turns.beside(request, "building", key, "places:building", reverse("places:buildings"))
    return render(request, "places/building.html", context)


@keepers
@require_http_methods(["GET", "POST"])
@submit_once
def register(request: HttpRequest) -> HttpResponseBase:
    """A new building: filled in, looked at, saved. Nothing is written before the preview was seen."""
    actor, on = actor_of(request), clock.today()
    if request.method == "GET":
        initial = {"start": on.isoformat(), "compound": request.GET.get("compound", "")[:60]}
        return _register_page(request, NewBuildingForm(on=on, initial=initial))
    form = NewBuildingForm(request.POST, on=on)
    if not form.is_valid() or "change" in request.POST:
        return _register_page(request, form)
    held = form.cleaned_data
    if "confirmed" not in request.POST:
        verdict = may_be_built(held["units"], held["floors"], held["per_floor"])
        if verdict:
            return _preview(request, form)
        form.add_error("units", str(verdict.reason))
        return _register_page(request, form)
    made: list[int] = []
    saved = done(request, form, lambda: made.append(
        actions.register_building(
            actor=actor, about=form.about(), units=held["units"], floors=held["floors"],
            per_floor=held["per_floor"], start=held["start"], at=clock.now(),
        )
    ))  # fmt: skip
    if not saved:
        return _register_page(request, form)
    return said(request, _("Registered."), reverse("places:building", args=made))


@keepers
@require_http_methods(["GET", "POST"])
@submit_once
def correct(request: HttpRequest, key: int) -> HttpResponseBase:
    """Mend what was entered of a building."""
    actor, on = actor_of(request), clock.today()
    one = buildings.ref(actor, key, on)
    initial = {name: getattr(one, name) for name in BuildingForm.base_fields}
    form = BuildingForm(request.POST or None, on=on, initial=initial)
    here = reverse("places:building", args=[key])
    if form.is_valid() and done(request, form, lambda: actions.correct_building(
        actor=actor, building=key, about=form.about(), version=version_of(request), at=clock.now()
    )):  # fmt: skip
        return said(request, _("Saved."), here)
    title = _("Correct {name}").format(name=one.title)
    return form_page(request, form, title=title, save=_("Save"), cancel=here, version=one.version)


@keepers
@require_http_methods(["GET", "POST"])
@submit_once
def close(request: HttpRequest, key: int) -> HttpResponseBase:
    """The building stands no longer."""
    actor, on = actor_of(request), clock.today()
    one = buildings.ref(actor, key, on)
    form = EndForm(request.POST or None, on=on, initial={"end": on.isoformat()})
    here = reverse("places:building", args=[key])
    if form.is_valid() and done(request, form, lambda: actions.close_building(
        actor=actor, building=key, end=form.cleaned_data["end"], version=version_of(request), at=clock.now()
    )):  # fmt: skip
        return said(request, _("Taken out of use."), here)
    question = _("Take {name} with its {n} rooms out of use?").format(name=one.title, n=one.rooms)
    return form_page(
        request, form, held=_held(actor, key, one, on), title=_("Take {name} out of use").format(name=one.title), save=_("Take out of use"), cancel=here,
        version=one.version, danger=True, question=question,
    )  # fmt: skip


@keepers
@require_http_methods(["GET", "POST"])
@submit_once
def reopen(request: HttpRequest, key: int) -> HttpResponseBase:
    """The building stands on."""
    actor, on = actor_of(request), clock.today()
    one = buildings.ref(actor, key, on)
    form = Form(request.POST or None)
    here = reverse("places:building", args=[key])
    if form.is_valid() and done(request, form, lambda: actions.reopen_building(
        actor=actor, building=key, version=version_of(request), at=clock.now()
    )):  # fmt: skip
        return said(request, _("In use again."), here)
    title = _("Reopen {name}").format(name=one.title)
    question = _("Take {name} into use again, with the rooms that were closed with it?").format(
        name=one.title
    )
    return form_page(
        request, form, title=title, save=_("Reopen"), cancel=here, version=one.version, question=question
    )


@keepers
@require_http_methods(["GET", "POST"])
@submit_once
def add_unit(request: HttpRequest, key: int) -> HttpResponseBase:
    """One more entrance."""
    actor, on = actor_of(request), clock.today()
    one = buildings.ref(actor, key, on)
    numbers = [unit.number for unit in buildings.units_of(actor, key, on)]
    form = UnitForm(request.POST or None, on=on, initial={"number": max(numbers, default=0) + 1})
    here = reverse("places:building", args=[key])
    if form.is_valid() and done(request, form, lambda: actions.add_unit(
        actor=actor, building=key, number=form.cleaned_data["number"], at=clock.now()
    )):  # fmt: skip
        return said(request, _("Unit added."), here)
    return form_page(
        request, form, title=_("Add a unit to {name}").format(name=one.title), save=_("Add"), cancel=here
    )


@keepers
@require_http_methods(["GET", "POST"])
@submit_once
def new_rooms(request: HttpRequest, key: int) -> HttpResponseBase:
    """Rooms of one unit, alike but for their numbers."""
    actor, on = actor_of(request), clock.today()
    one = buildings.ref(actor, key, on)
    units = [(unit.id, unit.door) for unit in buildings.units_of(actor, key, on)]
    initial = {"start": on.isoformat(), "use": one.use, "unit": units[0][0] if len(units) == 1 else ""}
    form = NewRoomsForm(request.POST or None, on=on, units=units, initial=initial)
    here = reverse("places:building", args=[key])
    if form.is_valid() and done(request, form, lambda: add_rooms(
        actor=actor, unit=int(form.cleaned_data["unit"]), numbers=form.cleaned_data["numbers"],
        facts=form.facts(), start=form.cleaned_data["start"], at=clock.now(),
    )):  # fmt: skip
        return said(request, _("Rooms added."), here)
    return form_page(
        request, form, title=_("Add rooms to {name}").format(name=one.title), save=_("Add"), cancel=here
    )


def _filter(request: HttpRequest, actor: Actor, on: dt.date) -> BuildingsFilter:
    grids = [(one.id, one.name) for one in cells.cells(home(actor), "grid", on)]
    return BuildingsFilter(request.GET, cells=grids)


def _columns() -> list[Column]:
    return [
        Column("name", _("Building"), sort=True, phone="title"),
        Column("use", _("Use"), phone="first"),
        Column("grid", _("Grid"), phone="first"),
        Column("units", _("Units"), "number", sort=True),
        Column("rooms", _("Rooms"), "number", sort=True),
        Column("homes", _("Homes"), "number"),
        Column("address", _("Street address"), phone="second"),
        Column("code", _("Building code"), optional=True),
    ]


def _row(one: BuildingRef) -> Row:
    values = {
        "name": one.title, "use": word(USES, one.use), "grid": one.grid or "—", "units": one.units,
        "rooms": one.rooms, "homes": one.homes, "address": one.address or "—", "code": one.code,
    }  # fmt: skip
    return Row(values, url=reverse("places:building", args=[one.id]), key=str(one.id))


def _held(actor: Actor, key: int, one: BuildingRef, on: dt.date) -> list[board.Held]:
    """What bars the closing of a building."""
    inside = [room.id for _, columns in rooms.plan(actor, key, on).rows for held in columns for room in held]
    found: list[board.Held] = slots.occupied.gather(actor=actor, rooms=inside, name=one.title, on=on)
    return found


def _plain(rows: list[list[object]]) -> list[list[str | int]]:
    return [[value if isinstance(value, int) else str(value) for value in row] for row in rows]


def _new_url(actor: Actor) -> str:
    return reverse("places:building_new") if sight.may_edit(actor) else ""


def _register_page(request: HttpRequest, form: NewBuildingForm) -> HttpResponse:
    return form_page(
        request, form, title=_("Register a building"), save=_("Preview"), cancel=reverse("places:buildings")
    )


def _preview(request: HttpRequest, form: NewBuildingForm) -> HttpResponse:
    """What would be made, before anything is."""
    held = form.cleaned_data
    numbers, units = doors.generated(held["floors"], held["per_floor"]), unit_numbers(held["units"])
    name = doors.building_name(held["name"])
    made = [
        doors.door_text(DoorParts(held["compound"], name, unit, number))
        for unit in units
        for number in numbers
    ]
    context = {
        "title": _("Register {name}").format(name=held["compound"] + name),
        "form": form,
        "units": [doors.unit_text(held["compound"], name, unit) for unit in units],
        "first": made[:3],
        "last": made[-1:] if len(made) > 3 else [],
        "rooms": len(made),
        "held": [(name, request.POST.get(name, "")) for name in form.fields],
        "cancel_url": reverse("places:buildings"),
    }
    return render(request, "places/register.html", context)


def _story(actor: Actor, key: int) -> list[board.Entry]:
    lines = journal.lines_of(actor, "building", key, limit=20)
    return [board.Entry(line.at, line.who, told("building", line.verb)) for line in lines]
