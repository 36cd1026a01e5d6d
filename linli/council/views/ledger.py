"""会议记录台账: the page, the workbook, the paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from linli.accounts import api as accounts
from linli.kernel import NotFound, Period
from linli.office.heads import Head
from linli.office.layout import TableSheet, usual_foot
from linli.places import api as places
from linli.ui import papers
from linli.ui.tables import Column, Row, Table
from linli.ui.words import span_words

from ..forms.meetings import LedgerForm, read_period
from ..queries import meetings
from ..queries.meetings import LedgerLine
from ..rules import codes
from .common import actor_of, today


def _columns() -> list[Column]:
    """Column order of the record of a meeting: type, topic, day, should, attended, women, yes, no, abstained."""
    return [
        Column("n", _("No."), "number"), Column("body", _("Kind of meeting"), phone="first"), Column("title", _("Item"), phone="title"),
        Column("on", _("Day"), "day", phone="first"), Column("should", _("Should attend"), "number", phone="second"),
        Column("present", _("Attended"), "number", phone="second"), Column("women", _("Women"), "number"), Column("yes", _("Yes"), "number"),
        Column("no", _("No"), "number"), Column("abstain", _("Abstained"), "number"), Column("recused", _("Recused"), "number"),
        Column("state", _("Outcome"), phone="second"),
    ]  # fmt: skip


def _cells(number: int, one: LedgerLine) -> dict[str, object]:
    return {
        "n": number, "body": one.body_name, "title": one.title, "on": one.on, "should": one.should, "present": one.present, "women": one.women,
        "yes": one.yes, "no": one.no, "abstain": one.abstain, "recused": one.recused, "state": codes.word(codes.OUTCOMES, one.state),
    }  # fmt: skip


@accounts.needs("council.read")
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The ledger of a period."""
    actor, (_at, on) = actor_of(request), today()
    period, wrong = _asked(request, on)
    lines = meetings.ledger(actor, period)
    table = Table(
        _columns(), [Row(_cells(number, one), reverse("council:meeting", args=[one.meeting])) for number, one in enumerate(lines, 1)],
        total=len(lines), caption=_("{n} items").format(n=len(lines)), empty=_("Nothing was on an agenda in this period."), wide=True,
    )  # fmt: skip
    query = urlencode({"period": str(period)})
    return render(request, "ui/listing.html", {
        "title": _("Meeting ledger"), "table": table, "form": LedgerForm({"period": request.GET.get("period") or str(period)}),
        "sentence": wrong or span_words(period.start, period.end, on),
        "links": [
            {"label": _("Export to Excel"), "url": f"{reverse('council:ledger_excel')}?{query}"},
            {"label": _("Print (PDF)"), "url": f"{reverse('council:ledger_paper')}?{query}"},
            {"label": _("Meetings"), "url": reverse("council:meetings")},
        ],
    }, status=422 if wrong else 200)  # fmt: skip


@accounts.needs("council.read")
@require_safe
def excel(request: HttpRequest) -> HttpResponse:
    """The same as the workbook that is kept."""
    sheet, name = _sheet(request)
    return papers.workbook(sheet, name)


@accounts.needs("council.read")
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """The same on A4, to be signed and stamped."""
    sheet, name = _sheet(request)
    at, _on = today()
    return papers.paper(sheet, name, at)


def _sheet(request: HttpRequest) -> tuple[TableSheet, str]:
    actor, (_at, on) = actor_of(request), today()
    period, wrong = _asked(request, on)
    if wrong:
        raise NotFound("period")
    area = places.name_of(actor.community or 0, period.last)
    columns = _columns()
    rows = [_plain(columns, number, one) for number, one in enumerate(meetings.ledger(actor, period), 1)]
    foot = usual_foot(area)
    sheet = TableSheet(
        title=area + _("Meeting ledger"), head=tuple(Head(str(one.label), kind="number" if one.kind == "number" else "text") for one in columns),
        rows=rows, reporter=area, period=span_words(period.start, period.end, on),
        foot=(foot[0], f"{foot[1]}{actor.name}", foot[2], f"{foot[3]}{on.isoformat()}"), name=_("Meeting ledger"),
    )  # fmt: skip
    return sheet, f"{sheet.title}_{period}"


def _plain(columns: Sequence[Column], number: int, one: LedgerLine) -> list[str | int | None]:
    cells = _cells(number, one)
    found: list[str | int | None] = []
    for column in columns:
        value = cells[column.key]
        found.append(value if value is None or isinstance(value, int) else str(value))
    return found


def _asked(request: HttpRequest, on: dt.date) -> tuple[Period, str]:
    """The period of the address, this year where none can be read, and what is wrong with what was typed."""
    typed = request.GET.get("period", "")
    period = read_period(typed)
    if typed and period is None:
        return Period.year(on.year), _("This is no period. Write 2018, 2018Q1 or 2018-03.")
    return period or Period.year(on.year), ""
