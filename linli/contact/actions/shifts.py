"""Shifts of messengers: entered for weeks at once, taken off the roster."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from linli.base import versions
from linli.base.clock import day_of
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.rota import Shift as Hours

from ..models import Exchange, Messenger, Shift
from ..queries import roster
from ..rules import roster as rules
from . import messengers
from .parts import home, locked, refusing, stamp

SUBJECT = "messenger shift"


@transaction.atomic
def enter(
    *, actor: Actor, at: dt.datetime, messenger: int, shifts: Sequence[Hours], night_agreed: bool = False
) -> list[int]:
    """A messenger answers in these hours; the keys of the shifts.

    night_agreed  the messenger agreed to hours outside those of volunteers
    Refused with the arithmetic for hours in which somebody answers already or beyond the cap of a week.
    """
    row = stamp(actor, at)
    one: Messenger = locked(messengers.rows(actor), messenger, messengers.SUBJECT)
    if not shifts:
        raise Refused(say("Say which days."), "first")
    rules.fits_hours(shifts).demand("begin")
    _demand_term(one, shifts, at)
    terms = roster.terms(row["community_id"], day_of(at))
    if not night_agreed:
        rules.by_day(shifts, terms).demand("night")
    first, last = min(x.starts for x in shifts), max(x.ends for x in shifts)
    rules.free(shifts, roster.taken(row["community_id"], first, last)).demand("first")
    mine = roster.hours_of(row["community_id"], messenger, shifts)
    rules.within_cap(one.name, shifts, mine, terms).demand("last")
    with refusing(say("Somebody answers in these hours already."), "first"):
        made = Shift.objects.bulk_create(
            Shift(messenger=one, starts=x.starts, ends=x.ends, **row) for x in shifts
        )
    journal.write(actor, "enter_messenger_shifts", SUBJECT, key=made[0].pk, at=at, count=len(made))
    return [x.pk for x in made]


@transaction.atomic
def drop(*, actor: Actor, at: dt.datetime, shift: int, version: int | None = None) -> None:
    """Take a shift that is not over off the roster; its hours go to the duty phone or to nobody."""
    community = home(actor)
    one: Shift = locked(Shift.objects.filter(community_id=community, void=False), shift, SUBJECT, version)
    if one.ends <= at:
        raise Refused(say("This shift is over and stays on the roster."))
    Exchange.objects.filter(shift=one, state="asked").update(state="withdrawn", ended_at=at)
    versions.save(one, actor=actor, at=at, void=True)
    journal.write(actor, "drop_messenger_shift", SUBJECT, key=shift, at=at)


def _demand_term(one: Messenger, shifts: Sequence[Hours], at: dt.datetime) -> None:
    """Shifts lie ahead and within the term of office."""
    if min(x.ends for x in shifts) <= at:
        raise Refused(say("Shifts are planned ahead; the first of these is over."), "first")
    if min(x.starts for x in shifts) < rules.midnight(one.start):
        raise Refused(
            say("{name} is in office from {day} on.", name=one.name, day=one.start.isoformat()), "first"
        )
    if one.end is not None and max(x.ends for x in shifts) > rules.midnight(one.end):
        last = (one.end - dt.timedelta(days=1)).isoformat()
        raise Refused(say("The term of {name} ends on {day}.", name=one.name, day=last), "last")
