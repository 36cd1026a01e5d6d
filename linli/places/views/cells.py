"""辖区网格: schemes, their cells, and which units lie in them."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from linli.base import board, clock
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.kernel import NotFound
from linli.places.actions import cells as actions
from linli.places.forms import CellForm, EndForm, MoveForm
from linli.places.forms.words import SCHEMES, word
from linli.places.queries import cells
from linli.places.queries.shapes import UnitRef
from linli.places.rules import sight
from linli.ui.parts import Tab
from linli.ui.tables import Column, Row, Table

from .gate import actor_of, done, form_page, home, keepers, keys, readers, said, told, version_of


@readers
@require_GET
def schemes(request: HttpRequest) -> HttpResponseBase:
    """The first scheme that has cells, else the grids."""
    actor = actor_of(request)
    used = {one.scheme for one in cells.cell_rows(home(actor), clock.today())}
    first = next((one for one in SCHEMES if one in used), "grid")
    return scheme(request, first)


@readers
@require_GET
def scheme(request: HttpRequest, scheme: str) -> HttpResponse:
    """One scheme: its cells with what lies in them, and the units that lie in none."""
    if scheme not in SCHEMES:
        raise NotFound("scheme")
    actor, on = actor_of(request), clock.today()
    rows = cells.cell_rows(home(actor), on)
    missing, total = cells.coverage(home(actor), scheme, on)
    shown = [one for one in rows if one.scheme == scheme]
    tabs = [
        Tab(
            label,
            reverse("places:scheme", args=[code]),
            code == scheme,
            sum(one.scheme == code for one in rows),
        )
        for code, label in SCHEMES.items()
    ]
    columns = [
        Column("name", _("Name"), phone="title"), Column("code", _("Cell code"), phone="first"),
        Column("buildings", _("Buildings"), "number"), Column("units", _("Units"), "number", phone="second"),
        Column("homes", _("Homes"), "number"), Column("start", _("From"), "day"),
    ]  # fmt: skip
    table = Table(
        columns,
        [Row({name: getattr(one, name) for name in ("name", "code", "buildings", "units", "homes", "start")},
             reverse("places:cell", args=[one.id])) for one in shown],
        empty=_("No cell is drawn yet."),
    )  # fmt: skip
    context = {
        "title": word(SCHEMES, scheme), "scheme": scheme, "tabs": tabs, "table": table,
        "missing": missing if shown else [], "total": total, "covered": total - len(missing),
        "may_edit": bool(sight.may_edit(actor)),
    }  # fmt: skip
    return render(request, "places/scheme.html", context)


@readers
@require_GET
def cell(request: HttpRequest, key: int) -> HttpResponse:
    """A cell: the units in it by building, its days, its history."""
    actor, on = actor_of(request), clock.today()
    one = cells.cell(actor, key)
    inside = cells.units(home(actor), on, pk__in=cells.cell_units(home(actor), [key], on))
    lines = journal.lines_of(actor, "cell", key, limit=50)
    context = {
        "title": one.name,
        "cell": one,
        "scheme_name": word(SCHEMES, one.scheme),
        "inside": _by_building(inside),
        "units": len(inside),
        "homes": sum(unit.homes for unit in inside),
        "stays": cells.stays(home(actor), key, 200),
        "story": [board.Entry(line.at, line.who, told("cell", line.verb)) for line in lines],
        "may_edit": bool(sight.may_edit(actor)) and one.end is None,
    }
    return render(request, "places/cell.html", context)


@keepers
@require_http_methods(["GET", "POST"])
@submit_once
def draw(request: HttpRequest, scheme: str) -> HttpResponseBase:
    """A new cell of a scheme."""
    if scheme not in SCHEMES:
        raise NotFound("scheme")
    actor, on = actor_of(request), clock.today()
    count = len(cells.cells(home(actor), scheme, on))
    form = CellForm(
        request.POST or None, on=on, initial={"start": on.isoformat(), "code": f"{count + 1:02d}"}
    )
    made: list[int] = []
    if form.is_valid() and done(request, form, lambda: made.append(
        actions.draw_cell(actor=actor, scheme=scheme, at=clock.now(), **form.cleaned_data)
    )):  # fmt: skip
        return said(
            request, _("Drawn. Choose the units that lie in it."), reverse("places:cell_units", args=made)
        )
    title = _("Draw a cell: {scheme}").format(scheme=word(SCHEMES, scheme))
    return form_page(
        request, form, title=title, save=_("Draw"), cancel=reverse("places:scheme", args=[scheme])
    )


@keepers
@require_http_methods(["GET", "POST"])
@submit_once
def correct(request: HttpRequest, key: int) -> HttpResponseBase:
    """Mend what was entered of a cell."""
    actor, on = actor_of(request), clock.today()
    one = cells.cell_ref(actor, key)
    initial = {
        "code": one.code,
        "name": one.name,
        "start": str(one.start),
        "outline": cells.outline_text(one.outline),
    }
    form = CellForm(request.POST or None, on=on, initial=initial)
    here = reverse("places:cell", args=[key])
    if form.is_valid() and done(request, form, lambda: actions.correct_cell(
        actor=actor, cell=key, version=version_of(request), at=clock.now(), **form.cleaned_data
    )):  # fmt: skip
        return said(request, _("Saved."), here)
    title = _("Correct {name}").format(name=one.name)
    return form_page(request, form, title=title, save=_("Save"), cancel=here, version=one.version)


@keepers
@require_http_methods(["GET", "POST"])
@submit_once
def units(request: HttpRequest, key: int) -> HttpResponseBase:
    """Put units in from a day, or take them out: tick, look at what changes, save."""
    actor, on = actor_of(request), clock.today()
    one = cells.cell(actor, key)
    inside = set(cells.cell_units(home(actor), [key], on))
    taking = request.GET.get("take") == "1"
    known = cells.units(home(actor), on)
    offered = [unit for unit in known if (unit.id in inside) == taking]
    form = MoveForm(request.POST or None, on=on, initial={"start": on.isoformat()})
    chosen = _chosen(request, offered)
    if form.is_valid():
        day = form.cleaned_data["start"]
        if "confirmed" in request.POST:
            action = actions.take_out if taking else actions.put_in
            when = {"end": day} if taking else {"start": day}
            moved: list[int] = []
            if done(request, form, lambda: moved.append(
                action(actor=actor, cell=key, units=chosen, at=clock.now(), **when)
            )):  # fmt: skip
                sentence = ngettext("{n} unit moved.", "{n} units moved.", moved[0]).format(n=moved[0])
                return said(request, sentence, reverse("places:cell", args=[key]))
        elif "change" not in request.POST and chosen:
            return _preview_move(request, key, chosen, day, taking, form)
        elif not chosen:
            form.add_error(None, _("Choose at least one unit."))
    now = cells.cells_of_units(home(actor), one.scheme, [unit.id for unit in offered], on)
    choice = [
        (name, [(unit, now[unit.id].name if unit.id in now else "", unit.id in chosen) for unit in held])
        for name, held in _by_building(offered)
    ]
    title = _("Take units out of {name}") if taking else _("Put units into {name}")
    context = {
        "title": title.format(name=one.name), "form": form, "choice": choice, "taking": taking,
        "free": sum(unit.id not in now for unit in offered), "cancel_url": reverse("places:cell", args=[key]),
    }  # fmt: skip
    return render(request, "places/units.html", context, status=422 if form.errors else 200)


@keepers
@require_http_methods(["GET", "POST"])
@submit_once
def end(request: HttpRequest, key: int) -> HttpResponseBase:
    """The cell holds no longer."""
    actor, on = actor_of(request), clock.today()
    one = cells.cell_ref(actor, key)
    form = EndForm(request.POST or None, on=on, initial={"end": on.isoformat()})
    here = reverse("places:cell", args=[key])
    if form.is_valid() and done(request, form, lambda: actions.end_cell(
        actor=actor, cell=key, end=form.cleaned_data["end"], version=version_of(request), at=clock.now()
    )):  # fmt: skip
        return said(request, _("Ended."), here)
    count = len(cells.cell_units(home(actor), [key], on))
    question = _("End {name}? {n} units will lie in no cell.").format(name=one.name, n=count)
    return form_page(
        request, form, title=_("End {name}").format(name=one.name), save=_("End"), cancel=here,
        version=one.version, danger=True, question=question,
    )  # fmt: skip


def _preview_move(
    request: HttpRequest, key: int, chosen: set[int], day: dt.date, taking: bool, form: MoveForm
) -> HttpResponse:
    actor = actor_of(request)
    one = cells.cell(actor, key)
    moves = cells.preview(home(actor), one, chosen, day)
    context = {
        "title": (_("Take out of {name}?") if taking else _("Put into {name}?")).format(name=one.name),
        "moves": moves, "cell": one, "day": day, "taking": taking, "form": form, "chosen": sorted(chosen),
        "typed_day": request.POST.get("start", ""), "cancel_url": reverse("places:cell", args=[key]),
    }  # fmt: skip
    return render(request, "places/move.html", context)


def _chosen(request: HttpRequest, offered: list[UnitRef]) -> set[int]:
    """Ticked units, and all offered units of ticked buildings. Raises NotFound for what was not offered."""
    ticked, whole = keys(request, "unit"), keys(request, "building")
    if not ticked <= {unit.id for unit in offered} or not whole <= {unit.building_id for unit in offered}:
        raise NotFound("unit")
    return ticked | {unit.id for unit in offered if unit.building_id in whole}


def _by_building(units: list[UnitRef]) -> list[tuple[UnitRef, list[UnitRef]]]:
    """Units in groups, each led by its first one, which names the building."""
    groups: dict[int, list[UnitRef]] = {}
    for unit in units:
        groups.setdefault(unit.building_id, []).append(unit)
    return [(held[0], held) for held in groups.values()]
