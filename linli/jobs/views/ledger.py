"""就业台账 (domain §18.8): page, paper, workbook."""

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
from linli.office.heads import Head
from linli.office.layout import TableSheet, usual_foot, write_table
from linli.office.sheets import Value
from linli.places import api as places
from linli.residents import api as residents
from linli.ui.parts import Link
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import span_words

from ..forms.filters import read_period
from ..queries import ledger as found
from ..queries.ledger import LedgerLine
from ..rules import codes
from .common import actor_of, tabs, today

KEYS = (
    "name",
    "sex",
    "age",
    "education",
    "lost_on",
    "wish",
    "route",
    "on",
    "unit",
    "result",
    "entry",
    "entered_on",
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@accounts.needs("jobs.read")
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The ledger of a period, page by page; names masked as on paper."""
    actor, (at, on) = actor_of(request), today()
    period, wrong = _asked(request, on)
    address = Address.of(request.GET)
    rows, total = found.lines(actor, period, on=on, start=address.start, count=address.size)
    journal.read(actor, "person", [one.person for one in rows], at=at, purpose="ledger")
    table = Table(
        _columns(), [Row(dict(zip(KEYS, line, strict=True)), _url(row)) for row, line in zip(rows, _lines(rows), strict=True)], address, total,
        empty=_("Nothing was entered in this period."),
    )  # fmt: skip
    query = f"?period={period}"
    return render(request, "jobs/ledger.html", {"tabs": tabs("ledger"),
        "title": _("Employment ledger"), "table": table, "period": str(period), "wrong": wrong, "sentence": span_words(period.start, period.end, on),
        "quick": [(str(year), f"?period={year}") for year in (on.year, on.year - 1)],
        "links": [Link(_("Print"), reverse("jobs:ledger_print") + query), Link(_("Export to Excel"), reverse("jobs:ledger_excel") + query)],
    }, status=422 if wrong else 200)  # fmt: skip


@accounts.needs("jobs.read")
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """The ledger to print."""
    actor, (at, on) = actor_of(request), today()
    period = _sound(request, on)
    rows, _total = found.lines(actor, period, on=on)
    journal.read(actor, "person", [one.person for one in rows], at=at, purpose="print")
    area = places.name_of(actor.community or 0, min(period.last, on))
    return render(request, "jobs/ledger_paper.html", {
        "title": f"{area}{_('Employment ledger')}", "org": span_words(period.start, period.end, on), "heads": _heads(), "lines": _printed(rows),
        "area": area, "today": on, "filler": actor.name, "unit_line": "", "wide": True,
    })  # fmt: skip


@accounts.needs("jobs.read")
@require_safe
def excel(request: HttpRequest) -> HttpResponse:
    """The ledger as a workbook."""
    actor, (at, on) = actor_of(request), today()
    period = _sound(request, on)
    rows, _total = found.lines(actor, period, on=on)
    journal.read(actor, "person", [one.person for one in rows], at=at, purpose="export")
    area = places.name_of(actor.community or 0, min(period.last, on))
    title = f"{area}{_('Employment ledger')}"
    kinds = {2: "number", 4: "day", 7: "day", 11: "day"}
    widths = (10.0, 6.0, 6.0, 10.0, 12.0, 14.0, 12.0, 12.0, 24.0, 14.0, 18.0, 12.0)
    foot = usual_foot(area)
    book = TableSheet(
        title=title, head=tuple(Head(text, kind=kinds.get(at_, "text"), width=width)  # type: ignore[arg-type]
                                for at_, (text, width) in enumerate(zip(_heads(), widths, strict=True))),
        rows=_lines(rows), reporter=area, period=str(period),
        foot=(*foot[:1], f"{foot[1]}{actor.name}", *foot[2:3], f"{foot[3]}{on.isoformat()}"), name=_("Employment ledger"),
    )  # fmt: skip
    response = HttpResponse(write_table(book), content_type=XLSX)
    response["Content-Disposition"] = (
        content_disposition_header(True, f"{title}_{period}.xlsx") or "attachment"
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _heads() -> tuple[str, ...]:
    return (
        _("Full name"), _("Sex"), _("Age"), _("Education"), _("Out of work since"), _("Work looked for"), _("Route to the post"), _("Referred on"), _("Employer"),
        _("Result"), _("Registration number"), _("Entered on"),
    )  # fmt: skip


def _columns() -> list[Column]:
    kinds = {"age": "number", "lost_on": "day", "on": "day", "entered_on": "day"}
    lines = {"name": "title", "route": "first", "unit": "first", "result": "second", "on": "second"}
    return [
        Column(key, head, kinds.get(key, "text"), phone=lines.get(key, ""))
        for key, head in zip(KEYS, _heads(), strict=True)
    ]


def _lines(rows: list[LedgerLine]) -> list[list[Value]]:
    return [
        [one.name, str(residents.SEX.get(one.sex, "")), one.age, str(residents.EDUCATION.get(one.education, "")), one.lost_on, one.wish,
         codes.word(codes.ROUTES, one.route) if one.route else "", one.on, one.unit,
         codes.word(codes.RESULTS, one.result) if one.result else "", one.entry, one.entered_on]
        for one in rows
    ]  # fmt: skip


def _printed(rows: list[LedgerLine]) -> list[list[object]]:
    return [
        [
            "" if value is None else value.isoformat() if isinstance(value, dt.date) else value
            for value in line
        ]
        for line in _lines(rows)
    ]


def _url(one: LedgerLine) -> str:
    kind, key = one.url_of
    return reverse(f"jobs:{kind}", args=[key])


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
