"""三会一课统计 and the roster's statistics by branch: on the page, on paper and as a workbook; every number opens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.accounts import api as accounts
from linli.kernel import Actor, NotFound, Period, Refused
from linli.kernel.rounding import ratio_text
from linli.office.heads import Head
from linli.office.layout import TableSheet, usual_foot, write_table
from linli.office.sheets import Value
from linli.places import api as places
from linli.ui import words
from linli.ui.parts import Figure, Link
from linli.ui.tables import Column, Row, Table

from ..figures import by_branch
from ..forms.filters import OF_BRANCHES, PeriodForm
from ..queries import meetings, organisations
from ..rules import codes
from ..rules.meetings import period_of
from .common import actor_of, today

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Columns of layout 18.9, between 党员数 and 平均到会率; 组织生活会 counts in the attendance, the layout has no column for it.
KINDS = ("general_meeting", "committee_meeting", "group_meeting", "party_class", "party_day")
Cell = tuple[int | str, str]


@dataclass(frozen=True)
class Sheet:
    """A table of branches: (branch, name, cells), where a cell is a value and the address of what it counts."""

    title: str
    columns: Sequence[Column]
    lines: Sequence[tuple[int, str, Sequence[Cell]]]
    total: Sequence[Cell]
    said: str
    note: str = ""
    links: Sequence[Link] = field(default_factory=tuple)

    def table(self) -> Table:
        """As a page shows it: 合计 first, every number opens."""
        rows = [
            Row(self._cells(name, cells), reverse("party:organisation", args=[branch]), str(branch))
            for branch, name, cells in self.lines
        ]
        total = Row(self._cells(_("Total"), self.total), total=True)
        return Table([*self.columns], [total, *rows] if rows else [], total=len(rows), wide=True,
                     empty=_("There is no Party branch in this period."))  # fmt: skip

    def plain(self) -> list[list[Value]]:
        """As paper has it: 合计 last."""
        rows = [(name, cells) for _branch, name, cells in self.lines]
        return [
            [name, *(value for value, _url in cells)] for name, cells in (*rows, (_("Total"), self.total))
        ]

    def heads(self) -> tuple[Head, ...]:
        """Of the workbook, merged where columns stand in groups."""
        found: list[Head] = []
        for one in self.columns:
            leaf = Head(str(one.label), kind="number" if one.kind == "number" else "text")
            if one.group and found and found[-1].text == str(one.group):
                found[-1] = Head(found[-1].text, (*found[-1].children, leaf))
            else:
                found.append(Head(str(one.group), (leaf,)) if one.group else leaf)
        return tuple(found)

    def _cells(self, name: str, cells: Sequence[Cell]) -> dict[str, object]:
        shown = {
            column.key: Figure(value, url if value else "") for column, (value, url) in zip(self.columns[1:], cells, strict=True)
        }  # fmt: skip
        return {"name": name, **shown}


Make = Callable[[Actor, Period], Sheet]


def _address(name: str, **query: object) -> str:
    return f"{reverse(name)}?{urlencode({key: value for key, value in query.items() if value})}"


def of_meetings(actor: Actor, period: Period) -> Sheet:
    """三会一课统计: 支部, 党员数, 党员大会, 支委会, 党小组会, 党课, 主题党日, 平均到会率."""
    found = meetings.statistics(actor, period)

    def cells(where: int | str, members: int, held: dict[str, int], present: int, should: int) -> list[Cell]:
        branch = "" if where == OF_BRANCHES else where
        query: dict[str, object] = {"organisation": where, "state": "held", "period": period}
        return [
            (members, _address("party:members", figure=by_branch.ALL, as_of=period, branch=branch)),
            *((held.get(kind, 0), _address("party:meetings", kind=kind, **query)) for kind in KINDS),
            (ratio_text(present, should), _address("party:meetings", **query) if should else ""),
        ]

    sums = {kind: sum(one.held.get(kind, 0) for one in found) for kind in KINDS}
    return Sheet(
        _("Three meetings, one class: statistics"),
        [
            Column("name", _("Party branch"), phone="title"), Column("members", by_branch.SHORT[by_branch.ALL], "number"),
            *(Column(kind, codes.word(codes.COUNTED, kind), "number") for kind in KINDS),
            Column("attendance", _("Average attendance"), "number"),
        ],
        [(one.organisation, one.name, cells(one.organisation, one.members, one.held, one.present, one.should)) for one in found],
        cells(OF_BRANCHES, sum(x.members for x in found), sums, sum(x.present for x in found), sum(x.should for x in found)),
        _("Meetings {span}; members as of {day}"),
        _("The average attendance counts every meeting held, organisational life meetings too: attended of should attend."),
        [Link(_("Statistics of members"), _address("party:member_statistics", period=period))],
    )  # fmt: skip


def of_members(actor: Actor, period: Period) -> Sheet:
    """党员统计 as of the last day of a period, transfers during it."""
    counted = by_branch.counts(actor, period)
    branches = organisations.of_period(actor, period, kinds=codes.BRANCHES)
    grouped = [("", by_branch.ALL), *((head, name) for head, names in by_branch.GROUPS for name in names)]

    def cells(value: Callable[[str], int], branch: int | str = "") -> list[Cell]:
        return [
            (value(name), _address("party:members", figure=name, as_of=period, branch=branch))
            for name in by_branch.NAMES
        ]

    return Sheet(
        _("Statistics of Party members"),
        [Column("name", _("Party branch"), phone="title"),
         *(Column(name, by_branch.SHORT[name], "number", group=head) for head, name in grouped)],
        [(key, name, cells(lambda one, key=key: counted.get(key, {}).get(one, 0), key)) for key, name in branches],  # type: ignore[misc]
        cells(lambda one: sum(found.get(one, 0) for found in counted.values())),
        _("Members as of {day}; transfers {span}"),
        _("Who only checked in here (double check-in) is not counted."),
        [Link(_("Three meetings, one class"), _address("party:statistics", period=period))],
    )  # fmt: skip


def _page(request: HttpRequest, make: Make, name: str) -> HttpResponse:
    actor, (_at, on) = actor_of(request), today()
    period, wrong = _asked(request, on)
    sheet = make(actor, period)
    quick = [
        (_("This month"), period_of("month", on)), (_("This quarter"), period_of("quarter", on)),
        (_("This year"), period_of("year", on)), (_("Last year"), Period.year(on.year - 1)),
    ]  # fmt: skip
    return render(request, "party/statistics.html", {
        "title": sheet.title, "table": sheet.table(), "form": PeriodForm({"period": request.GET.get("period") or str(period)}),
        "wrong": wrong, "quick": [(word, f"?period={one}") for word, one in quick], "sentence": _words(sheet, period, on),
        "note": sheet.note, "links": sheet.links, "print_url": _address(f"{name}_print", period=period),
        "excel_url": _address(f"{name}_excel", period=period),
    }, status=422 if wrong else 200)  # fmt: skip


def _print(request: HttpRequest, make: Make) -> HttpResponse:
    actor, (_at, on) = actor_of(request), today()
    period = _sound(request, on)
    sheet = make(actor, period)
    heads = sheet.table().heads
    area = places.name_of(actor.community or 0, period.last)
    return render(request, "party/paper.html", {
        "title": f"{area}{sheet.title}", "org": _words(sheet, period, on), "unit_line": _("Unit of counting: people, times"),
        "wide": len(sheet.columns) > 8, "sheet": sheet, "heads": heads, "lines": sheet.plain(), "area": area, "today": on,
        "filler": actor.name, "note": sheet.note,
    })  # fmt: skip


def _excel(request: HttpRequest, make: Make) -> HttpResponse:
    actor, (_at, on) = actor_of(request), today()
    period = _sound(request, on)
    sheet = make(actor, period)
    area = places.name_of(actor.community or 0, period.last)
    *rows, total = sheet.plain()
    book = TableSheet(
        title=f"{area}{sheet.title}", head=sheet.heads(), rows=rows, total=total, unit=_("people, times"), reporter=area,
        period=_words(sheet, period, on), foot=(*usual_foot(area)[:1], f"{usual_foot()[1]}{actor.name}", *usual_foot()[2:3], f"{usual_foot()[3]}{on.isoformat()}"),
        notes=(sheet.note,), name=sheet.title,
    )  # fmt: skip
    response = HttpResponse(write_table(book), content_type=XLSX)
    name = f"{area}{sheet.title}_{period}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def _asked(request: HttpRequest, on: dt.date) -> tuple[Period, str]:
    """The period of the address, this year where none can be read, and what is wrong with what was typed."""
    typed = request.GET.get("period", "")
    try:
        return (Period.read(typed) if typed else Period.year(on.year)), ""
    except Refused as refused:
        return Period.year(on.year), str(refused.reason)


def _sound(request: HttpRequest, on: dt.date) -> Period:
    period, wrong = _asked(request, on)
    if wrong:
        raise NotFound("period")
    return period


def _words(sheet: Sheet, period: Period, on: dt.date) -> str:
    span = words.span_words(period.start, period.end, on)
    return sheet.said.format(span=span, day=words.short_day(period.last, on))


def opened(
    actor: Actor, name: str, as_of: str, branch: int | None, on: dt.date
) -> tuple[Any, dt.date, str] | None:
    """(members behind a number of the statistics, the day of the list, what it counts); None where there is no such number."""
    figure = by_branch.known(name)
    try:
        period = Period.read(as_of) if as_of else period_of("year", on)
    except Refused:
        return None
    if figure is None:
        return None
    said = [str(figure.label), words.span_words(period.start, period.end, on) if figure.kind == "flow"
            else _("as of {day}").format(day=words.short_day(period.last, on))]  # fmt: skip
    return by_branch.behind(actor, name, period, branch).values("member_id"), period.last, " · ".join(said)


@accounts.needs("party.read")
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """三会一课统计."""
    return _page(request, of_meetings, "party:statistics")


@accounts.needs("party.read")
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """三会一课统计 to print."""
    return _print(request, of_meetings)


@accounts.needs("party.read")
@require_safe
def excel(request: HttpRequest) -> HttpResponse:
    """三会一课统计 as a workbook."""
    return _excel(request, of_meetings)


@accounts.needs("party.read")
@require_safe
def members_page(request: HttpRequest) -> HttpResponse:
    """党员统计."""
    return _page(request, of_members, "party:member_statistics")


@accounts.needs("party.read")
@require_safe
def members_paper(request: HttpRequest) -> HttpResponse:
    """党员统计 to print."""
    return _print(request, of_members)


@accounts.needs("party.read")
@require_safe
def members_excel(request: HttpRequest) -> HttpResponse:
    """党员统计 as a workbook."""
    return _excel(request, of_members)
