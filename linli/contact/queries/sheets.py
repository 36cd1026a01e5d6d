"""Household sheets within the actor's sight."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from linli.accounts import api as accounts
from linli.kernel import Actor, NotFound
from linli.residents import api as residents

from ..models import Sheet
from ..rules.sheets import FIELDS
from ..rules.visits import visits_in_full


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The sheet of a household: its fields as they stand, empty where nothing was written yet."""

    household: int
    room: int
    door: str
    called: str
    ended: dt.date | None
    fields: dict[str, str] = field(default_factory=dict)
    version: int = 0
    changed_at: dt.datetime | None = None
    changed_by: str = ""

    @property
    def filled(self) -> bool:
        """Whether anything stands on it."""
        return any(self.fields.values())


def page(actor: Actor, household: int, on: dt.date) -> SheetPage:
    """The sheet of one household. Raises NotFound outside the actor's sight. At most 7 queries."""
    door = residents.house_doors(actor, [household], on=on).get(household) if visits_in_full(actor) else None
    if door is None:
        raise NotFound("household")
    called = residents.salutations(actor, [household], on=on).get(household, "")
    row = Sheet.objects.filter(community_id=actor.community, household=household).first()
    if row is None:
        return SheetPage(household, door.room, door.door, called, door.end, dict.fromkeys(FIELDS, ""))
    who = accounts.names([row.changed_by]).get(row.changed_by or 0, "")
    held = {name: getattr(row, name) for name in FIELDS}
    return SheetPage(
        household, door.room, door.door, called, door.end, held, row.version, row.changed_at, who
    )


def of_households(actor: Actor, keys: Iterable[int]) -> dict[int, dict[str, str]]:
    """Household → its filled fields, for permitted keys (a route's doors). 1 query."""
    rows = Sheet.objects.filter(community_id=actor.community, household__in=list(keys))
    return {row.household_id: {name: text for name in FIELDS if (text := getattr(row, name))} for row in rows}
