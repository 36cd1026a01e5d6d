"""民情信使: the week hour by hour, who is messenger, exchanges; one shift; entering and taking off shifts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.submit import submit_once
from linli.kernel import Actor
from linli.kernel.rota import spread
from linli.ui.parts import Link
from linli.ui.words import read_day, span_words, weekday

from ..actions import exchanges, shifts
from ..forms import people as forms
from ..queries import messengers
from ..queries import roster as found
from ..queries.messengers import MessengerRow
from ..queries.roster import DayOfWeek, ExchangeRow, ShiftRow
from ..rules import roster as rules
from .common import actor_of, asked, links, today, verb_of, whole

_WEEK = dt.timedelta(days=7)
_KEEP = "contact.keep"


@accounts.needs("contact.roster")
@require_GET
def week(request: HttpRequest) -> HttpResponse:
    """Every hour of a week shows where a call goes."""
    actor, (at, on) = actor_of(request), today()
    monday = rules.week_of(read_day(request.GET.get("week", ""), on) or on)
    held = found.week(actor, monday)
    own, keeps = messengers.own(actor, on), bool(accounts.may(actor, _KEEP))
    context = {
        "title": _("Messengers"), "days": [_day(one, at, on, keeps) for one in held.days], "hours": held.hours, "all_hours": rules.HOURS,
        "covered": held.hours[rules.MESSENGER] + held.hours[rules.DUTY], "answer": found.answering(actor.community or 0, at), "span": span_words(monday, monday + _WEEK, on),
        "before": f"?week={monday - _WEEK}", "after": f"?week={monday + _WEEK}", "this_week": monday == rules.week_of(on),
        "ticks": range(0, 24, 3), "people": [_person(one, keeps) for one in messengers.in_office(actor, on)], "keeps": keeps,
        "exchanges": [_exchange(one, on) for one in found.exchanges(actor, at, messenger=own)] if keeps or own else [],
        "mine": [(_when(one.hours, on), reverse("contact:shift", args=[one.id]), one.asked) for one in found.ahead(actor, at, own, 10)] if own else None,
        "links": links(actor, (_("Recruitments"), reverse("contact:recruitments")), (_("Enter a messenger"), reverse("contact:messenger_new"))),
    }  # fmt: skip
    return render(request, "contact/roster.html", context)


@accounts.needs("contact.roster")
@require_GET
def shift(request: HttpRequest, key: int) -> HttpResponse:
    """One shift: whose, when, and what can be done with it."""
    actor, (at, on) = actor_of(request), today()
    one = found.shift(actor, key)
    keeps, go = bool(accounts.may(actor, _KEEP)), verb_of(key)
    ahead = one.hours.starts > at
    verbs = []
    if ahead and one.asked:
        verbs.append(Link(_("See the exchange"), reverse("contact:exchange", args=[one.asked])))
    elif ahead and (keeps or _is_own(actor, one)):
        verbs.append(Link(_("Ask for an exchange"), go("shift_exchange")))
    monday = rules.week_of(clock.day_of(one.hours.starts))
    return render(request, "ui/record.html", {
        "title": f"{one.name} {_when(one.hours, on)}", "back_url": f"{reverse('contact:messengers')}?week={monday}",
        "words": _("Somebody is asked to take it over.") if one.asked else _("Calls in these hours go to {name}.").format(name=one.name),
        "verbs": verbs, "links": links(actor, (_("Take off the roster"), go("shift_drop"))) if one.hours.ends > at else [],
        "facts_of": [
            (_("Messenger"), one.name, reverse("contact:messenger", args=[one.messenger])), (_("Hours"), rules.told(one.hours), ""),
        ],
    })  # fmt: skip


@accounts.needs(_KEEP)
@require_http_methods(["GET", "POST"])
@submit_once
def enter(request: HttpRequest) -> HttpResponse:
    """Shifts of one messenger for weeks at once."""
    actor, (at, on) = actor_of(request), today()
    first = read_day(request.GET.get("day", ""), on) or on
    begin, close = (_time(request.GET.get(name)) for name in ("from", "to"))
    people = messengers.in_office(actor, max(first, on))
    form = forms.ShiftsForm(
        request.POST or None, on=on, choices={"messenger": [(one.id, one.name) for one in people]},
        initial={"first": first, "last": first, "begin": begin, "close": close, "messenger": whole(request.GET.get("messenger"))},
    )  # fmt: skip

    def deed(typed: dict[str, Any]) -> dt.date:
        wanted = spread(
            typed["first"], typed["last"], typed["weekdays"], typed["begin"], typed["close"], most=rules.MOST
        )
        shifts.enter(
            actor=actor, at=at, messenger=typed["messenger"], shifts=wanted, night_agreed=typed["night"]
        )
        day: dt.date = typed["first"]
        return day

    terms = found.terms(actor.community or 0, on)
    hint = _(
        "Messengers answer from {begin} to {end}, at most {most} hours a week; at night the duty phone answers."
    ).format(begin=f"{terms.begins:%H:%M}", end=f"{terms.ends:%H:%M}", most=terms.most)
    return asked(
        request,
        form,
        deed,
        reverse("contact:messengers"),
        to=_week_page,
        title=_("Enter shifts"),
        hint=hint,
        save=_("Enter"),
    )


@accounts.needs(_KEEP)
@require_http_methods(["GET", "POST"])
@submit_once
def drop(request: HttpRequest, key: int) -> HttpResponse:
    """Off the roster."""
    actor, (at, on) = actor_of(request), today()
    one = found.shift(actor, key)
    form = forms.PlainForm(request.POST or None, on=on, initial={"version": one.version})

    def deed(typed: dict[str, Any]) -> dt.date:
        shifts.drop(actor=actor, at=at, shift=key, version=typed["version"])
        return clock.day_of(one.hours.starts)

    return asked(
        request, form, deed, reverse("contact:shift", args=[key]), to=_week_page, title=_("Take off the roster"), about=one.name,
        save=_("Take off"), danger=True, question=_("Take {span} of {name} off the roster?").format(span=rules.told(one.hours), name=one.name),
    )  # fmt: skip


@accounts.needs("contact.roster")
@require_http_methods(["GET", "POST"])
@submit_once
def ask(request: HttpRequest, key: int) -> HttpResponse:
    """换班: ask one messenger or all."""
    actor, (at, on) = actor_of(request), today()
    one = found.shift(actor, key)
    others = [(x.id, x.name) for x in messengers.in_office(actor, on) if x.id != one.messenger]
    form = forms.AskForm(request.POST or None, on=on, choices={"to": others})
    if "to" in form.fields:
        form.fields["to"].choices = [("", _("all messengers")), *((str(k), n) for k, n in others)]  # type: ignore[attr-defined]

    def deed(typed: dict[str, Any]) -> int:
        return exchanges.ask(actor=actor, at=at, shift=key, to=typed.get("to"), why=typed["why"])

    return asked(
        request, form, deed, reverse("contact:shift", args=[key]), to=_exchange_page, title=_("Ask for an exchange"), about=one.name,
        hint=f"{one.name} {_when(one.hours, on)}", save=_("Ask"),
    )  # fmt: skip


@accounts.needs("contact.roster")
@require_GET
def exchange(request: HttpRequest, key: int) -> HttpResponse:
    """One exchange: who asks whom for what, and what became of it."""
    actor, (at, on) = actor_of(request), today()
    one = found.exchange(actor, key)
    return render(request, "ui/record.html", {
        "title": f"{one.asker_name} {_when(one.hours, on)}", "back_url": reverse("contact:messengers"), "words": _settled(one),
        "verbs": _doings(actor, one, at, on), "links": [],
        "facts_of": [
            (_("Asked by"), one.asker_name, reverse("contact:messenger", args=[one.asker])), (_("Hours"), rules.told(one.hours), ""),
            (_("Whom to ask"), one.to_name or _("all messengers"), ""), (_("Why"), one.why or "—", ""),
        ],
    })  # fmt: skip


def _doings(actor: Actor, one: ExchangeRow, at: dt.datetime, on: dt.date) -> list[Link]:
    if one.state != "asked" or one.hours.starts <= at:
        return []
    keeps, own, go = bool(accounts.may(actor, _KEEP)), messengers.own(actor, on), verb_of(one.id)
    found_: list[Link] = []
    if keeps or (own is not None and own != one.asker and one.to in (None, own)):
        found_.append(Link(_("Take the shift over"), go("exchange_take")))
    if one.to is not None and (keeps or own == one.to):
        found_.append(Link(_("Cannot take it"), go("exchange_refuse")))
    if keeps or own == one.asker:
        found_.append(Link(_("Take the request back"), go("exchange_withdraw")))
    return found_


@accounts.needs("contact.roster")
@require_http_methods(["GET", "POST"])
@submit_once
def take(request: HttpRequest, key: int) -> HttpResponse:
    """Take the shift over; the office chooses who does."""
    actor, (at, on) = actor_of(request), today()
    one = found.exchange(actor, key)
    own = messengers.own(actor, on)
    others = [
        (x.id, x.name)
        for x in messengers.in_office(actor, on)
        if x.id != one.asker and one.to in (None, x.id)
    ]
    form = forms.TakeForm(request.POST or None, on=on, choices={"messenger": [] if own else others})

    def deed(typed: dict[str, Any]) -> None:
        exchanges.take(actor=actor, at=at, exchange=key, messenger=typed.get("messenger"))

    return asked(
        request, form, deed, _exchange_page(key), title=_("Take the shift over"), about=one.asker_name,
        hint=f"{one.asker_name} {_when(one.hours, on)}", save=_("Take the shift over"),
    )  # fmt: skip


@accounts.needs("contact.roster")
@require_http_methods(["GET", "POST"])
@submit_once
def refuse(request: HttpRequest, key: int) -> HttpResponse:
    """The one who was asked cannot."""
    return _plain(request, key, exchanges.refuse, _("Cannot take it"), _("The shift stays with {name}."))


@accounts.needs("contact.roster")
@require_http_methods(["GET", "POST"])
@submit_once
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Whoever asked keeps the shift."""
    return _plain(
        request, key, exchanges.withdraw, _("Take the request back"), _("The shift stays with {name}.")
    )


def _plain(request: HttpRequest, key: int, deed: Any, verb: str, hint: str) -> HttpResponse:
    actor, (at, on) = actor_of(request), today()
    one = found.exchange(actor, key)
    form = forms.PlainForm(request.POST or None, on=on)

    def done(_typed: dict[str, Any]) -> None:
        deed(actor=actor, at=at, exchange=key)

    return asked(
        request, form, done, _exchange_page(key), title=verb, about=one.asker_name, save=verb,
        hint=f"{one.asker_name} {_when(one.hours, on)}。{hint.format(name=one.asker_name)}",
    )  # fmt: skip


def _day(one: DayOfWeek, at: dt.datetime, on: dt.date, keeps: bool) -> dict[str, Any]:
    begin = rules.midnight(one.day)
    parts = []
    for span in one.spans:
        starts, ends = begin + span.first * rules.HOUR, begin + span.until * rules.HOUR
        url = ""
        if span.answer.shift is not None:
            url = reverse("contact:shift", args=[span.answer.shift])
        elif keeps and ends > at:
            hours = f"from={span.first:02d}:00&to={span.until % 24:02d}:00"
            url = (
                f"{reverse('contact:shift_enter')}?day={one.day}&{hours}"
                if span.answer.kind == rules.NOBODY
                else ""
            )
        parts.append({
            "kind": span.answer.kind, "name": span.answer.name, "first": span.first, "hours": span.hours, "url": url,
            "from": f"{span.first:02d}:00", "until": f"{span.until:02d}:00", "now": starts <= at < ends,
        })  # fmt: skip
    return {
        "day": one.day,
        "weekday": weekday(one.day),
        "today": one.day == on,
        "over": one.day < on,
        "spans": parts,
    }


def _person(one: MessengerRow, keeps: bool) -> dict[str, Any]:
    return {
        "name": one.name, "url": reverse("contact:messenger", args=[one.id]), "areas": "、".join(x.name for x in one.areas),
        "phone": one.phone if keeps else "", "dial": f"tel:{one.dial}" if keeps and one.dial else "", "last": one.last,
    }  # fmt: skip


def _exchange(one: ExchangeRow, on: dt.date) -> dict[str, Any]:
    return {
        "who": one.asker_name,
        "when": _when(one.hours, on),
        "to": one.to_name,
        "why": one.why,
        "url": _exchange_page(one.id),
    }


def _settled(one: ExchangeRow) -> str:
    if one.state == "taken":
        return _("{name} took it over.").format(name=one.taker_name)
    if one.state == "refused":
        return _("{name} cannot; it stays with {asker}.").format(name=one.to_name, asker=one.asker_name)
    if one.state == "withdrawn":
        return _("{asker} keeps it after all.").format(asker=one.asker_name)
    return _("{asker} asks {to} to take it over.").format(
        asker=one.asker_name, to=one.to_name or _("all messengers")
    )


def _when(hours: Any, on: dt.date) -> str:
    """12月30日 周日 18:00–22:00."""
    day = clock.day_of(hours.starts)
    return f"{_('{month}/{day}').format(month=day.month, day=day.day)} {weekday(day)} {rules.told(hours).partition(' ')[2]}"


def _is_own(actor: Actor, one: ShiftRow) -> bool:
    return one.user is not None and one.user == actor.user_id


def _time(text: str | None) -> dt.time | None:
    try:
        return dt.time.fromisoformat(text) if text else None
    except ValueError:
        return None


def _week_page(day: dt.date) -> str:
    return f"{reverse('contact:messengers')}?week={day}"


def _exchange_page(key: int) -> str:
    return reverse("contact:exchange", args=[key])
