"""惠残申请汇总 (domain §18.7) of a period: page, paper, workbook. Names are masked on all three; the page opens the case."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.accounts import api as accounts
from linli.journal import api as journal
from linli.kernel import NotFound, Period
from linli.kernel.money import yuan
from linli.kernel.names import mask_name
from linli.office.heads import Head
from linli.office.layout import TableSheet, usual_foot, write_table
from linli.office.sheets import Value
from linli.places import api as places
from linli.ui.parts import Link
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import span_words

from ..forms.filters import read_period
from ..queries import ledger as found
from ..queries.ledger import LedgerRow
from .common import actor_of, today
from .holders import kind_words

KEYS = ("serial", "scheme", "year", "name", "kind", "submitted", "shown", "result", "amount", "paid")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@accounts.needs("care.read")
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The ledger of a period, page by page."""
    actor, (at, on) = actor_of(request), today()
    period, wrong = _asked(request, on)
    address = Address.of(request.GET)
    rows, total = found.lines(actor, period, on=on, start=address.start, count=address.size)
    journal.read(actor, "person", [row.case.person for row in rows], at=at, purpose="list")
    table = Table(
        columns(), [Row(dict(zip(KEYS, line, strict=True)), reverse("care:application", args=[row.case.id]), str(row.case.id))
                    for row, line in zip(rows, lines(rows, address.start), strict=True)],
        address, total, empty=_("No application was handed in during this period."),
    )  # fmt: skip
    query = f"?period={period}"
    return render(request, "care/ledger.html", {
        "title": _("Ledger of benefit applications"), "table": table, "period": str(period), "wrong": wrong,
        "sentence": span_words(period.start, period.end, on), "count": total,
        "quick": [(str(year), f"?period={year}") for year in (on.year, on.year - 1)],
        "links": [Link(_("Print"), reverse("care:ledger_print") + query), Link(_("Export to Excel"), reverse("care:ledger_excel") + query)],
    }, status=422 if wrong else 200)  # fmt: skip


@accounts.needs("care.read")
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """The ledger to print."""
    actor, (at, on) = actor_of(request), today()
    period = _sound(request, on)
    rows, _total = found.lines(actor, period, on=on)
    journal.read(actor, "person", [row.case.person for row in rows], at=at, purpose="export")
    area = places.name_of(actor.community or 0, min(period.last, on))
    return render(request, "care/ledger_paper.html", {
        "title": f"{area}{_('Ledger of benefit applications')}", "org": span_words(period.start, period.end, on), "heads": _heads(),
        "lines": lines(rows, 0), "area": area, "today": on, "filler": actor.name, "unit_line": "",
    })  # fmt: skip


@accounts.needs("care.read")
@require_safe
def excel(request: HttpRequest) -> HttpResponse:
    """The ledger as a workbook."""
    actor, (at, on) = actor_of(request), today()
    period = _sound(request, on)
    rows, _total = found.lines(actor, period, on=on)
    journal.read(actor, "person", [row.case.person for row in rows], at=at, purpose="export")
    area = places.name_of(actor.community or 0, min(period.last, on))
    title = f"{area}{_('Ledger of benefit applications')}"
    widths = (None, 30.0, 8.0, 10.0, 18.0, 12.0, 24.0, 14.0, 12.0, 12.0)
    foot = usual_foot(area)
    book = TableSheet(
        title=title, head=tuple(Head(text, kind="number" if at_ == 0 else "text", width=width) for at_, (text, width) in enumerate(zip(_heads(), widths, strict=True))),
        rows=lines(rows, 0), reporter=area, period=str(period),
        foot=(*foot[:1], f"{foot[1]}{actor.name}", *foot[2:3], f"{foot[3]}{on.isoformat()}"), name=_("Ledger of benefit applications"),
    )  # fmt: skip
    response = HttpResponse(write_table(book), content_type=XLSX)
    response["Content-Disposition"] = (
        content_disposition_header(True, f"{title}_{period}.xlsx") or "attachment"
    )
    response["Cache-Control"] = "private, no-store"
    return response


def columns() -> list[Column]:
    """Of the page; the scheme leads, for it opens the case."""
    serial, scheme, year, name, kind, submitted, shown, result, amount, paid = _heads()
    return [
        Column("scheme", scheme, phone="title"), Column("serial", serial, "number"), Column("year", year, phone="first"),
        Column("name", name, phone="first"), Column("kind", kind, phone="second"), Column("submitted", submitted, whole=True, phone="second"),
        Column("shown", shown, whole=True), Column("result", result, phone="second"), Column("amount", amount, whole=True), Column("paid", paid, whole=True),
    ]  # fmt: skip


def _heads() -> tuple[str, ...]:
    return (
        _("No."), _("Scheme"), _("Benefit year"), _("Applicant"), _("Category and level"), _("Handed in on"), _("Public notice from and to"),
        _("Result of the authority"), _("Amount in yuan"), _("First payment"),
    )  # fmt: skip


def lines(rows: list[LedgerRow], start: int) -> list[list[Value]]:
    """The lines in the order of layout 7, names masked."""
    return [
        [start + at, row.case.scheme_name, str(row.case.benefit_year), mask_name(row.case.name), kind_words(row.case.category, row.case.level),
         _day(row.case.submitted_on), "—".join(one.isoformat() for one in row.shown) if row.shown else "/", _result(row.case.approved),
         yuan(row.case.facts["fen"]) if row.case.facts.get("fen") else "/", _day(row.case.paid_on)]
        for at, row in enumerate(rows, 1)
    ]  # fmt: skip


def _result(approved: bool | None) -> str:
    return "—" if approved is None else _("granted by it") if approved else _("refused by it")


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else "/"


def _asked(request: HttpRequest, on: dt.date) -> tuple[Period, str]:
    typed = request.GET.get("period", "")
    period = read_period(typed)
    if period is None and typed:
        return Period.year(on.year), _("This is no period. Write 2018, 2018Q1 or 2018-03.")
    return period or Period.year(on.year), ""


def _sound(request: HttpRequest, on: dt.date) -> Period:
    period, wrong = _asked(request, on)
    if wrong:
        raise NotFound("period")
    return period
