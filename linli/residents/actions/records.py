"""Locking and saving the rows that the actions of the register share."""

from __future__ import annotations

import datetime as dt
from typing import Any

from linli.accounts import api as accounts
from linli.base import clock, versions
from linli.kernel import Actor, NotFound

from ..models import Household, Member, Person, Residence
from ..queries import sight
from ..rules.people import BY_HAND, Origin


def home(actor: Actor) -> int:
    """The community that the actor works in; NotFound outside any."""
    if actor.community is None:
        raise NotFound("community")
    return actor.community


def person(actor: Actor, key: int, at: dt.datetime, version: int | None = None, **values: Any) -> Person:
    """A person's record, locked. NotFound outside the actor's sight, Stale when saved meanwhile."""
    found = sight.people(actor, clock.day_of(at)).select_for_update(of=("self",)).filter(pk=key).first()
    if found is None:
        raise NotFound("person")
    versions.demand_fresh(found, version, values, saver)
    return found


def residence(actor: Actor, key: int, at: dt.datetime, version: int | None = None) -> Residence:
    """An episode, locked together with its person, so that actions on one person follow each other."""
    seen = (
        sight.residences(actor, clock.day_of(at)).filter(pk=key).values_list("person_id", flat=True).first()
    )
    if seen is None:
        raise NotFound("residence")
    Person.objects.select_for_update(of=("self",)).filter(pk=seen).values_list("pk", flat=True).first()
    found = Residence.objects.select_for_update(of=("self",)).get(pk=key)
    if found.void:
        raise NotFound("residence")
    versions.demand_fresh(found, version, {}, saver)
    return found


def household(
    actor: Actor, key: int, at: dt.datetime, version: int | None = None, **values: Any
) -> Household:
    """A household, locked."""
    found = sight.households(actor, clock.day_of(at)).select_for_update(of=("self",)).filter(pk=key).first()
    if found is None:
        raise NotFound("household")
    versions.demand_fresh(found, version, values, saver)
    return found


def membership(person_id: int, on: dt.date) -> Member | None:
    """The membership of a person on a day, locked."""
    return Member.objects.select_for_update(of=("self",)).filter(sight.on_day(on), person=person_id).first()


def stamp(actor: Actor, at: dt.datetime, origin: Origin = BY_HAND) -> dict[str, Any]:
    """What every new row of the register carries: community, who, when, and where it came from."""
    return {
        "community_id": home(actor), "changed_at": at, "changed_by": actor.user_id,
        "source_import": origin.source, "source_sheet": origin.sheet, "source_row": origin.row,
    }  # fmt: skip


def save(record: Any, actor: Actor, at: dt.datetime, origin: Origin = BY_HAND, **values: Any) -> None:
    """Save a row with `values`; where it came from is this writing's origin."""
    if hasattr(record, "source_sheet"):
        values |= {"source_import": origin.source, "source_sheet": origin.sheet, "source_row": origin.row}
    versions.save(record, actor=actor, at=at, **values)


def saver(user: int | None) -> str:
    """The name of an account, for the sentence who saved a record meanwhile."""
    return accounts.names([user]).get(user, "") if user is not None else ""
