"""社区设置 › 工作时间: the hours, a year's holidays and make-up days, and a deadline to try."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linli.base import clock
from linli.kernel import Actor, Refused
from linli.kernel.worktime import (
    CHINA,
    FIRST_YEAR,
    LAST_YEAR,
    Calendar,
    Deadline,
    day_close,
    day_kind,
    deadline,
    standing,
    written,
)
from linli.places.forms.hours import TryForm
from linli.places.forms.words import UNITS, hours_text, week_lines, word
from linli.places.queries import workdays
from linli.places.queries.terms import NoTerm
from linli.places.rules.hours import units_of
from linli.places.rules.months import months

from .gate import actor_of, hours_readers


@hours_readers
@require_GET
def shown(request: HttpRequest) -> HttpResponse:
    """The page; ?year=2019 shows another year, ?day=&time=&amount=&unit= counts a deadline."""
    actor, now = actor_of(request), clock.now()
    context: dict[str, Any] = {"title": _("Working time")}
    try:
        calendar = workdays.calendar(actor.community or actor.area)
    except NoTerm:
        return render(request, "places/hours.html", context)
    today = clock.day_of(now)
    context |= (
        _hours(actor, calendar, today) | _year(request, calendar, today) | _tried(request, calendar, now)
    )
    return render(request, "places/hours.html", context)


def _hours(actor: Actor, calendar: Calendar, today: dt.date) -> dict[str, Any]:
    held = day_kind(calendar, today)
    term = workdays.hours_term(actor.community or actor.area, today)
    units = units_of(term.value) if term else []
    return {
        "lines": week_lines(calendar.hours_on(today)),
        "make_up": written(calendar.hours_on(today).make_up),
        "standing": standing(held, written(held.intervals)),
        "units": [(word(UNITS, one), hours_text(term.value, one)) for one in units] if term else [],
        "term": term,
    }


def _year(request: HttpRequest, calendar: Calendar, today: dt.date) -> dict[str, Any]:
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else today.year
    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    tables = workdays.tables()
    breaks = [one for table in tables.values() for one in table.holidays]
    found = months(calendar, year, breaks)
    return {
        "year": year,
        "months": found,
        "working": sum(one.working for one in found),
        "table": tables.get(year),
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < LAST_YEAR else None,
    }


def _tried(request: HttpRequest, calendar: Calendar, now: dt.datetime) -> dict[str, Any]:
    """The form as it was asked, with the sentence or the refusal; unasked, filled with the present moment."""
    if "amount" not in request.GET:
        local = now.astimezone(CHINA)
        first = {"day": local.date(), "time": f"{local:%H:%M}", "amount": 3, "unit": "working_day"}
        return {"form": TryForm(on=local.date(), initial=first)}
    form = TryForm(request.GET, on=clock.day_of(now))
    if not form.is_valid():
        return {"form": form}
    try:
        return {"form": form, "found": _counted(form, calendar)}
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))
        return {"form": form}


def _counted(form: TryForm, calendar: Calendar) -> Deadline:
    asked = form.cleaned_data
    if asked["unit"] == "today":
        return day_close(form.received(), calendar)
    return deadline(form.received(), asked["amount"], asked["unit"], calendar)
