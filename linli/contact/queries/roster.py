"""The messengers' roster: the week hour by hour, who answers at a moment, the terms that hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from linli.accounts import api as accounts
from linli.base.clock import day_of
from linli.kernel import Actor, NotFound
from linli.kernel.rota import Shift as Hours
from linli.places import api as places

from ..models import Exchange, Shift
from ..rules import roster as rules
from ..rules.roster import Answer, Held, Span, Taken, Terms
from . import messengers
from .areas import private_numbers

#: What holds where a jurisdiction has no terms of its own.
DAY, MOST = {"from": "07:00", "to": "22:00"}, 28


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers at a moment and by which number; the name is "" where only a number is known."""

    kind: str
    name: str
    phone: str
    until: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class DayOfWeek:
    """A day of the roster, its hours put together."""

    day: dt.date
    spans: list[Span]


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the roster; `hours` by kind add up to 168."""

    monday: dt.date
    days: list[DayOfWeek]
    hours: dict[str, int]


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """One shift as a page shows it; `asked` is its open exchange."""

    id: int
    messenger: int
    name: str
    user: int | None
    hours: Hours
    version: int
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """Somebody asks to be relieved of a shift."""

    id: int
    shift: int
    hours: Hours
    asker: int
    asker_name: str
    asker_user: int | None
    to: int | None
    to_name: str
    to_user: int | None
    taker_name: str
    why: str
    state: str
    at: dt.datetime


def terms(community: int, on: dt.date) -> Terms:
    """The hours of volunteers by day, and how many a week. Two queries."""
    return Terms.of(
        _term("contact_messenger_day", community, on, DAY),
        int(_term("contact_messenger_hours", community, on, MOST)),
    )


def home(actor: Actor) -> int:
    """The community whose roster the actor may look at. Raises NotFound for everybody else."""
    if actor.community is None or not accounts.may(actor, "contact.roster"):
        raise NotFound("community")
    return actor.community


def shifts(actor: Actor) -> QuerySet[Shift]:
    """Shifts that the actor may see."""
    return Shift.objects.filter(community_id=home(actor), void=False)


def week(actor: Actor, monday: dt.date) -> Week:
    """Seven days of 24 hours, each with who answers. Three queries."""
    return week_of(home(actor), monday)


def week_of(community: int, monday: dt.date) -> Week:
    """The same for pages and figures without an actor; needs the scope."""
    start, end = rules.midnight(monday), rules.midnight(monday + rules.WEEK)
    hours = rules.grid(monday, _messengers(community, start, end), _duty(community, start, end))
    days = [DayOfWeek(monday + dt.timedelta(days=n), rules.spans(one)) for n, one in enumerate(hours)]
    return Week(monday, days, rules.counted(hours))


def answering(community: int, at: dt.datetime, fallback: str = "") -> Answering | None:
    """Who answers a call at a moment: the messenger on the roster, else the duty phone, else the number of the house.

    A messenger's own number is told only with the messenger's consent; else the call goes to the duty phone's number.
    None where no number is known. Needs the scope. At most four queries.
    """
    duty = accounts.duty_now(community, at)
    number = duty.phone if duty is not None and duty.phone else fallback
    rows = Shift.objects.filter(community_id=community, void=False, starts__lte=at, ends__gt=at)
    one = rows.select_related("messenger").first()
    if one is not None:
        day = day_of(at)
        own = private_numbers(community, "messenger", [one.messenger_id], day).get(one.messenger_id, "")
        if own or number:
            return Answering(rules.MESSENGER, one.messenger.name, own or number, one.ends)
    if duty is not None and duty.phone:
        return Answering(rules.DUTY, duty.name, duty.phone, duty.ends)
    return Answering(rules.NOBODY, "", number) if number else None


def shift(actor: Actor, key: int) -> ShiftRow:
    """One shift. NotFound outside the actor's sight. Two queries."""
    one = shifts(actor).select_related("messenger").filter(pk=key).first()
    if one is None:
        raise NotFound("shift")
    asked = Exchange.objects.filter(shift=key, state="asked").values_list("pk", flat=True).first()
    return _row(one, asked)


def ahead(actor: Actor, at: dt.datetime, messenger: int | None = None, count: int = 40) -> list[ShiftRow]:
    """Shifts that have not ended, of one messenger or all, by time. Two queries."""
    rows = shifts(actor).select_related("messenger").filter(ends__gt=at).order_by("starts", "pk")
    if messenger is not None:
        rows = rows.filter(messenger=messenger)
    found = list(rows[:count])
    asked = dict(
        Exchange.objects.filter(shift__in=found, state="asked", community=actor.community).values_list(
            "shift", "pk"
        )
    )
    return [_row(one, asked.get(one.pk)) for one in found]


def own_ahead(actor: Actor, at: dt.datetime, count: int = 3) -> list[ShiftRow]:
    """The next shifts of the messenger whose account the actor signs in with. Three queries."""
    own = messengers.own(actor, day_of(at))
    return ahead(actor, at, own, count) if own is not None else []


def exchanges(actor: Actor, at: dt.datetime, *, messenger: int | None = None) -> list[ExchangeRow]:
    """Open exchanges of shifts still ahead; with `messenger` those that this one asked for or may take. One query."""
    rows = Exchange.objects.filter(
        community_id=home(actor), state="asked", shift__starts__gt=at, shift__void=False
    )
    if messenger is not None:
        rows = rows.filter(_concerns(messenger))
    named = rows.select_related("shift", "asker", "to", "taker").order_by("shift__starts", "pk")
    return [exchange_row(one) for one in named]


def exchange(actor: Actor, key: int) -> ExchangeRow:
    """One exchange. NotFound outside the actor's sight."""
    rows = Exchange.objects.filter(community_id=home(actor), pk=key)
    one = rows.select_related("shift", "asker", "to", "taker").first()
    if one is None:
        raise NotFound("exchange")
    return exchange_row(one)


def taken(community: int, start: dt.datetime, end: dt.datetime) -> list[Taken]:
    """Every shift that touches a span, with its messenger's name. One query."""
    rows = Shift.objects.filter(community_id=community, void=False, starts__lt=end, ends__gt=start)
    return [Taken(Hours(*row[:2]), row[2]) for row in rows.values_list("starts", "ends", "messenger__name")]


def hours_of(community: int, messenger: int, new: Sequence[Hours]) -> list[Hours]:
    """A messenger's shifts in the weeks of `new`. One query."""
    first = rules.midnight(rules.week_of(day_of(min(one.starts for one in new))))
    last = rules.midnight(rules.week_of(day_of(max(one.ends for one in new))) + rules.WEEK)
    rows = Shift.objects.filter(
        community_id=community, messenger=messenger, void=False, starts__lt=last, ends__gt=first
    )
    return [Hours(*row) for row in rows.values_list("starts", "ends")]


def exchange_row(one: Exchange) -> ExchangeRow:
    """An exchange with its people."""
    return ExchangeRow(
        one.pk, one.shift_id, Hours(one.shift.starts, one.shift.ends), one.asker_id, one.asker.name, one.asker.user,
        one.to_id, one.to.name if one.to else "", one.to.user if one.to else None, one.taker.name if one.taker else "",
        one.why, one.state, one.at,
    )  # fmt: skip


def _concerns(messenger: int) -> Q:
    return Q(asker=messenger) | Q(to=messenger) | Q(to__isnull=True)


def _row(one: Shift, asked: int | None) -> ShiftRow:
    return ShiftRow(
        one.pk,
        one.messenger_id,
        one.messenger.name,
        one.messenger.user,
        Hours(one.starts, one.ends),
        one.version,
        asked,
    )


def _messengers(community: int, start: dt.datetime, end: dt.datetime) -> list[Held]:
    rows = Shift.objects.filter(community_id=community, void=False, starts__lt=end, ends__gt=start)
    found = rows.order_by("starts").values_list("pk", "starts", "ends", "messenger__name")
    return [Held(Hours(s, e), Answer(rules.MESSENGER, name, pk)) for pk, s, e, name in found]


def _duty(community: int, start: dt.datetime, end: dt.datetime) -> list[Held]:
    found = accounts.duty_between(community, start, end)
    return [Held(Hours(one.starts, one.ends), Answer(rules.DUTY, one.name)) for one in found]


def _term(key: str, community: int, on: dt.date, otherwise: Any) -> Any:
    try:
        return places.term(key, community, on).value
    except LookupError:
        return otherwise
