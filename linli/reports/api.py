"""The door of reports: figures for other pages, and for the command box.

from linli.reports import api as reports
reports.numbers(actor, ["population", "floating"], Period.year(2018))
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from linli.accounts import api as accounts
from linli.base.board import Hit
from linli.base.figures import Ratio
from linli.kernel import Actor, Period
from linli.kernel.actor import SUBDISTRICT
from linli.kernel.amounts import Amount

from . import engine
from .engine.answer import TOTAL
from .queries import printed, sheets

__all__ = ["Number", "figures", "find", "numbers"]


@dataclass(frozen=True)
class Number:
    """One figure as a row of text shows it; `url` opens its rows, "" when this reader may not."""

    name: str
    label: str
    unit: str
    amount: Amount
    shown: str
    url: str
    last_year: str
    cumulative: str


def figures() -> list[tuple[str, str]]:
    """(name, label) of every figure, for a choice."""
    return [(name, str(figure.label)) for name, figure in engine.catalog().figures.items()]


def numbers(actor: Actor, names: Sequence[str], period: Period) -> list[Number]:
    """Chosen figures of the actor's area with last year and cumulative; unknown names are left out."""
    known = engine.catalog().figures
    asked = [name for name in names if name in known]
    if not asked or not accounts.may(actor, "figures.read"):
        return []
    above = actor.community is None and actor.holds(SUBDISTRICT)
    lens = engine.subdistrict_lens(actor, period) if above else engine.community_lens(actor, period)
    spans = {"this": period, "last": period.year_before(), "sum": period.cumulative()}
    answer = engine.ask(asked, lens, spans)
    link = sheets.linker(lens)
    found = []
    for name in asked:
        figure, amount = known[name], answer.amount(name)
        unit = "" if isinstance(figure, Ratio) else str(figure.unit)
        url = link(figure, period, TOTAL) if amount.value or amount.numerator else ""
        beside = (printed.shown(answer.amount(name, span)) for span in ("last", "sum"))
        found.append(Number(name, str(figure.label), unit, amount, printed.shown(amount), url, *beside))
    return found


def find(actor: Actor, text: str, on: dt.date, limit: int = 5) -> list[Hit]:
    """Figures whose label holds the typed text, for the command box."""
    typed = text.strip().lower()
    if not typed or not accounts.may(actor, "figures.read"):
        return []
    held = [figure for figure in engine.catalog().figures.values() if typed in str(figure.label).lower()]
    return [
        Hit("figures", str(one.label), str(one.meaning), reverse("reports:figure", args=[one.name]))
        for one in held[:limit]
    ]
