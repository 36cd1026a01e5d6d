"""矛盾纠纷排查调处月报 on page, paper and as a workbook; the three ratios and what a typed percentage can come from."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.accounts import api as accounts
from linli.kernel import Actor, NotFound, Period
from linli.kernel.rounding import ratio_text, rounded_text
from linli.office import pdf
from linli.office.heads import Head
from linli.office.layout import TableSheet, usual_foot
from linli.office.sheets import Value
from linli.places import api as places
from linli.ui.papers import served, workbook
from linli.ui.parts import Figure, Link
from linli.ui.tables import Column, Row, Table
from linli.ui.words import span_words

from ..forms.disputes import read_period
from ..queries import month as found
from ..queries.month import Line
from ..rules import ratios as rules
from .common import actor_of, today

#: Columns of layout 5 in their order; `agreed` has two below it.
ORDER = (
    "carried",
    "found",
    "accepted",
    "written",
    "oral",
    "failed",
    "transferred",
    "open",
    "ratio",
    "performed",
    "revisited",
)


def _heads() -> dict[str, str]:
    return {
        "carried": _("Carried over (disputes)"), "found": _("Found (count)"), "accepted": _("Accepted (count)"), "written": _("written (agreement)"), "oral": _("oral (agreement)"),
        "failed": _("No agreement reached"), "transferred": _("Handed over (count)"), "open": _("In mediation"), "ratio": _("Rate of success"),
        "performed": _("Agreement performed"), "revisited": _("Revisited"),
    }  # fmt: skip


@accounts.needs("mediation.count")
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The table; a number opens to its disputes for those who may read them."""
    actor, (_at, on) = actor_of(request), today()
    period, wrong = _asked(request, on)
    lines = found.table(actor, period)
    opens = bool(accounts.may(actor, "mediation.read"))
    heads = _heads()
    table = Table(
        [Column("category", _("Category"), phone="title", whole=True),
         *(Column(name, heads[name], "number", group=_("Agreed (group)") if name in ("written", "oral") else "",
                  phone="first" if name in ("accepted", "ratio") else "") for name in ORDER)],
        [Row({"category": one.name or _("Total"), **{name: _cell(one, name, period, opens) for name in ORDER}}, total=not one.code) for one in reversed_total(lines)],
        empty=_("Nothing happened in this period."),
    )  # fmt: skip
    query = f"?period={period}"
    total = lines[-1]
    quick = [
        (_("This month"), Period.month(on.year, on.month)), (_("This quarter"), Period.quarter(on.year, (on.month + 2) // 3)),
        (_("This year"), Period.year(on.year)), (_("Last year"), Period.year(on.year - 1)),
    ]  # fmt: skip
    return render(request, "mediation/month.html", {
        "title": _("Month table of disputes"), "table": table, "period": request.GET.get("period") or str(period), "wrong": wrong,
        "sentence": span_words(period.start, period.end, on), "note": _note(total),
        "quick": [(word, f"?period={one}") for word, one in quick],
        "links": [Link(_("Print"), reverse("mediation:month_print") + query), Link(_("Export to Excel"), reverse("mediation:month_excel") + query),
                  Link(_("Three ratios"), reverse("mediation:ratios") + query)],
    }, status=422 if wrong else 200)  # fmt: skip


def reversed_total(lines: list[Line]) -> list[Line]:
    """The sum first, as on screen."""
    return [lines[-1], *lines[:-1]]


def _cell(one: Line, name: str, period: Period, opens: bool) -> object:
    if name == "ratio":
        return ratio_text(one.agreed, one.settled)
    query = {"part": name, "period": str(period), **({"category": one.code} if one.code else {})}
    return Figure(
        one.counts[name],
        f"{reverse('mediation:disputes')}?{urlencode(query)}" if opens and one.counts[name] else "",
    )


def _note(total: Line) -> str:
    if total.counts["other"]:
        return _("Withdrawn or settled by the parties themselves after it was accepted: {n}.").format(
            n=total.counts["other"]
        )
    return ""


@accounts.needs("mediation.count")
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """The table to sign and to seal."""
    actor, (at, on) = actor_of(request), today()
    sheet, name = _sheet(actor, _sound(request, on), on)
    content = pdf.table(sheet, demo=settings.DEMO, at=at.replace(microsecond=0))
    return served(content, "application/pdf", f"{name}.pdf", download=False)


@accounts.needs("mediation.count")
@require_safe
def excel(request: HttpRequest) -> HttpResponse:
    """The table as a workbook."""
    actor, (_at, on) = actor_of(request), today()
    sheet, name = _sheet(actor, _sound(request, on), on)
    return workbook(sheet, name)


def _sheet(actor: Actor, period: Period, on: dt.date) -> tuple[TableSheet, str]:
    lines = found.table(actor, period)
    area = places.name_of(actor.community or 0, min(period.last, on))
    heads, title = _heads(), f"{area}{_('Month table of disputes')}"
    plain = [
        Head(
            heads[name], kind="text" if name == "ratio" else "number", width=14.0 if name == "ratio" else None
        )
        for name in ORDER
    ]
    head = (
        Head(_("Category"), width=14.0),
        *plain[:3],
        Head(_("Agreed (group)"), tuple(plain[3:5])),
        *plain[5:],
    )
    foot = usual_foot(area)
    sheet = TableSheet(
        title=title, head=head, rows=[_values(one) for one in lines[:-1]], total=_values(lines[-1]), unit=_("disputes (unit)"), reporter=area,
        period=span_words(period.start, period.end, on), foot=(*foot[:1], f"{foot[1]}{actor.name}", *foot[2:3], f"{foot[3]}{on.isoformat()}"),
        notes=(_note(lines[-1]),) if _note(lines[-1]) else (), name=_("Month table of disputes"),
    )  # fmt: skip
    return sheet, f"{title}_{period}"


def _values(one: Line) -> list[Value]:
    return [
        one.name or _("Total"),
        *(ratio_text(one.agreed, one.settled) if name == "ratio" else one.counts[name] for name in ORDER),
    ]


@accounts.needs("mediation.count")
@require_safe
def ratios(request: HttpRequest) -> HttpResponse:
    """Three ratios, each with its name, n and m; and why a typed percentage can or cannot come from the first."""
    actor, (_at, on) = actor_of(request), today()
    period, wrong = _asked(request, on)
    counts = found.ratios(actor, period)
    three = [
        (_("Rate of success"), counts.agreed, counts.settled, _("agreements reached, of the disputes accepted and settled (agreed or failed)")),
        (_("Rate of performance"), counts.performed, counts.agreed, _("performed in full, of the agreements reached")),
        (_("Rate of resolution"), counts.resolved, counts.found, _("over, by agreement, by the parties themselves or after it was handed over, of the disputes found")),
    ]  # fmt: skip
    table = Table(
        [Column("name", _("Ratio (name)"), phone="title", whole=True), Column("value", _("Value of the ratio"), "number", phone="first"),
         Column("exact", _("Not rounded"), "number"), Column("meaning", _("What is divided by what"), phone="second")],
        [Row({"name": name, "value": ratio_text(n, m), "exact": f"{rounded_text(_share(n, m), 4).rstrip('0').rstrip('.')}%" if m else "—", "meaning": meaning}) for name, n, m, meaning in three],
    )  # fmt: skip
    typed = request.GET.get("typed", "")
    judged = rules.judge(typed, counts.agreed, counts.settled) if typed else None
    return render(request, "mediation/ratios.html", {
        "title": _("Three ratios"), "table": table, "period": request.GET.get("period") or str(period), "wrong": wrong, "typed": typed,
        "sentence": span_words(period.start, period.end, on), "judged": [str(one) for one in judged.words] if judged else [],
        "fits": judged.fits if judged else None, "odd": _("This is no percentage. Write 93.7%.") if typed and judged is None else "",
    }, status=422 if wrong else 200)  # fmt: skip


def _share(n: int, m: int) -> Fraction:
    return Fraction(n * 100, m)


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
