"""Captains, messengers, shifts and recruitments for tests: made by the actions themselves."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from linli.accounts.tests import factories as accounts
from linli.base.clock import SHANGHAI
from linli.contact.actions import captains, exchanges, messengers, recruitments, shifts
from linli.contact.actions.captains import Parts
from linli.contact.actions.recruitments import Parts as Call
from linli.kernel import Actor
from linli.kernel.actor import SECRETARY
from linli.kernel.rota import Shift as Hours
from linli.places.tests import factories as places
from linli.residents.tests import factories as residents

AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)
ON = dt.date(2018, 12, 28)
MONDAY = dt.date(2018, 12, 31)
DAY = dt.timedelta(days=1)
_phones = itertools.count(19200000100)


def secretary(community: int) -> Actor:
    """Who keeps captains and messengers, with an account behind."""
    return accounts.actor(SECRETARY, community, name="王书记")


def homes(community: int, name: str = "1栋", units: int = 2, lived: int = 1) -> Any:
    """A building with homes, in the first `lived` of which somebody lives."""
    building = places.building(community, name, units, 2, 1)
    for room in places.rooms(building)[:lived]:
        residents.resident(community, room)
    return building


def captain(actor: Actor, building: Any, name: str = "张阿姨", **fields: Any) -> int:
    """A captain of a whole building since 2018."""
    parts = fields.pop("parts", None) or Parts(name, sex="2", born="1956.3", phone=str(next(_phones)))
    start = fields.pop("start", dt.date(2018, 1, 5))
    return captains.appoint(actor=actor, at=AT, building=building.pk, parts=parts, start=start, **fields)


def messenger(actor: Actor, name: str = "赵信使", user: int | None = None, **fields: Any) -> int:
    """A messenger for a year around the day."""
    start, end = fields.pop("start", dt.date(2018, 4, 1)), fields.pop("end", dt.date(2019, 4, 1))
    return messengers.appoint(
        actor=actor, at=AT, name=name, phone=str(next(_phones)), user=user, start=start, end=end, **fields
    )


def hours(day: dt.date, begin: int, close: int) -> Hours:
    """From one full hour of a day to another; 24 is the next midnight."""
    midnight = dt.datetime.combine(day, dt.time(), SHANGHAI).astimezone(dt.UTC)
    return Hours(midnight + dt.timedelta(hours=begin), midnight + dt.timedelta(hours=close))


def shift(actor: Actor, whose: int, day: dt.date = MONDAY, begin: int = 9, close: int = 12) -> int:
    """One shift ahead."""
    return shifts.enter(actor=actor, at=AT, messenger=whose, shifts=[hours(day, begin, close)])[0]


def call(actor: Actor, *, days: int = 7, seats: int = 1, published: bool = True, at: dt.datetime = AT) -> int:
    """A recruitment whose applications began today."""
    on = at.astimezone(SHANGHAI).date()
    parts = Call("招募民情信使", "自愿报名。", seats, on, on + days * DAY, on + 30 * DAY, on + 395 * DAY)
    key = recruitments.draft(actor=actor, at=at, parts=parts)
    if published:
        recruitments.publish(actor=actor, at=at, recruitment=key)
    return key


def candidate(actor: Actor, recruitment: int, name: str = "温玉兰", phone: str = "") -> int:
    """Somebody who applied."""
    applied = recruitments.apply(
        actor=actor, at=AT, recruitment=recruitment, name=name, phone=phone or str(next(_phones))
    )
    return applied.id


def world(community: int) -> dict[str, int]:
    """One record of each kind that an address may name; needs the scope."""
    me = secretary(community)
    building = homes(community, "8栋")
    first, second = messenger(me), messenger(me, "唐信使")
    cell = places.cell(community, "第9网格", code="009")
    asked = exchanges.ask(actor=me, at=AT, shift=shift(me, first, MONDAY + DAY), to=second)
    area = messengers.look_after(actor=me, at=AT, messenger=first, cell=cell.pk, start=ON)
    open_call = call(me)
    return {
        "building captain": captain(me, building), "messenger": first, "messenger area": area, "shift": shift(me, first),
        "shift exchange": asked, "recruitment": open_call, "candidate": candidate(me, open_call),
    }  # fmt: skip
