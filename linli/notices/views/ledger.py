"""居务公开目录 (domain §18.12): 事项, 类别, 形式, 起止, 意见数, 经办 of a period; page, paper, workbook."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.accounts import api as accounts
from linli.kernel import NotFound, Period
from linli.office.heads import Head
from linli.office.layout import TableSheet, usual_foot, write_table
from linli.office.sheets import Value
from linli.places import api as places
from linli.ui.parts import Link
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import span_words

from ..forms.notices import read_period
from ..queries import listing as found
from ..queries.listing import NoticeRow
from ..rules import codes
from .common import actor_of, today

#: What the values of a line are called on the page.
KEYS = ("serial", "matter", "category", "forms", "span", "opinions", "by")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@accounts.needs("notices.read")
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The ledger of a period, page by page."""
    actor, (_at, on) = actor_of(request), today()
    period, wrong = _asked(request, on)
    address = Address.of(request.GET)
    rows, total = found.disclosed(actor, period, on=on, start=address.start, count=address.size)
    table = Table(
        columns(), [Row(dict(zip(KEYS, line, strict=True)), reverse("notices:notice", args=[row.id]), str(row.id))
                for row, line in zip(rows, _lines(rows, address.start), strict=True)],
        address, total, empty=_("Nothing was shown in this period."),
    )  # fmt: skip
    query = f"?period={period}"
    return render(request, "notices/ledger.html", {
        "title": _("Catalogue of disclosures"), "table": table, "period": str(period), "wrong": wrong,
        "sentence": span_words(period.start, period.end, on), "count": total,
        "quick": [(str(year), f"?period={year}") for year in (on.year, on.year - 1)],
        "links": [Link(_("Print"), reverse("notices:ledger_print") + query), Link(_("Export to Excel"), reverse("notices:ledger_excel") + query)],
    }, status=422 if wrong else 200)  # fmt: skip


@accounts.needs("notices.read")
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """The ledger to print."""
    actor, (_at, on) = actor_of(request), today()
    period = _sound(request, on)
    rows, _total = found.disclosed(actor, period, on=on)
    area = places.name_of(actor.community or 0, min(period.last, on))
    return render(request, "notices/ledger_paper.html", {
        "title": f"{area}{_('Catalogue of disclosures')}", "org": span_words(period.start, period.end, on), "heads": _heads(),
        "lines": _lines(rows, 0), "area": area, "today": on, "filler": actor.name, "unit_line": "",
    })  # fmt: skip


@accounts.needs("notices.read")
@require_safe
def excel(request: HttpRequest) -> HttpResponse:
    """The ledger as a workbook."""
    actor, (_at, on) = actor_of(request), today()
    period = _sound(request, on)
    rows, _total = found.disclosed(actor, period, on=on)
    area = places.name_of(actor.community or 0, min(period.last, on))
    title = f"{area}{_('Catalogue of disclosures')}"
    widths = (None, 36.0, 10.0, 18.0, 24.0, 10.0, 12.0)
    foot = usual_foot(area)
    book = TableSheet(
        title=title, head=tuple(Head(text, kind="number" if at in (0, 5) else "text", width=width)
                                for at, (text, width) in enumerate(zip(_heads(), widths, strict=True))),
        rows=_lines(rows, 0), reporter=area, period=str(period),
        foot=(*foot[:1], f"{foot[1]}{actor.name}", *foot[2:3], f"{foot[3]}{on.isoformat()}"), name=_("Catalogue of disclosures"),
    )  # fmt: skip
    response = HttpResponse(write_table(book), content_type=XLSX)
    response["Content-Disposition"] = (
        content_disposition_header(True, f"{title}_{period}.xlsx") or "attachment"
    )
    response["Cache-Control"] = "private, no-store"
    return response


def columns() -> list[Column]:
    """Of the page, in the order of layout 12; the matter leads, for it opens the notice."""
    serial, matter, category, forms, span, opinions, by = _heads()
    return [
        Column("matter", matter, phone="title"), Column("serial", serial, "number"), Column("category", category, phone="first"),
        Column("forms", forms, phone="second"), Column("span", span, phone="first", whole=True),
        Column("opinions", opinions, "number", phone="second"), Column("by", by, phone="second"),
    ]  # fmt: skip


def _heads() -> tuple[str, ...]:
    return (
        _("No."), _("Matter"), _("Category"), _("Form"), _("From and to"), _("Objections and opinions"), _("Dealt with by"),
    )  # fmt: skip


def _lines(rows: list[NoticeRow], start: int) -> list[list[Value]]:
    return [
        [start + at, one.title, codes.word(codes.CATEGORIES, one.category), "、".join(codes.word(codes.FORMS, code) for code in one.forms),
         f"{one.window.start.isoformat()}—{one.window.last.isoformat()}", one.objections, one.drafter]
        for at, one in enumerate(rows, 1)
    ]  # fmt: skip


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
