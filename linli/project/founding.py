"""Begin in real use: a community with what stands above it, its terms and holidays, and the first accounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.scope import community_scope
from linli.kernel import Actor, Refused, say
from linli.kernel.actor import SECRETARY, TECH_ADMIN
from linli.places import api as places

#: Levels by the digits of their code (统计用区划代码), from the top.
LEVELS = {2: "province", 4: "city", 6: "district", 9: "subdistrict", 12: "community"}


@dataclass(frozen=True, slots=True)
class Named:
    """A code or user name, and the name that goes with it."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Founded:
    """The community and the first accounts with their one-time passwords, told once."""

    community: int
    accounts: list[accounts.NewAccount]


@transaction.atomic
def found(
    *, community: Named, above: Sequence[Named], secretary: Named, technician: Named | None, start: dt.date, at: dt.datetime
) -> Founded:  # fmt: skip
    """A new community: areas that are not there yet, terms, holidays, and who keeps it.

    above  the areas over it; at least its subdistrict and district, in any order. One that is there keeps its name.
    start  since when the posts are held; the areas hold since before the records

    Raises Refused when the community is there already, a code does not fit its level or a user name is taken.
    """
    actor = Actor.system("linli found")
    if places.area_by_code(community.code) is not None:
        raise Refused(say("There is an area with the code {code} already.", code=community.code), "code")
    chain = sorted(above, key=lambda one: len(one.code))
    given = {level_of(one.code) for one in chain}
    if not {"district", "subdistrict"} <= given or level_of(community.code) != "community":
        raise Refused(
            say(
                "A community has a code of 12 digits; name its subdistrict (9) and its district (6) with --under."
            ),
            "under",
        )
    places.load_terms(actor, at)
    places.load_workdays(actor, at)
    ids: dict[str, int] = {}
    for one in [*chain, community]:
        level, above_it = level_of(one.code), next(reversed(ids.values()), None)
        known = places.area_by_code(one.code)
        ids[level] = known.id if known else places.found_area(
            actor=actor, level=level, name=one.name, code=one.code, parent=above_it, at=at
        )  # fmt: skip
    here = ids["community"]
    with community_scope(here):
        made = [_take_on(Actor.system("linli found", here), here, secretary, SECRETARY, start, at)]
        if technician:
            made.append(_take_on(actor, ids["district"], technician, TECH_ADMIN, start, at))
    return Founded(here, made)


def level_of(code: str) -> str:
    """The level that a code's digits say. Raises Refused for another number of digits."""
    if not code.isdecimal() or not code.isascii() or len(code) not in LEVELS:
        raise Refused(
            say("“{code}” is no area code; it has 2, 4, 6, 9 or 12 digits.", code=code[:20]), "code"
        )
    return LEVELS[len(code)]


def today() -> dt.date:
    """The day on which posts begin when none is said."""
    return clock.today()


def _take_on(
    actor: Actor, area: int, who: Named, role: str, start: dt.date, at: dt.datetime
) -> accounts.NewAccount:
    made = accounts.make_account(actor=actor, username=who.code, name=who.name, at=at)
    accounts.appoint(actor=actor, user_id=made.user_id, role=role, area=area, start=start, at=at, known=False)
    return made
