"""People, households and their days for tests. Identity numbers belong to nobody (region 99)."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from linli.base.scope import community_scope
from linli.kernel import Actor
from linli.kernel.actor import SOCIAL_WORKER
from linli.kernel.identity import synthetic_number
from linli.places.models import Room
from linli.places.tests import factories as places
from linli.residents.actions import people as actions
from linli.residents.actions.people import Registered
from linli.residents.rules.people import PersonParts

AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)
ON = dt.date(2018, 12, 28)
SINCE = dt.date(2018, 3, 1)
_serial = itertools.count(1)
_SURNAMES = "王李张刘陈杨黄赵吴周"
_GIVEN = "小明芳华建国秀英伟娜静丽强磊洋勇军杰娟艳"

community = places.community


def actor(community: int | None, *roles: str, **fields: Any) -> Actor:
    """Somebody who holds `roles` in a community; a social worker of every line without any."""
    return Actor(
        fields.pop("user_id", 1),
        fields.pop("name", "刘芳"),
        community,
        frozenset(roles or (SOCIAL_WORKER,)),
        **fields,
    )


def rooms(community: int, **fields: Any) -> list[Room]:
    """The rooms of a fresh building."""
    return places.rooms(places.building(community, **fields))


def number(born: dt.date = dt.date(1980, 5, 1), sex: str = "1") -> str:
    """An identity number that belongs to nobody, another one each time."""
    return synthetic_number(next(_serial), born, sex)


def parts(name: str = "", **fields: Any) -> PersonParts:
    """A person as typed; a fresh number unless one (or "") is given."""
    serial = next(_serial)
    given = _GIVEN[serial % len(_GIVEN)] + _GIVEN[serial // len(_GIVEN) % len(_GIVEN)]
    born, sex = fields.pop("born", dt.date(1980, 5, 1)), fields.pop("sex", "1")
    text = fields.pop("number") if "number" in fields else number(born, sex)
    return PersonParts(
        name=name or _SURNAMES[serial % len(_SURNAMES)] + given, number=text, born=born, sex=sex, **fields
    )


def resident(
    community: int, room: Room | int | None = None, *, name: str = "", kind: str = "inflow", start: dt.date = SINCE,
    at: dt.datetime = AT, household: int | None = None, verified: bool = True, born_here: bool = False, by: Actor | None = None,
    relation: str = "99", head: bool = False, **fields: Any,
) -> Registered:  # fmt: skip
    """Somebody who lives in a community, entered by the action itself."""
    with community_scope(community):
        where = room if room is not None else rooms(community)[0]
        return actions.register(
            actor=by or actor(community), at=at, on=start, person=parts(name, **fields),
            room=where if isinstance(where, int) else where.pk, kind=kind, household=household, verified=verified,
            born_here=born_here, relation=relation, head=head,
        )  # fmt: skip
