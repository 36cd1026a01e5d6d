"""Which households are to be gone to, and why: computed from the register and the visits, never kept."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Max, Min

from linli.kernel import Actor
from linli.residents import api as residents
from linli.residents.api import Home

from ..models import Visit
from ..rules import planning as rules
from ..rules.planning import Facts

#: What `proposed` asks for when nothing was chosen.
ALL = ("promised", "new", "alone", "quarter")


@dataclass(frozen=True, slots=True)
class Due:
    """A household to go to, with the reasons and the facts they rest on; `called` is how to address who opens."""

    household: int
    room: int
    unit: int
    building: int
    floor: int | None
    door: str
    needs: tuple[str, ...]
    facts: Facts
    called: str = ""

    @property
    def place(self) -> str:
        """The building, as its doors say it: 3栋 of 3栋2单元501."""
        return self.door.split("栋")[0] + "栋" if "栋" in self.door else self.door


def of_households(actor: Actor, on: dt.date, keys: Collection[int]) -> list[Due]:
    """These households with their reasons, be it none, in walking order; those out of sight are left out."""
    return _due(actor, on, residents.homes(actor, on=on, keys=keys), whole=False)


def proposed(
    actor: Actor, on: dt.date, *, building: int | None = None, cell: int | None = None, needs: Sequence[str] = ALL,
    keys: Collection[int] | None = None, named: bool = True,
) -> list[Due]:  # fmt: skip
    """Households that one of `needs` asks to go to, in walking order, within the actor's sight. At most 9 queries.

    keys   only these households
    named  with how to address who opens
    """
    found = [
        due
        for due in _due(
            actor,
            on,
            residents.homes(actor, on=on, building=building, cell=cell, keys=keys),
            whole=keys is None,
        )
        if set(due.needs) & set(needs)
    ]
    return with_salutations(actor, found, on) if named else found


def with_salutations(actor: Actor, found: Iterable[Due], on: dt.date) -> list[Due]:
    """The same with how to address who opens: asked for those shown only. At most 3 queries."""
    held = list(found)
    called = residents.salutations(actor, [one.household for one in held], on=on) if held else {}
    return [
        Due(one.household, one.room, one.unit, one.building, one.floor, one.door, one.needs, one.facts,
            called.get(one.household, ""))
        for one in held
    ]  # fmt: skip


def counts(found: Iterable[Due]) -> dict[str, int]:
    """How many households each reason names; a household with two reasons counts under both."""
    return dict(Counter(need for one in found for need in one.needs))


def facts_of(actor: Actor, on: dt.date, homes: Sequence[Home], *, whole: bool = False) -> dict[int, Facts]:
    """What is known of each home: last met at the door, next promised return. 1 query."""
    rows = Visit.objects.filter(community_id=actor.community, void=False, household__isnull=False)
    if not whole:
        rows = rows.filter(household__in=[one.household for one in homes])
    met = dict(
        rows.filter(result="met", way="door", went__lte=on)
        .order_by()
        .values_list("household_id")
        .annotate(last=Max("went"))
    )
    promised = dict(
        rows.filter(return_on__isnull=False, returned=False)
        .order_by()
        .values_list("household_id")
        .annotate(first=Min("return_on"))
    )
    return {
        one.household: Facts(one.since, one.alone, met.get(one.household), promised.get(one.household))
        for one in homes
    }


def _due(actor: Actor, on: dt.date, homes: Sequence[Home], *, whole: bool) -> list[Due]:
    known = facts_of(actor, on, homes, whole=whole)
    return [
        Due(one.household, one.room, one.unit, one.building, one.floor, one.door,
            rules.needs(known[one.household], on), known[one.household])
        for one in homes
    ]  # fmt: skip
