"""值班: the week, who answers now, entering several shifts at once, changing and cancelling one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.accounts import actions, forms, queries, rules
from linli.accounts.guards import needs
from linli.accounts.queries import DutyRef
from linli.base import clock
from linli.base.submit import submit_once
from linli.kernel import Actor, Refused
from linli.ui.words import read_day, span_words, weekday

_WEEK = dt.timedelta(days=7)


@needs("settings.duty_read")
@require_safe
def duty(request: HttpRequest) -> HttpResponse:
    """One week of the roster, and who answers now."""
    actor, now = _actor(request), clock.now()
    today = clock.day_of(now)
    asked = read_day(request.GET.get("week", ""), today) or today
    monday = asked - dt.timedelta(days=asked.weekday())
    found = queries.shifts(actor, start=_midnight(monday), end=_midnight(monday + _WEEK))
    context = {
        "title": _("Duty roster"),
        "answering": queries.duty_at(actor.community, now) if actor.community else None,
        "days": [_day(monday + dt.timedelta(days=n), found, today, now) for n in range(7)],
        "span": span_words(monday, monday + _WEEK, today),
        "before": f"?week={monday - _WEEK}",
        "after": f"?week={monday + _WEEK}",
        "this_week": monday <= today < monday + _WEEK,
        "may_edit": bool(rules.may(actor, "settings.duty")),
        "empty": not found,
    }
    return render(request, "accounts/duty.html", context)


@needs("settings.duty")
@submit_once
def enter_shifts(request: HttpRequest) -> HttpResponse:
    """Several shifts of one person at once; an overlap is said first."""
    actor, today = _actor(request), clock.today()
    initial = {"first": today, "phone": _own_phone(actor)}
    form = forms.ShiftsForm(
        request.POST if request.method == "POST" else None,
        on=today,
        initial=initial,
        people=queries.colleagues(actor, on=today),
    )
    overlaps = False
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            shifts = rules.spread(
                typed["first"], typed["last"], typed["weekdays"], typed["begin"], typed["close"]
            )
            made = actions.enter_shifts(
                actor=actor, user_id=typed["user"], phone=typed["phone"], shifts=shifts,
                overlap_known=typed["overlap"], on=today, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            overlaps = refused.field == "overlap"
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))
        else:
            messages.success(request, _("{n} shifts entered.").format(n=len(made)))
            return redirect(f"{reverse('accounts:duty')}?week={typed['first']}")
    context = {"title": _("Enter shifts"), "form": form, "overlaps": overlaps}
    return render(request, "accounts/enter_shifts.html", context)


@needs("settings.duty")
@submit_once
def change_shift(request: HttpRequest, duty_id: int) -> HttpResponse:
    """Another person or other hours for one shift."""
    actor, today = _actor(request), clock.today()
    found = queries.duty_ref(actor, duty_id)
    people = queries.colleagues(actor, on=today)
    form = forms.ShiftForm(
        request.POST if request.method == "POST" else None, on=today, initial=_initial(found), people=people
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        [shift] = rules.spread(typed["first"], typed["first"], range(7), typed["begin"], typed["close"])
        try:
            actions.change_shift(
                actor=actor, duty_id=duty_id, version=_version(request), user_id=typed["user"], phone=typed["phone"],
                shift=shift, on=today, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))
        else:
            return redirect(f"{reverse('accounts:duty')}?week={typed['first']}")
    context = {"title": _("Change the shift"), "form": form, "duty": found, "over": found.ends <= clock.now()}
    return render(request, "accounts/change_shift.html", context)


@needs("settings.duty")
@require_POST
def cancel_shift(request: HttpRequest, duty_id: int) -> HttpResponse:
    """Take a shift off the roster."""
    actor = _actor(request)
    first = clock.day_of(queries.duty_ref(actor, duty_id).starts)
    actions.cancel_shift(actor=actor, duty_id=duty_id, at=clock.now())
    messages.success(request, _("The shift is off the roster."))
    return redirect(f"{reverse('accounts:duty')}?week={first}")


def _day(day: dt.date, found: list[DutyRef], today: dt.date, now: dt.datetime) -> dict[str, Any]:
    start, end = _midnight(day), _midnight(day + dt.timedelta(days=1))
    shifts = [
        {
            "duty": one,
            "from": _clock_words(one.starts),
            "until": _clock_words(one.ends),
            "over_night": clock.day_of(one.ends) > day,
            "now": one.starts <= now < one.ends,
        }
        for one in found
        if start <= one.starts < end
    ]
    return {"day": day, "weekday": weekday(day), "today": day == today, "shifts": shifts}


def _clock_words(moment: dt.datetime) -> str:
    return moment.astimezone(clock.SHANGHAI).strftime("%H:%M")


def _initial(found: DutyRef) -> dict[str, Any]:
    starts, ends = (one.astimezone(clock.SHANGHAI) for one in (found.starts, found.ends))
    return {
        "user": found.user_id, "phone": found.phone, "first": starts.date(), "begin": starts.time(), "close": ends.time(),
    }  # fmt: skip


def _own_phone(actor: Actor) -> str:
    return queries.account(actor, actor.user_id).phone if actor.user_id else ""


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), clock.SHANGHAI)


def _version(request: HttpRequest) -> int | None:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 9 else None


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
