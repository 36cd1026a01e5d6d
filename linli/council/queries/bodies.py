"""Bodies: the list, one with its seats, who sat in it on a day, and what bars somebody from a seat."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count, Max, Q

from linli.kernel import Actor
from linli.residents import api as residents

from ..models import Body, Seat
from ..rules import codes
from ..rules.bodies import BodyRule, Candidate
from . import reach


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body with its seats of the day, women among them, and when it met last."""

    id: int
    kind: str
    name: str
    size: int | None
    seats: int
    women: int
    met: dt.date | None
    start: dt.date
    end: dt.date | None
    note: str
    version: int

    @property
    def counted(self) -> bool:
        """Who should attend is a number: the body has no seats."""
        return self.kind in codes.COUNTED


@dataclass(frozen=True, slots=True)
class SeatRow:
    """Somebody in a body."""

    id: int
    name: str
    sex: str
    office: str
    began: str
    ended: str
    start: dt.date
    end: dt.date | None
    person: int | None
    user: int | None
    note: str
    body: int
    body_name: str
    version: int


@dataclass(frozen=True, slots=True)
class BodyPage:
    """A body whole: its rule of the day, who sits in it, who sat."""

    row: BodyRow
    rule: BodyRule
    seats: list[SeatRow] = field(default_factory=list)
    former: list[SeatRow] = field(default_factory=list)


_ORDER = {kind: place for place, kind in enumerate(codes.BODIES)}
_OFFICES = {office: place for place, office in enumerate(codes.OFFICES)}


def listing(actor: Actor, *, on: dt.date, gone: bool = False) -> list[BodyRow]:
    """Bodies of a day (with `gone` those that ended), in the order of the law. One statement."""
    rows = reach.bodies(actor)
    rows = rows.filter(end__lte=on) if gone else rows.filter(reach.on_day(on))
    found = rows.annotate(
        n=Count("seats", filter=reach.on_day(on, "seats__"), distinct=True),
        f=Count("seats", filter=reach.on_day(on, "seats__") & Q(seats__sex="2"), distinct=True),
        met=Max("meetings__on", filter=Q(meetings__void=False, meetings__state="held")),
    )
    return sorted((_row(one) for one in found), key=lambda one: (_ORDER.get(one.kind, 99), one.id))


def choices(actor: Actor, *, on: dt.date) -> list[tuple[int, str]]:
    """(key, name) of the bodies of a day."""
    rows = reach.bodies(actor).filter(reach.on_day(on)).values_list("pk", "name", "kind")
    return [(pk, name) for pk, name, kind in sorted(rows, key=lambda one: (_ORDER.get(one[2], 99), one[0]))]


def page(actor: Actor, key: int, on: dt.date) -> BodyPage:
    """One body whole. NotFound outside the actor's sight."""
    rows = reach.bodies(actor).annotate(
        n=Count("seats", filter=reach.on_day(on, "seats__"), distinct=True),
        f=Count("seats", filter=reach.on_day(on, "seats__") & Q(seats__sex="2"), distinct=True),
        met=Max("meetings__on", filter=Q(meetings__void=False, meetings__state="held")),
    )
    one: Body = reach.found(rows, key, "council body")
    every = [
        _seat(x)
        for x in Seat.objects.filter(body=one, void=False).select_related("body").order_by("sort", "pk")
    ]
    here = [x for x in every if x.start <= on and (x.end is None or x.end > on)]
    former = [x for x in every if x.end is not None and x.end <= on]
    return BodyPage(
        _row(one), reach.rule_of(one.kind, one.community_id, on),
        sorted(here, key=lambda x: _OFFICES.get(x.office, 9)), sorted(former, key=lambda x: x.start, reverse=True),
    )  # fmt: skip


def seat(actor: Actor, key: int) -> SeatRow:
    """One seat. NotFound outside the actor's sight."""
    return _seat(reach.found(reach.seats(actor).select_related("body"), key, "council seat"))


def roll(body: int, on: dt.date) -> list[SeatRow]:
    """Who sits in a body on a day, by office and name: the roll of a meeting of that day."""
    rows = Seat.objects.filter(reach.on_day(on), body=body).select_related("body").order_by("sort", "pk")
    return sorted((_seat(one) for one in rows), key=lambda one: _OFFICES.get(one.office, 9))


def bars(
    actor: Actor, kind: str, person: int | None, name: str, start: dt.date, end: dt.date | None
) -> Candidate:
    """What bars somebody from a seat in the supervision committee or the committee on these days."""
    against = {codes.SUPERVISION: codes.COMMITTEE, codes.COMMITTEE: codes.SUPERVISION}.get(kind)
    if against is None:
        return Candidate()
    sitting = Seat.objects.filter(
        Q(end__isnull=True) | Q(end__gt=start), community_id=actor.community, void=False, body__kind=against, body__void=False
    )  # fmt: skip
    if end is not None:
        sitting = sitting.filter(start__lt=end)
    held: list[tuple[int | None, str]] = list(sitting.values_list("person_id", "name"))
    if person is None:
        return Candidate({against} if any(one == name for _pk, one in held) else ())
    homes = residents.households_of(actor, [person, *(pk for pk, _name in held if pk)], on=start)
    own = homes[person][1] if person in homes else None
    near = [
        one
        for pk, one in held
        if pk and pk != person and own is not None and pk in homes and homes[pk][1] == own
    ]
    return Candidate({against} if any(pk == person for pk, _name in held) else (), near)


def _row(one: Body) -> BodyRow:
    return BodyRow(
        one.pk, one.kind, one.name, one.size, one.n, one.f, one.met, one.start, one.end, one.note, one.version  # type: ignore[attr-defined]
    )  # fmt: skip


def _seat(one: Seat) -> SeatRow:
    return SeatRow(
        one.pk, one.name, one.sex, one.office, one.began, one.ended, one.start, one.end, one.person_id, one.user, one.note,
        one.body_id, one.body.name, one.version,
    )  # fmt: skip
