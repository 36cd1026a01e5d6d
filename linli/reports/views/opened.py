"""看名单: the rows behind a number, and the same as a roster."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.figures import Figure, Listed
from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Period, Refused, say
from linli.kernel.days import FIRST_YEAR, LAST_YEAR
from linli.places import api as places
from linli.reports import engine
from linli.reports.engine.answer import TOTAL
from linli.reports.forms import SCHEMES
from linli.reports.queries.printed import NOT_IN_ANY
from linli.ui.tables import Address, Column, Row, Table

from . import asking

RIGHT = {"age": "number"}
SCHEME_CODES = {code for code, _label in SCHEMES if code != "none"}


@accounts.needs("figures.rows")
@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """The people (households, checks, posts …) behind one number, page by page."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    behind, part = opened(actor, request.GET)
    address = Address.of(request.GET)
    text = request.GET.get("q", "").strip()[:60]
    total = behind.count()
    found = behind.search(text)
    count = total if found is behind else found.count()
    listed = found.page(address.start, address.size)
    note_read(actor, behind, listed)
    table = Table(
        _columns(behind), [_row(one) for one in listed], address, count,
        empty=_("Nobody is found."), grouped=False,
    )  # fmt: skip
    return render(request, "reports/open.html", _context(request, behind, part, table, total, count, text))


def _context(
    request: HttpRequest, behind: engine.Behind, part: int, table: Table, total: int, count: int, text: str
) -> dict[str, Any]:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    figure = behind.figure
    area = " ".join(filter(None, (asking.where(actor, behind.on), part_words(behind, part))))
    period = asking.short_period(behind.lens.period)
    line = ngettext("{n} row = the number in the table", "{n} rows = the number in the table", total)
    if behind.listing.subject == "person":
        line = ngettext("{n} person = the number in the table", "{n} people = the number in the table", total)
    unit = str(figure.unit)
    return asking.page(
        request,
        str(figure.label),
        figure=figure,
        table=table,
        area=area,
        period=period,
        line=line.format(n=total),
        found=_("{n} found").format(n=count) if text else "",
        text=text,
        hidden=[(key, value) for key, value in request.GET.items() if key not in ("q", "page")],
        figure_url=reverse("reports:figure", args=[figure.name]),
        export=_may_export(actor, behind),
        export_url=f"{reverse('reports:export')}?{request.GET.urlencode()}",
        copied=f"{area} {period}\n{figure.label} {total}{unit}\n{figure.meaning}",
    )


def opened(actor: Actor, asked: Any) -> tuple[engine.Behind, int]:
    """What an address opens. NotFound for anything unknown, foreign or not open to the reader."""
    try:
        period = Period.read(asked.get("period", ""))
    except Refused:
        raise NotFound("period") from None
    if asked.get("area") and asked["area"] != str(actor.community):
        raise NotFound("area")
    part = _whole(asked["cell"]) if asked.get("cell") else TOTAL
    by = asked.get("by", "") if part != TOTAL else ""
    if part != TOTAL and by not in SCHEME_CODES:
        raise NotFound("cell")
    areas = _day(asked["areas"]) if asked.get("areas") else None
    lens = engine.community_lens(actor, period, scheme=by, areas=areas)
    return engine.behind(asked.get("figure", ""), lens, part), part


def _whole(text: str) -> int:
    if not text.isdecimal() or len(text) > 18:
        raise NotFound("cell")
    return int(text)


def _day(text: str) -> dt.date:
    """The day whose areas are meant; Refused with what can be written."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise Refused(
            say("“{text}” is no day. Write it such as 2018-12-31.", text=text[:20]), "areas"
        ) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(
            say("The day must lie between {first} and {last}.", first=FIRST_YEAR, last=LAST_YEAR), "areas"
        )
    return day


def part_words(behind: engine.Behind, part: int) -> str:
    """The cell's name as it was on the lens's day."""
    if part == TOTAL:
        return ""
    cells = places.cells(behind.lens.communities[0], behind.lens.scheme, behind.lens.areas_on)
    return next((cell.name for cell in cells if cell.id == part), str(NOT_IN_ANY))


def note_read(actor: Actor, behind: engine.Behind, listed: list[Listed]) -> None:
    """One line of the read log per page, saying which number was opened."""
    subject = behind.listing.subject
    if subject:
        purpose = _("List behind a number: {figure}").format(figure=behind.figure.label)
        journal.read(actor, subject, [one.key for one in listed], at=clock.now(), purpose=purpose[:200])


def _columns(behind: engine.Behind) -> list[Column]:
    phones = ("title", "first", "first", "second", "second")
    return [
        Column(key, label, kind=RIGHT.get(key, "text"), phone=phones[index] if index < len(phones) else "")
        for index, (key, label) in enumerate(behind.listing.columns)
    ]


def _row(one: Listed) -> Row:
    return Row(one.cells, one.url, str(one.key))


def _may_export(actor: Actor, behind: engine.Behind) -> bool:
    return behind.listing.export is not None and bool(accounts.may(actor, "residents.export"))


@accounts.needs("residents.export")
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Start the roster behind a number as a workbook made by a job."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    behind, part = opened(actor, request.GET)
    if not _may_export(actor, behind) or behind.listing.export is None:
        raise NotFound("export")
    figure: Figure = behind.figure
    title = f"{asking.where(actor, behind.on)}{figure.label}_{behind.lens.period}"
    columns = [(str(label), KINDS.get(key, "text")) for key, label in behind.listing.export(actor)]
    work = files.export_list(
        actor, title, columns, "reports.rows", clock.now(),
        figure=figure.name, period=str(behind.lens.period), by=behind.lens.scheme, cell=part,
        areas=behind.lens.areas_on.isoformat(),
    )  # fmt: skip
    return HttpResponseRedirect(reverse("files:work", args=[work]))


KINDS = {"born": "day", "start": "day", "phone": "id"}
