"""保障资金项目表: the page, the workbook, the paper; and the exports of the lists."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from linli.accounts import api as accounts
from linli.base import keys
from linli.files import api as files
from linli.kernel import Actor
from linli.office.heads import Head
from linli.office.layout import TableSheet, usual_foot
from linli.places import api as places
from linli.ui import papers
from linli.ui.asking import actor_of, today, whole
from linli.ui.parts import Link
from linli.ui.tables import Column, Row, Table

from ..forms.opinions import OpinionsForm
from ..forms.projects import ProjectsForm
from ..queries import opinions, project_ledger, projects
from . import opinions as opinion_pages
from . import project_pages

_AT_ONCE = 500


def _heads() -> list[tuple[str, str]]:
    yuan = _("yuan")
    return [
        (_("No."), "number"), (_("Project"), "text"), (_("Number of opinions"), "number"), (_("Kind of project"), "text"), (_("Decided by"), "text"),
        (_("Should attend, attended, yes"), "text"), (f"{_('Budget')}（{yuan}）", "number"), (f"{_('Contract')}（{yuan}）", "number"),
        (_("Contractor"), "text"), (_("Begun, finished"), "text"), (_("Works accepted on"), "text"), (f"{_('Paid')}（{yuan}）", "number"),
        (f"{_('Left over')}（{yuan}）", "number"), (_("People whom it serves"), "number"), (_("Residents satisfied"), "text"),
    ]  # fmt: skip


@accounts.needs("council.read")
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The ledger of a fund year."""
    actor, (_at, on) = actor_of(request), today()
    year = whole(request.GET.get("year")) or on.year
    lines = project_ledger.rows(actor, year)
    phones = {1: "title", 6: "first", 10: "second"}
    columns = [
        Column(f"c{at}", head, kind, phone=phones.get(at, ""), whole=at in (4, 9, 10))
        for at, (head, kind) in enumerate(_heads())
    ]
    # the project stands first on the page, so that its name opens it
    shown = [columns[1], columns[0], *columns[2:]]
    table = Table(
        shown,
        [
            *([Row(_cells(project_ledger.totals(lines)), total=True)] if lines else []),
            *(
                Row(_cells(project_ledger.cells(number, one)), reverse("council:project", args=[one.row.id]))
                for number, one in enumerate(lines, 1)
            ),
        ],
        total=len(lines), caption=_("{n} projects").format(n=len(lines)), empty=_("No project was put before the council in this year."),
        wide=True,
    )  # fmt: skip
    query = f"?year={year}"
    return render(request, "ui/listing.html", {
        "title": _("Project ledger"), "table": table, "sentence": _("Fund year {year}").format(year=year),
        "links": [
            Link(_("Export to Excel"), reverse("council:project_ledger_excel") + query), Link(_("Print (PDF)"), reverse("council:project_ledger_paper") + query),
            Link(_("Year before"), f"?year={year - 1}"), Link(_("Projects"), reverse("council:projects")),
        ],
    })  # fmt: skip


def _cells(values: list[str | int]) -> dict[str, object]:
    return {f"c{at}": value for at, value in enumerate(values)}


@accounts.needs("council.read")
@require_safe
def excel(request: HttpRequest) -> HttpResponse:
    """The same as the workbook that is kept."""
    return papers.workbook(*_sheet(request))


@accounts.needs("council.read")
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """The same on A4, to be signed and stamped."""
    at, _on = today()
    return papers.paper(*_sheet(request), at)


def _sheet(request: HttpRequest) -> tuple[TableSheet, str]:
    actor, (_at, on) = actor_of(request), today()
    year = whole(request.GET.get("year")) or on.year
    area = places.name_of(actor.community or 0, on)
    lines = project_ledger.rows(actor, year)
    foot = usual_foot(area)
    sheet = TableSheet(
        title=area + _("Project ledger"), head=tuple(Head(head, kind="number" if kind == "number" else "text") for head, kind in _heads()),
        rows=[project_ledger.cells(number, one) for number, one in enumerate(lines, 1)], total=project_ledger.totals(lines) if lines else None,
        reporter=area, period=str(year), foot=(foot[0], f"{foot[1]}{actor.name}", foot[2], f"{foot[3]}{on.isoformat()}"), name=_("Project ledger"),
    )  # fmt: skip
    return sheet, f"{sheet.title}_{year}"


@accounts.needs("council.keep")
@require_POST
def opinions_export(request: HttpRequest) -> HttpResponseRedirect:
    """The filtered list of opinions."""
    return _start(request, _("Opinions"), opinion_pages.columns(), "council.opinions")


@accounts.needs("council.keep")
@require_POST
def projects_export(request: HttpRequest) -> HttpResponseRedirect:
    """The filtered list of projects."""
    return _start(request, _("Projects"), project_pages.columns(), "council.projects")


def opinion_rows(actor: Actor, *, sealed: str) -> Iterator[list[object]]:
    """Rows of the opinions as filtered in their sealed address (files.register_export)."""
    accounts.may(actor, "council.keep").demand()
    where = OpinionsForm(_query(sealed)).filter()
    shown, start, total = [one.key for one in opinion_pages.columns()], 0, 1
    while start < total:
        found, total = opinions.listing(actor, where, start=start, count=_AT_ONCE)
        for one in found:
            plain = opinion_pages.cells(one)
            yield [one.text if key == "text" else plain[key] for key in shown]
        start += _AT_ONCE


def project_rows(actor: Actor, *, sealed: str) -> Iterator[list[object]]:
    """Rows of the projects as filtered in their sealed address."""
    accounts.may(actor, "council.keep").demand()
    where = ProjectsForm(_query(sealed), years=range(2000, 2101)).filter()
    shown, start, total = [one.key for one in project_pages.columns()], 0, 1
    while start < total:
        found, total = projects.listing(actor, where, start=start, count=_AT_ONCE)
        for one in found:
            plain = project_pages.cells(one)
            yield [plain[key] for key in shown]
        start += _AT_ONCE


def _start(request: HttpRequest, title: str, columns: list[Column], rows: str) -> HttpResponseRedirect:
    heads = [(str(one.label), one.kind if one.kind in ("day",) else "text") for one in columns]
    sealed = keys.seal(request.GET.urlencode()).hex()
    at, _on = today()
    return redirect("files:work", files.export_list(actor_of(request), title, heads, rows, at, sealed=sealed))


def _query(sealed: str) -> QueryDict:
    return QueryDict(keys.unseal(bytes.fromhex(sealed)))
