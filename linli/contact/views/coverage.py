"""Coverage with its name, the households behind each number, and 党员联系服务群众台账."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linli.accounts import api as accounts
from linli.base import clock
from linli.kernel import Actor, NotFound, Period, Refused
from linli.office import pdf
from linli.office.layout import TableSheet, write_table
from linli.places import api as places
from linli.ui.parts import Figure
from linli.ui.tables import Address, Column, Row, Table

from ..queries import cards
from ..queries import coverage as found
from ..queries import ledger as lines
from ..rules.charges import SCHEME
from ..rules.coverage import MEANINGS, PARTS, Counts, Coverage, Part
from .common import actor_of, today, whole

OCCUPIED = "occupied"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@accounts.needs("contact.read")
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """A, B, their sum as published, and C, over occupied households."""
    actor, (_at, on) = actor_of(request), today()
    period, wrong = _period(request)
    cover = found.coverage(actor, period)
    ask = {"period": str(period)}
    context = {
        "title": _("Coverage of contact"), "cover": cover, "period": period, "wrong": wrong, "today": on,
        "parts": [
            {
                "code": code, "label": label, "meaning": MEANINGS[code], "n": cover.total.of(code), "m": cover.occupied,
                "rest": cover.total.rest(code), "url": _url(code, ask), "rest_url": _url(code, ask, rest="1"),
            }
            for code, label in PARTS.items()
        ],
        "occupied_url": _url(OCCUPIED, ask),
        "areas": _table(cover.areas, cover, ask, _("Party area"), "cell"), "buildings": _table(cover.buildings, cover, ask, _("Building"), "building"),
        "branches": _branches(actor, cover), "periods": _periods(on),
        "may_print": bool(accounts.may(actor, "contact.keep")), "outdated": sum(one.outdated for one in cards.needed(actor, on).values()),
    }  # fmt: skip
    return render(request, "contact/coverage.html", context)


@accounts.needs("contact.read")
@require_GET
def households(request: HttpRequest, part: str) -> HttpResponse:
    """The households behind one number; with `rest` those that are not counted, each with the reason."""
    actor = actor_of(request)
    if part != OCCUPIED and part not in PARTS:
        raise NotFound("part")
    period, _wrong = _period(request)
    rest, address = bool(request.GET.get("rest")) and part != OCCUPIED, Address.of(request.GET)
    cell, building = whole(request.GET.get("cell")), whole(request.GET.get("building"))
    rows, total = found.households(
        actor, period, "" if part == OCCUPIED else part, rest=rest, cell=cell, building=building,
        nowhere=bool(request.GET.get("nowhere")), start=address.start, count=address.size,
    )  # fmt: skip
    opens = bool(accounts.may(actor, "residents.read"))
    columns = [
        Column("door", _("Door"), phone="title"),
        Column("area", _("Party area"), phone="first"),
        Column("who", _("First responsible"), phone="first"),
    ]
    if rest:
        columns.append(Column("why", _("Why not"), phone="second"))
    table = Table(
        columns,
        [
            Row({"door": one.door, "area": one.area or "—", "who": one.responsible or "—", "why": str(one.reason or "")},
                reverse("residents:household", args=[one.household]) if opens else "", str(one.household))
            for one in rows
        ],
        address, total, empty=_("No household stands here."),
    )  # fmt: skip
    where = _where(actor, period, cell, building)
    label = _("Occupied households") if part == OCCUPIED else str(PARTS[part])
    return render(request, "contact/households.html", {
        "title": _("Not counted: {what}").format(what=label) if rest else label, "table": table, "total": total,
        "back_url": f"{reverse('contact:coverage')}?{urlencode({'period': str(period)})}", "period": period, "where": where,
        "cards_url": reverse("contact:card_print") if rest and part in ("card", "both") and accounts.may(actor, "contact.keep") else "",
        "plan_url": _plan_url(cell, building) if rest and part == "visit" and accounts.may(actor, "contact.visit") else "",
    })  # fmt: skip


@accounts.needs("contact.read")
@require_GET
def ledger(request: HttpRequest) -> HttpResponse:
    """党员联系服务群众台账 of a month, on the page."""
    actor = actor_of(request)
    period, wrong = _month(request)
    rows = lines.lines(actor, period)
    kinds = lines.KINDS
    phones = {0: "title", 1: "first", 4: "second", 5: "second"}
    table = Table(
        [Column(f"c{index}", head, kinds.get(index, "text"), phone=phones.get(index, ""), whole=index in (0, 1)) for index, head in enumerate(lines.HEADS)],
        [*(Row({f"c{index}": value for index, value in enumerate(one.cells)}, reverse("contact:area", args=[one.cell])) for one in rows),
         *([Row({f"c{index}": value for index, value in enumerate(lines.total(rows))}, total=True)] if rows else [])],
        total=len(rows), empty=_("No area is drawn yet."), wide=True,
    )  # fmt: skip
    return render(request, "contact/ledger.html", {
        "title": _("Ledger of members' contact with residents"), "table": table, "period": period, "wrong": wrong,
        "excel_url": f"{reverse('contact:ledger_excel')}?{urlencode({'period': str(period)})}",
            "paper_url": f"{reverse('contact:ledger_paper')}?{urlencode({'period': str(period)})}",
    })  # fmt: skip


@accounts.needs("contact.read")
@require_GET
def ledger_excel(request: HttpRequest) -> HttpResponse:
    """The same as the workbook that is kept."""
    title, period, sheet = _sheet(request)
    return _file(write_table(sheet), XLSX, f"{title}_{period}.xlsx", download=True)


@accounts.needs("contact.read")
@require_GET
def ledger_paper(request: HttpRequest) -> HttpResponse:
    """The same on A4, to be signed and stamped."""
    title, period, sheet = _sheet(request)
    content = pdf.table(sheet, demo=settings.DEMO, at=clock.now().replace(microsecond=0))
    return _file(content, "application/pdf", f"{title}_{period}.pdf", download=False)


def _sheet(request: HttpRequest) -> tuple[str, Period, TableSheet]:
    actor = actor_of(request)
    period, wrong = _month(request)
    if wrong:
        raise NotFound("period")
    area = places.name_of(actor.community or 0, period.last)
    title = area + _("Ledger of members' contact with residents")
    return title, period, lines.sheet(actor, period, area, title)


def _file(content: bytes, kind: str, name: str, *, download: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(download, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def _table(parts: list[Part], cover: Coverage, ask: dict[str, str], head: str, name: str) -> Table:
    columns = [
        Column("name", head, phone="title", whole=True), Column("occupied", _("Occupied households"), "number", phone="first"),
        *(Column(code, label, "number", phone="second") for code, label in PARTS.items()),
    ]  # fmt: skip
    rows = [Row({"name": _("Total"), **_cells(cover.total, ask)}, total=True)]
    for one in parts:
        here = {**ask, name: str(one.key)} if one.key is not None else {**ask, "nowhere": "1"}
        url = reverse("contact:area", args=[one.key]) if name == "cell" and one.key is not None else ""
        rows.append(Row({"name": one.name or _("In no area"), **_cells(one.counts, here)}, url))
    return Table(columns, rows, total=len(parts), wide=True)


def _cells(counts: Counts, ask: dict[str, str]) -> dict[str, object]:
    cells: dict[str, object] = {"occupied": Figure(counts.occupied, _url(OCCUPIED, ask))}
    for code in PARTS:
        cells[code] = Figure(counts.of(code), _url(code, ask))
    return cells


def _branches(actor: Actor, cover: Coverage) -> Table:
    rows = found.by_branch(actor, cover.day)
    return Table(
        [Column("branch", _("Party branch"), phone="title"), Column("people", _("Members responsible for areas"), "number", phone="first"),
         Column("areas", _("Areas"), "number", phone="first")],
        [Row({"branch": name, "people": people, "areas": areas}) for name, people, areas in rows], total=len(rows),
        empty=_("Nobody is responsible for an area yet."),
    )  # fmt: skip


def _url(part: str, ask: dict[str, str], **more: str) -> str:
    return f"{reverse('contact:coverage_households', args=[part])}?{urlencode({**ask, **more})}"


def _plan_url(cell: int | None, building: int | None) -> str:
    """Where those not yet visited are put on a route, in the same area or building."""
    asked = {"need": "quarter", "cell": cell, "building": building}
    return f"{reverse('contact:plan')}?{urlencode({name: value for name, value in asked.items() if value})}"


def _where(actor: Actor, period: Period, cell: int | None, building: int | None) -> str:
    if cell is not None:
        return next(
            (one.name for one in places.cells(actor.community or 0, SCHEME, period.last) if one.id == cell),
            "",
        )
    return places.entrance(actor, building, period.last)[0] if building is not None else ""


def _period(request: HttpRequest) -> tuple[Period, str]:
    """The period asked for, by default the quarter of today up to today; and what is wrong with what was typed."""
    on = clock.today()
    now = Period(Period.quarter(on.year, (on.month + 2) // 3).start, Period.day(on).end)
    return _read(request, now)


def _month(request: HttpRequest) -> tuple[Period, str]:
    on = clock.today()
    return _read(request, Period.month(on.year, on.month))


def _read(request: HttpRequest, otherwise: Period) -> tuple[Period, str]:
    typed = request.GET.get("period", "")
    if not typed:
        return otherwise, ""
    try:
        return Period.read(typed), ""
    except Refused as refused:
        return otherwise, str(refused)


def _periods(day: dt.date) -> list[tuple[str, str]]:
    quarter = (day.month + 2) // 3
    before = Period.quarter(day.year, quarter - 1) if quarter > 1 else Period.quarter(day.year - 1, 4)
    return [
        (_("This quarter"), ""),
        (_("Last quarter"), f"?period={before}"),
        (_("This year"), f"?period={day.year}"),
    ]
