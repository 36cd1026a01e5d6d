"""The door of residents: who lives where, found and named for other apps.

from linli.residents import api as residents
residents.person_names(actor, ids, on=on)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from linli.kernel import Actor

from .actions import imports as _imports
from .actions.imports import ImportFault, ImportResult
from .actions.people import Registered
from .actions.people import register as _register
from .actions.retention import hide_past_retention
from .queries import checks, doors, identities, people, person, residences, search
from .queries import homes as _homes
from .queries.calls import numbers_to_call
from .queries.circumstances import Circumstances, HeldStatus, circumstances, gone
from .queries.counted import population
from .queries.doors import Door
from .queries.homes import Home, HouseDoor
from .queries.marks import mark as status_mark
from .queries.occupied import doors_of_households, lived_in, occupied
from .queries.shapes import DueDoor, Found, Page, PeopleFilter, PersonPage, PersonRow
from .queries.traits import Trait, of_numbers, traits
from .rules.codes import EDUCATION, KINDS, POLITICAL, REASONS, SEX
from .rules.imports import Options as ImportOptions
from .rules.people import PersonParts
from .rules.sight import status_kinds
from .rules.statuses import KINDS as STATUSES

__all__ = [
    "EDUCATION",
    "KINDS",
    "POLITICAL",
    "REASONS",
    "SEX",
    "STATUSES",
    "Circumstances",
    "Door",
    "DueDoor",
    "Found",
    "HeldStatus",
    "Home",
    "HouseDoor",
    "ImportFault",
    "ImportOptions",
    "ImportResult",
    "Page",
    "PeopleFilter",
    "PersonPage",
    "PersonParts",
    "PersonRow",
    "Registered",
    "Trait",
    "circumstances",
    "counted_twice",
    "doors_for_captain",
    "doors_of_households",
    "doors_to_check",
    "find",
    "gone",
    "hide_past_retention",
    "homes",
    "house_doors",
    "household_of_room",
    "households_of",
    "import_file",
    "kept_records",
    "lived_in",
    "lives_elsewhere",
    "listing",
    "numbers_to_call",
    "of_numbers",
    "occupied",
    "people_at",
    "population",
    "person_for",
    "person_names",
    "person_of_identity",
    "register",
    "salutations",
    "traits",
    "status_kinds",
    "status_mark",
]

register = _register
#: (actor, on=, building=None, cell=None, keys=None, rooms=None) → homes that somebody lives in, in walking order.
homes = _homes.homes
#: (actor, households, on=) → household → its door and days, ended ones too.
house_doors = _homes.house_doors
#: (actor, households, on=) → household → how to address who opens.
salutations = _homes.salutations
#: (actor, ids) → key → key of the record that holds the person now: merged ones lead on; nothing about anybody.
kept_records = people.kept_records
#: (actor, room, on=) → the one household behind a door; None for none or several.
household_of_room = _homes.household_of_room


def import_file(
    actor: Actor, path: Path, *, sender: str, at: dt.datetime, on: dt.date, options: ImportOptions, apply: bool = True, skip: bool = False
) -> ImportResult:  # fmt: skip
    """Take a roster over in this process: upload, plan, and apply when nothing is wrong (or `skip` the refused rows).

    on  the day of the file. Raises Refused for a file that cannot be read.
    """
    return _imports.take_over(
        actor=actor, path=path, sender=sender, at=at, on=on, options=options, apply_it=apply, skip=skip
    )


def person_names(actor: Actor, ids: Iterable[int], *, on: dt.date) -> dict[int, str]:
    """Key → name of those whom the actor may see; the others are left out. One query."""
    return people.names(actor, ids, on=on)


def households_of(actor: Actor, ids: Iterable[int], *, on: dt.date) -> dict[int, tuple[str, int | None]]:
    """Key → (name, household on the day) of those whom the actor may see; the others are left out. One query."""
    return people.households(actor, ids, on=on)


def person_for(actor: Actor, key: int, *, on: dt.date) -> PersonPage:
    """A person as the actor may see them; NotFound otherwise."""
    return person.person_for(actor, key, on=on)


def listing(
    actor: Actor, where: PeopleFilter, *, on: dt.date, sort: str = "name", page: int = 1, size: int = 50
) -> Page[PersonRow]:
    """One page of people; see PeopleFilter. Three queries."""
    return people.listing(actor, where, on=on, sort=sort, page=page, size=size)


def find(actor: Actor, text: str, *, on: dt.date, limit: int = 10) -> list[Found]:
    """People whom a typed text means, within the actor's sight."""
    return search.find(actor, text, on=on, limit=limit)


def people_at(actor: Actor, room: int, *, on: dt.date) -> list[PersonRow]:
    """Who lives or is registered behind a door on a day."""
    return residences.people_at(actor, room, on=on)


def doors_for_captain(actor: Actor, *, on: dt.date) -> list[Door]:
    """Doors and forms of address of a captain's own buildings."""
    return doors.doors_for_captain(actor, on=on)


def doors_to_check(actor: Actor, *, on: dt.date, size: int = 50) -> Page[DueDoor]:
    """Doors behind which somebody was not checked this year, in walking order, within the actor's sight."""
    return checks.due(actor, on=on, size=size)


def lives_elsewhere(digest: bytes | None, community: int) -> bool:
    """Whether an identity lives in another community too: yes or no, never where or who."""
    return identities.lives_elsewhere(digest, community)


def counted_twice(communities: Iterable[int]) -> int:
    """其中重复 n of a sum over communities."""
    return identities.counted_twice(communities)


def person_of_identity(community: int, digest: bytes | None) -> int | None:
    """The record of the bearer of an identity here, for other rosters of the same community; None for nobody. One query."""
    return identities.person_of(community, digest)
