"""数字: every figure with its definition, and whether a typed percentage can be."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.figures import (
    DECLARED,
    FLOW,
    MEDIAN,
    RATIO,
    STOCK,
    SUM,
    AnyFigure,
    Declared,
    Figure,
    Median,
    Ratio,
)
from linli.kernel import Actor
from linli.reports import engine
from linli.reports.engine.answer import TOTAL
from linli.reports.forms import PercentForm
from linli.reports.queries import definitions, printed, sheets
from linli.reports.rules import percentages
from linli.reports.rules.spines import SPINES

from . import asking


def _kind(figure: AnyFigure) -> str:
    """What its kind is called; a number that a rule states is not one typed by hand."""
    if isinstance(figure, Declared) and not figure.by_hand:
        return _("by rule")
    return {
        STOCK: _("stock"),
        FLOW: _("flow"),
        RATIO: _("ratio"),
        DECLARED: _("by hand"),
        MEDIAN: _("median"),
        SUM: _("sum"),
    }[figure.kind]


@accounts.needs("figures.read")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All figures with definition, spine, kind and version; a search over names and meanings."""
    text = request.GET.get("q", "").strip()[:60]
    known = engine.catalog().figures.values()
    listed = [(figure, _kind(figure), _spine(figure)) for figure in known if _fits(figure, text)]
    context = asking.page(request, _("Figures"), figures=listed, text=text, **_percent(request))
    return render(request, "reports/figures.html", context)


def _fits(figure: AnyFigure, text: str) -> bool:
    said = f"{figure.name} {figure.label} {figure.meaning}".lower()
    return text.lower() in said


def _spine(figure: AnyFigure) -> str:
    """What is counted, in words."""
    if isinstance(figure, Figure):
        return str(SPINES.get(figure.spine, figure.spine))
    if not isinstance(figure, Ratio | Median):
        return "—"
    known = engine.catalog()
    return " / ".join(str(known.figure(one).label) for one in _made_of(figure))


def _percent(request: HttpRequest) -> dict[str, Any]:
    """The small tool: is a typed percentage a possible n/m?"""
    form = PercentForm(request.GET if request.GET.get("typed") else None)
    if not form.is_bound or not form.is_valid():
        return {"percent": form}
    typed, n, m = (form.cleaned_data[key] for key in ("typed", "n", "m"))
    verdict = percentages.may_print(typed, n=n, m=m)
    return {"percent": form, "checked": True, "verdict": verdict, "fits": percentages.fits(typed)}


@accounts.needs("figures.read")
@require_safe
def figure(request: HttpRequest, name: str) -> HttpResponse:
    """One figure: its value now with last year and cumulative, its definition and its history."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = engine.catalog().figure(name)
    question = asking.asked(request)
    period = question.period
    lens = asking.lens_for(actor, period)
    spans = {"this": period, "last": period.year_before(), "sum": period.cumulative()}
    answer = engine.ask([name], lens, spans)
    link = sheets.linker(lens)
    values = {span: (answer.amount(name, span), link(found, days, TOTAL)) for span, days in spans.items()}
    context = asking.page(
        request,
        str(found.label),
        figure=found,
        kind=_kind(found),
        spine=_spine(found),
        unit="" if isinstance(found, Ratio) else str(found.unit),
        parts=[engine.catalog().figure(one) for one in _made_of(found)],
        this=values["this"],
        last=values["last"],
        cumulative=values["sum"],
        shown=printed.shown(values["this"][0]),
        history=[(one.since, one.version, _(one.meaning)) for one in definitions.history(name)],
        area=asking.where(actor, period.last),
        period=asking.short_period(period),
        period_words=asking.period_words(period, clock.today()),
        form=question.form,
        quick=[(word, f"?period={typed}") for word, typed in asking.years(period, clock.today())],
        **_percent(request),
    )
    return render(request, "reports/figure.html", context)


def _made_of(found: AnyFigure) -> list[str]:
    if isinstance(found, Median):
        return [found.of]
    return [found.numerator, found.denominator] if isinstance(found, Ratio) else []
