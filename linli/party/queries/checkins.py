"""双报到: the list, one record whole, the need list, and quarters without feedback."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count, Q, Sum

from linli.kernel import Actor, Period
from linli.kernel.phones import hide_phone

from ..models import CheckIn, Feedback, Need, Service
from ..rules.meetings import period_of
from . import reach


@dataclass(frozen=True, slots=True)
class CheckInRow:
    """One who reported."""

    id: int
    version: int
    kind: str
    unit: str
    name: str
    post: str
    chosen: str
    start: dt.date
    end: dt.date | None
    times: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A line of the service card."""

    id: int
    on: dt.date
    text: str
    minutes: int
    rating: str
    signed_by: str


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A line of the need list."""

    id: int
    text: str
    people: int
    start: dt.date
    state: str
    taken_by: str


@dataclass(frozen=True, slots=True)
class CheckInPage:
    """一单一表一卡 of one."""

    row: CheckInRow
    phone: str
    services: list[ServiceRow] = field(default_factory=list)
    feedbacks: list[tuple[dt.date, str, dt.date]] = field(default_factory=list)
    needs: list[NeedRow] = field(default_factory=list)


def listing(
    actor: Actor,
    *,
    text: str = "",
    kind: str = "",
    state: str = "here",
    on: dt.date,
    start: int = 0,
    count: int = 50,
) -> tuple[list[CheckInRow], int]:
    """One page, newest first, and how many there are in all. Two statements."""
    rows = reach.check_ins(actor)
    plain = text.strip()[:60].replace("\0", "")
    if plain:
        rows = rows.filter(Q(unit__contains=plain) | Q(name__contains=plain) | Q(post__contains=plain))
    if kind:
        rows = rows.filter(kind=kind)
    if state == "here":
        rows = rows.filter(reach.on_day(on))
    elif state == "gone":
        rows = rows.filter(end__lte=on)
    total = rows.count()
    alive = Q(services__void=False)
    found = rows.annotate(times=Count("services", filter=alive), spent=Sum("services__minutes", filter=alive))
    return [
        CheckInRow(
            x.pk, x.version, x.kind, x.unit, x.name, x.post, x.chosen, x.start, x.end, x.times, x.spent or 0
        )
        for x in found.order_by("-start", "-pk")[start : start + count]
    ], total


def page(actor: Actor, key: int) -> CheckInPage:
    """One record whole. NotFound outside the actor's sight."""
    one: CheckIn = reach.found(reach.check_ins(actor), key, "check-in")
    services = [
        ServiceRow(*row)
        for row in Service.objects.filter(check_in=key, void=False).order_by("-on", "-pk")
        .values_list("pk", "on", "text", "minutes", "rating", "signed_by")
    ]  # fmt: skip
    row = CheckInRow(
        one.pk, one.version, one.kind, one.unit, one.name, one.post, one.chosen, one.start, one.end, len(services),
        sum(x.minutes for x in services),
    )  # fmt: skip
    told = Feedback.objects.filter(check_in=key).order_by("-quarter").values_list("quarter", "text", "on")
    return CheckInPage(
        row, hide_phone(one.phone) if one.phone else "", services, list(told), needs(actor, taken_by=key)
    )


def needs(actor: Actor, *, taken_by: int | None = None, only_open: bool = False) -> list[NeedRow]:
    """The need list, newest first."""
    rows = reach.needs(actor).select_related("taken_by").order_by("-start", "-pk")
    if taken_by is not None:
        rows = rows.filter(taken_by=taken_by)
    if only_open:
        rows = rows.filter(state="open")
    return [_need(x) for x in rows[:200]]


def unanswered(actor: Actor, *, on: dt.date) -> list[tuple[int, str, str]]:
    """(check-in, unit, name) of those whose unit has not been told of the quarter around `on` yet."""
    quarter = period_of("quarter", on).start
    rows = reach.check_ins(actor).filter(reach.on_day(on)).exclude(
        pk__in=Feedback.objects.filter(quarter=quarter).values("check_in_id")
    )  # fmt: skip
    return list(rows.order_by("start", "pk").values_list("pk", "unit", "name"))


def _need(one: Need) -> NeedRow:
    by = one.taken_by
    return NeedRow(
        one.pk, one.text, one.people, one.start, one.state, f"{by.unit} {by.name}".strip() if by else ""
    )


def phone(actor: Actor, key: int) -> str:
    """The number to call, "" where none is held: for the dial pad alone. NotFound outside the actor's sight."""
    one: CheckIn = reach.found(reach.check_ins(actor), key, "check-in")
    return one.phone or ""


def service(actor: Actor, key: int) -> tuple[int, str]:
    """(check-in, what was done) of a line of a service card. NotFound outside the actor's sight."""
    rows = Service.objects.filter(check_in__in=reach.check_ins(actor), void=False)
    one: Service = reach.found(rows, key, "service")
    return one.check_in_id, one.text


def quarters_to_tell(page: CheckInPage, on: dt.date, *, most: int = 4) -> list[Period]:
    """Quarters of the service that the unit was not told of yet, newest first, the one around `on` among them."""
    told, day = {quarter for quarter, _text, _on in page.feedbacks}, on
    found: list[Period] = []
    last = page.row.end - dt.timedelta(days=1) if page.row.end else on
    while len(found) < most:
        quarter = period_of("quarter", day)
        if quarter.end <= page.row.start:
            break
        if quarter.start not in told and quarter.start <= last:
            found.append(quarter)
        day = quarter.start - dt.timedelta(days=1)
    return found


def need(actor: Actor, key: int) -> str:
    """What a line of the need list asks for. NotFound outside the actor's sight."""
    one: Need = reach.found(reach.needs(actor), key, "need")
    return one.text
