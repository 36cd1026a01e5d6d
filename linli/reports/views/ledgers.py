"""台账: the rosters that are kept, each as of today, opened like any number."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.accounts import api as accounts
from linli.base import clock
from linli.kernel import Actor, Period
from linli.reports import engine
from linli.reports.engine.answer import TOTAL
from linli.reports.queries import sheets
from linli.reports.rules.ledgers import BOOKS, LEDGERS

from . import asking


@accounts.needs("figures.read")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Ledgers that this reader may open, with how many stand in each."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    period = Period.day(clock.today())
    lens = asking.lens_for(actor, period)
    known = engine.catalog().figures
    names = [one.figure for one in LEDGERS if one.figure in known]
    answer = engine.ask(names, lens)
    link = sheets.linker(lens)
    listed = [
        (one, known[one.figure], answer.amount(one.figure), url)
        for one in LEDGERS
        if one.figure in known and (url := link(known[one.figure], period, TOTAL))
    ]
    books = [(one, reverse(one.page)) for one in BOOKS if accounts.may(actor, one.power)]
    context = asking.page(request, _("Ledgers"), ledgers=listed, day=period.last, books=books)
    return render(request, "reports/ledgers.html", context)
