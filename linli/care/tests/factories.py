"""Certificate holders and their cases for tests, made by the actions themselves; schemes as the bundled terms say them."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from linli.base import clock
from linli.care.actions import applying, handling, surveying
from linli.care.actions.surveying import Answers
from linli.kernel import Actor
from linli.kernel.actor import SECRETARY, SOCIAL_WORKER
from linli.notices.actions import showing
from linli.places.actions.terms import FILES
from linli.places.models import Term
from linli.places.tests import factories as places
from linli.residents.actions import statuses
from linli.residents.tests import factories as residents

AT = dt.datetime(2018, 12, 3, 1, 0, tzinfo=dt.UTC)
ON = dt.date(2018, 12, 3)
_DAY = dt.timedelta(days=1)


def terms() -> None:
    """Schemes and prompts of the bundled file, for the whole country."""
    if not Term.objects.filter(key="care_schemes").exists():
        for one in json.loads((FILES / "510105-care.json").read_text("utf8"))["terms"]:
            places.term(one["key"], one["value"])


def desk(community: int | None, *roles: str, **fields: Any) -> Actor:
    """A social worker of every line, or the holder of other roles."""
    return Actor(
        fields.pop("user_id", 1), "周社工", community, frozenset(roles or (SOCIAL_WORKER,)), **fields
    )


def lead(community: int | None) -> Actor:
    """The secretary, who signs."""
    return Actor(2, "王书记", community, frozenset({SECRETARY}))


def person(community: int, name: str = "", born: dt.date = dt.date(1970, 5, 1), **fields: Any) -> int:
    """Somebody registered here and living here."""
    return residents.resident(community, name=name, born=born, kind="hukou_here", **fields).person


def certified(community: int, key: int, level: str = "2", category: str = "4", **fields: Any) -> int:
    """A certificate for somebody."""
    return statuses.grant(
        actor=desk(community), at=AT, on=dt.date(2018, 6, 1), person=key, kind="disability", source="区残联", category=category,
        level=level, **fields,
    )  # fmt: skip


def holder(community: int, level: str = "2", **fields: Any) -> int:
    """Somebody with a certificate."""
    key = person(community, **fields)
    certified(community, key, level)
    return key


def holders(community: int, count: int, level: str = "3") -> list[int]:
    """Several in one building."""
    room = residents.rooms(community)[0]
    found = []
    for number in range(count):
        found.append(
            residents.resident(
                community, room, kind="hukou_here", born=dt.date(1970, 1 + number % 12, 1)
            ).person
        )
        certified(community, found[-1], level)
    return found


def applied(
    community: int, persons: list[int], scheme: str = "one_off", on: dt.date = ON, **fields: Any
) -> list[int]:
    """Applications that were handed in."""
    return applying.apply(
        actor=desk(community), at=moment(on), on=on, scheme=scheme, persons=persons, **fields
    )


def accepted(community: int, persons: list[int], scheme: str = "one_off", on: dt.date = ON) -> list[int]:
    """Applications that the community has accepted."""
    keys = applied(community, persons, scheme, on)
    handling.accept(actor=desk(community), at=moment(on), on=on, applications=keys)
    return keys


def shown(community: int, keys: list[int], on: dt.date = ON) -> int:
    """Their public notice, approved; it stands from the next day on."""
    notice = handling.show(actor=desk(community), at=moment(on), on=on, applications=keys)
    showing.approve(actor=lead(community), at=moment(on), notice=notice)
    return notice


def forwarded(community: int, persons: list[int], on: dt.date = ON) -> list[int]:
    """Applications for the one-off subsidy that were sent on after their notice."""
    keys = accepted(community, persons, on=on)
    shown(community, keys, on)
    later = on + 8 * _DAY
    handling.forward(actor=lead(community), at=moment(later), on=later, applications=keys)
    return keys


def moment(on: dt.date, hour: int = 10) -> dt.datetime:
    """A moment of a day, as the clock of a page says it."""
    return dt.datetime.combine(on, dt.time(hour), clock.SHANGHAI).astimezone(dt.UTC)


def world(community: int, key: int) -> dict[str, Any]:
    """One of each record that an address of care may name, for the walk over every address."""
    terms()
    on = clock.today()
    statuses.grant(
        actor=desk(community), at=moment(on), on=dt.date(2018, 6, 1), person=key, kind="disability", source="区残联", category="4", level="2"
    )  # fmt: skip
    (case,) = applied(community, [key], on=on, despite="测试")
    survey = surveying.survey_person(
        actor=desk(community), at=moment(on), on=on, person=key, day=on, answers=Answers("本人", needs=(("recovery", "轮椅"),))
    )  # fmt: skip
    return {"benefit application": case, "care survey": survey}
