"""Registering and correcting people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.db import IntegrityError, transaction

from linli.base import clock
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.places import api as places

from .. import workflow
from ..models import Person, Residence
from ..queries import sight
from ..rules import episodes
from ..rules.people import BY_HAND, FIELDS, Origin, PersonParts
from ..rules.sight import may_edit, sees_all
from . import identities, membership, parts, records

#: Columns that follow from a number, whole or none.
_NUMBER = ("number_kind", "number", "digest", "tail")


@dataclass(frozen=True, slots=True)
class Registered:
    """What a registration made or found; `known` when the person was in the register before."""

    person: int
    residence: int
    household: int | None
    known: bool


@transaction.atomic
def register(
    *, actor: Actor, at: dt.datetime, on: dt.date, person: PersonParts, room: int | None, kind: str,
    household: int | None = None, relation: str = "99", head: bool = False, tenancy: str = "unknown",
    born_here: bool = False, verified: bool = True, note: str = "", known: int | None = None, origin: Origin = BY_HAND,
) -> Registered:  # fmt: skip
    """Enter a person, the residence that begins on `on` and the household membership, in one.

    known  the record of somebody who comes back, with papers or without; `person` is not read then

    A person known by number is not made twice: one who had left gets a new episode; one who
    lives here already is refused. With a room and no household, the person founds one there.
    """
    may_edit(actor).demand()
    today = clock.day_of(at)
    if room is not None and not sight.room_is_seen(actor, room, today):
        raise NotFound("room")
    back = None if known is None else records.person(actor, known, at)
    values = parts.columns(person, today) if back is None else {"born": back.born}
    step = workflow.step(workflow.NEW, "register" if verified else "note")
    episodes.may_open(kind=kind, start=on, room=room is not None, born=values["born"], today=today).demand(
        "start"
    )
    record, was_known = (back, True) if back is not None else _person(actor, at, values, origin, on)
    if back is not None:
        _demand_absent(actor, record, on)
    episode = Residence.objects.create(
        person=record, room_id=room, kind=kind, state=step.state, start=on, note=note.strip()[:200],
        born_here=born_here, **records.stamp(actor, at, origin),
    )  # fmt: skip
    joined = membership.settle(
        actor=actor, at=at, on=on, person=record.pk, room=room, household=household, relation=relation, head=head,
        tenancy=tenancy, origin=origin,
    )  # fmt: skip
    identities.sync(actor.community, [record.digest])
    journal.write(
        actor, "register" if verified else "note", "person", key=record.pk, at=at, known=was_known, kind=kind
    )
    return Registered(record.pk, episode.pk, joined, was_known)


@transaction.atomic
def add(*, actor: Actor, at: dt.datetime, person: PersonParts, origin: Origin = BY_HAND) -> int:
    """A person's record without a residence, such as an owner who lives elsewhere; its key."""
    may_edit(actor).demand()
    record, known = _person(actor, at, parts.columns(person, clock.day_of(at)), origin)
    journal.write(actor, "add", "person", key=record.pk, at=at, known=known)
    return record.pk


@transaction.atomic
def correct(
    *, actor: Actor, at: dt.datetime, person: int, values: Mapping[str, Any], version: int | None = None,
    origin: Origin = BY_HAND,
) -> list[str]:  # fmt: skip
    """Change fields of a person (rules.people.FIELDS); answers the fields that changed.

    A former name is kept. Stale when somebody saved the record since `version` was read.
    """
    may_edit(actor).demand()
    record = records.person(
        actor, person, at, version, **{field: values[field] for field in values if field != "number"}
    )
    changed = apply(actor=actor, at=at, record=record, values=values, origin=origin)
    if changed:
        journal.write(
            actor, "correct", "person", key=person, at=at, fields=[field for field, _, _ in changed]
        )
    return [field for field, _, _ in changed]


def apply(
    *, actor: Actor, at: dt.datetime, record: Person, values: Mapping[str, Any], origin: Origin = BY_HAND
) -> list[tuple[str, Any, Any]]:
    """Write `values` to a locked person; (field, old, new) of what differs. No journal line."""
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise NotFound(f"fields {sorted(unknown)}")
    held = _parts_of(record)
    wanted = PersonParts(**{**held, **{field: _typed(value, field) for field, value in values.items()}})
    fresh = parts.columns(wanted, clock.day_of(at))
    changed = [
        (field, getattr(record, field), fresh[field])
        for field in FIELDS
        if (
            fresh["digest"] != _bytes(record.digest)
            if field == "number"
            else fresh[field] != getattr(record, field)
        )
    ]
    if not changed:
        return []
    before = _bytes(record.digest)
    if not any(field == "number" for field, _, _ in changed):
        for column in _NUMBER:
            fresh.pop(column)
    if any(field == "name" for field, _, _ in changed):
        fresh["former_names"] = [*record.former_names, record.name][-5:]
    _save_unless_taken(record, actor, at, origin, fresh)
    if "digest" in fresh:
        identities.sync(actor.community, [before, fresh["digest"]])
    return changed


def _person(
    actor: Actor, at: dt.datetime, values: dict[str, Any], origin: Origin, on: dt.date | None = None
) -> tuple[Person, bool]:
    """The locked record of this person and whether it was there; a new one otherwise.

    on  the day from which the person is to live here: refused for one who has an episode then

    Two connections that enter one number at the same time meet at the unique index: the second
    waits for the first and then finds its record.
    """
    known = _known(actor, values["digest"])
    if known is None:
        try:
            with transaction.atomic():
                return Person.objects.create(**values, **records.stamp(actor, at, origin)), False
        except IntegrityError:
            known = _known(actor, values["digest"])
            if known is None:
                raise
    if on is not None:
        _demand_absent(actor, known, on)
    _demand_same_name(actor, known, values["name"])
    filled = {
        field: value
        for field, value in values.items()
        if value not in ("", None, "0", []) and field not in _NUMBER
    }
    if any(getattr(known, field) != value for field, value in filled.items()):
        records.save(known, actor, at, origin, **filled)
    return known, True


def _demand_same_name(actor: Actor, record: Person, name: str) -> None:
    """A number of somebody else under another name is a slip of the pen, not a new name."""
    if name in (record.name, *record.former_names):
        return
    if sees_all(actor):
        raise Refused(
            say("This identity number belongs to {name} in the register.", name=record.name), "number"
        )
    raise Refused(say("This identity number is in the register under another name."), "number")


def _known(actor: Actor, digest: bytes | None) -> Person | None:
    if digest is None:
        return None
    found = Person.objects.select_for_update(of=("self",)).filter(
        community_id=actor.community, digest=digest, void=False, merged_into__isnull=True
    )
    return found.first()


def _demand_absent(actor: Actor, record: Person, on: dt.date) -> None:
    """Refused when the person has an episode on the day; the door is named to those who may see it."""
    held = (
        Residence.objects.filter(sight.on_day(on), person=record.pk).first()
        or Residence.objects.filter(person=record.pk, void=False, start__gt=on).first()
    )
    if held is None:
        return
    if held.room_id is not None and sees_all(actor):
        door = places.room(actor, held.room_id).door
        raise Refused(
            say("{name} is registered at {door} already. Move them instead.", name=record.name, door=door),
            "number",
        )
    raise Refused(
        say("This person is registered in the community already. Ask a social worker to move them."), "number"
    )


def _save_unless_taken(
    record: Person, actor: Actor, at: dt.datetime, origin: Origin, fresh: dict[str, Any]
) -> None:
    try:
        with transaction.atomic():
            records.save(record, actor, at, origin, **fresh)
    except IntegrityError:
        raise Refused(say("Another record has this identity number. Merge the two."), "number") from None


def _parts_of(record: Person) -> dict[str, Any]:
    held = {one.name: getattr(record, one.name) for one in fields(PersonParts)}
    return held | {"number": record.number or "", "former_names": tuple(record.former_names)}


def _typed(value: Any, field: str) -> Any:
    return value if field == "born" else ("" if value is None else str(value))


def _bytes(value: Any) -> bytes | None:
    return None if value is None else bytes(value)
