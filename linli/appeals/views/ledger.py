"""诉求台账 on the page and as the workbook that is kept: 填报单位（盖章）, 填报人, 审核人, 填报时间."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.accounts import api as accounts
from linli.base import clock
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Period, Refused
from linli.office.heads import Head
from linli.office.layout import TableSheet, usual_foot, write_table
from linli.office.sheets import Value
from linli.places import api as places
from linli.ui.tables import Address, Column, Row, Table

from ..queries import categories, ledger
from ..queries.ledger import Asked
from ..rules import codes
from .common import actor_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Columns of the page; the workbook has all seventeen.
_SHOWN = ((1, "title"), (2, "first"), (3, "second"), (6, "first"), (7, "second"), (8, "first"), (10, ""), (11, ""), (14, "second"), (15, ""), (16, ""))  # fmt: skip
#: Kinds of the columns in the workbook that are not plain text.
_KINDS = {0: "number", 1: "id", 2: "day", 5: "id", 11: "day", 13: "day"}
_WIDE = {6: 22.0, 8: 36.0, 12: 30.0}


@accounts.needs("appeals.read")
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The ledger of a period, page by page."""
    actor = _worker(request)
    asked, wrong = _asked(request)
    at = clock.now()
    address = Address.of(request.GET)
    count = ledger.found(actor, asked, clock.day_of(at)).count()
    listed = ledger.lines(actor, asked, at, start=address.start, count=address.size)
    journal.read(actor, "appeal", [one.id for one in listed], at=at, purpose=_("Ledger of appeals"))
    columns = [Column(f"c{index}", ledger.HEADS[index], phone=phone) for index, phone in _SHOWN]
    rows = [
        Row({f"c{index}": one.cells[index] for index, _phone in _SHOWN}, reverse("appeals:appeal", args=[one.id]), str(one.id))
        for one in listed
    ]  # fmt: skip
    table = Table(columns, rows, address, count, empty=_("No appeals in this period."), grouped=False)
    return render(
        request,
        "appeals/ledger.html",
        {
            "title": _("Ledger of appeals"), "table": table, "period": str(asked.period), "wrong": wrong, "asked": asked,
            "channels": list(codes.CHANNELS.items()), "categories": categories.tree(actor.community or 0, clock.day_of(at)).choices(),
            "grids": places.cells(actor.community or 0, ledger.GRID, clock.day_of(at)), "count": count,
            "excel_url": f"{reverse('appeals:ledger_excel')}?{_query(asked)}" if accounts.may(actor, "appeals.export") else "",
        },
    )  # fmt: skip


@accounts.needs("appeals.export")
@require_safe
def excel(request: HttpRequest) -> HttpResponse:
    """The ledger as a workbook."""
    actor = _worker(request)
    asked, wrong = _asked(request)
    if wrong:
        raise NotFound("period")
    at = clock.now()
    found = ledger.lines(actor, asked, at)
    journal.read(
        actor, "appeal", [one.id for one in found], at=at, purpose=_("Ledger of appeals as a workbook")
    )
    area = places.name_of(actor.community or 0, asked.period.last)
    title = f"{area}{_('Ledger of appeals')}"
    foot = list(usual_foot(area))
    sheet = TableSheet(
        title=title,
        head=tuple(
            Head(str(said), kind=cast(Any, _KINDS.get(index, "text")), width=_WIDE.get(index))
            for index, said in enumerate(ledger.HEADS)
        ),
        rows=cast("list[list[Value]]", ledger.workbook_rows(found)),
        reporter=area,
        period=str(asked.period),
        foot=tuple(foot),
        name=_("Ledger of appeals"),
    )
    response = HttpResponse(write_table(sheet), content_type=XLSX)
    response["Content-Disposition"] = (
        content_disposition_header(True, f"{title}_{asked.period}.xlsx") or "attachment"
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _worker(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if actor.community is None:
        raise NotFound("community")
    return actor


def _asked(request: HttpRequest) -> tuple[Asked, str]:
    """What the address asks for, and what is wrong with it; this year where no period can be read."""
    given, wrong = request.GET, ""
    period = Period.year(clock.today().year)
    if given.get("period"):
        try:
            period = Period.read(given["period"])
        except Refused as refused:
            wrong = str(refused.reason)
    channel = given.get("channel", "")
    cell = given.get("cell", "")
    return Asked(
        period, channel if channel in codes.CHANNELS else "", given.get("category", "")[:30],
        int(cell) if cell.isdecimal() and len(cell) < 18 else None,
    ), wrong  # fmt: skip


def _query(asked: Asked) -> str:
    pairs = {
        "period": str(asked.period),
        "channel": asked.channel,
        "category": asked.category,
        "cell": asked.cell,
    }
    return urlencode({key: value for key, value in pairs.items() if value})
