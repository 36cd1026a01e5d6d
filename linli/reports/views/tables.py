"""统计表: the list of tables, each on the page, on paper and as a workbook."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.accounts import api as accounts
from linli.base import clock
from linli.kernel import Actor, NotFound, Period
from linli.reports.queries import pictures, sheets, workbooks
from linli.reports.queries.sheets import Sheet
from linli.reports.rules.tables import APPEALS_MONTH, CONTACT_MONTH, FLOATING, POPULATION, TABLES, TableDef

from . import asking

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@accounts.needs("figures.read")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Which tables there are."""
    listed = [(table, reverse(f"reports:{table.code}")) for table in TABLES.values()]
    return render(request, "reports/tables.html", asking.page(request, _("Tables"), tables=listed))


@accounts.needs("figures.read")
@require_safe
def population(request: HttpRequest) -> HttpResponse:
    """人口情况表: figures as rows, areas as columns."""
    return _table(request, POPULATION)


@accounts.needs("figures.read")
@require_safe
def floating(request: HttpRequest) -> HttpResponse:
    """流动人口登记注销表: areas as rows, opening and closing stock."""
    return _table(request, FLOATING)


@accounts.needs("figures.read")
@require_safe
def appeals_month(request: HttpRequest) -> HttpResponse:
    """诉求办理月报: what was asked for and what became of it."""
    return _table(request, APPEALS_MONTH)


@accounts.needs("figures.read")
@require_safe
def contact_month(request: HttpRequest) -> HttpResponse:
    """联系服务群众月表, as far as records answer it."""
    return _table(request, CONTACT_MONTH)


def _table(request: HttpRequest, table: TableDef) -> HttpResponse:
    question = asking.asked(request)
    template = "reports/across.html" if table.across else "reports/down.html"
    if question.lens is None:
        return render(request, template, _context(request, table, question, None), status=422)
    sheet = make(table, question.lens, question.beside)
    return render(request, template, _context(request, table, question, sheet))


def make(table: TableDef, lens: Any, beside: frozenset[str] = frozenset()) -> Sheet:
    """The table through a lens, in its own layout."""
    return sheets.across(table, lens) if table.across else sheets.down(table, lens, beside | table.beside)


def _context(
    request: HttpRequest, table: TableDef, question: asking.Asked, sheet: Sheet | None
) -> dict[str, Any]:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today = clock.today()
    own = reverse(f"reports:{table.code}")
    area = asking.where(actor, question.period.last)
    period = asking.short_period(question.period)
    return asking.page(
        request,
        str(table.title),
        sheet=sheet,
        pictures=pictures.of(sheet) if sheet and not table.across else (),
        table=table,
        form=question.form,
        area=area,
        period=period,
        period_words=asking.period_words(question.period, today),
        quick=[
            (word, f"{own}?{_with_period(question, typed)}")
            for word, typed in asking.years(question.period, today)
        ],
        query=question.query,
        print_url=f"{reverse('reports:print', args=[table.code])}?{question.query}",
        excel_url=f"{reverse('reports:excel', args=[table.code])}?{question.query}",
        seal_url=f"{reverse('reports:seal', args=[table.code])}?{question.query}" if _may_seal(actor) else "",
        copied=sheets.three_lines(sheet, area, period) if sheet else "",
        heads=workbooks.heads(sheet) if sheet and table.across else (),
    )


def _with_period(question: asking.Asked, typed: str) -> str:
    return replace(question, period=Period.read(typed)).query


def _may_seal(actor: Actor) -> bool:
    return actor.community is not None and bool(accounts.may(actor, "reports.seal"))


@accounts.needs("figures.read")
@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """A table as it is printed."""
    sheet, area, period = _asked(request, code)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    context = asking.page(
        request,
        f"{area}{sheet.table.title}",
        sheet=sheet,
        org=_("Reporting unit: {name}").format(name=area),
        unit_line=period,
        wide=len(sheet.parts) + 3 > 8 or sheet.table.across,
        filler=actor.name,
        today=clock.today(),
        heads=workbooks.heads(sheet) if sheet.table.across else (),
        back_url=reverse(f"reports:{code}"),
    )
    return render(request, "reports/paper.html", context)


@accounts.needs("figures.read")
@require_safe
def excel(request: HttpRequest, code: str) -> HttpResponse:
    """A table as a workbook in the layout that is sent."""
    sheet, area, period = _asked(request, code)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    content = workbooks.table(sheet, area=area, period=period, filler=actor.name, on=clock.today())
    return download(content, f"{area}{sheet.table.title}_{sheet.lens.period}.xlsx")


def _asked(request: HttpRequest, code: str) -> tuple[Sheet, str, str]:
    table = TABLES.get(code)
    question = asking.asked(request)
    if table is None or question.lens is None:
        raise NotFound(code)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    area = asking.where(actor, question.period.last)
    return make(table, question.lens, question.beside), area, asking.short_period(question.period)


def download(content: bytes, name: str) -> HttpResponse:
    """A workbook as a file."""
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = _disposition(name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _disposition(name: str) -> str:
    return content_disposition_header(True, name) or "attachment"
