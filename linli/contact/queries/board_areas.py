"""What areas and cards put on today's board, into the command box and behind a door."""

from __future__ import annotations

import datetime as dt

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.board import Hit, Row
from linli.kernel import Actor, Period, say
from linli.places import api as places

from ..rules.charges import SCHEME, may_read
from . import cards, coverage, plan
from .areas import of_unit

AREAS, PLAN, PRINT, DOORS = (
    "/contact/areas/",
    "/contact/areas/plan/",
    "/contact/cards/print/",
    "/contact/cards/doors/",
)


def rows(actor: Actor, at: dt.datetime) -> list[Row]:
    """Gaps, areas without a first responsible, cards to print and to deliver; nothing for those who keep no areas."""
    if actor.user_id is None or actor.community is None or not accounts.may(actor, "contact.deliver"):
        return []
    on = clock.day_of(at)
    return [*(_kept(actor, on) if accounts.may(actor, "contact.keep") else []), *_to_carry(actor, on)]


def _kept(actor: Actor, on: dt.date) -> list[Row]:
    cells = places.cells(actor.community or 0, SCHEME, on)
    if not cells:
        return []
    found = []
    gaps = plan.gaps_of(coverage.by_unit(actor, Period.day(on)))
    if gaps.households:
        found.append(
            Row(
                "waiting", on,
                str(say("{units} units with {n} occupied households lie in no area.", units=len(gaps.units), n=gaps.households)),
                verb=say("Put in"), url=PLAN, page=AREAS,
            )
        )  # fmt: skip
    need = cards.needed(actor, on)
    outdated, missing = sum(one.outdated for one in need.values()), sum(one.missing for one in need.values())
    names = {one.id: one.name for one in cells}
    for count, only, sentence in (
        (
            outdated,
            [cell for cell, one in need.items() if one.outdated],
            say("{n} contact cards are out of date: print them anew.", n=outdated),
        ),
        (
            missing,
            [cell for cell, one in need.items() if one.missing],
            say("{n} households have no contact card yet.", n=missing),
        ),
    ):
        if count:
            where = names.get(only[0], "") if len(only) == 1 else ""
            url = f"{PRINT}?cell={only[0]}" if len(only) == 1 else PRINT
            found.append(
                Row(
                    "waiting",
                    on,
                    str(sentence),
                    place=where,
                    verb=say("Print"),
                    url=url,
                    page="/contact/cards/",
                )
            )
    return found


def _to_carry(actor: Actor, on: dt.date) -> list[Row]:
    waiting = cards.waiting(actor, on)
    if not waiting:
        return []
    sentence = say("{n} printed contact cards wait to be taken to their doors.", n=waiting)
    return [Row("waiting", on, str(sentence), verb=say("Go"), url=DOORS, page=DOORS)]


def door(actor: Actor, room: int, on: dt.date) -> list[Hit]:
    """The area of a door with its first responsible, for those who may read of areas."""
    if actor.community is None or not may_read(actor):
        return []
    unit = places.room(actor, room, on).unit_id
    area = of_unit(actor, [unit], on).get(unit)
    if area is None:
        return []
    who = (
        say("{name}, {phone}", name=area.first.name, phone=area.first.phone)
        if area.first
        else say("nobody yet")
    )
    return [Hit("places", area.name, str(who), f"{AREAS}{area.cell}/")]
