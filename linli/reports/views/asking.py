"""From an address to a lens: what period, which areas, for whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from linli.base import clock
from linli.kernel import Actor, NotFound, Period
from linli.kernel.actor import SUBDISTRICT
from linli.places import api as places
from linli.reports import engine
from linli.reports.forms import AskForm
from linli.ui import words


@dataclass(frozen=True)
class Asked:
    """A table as the address asks for it; without `lens` the form says what is wrong."""

    form: AskForm
    period: Period
    lens: engine.Lens | None
    by: str
    beside: frozenset[str]

    @property
    def query(self) -> str:
        """The same question as an address, for print, workbook and seal."""
        pairs = [
            ("period", str(self.period)),
            ("by", self.by),
            *(("beside", one) for one in sorted(self.beside)),
        ]
        return urlencode([(key, value) for key, value in pairs if value])


def asked(request: HttpRequest) -> Asked:
    """Read the address; what is missing is this year, by grid."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    above = actor.community is None and actor.holds(SUBDISTRICT)
    this_year = Period.year(clock.today().year)
    data = request.GET.copy()
    data.setdefault("period", str(this_year))
    if not above:
        data.setdefault("by", "grid")
    form = AskForm(data, divided=not above)
    valid = form.is_valid()
    period = (form.cleaned_data.get("period") if valid else None) or this_year
    by = str(form.cleaned_data.get("by") or "grid") if valid and not above else ""
    beside = frozenset(form.cleaned_data.get("beside") or ()) if valid else frozenset()
    lens = lens_for(actor, period, by) if valid else None
    return Asked(form, period, lens, by, beside)


def lens_for(actor: Actor, period: Period, by: str = "", areas: dt.date | None = None) -> engine.Lens:
    """The lens of this actor: their community by a scheme, or the communities under their subdistrict."""
    if actor.community is None and actor.holds(SUBDISTRICT):
        return engine.subdistrict_lens(actor, period, areas=areas)
    return engine.community_lens(actor, period, scheme="" if by == "none" else by, areas=areas)


def where(actor: Actor, on: dt.date) -> str:
    """The name of the area that is counted, as it was called that day."""
    area = actor.community or actor.area
    if area is None:
        raise NotFound("no area")
    return places.name_of(area, on)


def years(period: Period, today: dt.date) -> list[tuple[str, str]]:
    """Quick ways to another period: (words, period as typed)."""
    month = Period.month(today.year, today.month)
    return [
        (_("This year"), str(Period.year(today.year))),
        (_("Last year"), str(Period.year(today.year - 1))),
        (_("This month"), str(month)),
        (_("Today"), today.isoformat()),
    ]


def period_words(period: Period, today: dt.date) -> str:
    """截至 12月31日，期间 1月1日至12月31日; a single day is said once."""
    span = words.span_words(period.start, period.end, today)
    if period.start == period.last:
        return _("As of {day}").format(day=words.long_day(period.last))
    day = words.day_words(period.last, today)
    return _("Stocks as of {day}; flows from {span}").format(day=day, span=span)


def short_period(period: Period) -> str:
    """2018年, 2018年6月, 2018-12-31: in titles."""
    if period == Period.year(period.start.year):
        return _("{year} (year)").format(year=period.start.year)
    if period == Period.month(period.start.year, period.start.month):
        return _("{month} {year}").format(month=words.month(period.start), year=period.start.year)
    return str(period).replace("..", "—")


def page(request: HttpRequest, title: object, **context: Any) -> dict[str, Any]:
    """Context that every page here has."""
    return {"title": title, **context}
