"""Bodies and seats: founded, corrected, dissolved; seated, given an office, unseated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from linli.accounts import api as accounts
from linli.base import versions
from linli.base.clock import day_of
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, Saying, say
from linli.kernel.names import clean_name, sort_key
from linli.residents import api as residents

from ..models import Attendance, Body, Meeting, Seat
from ..queries import bodies as found
from ..queries import reach
from ..rules import bodies as rules
from ..rules import codes
from .parts import kept_by, locked, refusing, stamp

BODY, SEAT = "council body", "council seat"


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who takes a seat: name and sex as elected, the record of the register and the account where there are any."""

    name: str
    sex: str = "0"
    person: int | None = None
    user: int | None = None
    office: str = "member"
    began: str = "elected"
    note: str = ""


@transaction.atomic
def found_body(
    *,
    actor: Actor,
    at: dt.datetime,
    kind: str,
    name: str,
    on: dt.date,
    size: int | None = None,
    note: str = "",
) -> int:
    """A body exists from a day on; its key. Its rule is the dated term of its kind."""
    row = stamp(actor, at)
    if kind not in codes.BODIES:
        raise NotFound("kind")
    if on > day_of(at):
        raise Refused(say("The day lies in the future."), "on")
    if size is not None and size < 1:
        raise Refused(say("A body has at least one seat."), "size")
    with refusing(say("There is such a body on these days already."), "name"):
        made = Body.objects.create(
            kind=kind, name=name.strip(), size=size, note=note.strip(), start=on, **row
        )
    journal.write(actor, "found", BODY, key=made.pk, at=at, kind=kind)
    return made.pk


@transaction.atomic
def correct_body(
    *,
    actor: Actor,
    at: dt.datetime,
    body: int,
    name: str,
    size: int | None = None,
    note: str = "",
    version: int | None = None,
) -> None:
    """Name, number of seats and note."""
    kept_by(actor)
    values = {"name": name.strip(), "size": size, "note": note.strip()}
    held: Body = locked(reach.bodies(actor), body, BODY, version, **values)
    with refusing(say("There is such a body on these days already."), "name"):
        versions.save(held, actor=actor, at=at, **values)
    journal.write(actor, "correct", BODY, key=body, at=at)


@transaction.atomic
def dissolve(*, actor: Actor, at: dt.datetime, body: int, on: dt.date, version: int | None = None) -> int:
    """It ends: `on` is the first day without it. Open seats end with it; how many. Refused while a meeting lies ahead."""
    kept_by(actor)
    held: Body = locked(reach.bodies(actor), body, BODY, version)
    rules.may_end(held.start, held.end, on).demand("on")
    if Meeting.objects.filter(body=held, void=False, on__gte=on).exists():
        raise Refused(say("A meeting is called for this day or later. Cancel it first."), "on")
    seats = Seat.objects.filter(body=held, void=False, end__isnull=True)
    if seats.filter(start__gte=on).exists():
        raise Refused(say("A seat begins on this day or later."), "on")
    for one in seats:
        versions.save(one, actor=actor, at=at, end=on, ended="term")
    versions.save(held, actor=actor, at=at, end=on)
    journal.write(actor, "dissolve", BODY, key=body, at=at, seats=len(seats))
    return len(seats)


@transaction.atomic
def seat(
    *, actor: Actor, at: dt.datetime, body: int, who: Sitting, start: dt.date, no_kin: bool = False
) -> int:
    """Somebody sits in a body from a day on; the seat's key.

    Refused for who sits there already, when all seats are taken, and for committee members and their close
    relatives in the supervision committee (and the other way round).
    """
    row = stamp(actor, at)
    today = day_of(at)
    held: Body = locked(reach.bodies(actor), body, BODY)
    sitting = Seat.objects.filter(reach.on_day(start), body=held)
    _demand_room(held, start, today, sitting.count() + 1)
    if who.office not in codes.OFFICES or who.began not in codes.BEGAN:
        raise NotFound("office")
    _known(actor, who, today)
    name = clean_name(who.name)
    rules.may_sit(
        held.kind, found.bars(actor, held.kind, who.person, name, start, None), no_kin=no_kin
    ).demand("name")
    if who.person is None and sitting.filter(name=name, person__isnull=True).exists():
        raise Refused(say("{name} sits in this body already.", name=name), "name")
    with refusing(_taken(who), "office" if who.office == "chair" else "name"):
        made = Seat.objects.create(
            body=held, name=name, sort=sort_key(name)[:120], sex=who.sex, person_id=who.person, user=who.user, office=who.office,
            began=who.began, note=who.note.strip(), start=start, **row,
        )  # fmt: skip
    journal.write(actor, "seat", SEAT, key=made.pk, at=at, body=body)
    return made.pk


@transaction.atomic
def seat_all(
    *, actor: Actor, at: dt.datetime, body: int, who: Sequence[Sitting], start: dt.date, no_kin: bool = False
) -> int:
    """Who was elected sits from a day on, the whole list at once; how many. Refused as one seat is, naming who it is."""
    row = stamp(actor, at)
    held: Body = locked(reach.bodies(actor), body, BODY)
    sitting = list(Seat.objects.filter(reach.on_day(start), body=held).values_list("person_id", "name"))
    _demand_room(held, start, day_of(at), len(sitting) + len(who))
    people = [one.person for one in who if one.person is not None]
    names = [clean_name(one.name) for one in who]
    if {*people} & {pk for pk, _name in sitting} or len({*people}) < len(people):
        raise Refused(say("Somebody sits in this body already."), "who")
    if len(residents.person_names(actor, people, on=day_of(at))) < len(people):
        raise NotFound("person")
    made = []
    for one, name in zip(who, names, strict=True):
        if one.office not in codes.OFFICES or one.began not in codes.BEGAN:
            raise NotFound("office")
        if held.kind in (codes.SUPERVISION, codes.COMMITTEE):
            barred = rules.may_sit(
                held.kind, found.bars(actor, held.kind, one.person, name, start, None), no_kin=no_kin
            )
            if barred.reason is not None:
                raise Refused(say("{name}: {why}", name=name, why=barred.reason), "who")
        made.append(
            Seat(
                body=held, name=name, sort=sort_key(name)[:120], sex=one.sex, person_id=one.person, user=one.user, office=one.office,
                began=one.began, note=one.note.strip(), start=start, **row,
            )
        )  # fmt: skip
    with refusing(say("The body has a chair on these days, or the member sits in it already."), "who"):
        Seat.objects.bulk_create(made)
    journal.write(actor, "seat", BODY, key=body, at=at, seats=len(made))
    return len(made)


@transaction.atomic
def correct_seat(
    *, actor: Actor, at: dt.datetime, seat: int, who: Sitting, version: int | None = None
) -> None:
    """Mend what is noted of a seat; days and body stay."""
    kept_by(actor)
    name = clean_name(who.name)
    values = {
        "name": name, "sex": who.sex, "office": who.office, "began": who.began, "user": who.user, "note": who.note.strip(),
    }  # fmt: skip
    held: Seat = locked(reach.seats(actor), seat, SEAT, version, **values)
    if who.office not in codes.OFFICES or who.began not in codes.BEGAN:
        raise NotFound("office")
    _known(actor, who, day_of(at))
    with refusing(_taken(who), "office"):
        versions.save(held, actor=actor, at=at, **values, sort=sort_key(name)[:120])
    journal.write(actor, "correct", SEAT, key=seat, at=at)


@transaction.atomic
def unseat(
    *,
    actor: Actor,
    at: dt.datetime,
    seat: int,
    on: dt.date,
    ended: str,
    note: str = "",
    version: int | None = None,
) -> int:
    """A seat ends: `on` is the first day without it. The body's key. Refused before a meeting whose roll it stands on."""
    kept_by(actor)
    if ended not in codes.ENDED:
        raise NotFound("ended")
    held: Seat = locked(reach.seats(actor), seat, SEAT, version, end=on, ended=ended)
    rules.may_end(held.start, held.end, on).demand("on")
    if on > day_of(at):
        raise Refused(say("The day lies in the future."), "on")
    if Attendance.objects.filter(seat=held, meeting__on__gte=on, meeting__void=False).exists():
        raise Refused(say("The member stands on the roll of a meeting on this day or later."), "on")
    versions.save(held, actor=actor, at=at, end=on, ended=ended, note=note.strip() or held.note)
    journal.write(actor, "unseat", SEAT, key=seat, at=at, ended=ended)
    return held.body_id


@transaction.atomic
def void_seat(*, actor: Actor, at: dt.datetime, seat: int, version: int | None = None) -> int:
    """Take out a seat that was entered by mistake; one that stands on a roll stays. The body's key."""
    kept_by(actor)
    held: Seat = locked(reach.seats(actor), seat, SEAT, version)
    if Attendance.objects.filter(seat=held, meeting__void=False).exists():
        raise Refused(say("The member stands on the roll of a meeting. End the seat instead."))
    versions.save(held, actor=actor, at=at, void=True)
    journal.write(actor, "void_entry", SEAT, key=seat, at=at)
    return held.body_id


@transaction.atomic
def merged(*, community: int, kept: int, gone: int, at: dt.datetime, undo: bool = False) -> None:
    """Two records of the register became one: seats follow, but for days on which both sat in one body."""
    if undo:
        return
    system = Actor.system("merged", community)
    for one in Seat.objects.select_for_update().filter(community_id=community, person=gone):
        double = Seat.objects.filter(
            body=one.body_id, person=kept, void=False, start__lt=one.end or dt.date.max
        )
        if double.exclude(end__lte=one.start).exists():
            versions.save(one, actor=system, at=at, person_id=None)
        else:
            versions.save(one, actor=system, at=at, person_id=kept)


def _demand_room(held: Body, start: dt.date, today: dt.date, sitting: int) -> None:
    """Refused for a body without seats, on a day on which it is not there, and when more would sit than it has seats."""
    if held.kind in codes.COUNTED:
        raise Refused(say("This body has no seats: who attends is counted at the door."), "name")
    rules.may_begin(start, held.start, held.end, today).demand("start")
    if held.size is not None and sitting > held.size:
        raise Refused(say("All {n} seats are taken on that day.", n=held.size), "start")


def _taken(who: Sitting) -> Saying:
    if who.office == "chair":
        return say("The body has a chair on these days, or the member sits in it already.")
    return say("{name} sits in this body already.", name=who.name)


def _known(actor: Actor, who: Sitting, on: dt.date) -> None:
    """NotFound for a resident or colleague that is nobody here."""
    if who.person is not None and not residents.person_names(actor, [who.person], on=on):
        raise NotFound("person")
    if who.user is not None and who.user not in dict(accounts.colleagues(actor, on)):
        raise NotFound("account")
