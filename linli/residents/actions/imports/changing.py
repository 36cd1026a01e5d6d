"""What a plan changes on people whom the register has: values, residences, households, certificates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from linli.base import bulk, clock
from linli.kernel import Actor

from ... import workflow
from ...importing import plan as plans
from ...importing.plan import Changed, New
from ...models import Household, Import, Member, Person, Residence, Status
from ...rules.people import FIELDS, Origin, PersonParts
from .. import bulk_homes, bulk_rows
from .. import statuses as status_actions
from ..bulk import NewPerson
from ..bulk_rows import STAMP, stamp

_HOUSE = {"household_number": "number", "tenancy": "tenancy", "household_kind": "kind"}
_STAMPED = ("changed_at", "changed_by", "source_import", "source_sheet", "source_row")
_VERSION = "version = t.version + 1"


def people(
    actor: Actor, at: dt.datetime, held: Import, rows: Sequence[Changed], rooms: dict[str, int]
) -> list[bytes | None]:
    """Write all changes; keyed hashes of the numbers concerned."""
    if not rows:
        return []
    today = clock.day_of(at)
    wanted = {one.person: _values(one) for one in rows}
    locked = {
        one.pk: one
        for one in Person.objects.filter(community_id=actor.community, pk__in=wanted)
        .select_for_update(of=("self",))
        .order_by("pk")
    }
    values = [
        (locked[one.person], wanted[one.person], _origin(held, one)) for one in rows if wanted[one.person]
    ]
    found = bulk_rows.update_people(actor, at, values, today)
    _residences(actor, at, held, [one for one in rows if one.move is None])
    _moves(actor, at, held, [one for one in rows if one.move is not None], rooms)
    _members(actor, at, held, rows)
    _households(actor, at, held, rows)
    statuses(actor, at, held, [(one.person, one) for one in rows if one.status])
    touched = bulk_rows.digests_of([one.person for one in rows if one.move or "kind" in one.values])
    return [digest for pair in found.digests for digest in pair] + touched


def statuses(actor: Actor, at: dt.datetime, held: Import, rows: Sequence[tuple[int, New | Changed]]) -> None:
    """Certificates: granted from the day of the file, or corrected where another one was held."""
    fresh = []
    for person, one in rows:
        assert one.status is not None
        category, level, number = one.status
        origin = _origin(held, one)
        columns = status_actions.columns("disability", category=category, level=level, number=number)
        before = one.keys.get("status") if isinstance(one, Changed) else None
        if before is not None:
            status = Status.objects.select_for_update(of=("self",)).get(pk=before)
            for name, value in columns.items():
                setattr(status, name, value)
            status.version, status.changed_at, status.changed_by = status.version + 1, at, actor.user_id
            status.source_import, status.source_sheet, status.source_row = (
                origin.source,
                origin.sheet,
                origin.row,
            )
            status.save()
            continue
        fresh.append(
            Status(community_id=held.community_id, person_id=person, start=held.on, source=held.title[:100], changed_at=at,
                   changed_by=actor.user_id, source_import=origin.source, source_sheet=origin.sheet, source_row=origin.row, **columns)
        )  # fmt: skip
    Status.objects.bulk_create(fresh)


def _values(one: Changed) -> dict[str, Any]:
    """The person's own fields of a change."""
    return {
        name: plans.day(value) if name == "born" else value
        for name, value in one.values.items()
        if name in FIELDS
    }


def _residences(actor: Actor, at: dt.datetime, held: Import, rows: Sequence[Changed]) -> None:
    """Kind, first day and note of open residences."""
    concerned = {
        one.keys["residence"]: one for one in rows if not {"kind", "start", "note"}.isdisjoint(one.values)
    }
    before = Residence.objects.select_for_update(of=("self",)).filter(pk__in=concerned).order_by("pk")
    wanted = []
    for key, kind, start, note in before.values_list("pk", "kind", "start", "note"):
        one = concerned[key]
        new = one.values
        wanted.append(
            (
                key,
                new.get("kind", kind),
                plans.day(new.get("start")) or start,
                new.get("note", note),
                *_stamp(actor, at, held, one),
            )
        )
    if wanted:
        bulk.update_rows(Residence, ("id", "kind", "start", "note", *_STAMPED), wanted, sets=_VERSION)


def _moves(
    actor: Actor, at: dt.datetime, held: Import, rows: Sequence[Changed], rooms: dict[str, int]
) -> None:
    """Moves within the area: one episode ends, the next begins behind the other door, with its household."""
    if not rows:
        return
    moved = {one.keys["residence"]: one for one in rows}
    kinds = dict(
        Residence.objects.select_for_update(of=("self",))
        .filter(pk__in=moved)
        .order_by("pk")
        .values_list("pk", "kind")
    )
    days = {key: plans.day(one.move[2]) or held.on for key, one in moved.items() if one.move}
    bulk.update_rows(
        Residence, ("id", "end", *_STAMPED), [(key, days[key], *_stamp(actor, at, held, one)) for key, one in moved.items()],
        sets=f"{_VERSION}, state = '{workflow.CLOSED}', reason = 'moved_within', closing_on = null, closing_reason = ''",
    )  # fmt: skip
    new = [
        NewPerson(
            PersonParts(one.name), rooms[one.move[0]], one.values.get("kind", kinds[key]), days[key], note=one.values.get("note", ""),
            home=f"move {one.family}" if one.family is not None else "", relation=one.values.get("relation", "99"), head=one.head,
            number=one.values.get("household_number", ""), tenancy=one.values.get("tenancy", "unknown"),
            home_kind=one.values.get("household_kind", "family"), known=one.person, origin=_origin(held, one),
        )
        for key, one in moved.items() if one.move
    ]  # fmt: skip
    people = [one.person for one in moved.values()]
    columns = ("id", *STAMP, "person_id", "room_id", "kind", "state", "start", "reason", "closing_reason", "note", "born_here",
               "moved_within", "void")  # fmt: skip
    fresh = bulk.next_keys(Residence, len(new))
    bulk.insert_rows(
        Residence, columns,
        [(key, *stamp(actor, at, row.origin), person, row.room, row.kind, workflow.OPEN, row.start, "", "", row.note, False, True, False)
         for key, person, row in zip(fresh, people, new, strict=True)],
    )  # fmt: skip
    bulk_homes.insert_households(actor, at, new, people, people)


def _members(actor: Actor, at: dt.datetime, held: Import, rows: Sequence[Changed]) -> None:
    wanted = [
        (one.keys["member"], one.values["relation"], *_stamp(actor, at, held, one))
        for one in rows
        if "relation" in one.values and one.move is None
    ]
    if wanted:
        bulk.update_rows(Member, ("id", "relation", *_STAMPED), wanted, sets=_VERSION)


def _households(actor: Actor, at: dt.datetime, held: Import, rows: Sequence[Changed]) -> None:
    """What rows say of their household; the first row of each household speaks for it."""
    said: dict[int, tuple[Changed, dict[str, Any]]] = {}
    for one in rows:
        values = {_HOUSE[name]: value for name, value in one.values.items() if name in _HOUSE}
        if values and one.move is None:
            said.setdefault(one.keys["household"], (one, {}))[1].update(values)
    before = Household.objects.select_for_update(of=("self",)).filter(pk__in=said).order_by("pk")
    wanted = []
    for key, number, tenancy, kind in before.values_list("pk", "number", "tenancy", "kind"):
        one, new = said[key]
        wanted.append(
            (
                key,
                new.get("number", number),
                new.get("tenancy", tenancy),
                new.get("kind", kind),
                *_stamp(actor, at, held, one),
            )
        )
    if wanted:
        bulk.update_rows(Household, ("id", "number", "tenancy", "kind", *_STAMPED), wanted, sets=_VERSION)


def _origin(held: Import, one: New | Changed) -> Origin:
    return Origin(held.pk, one.table, one.row)


def _stamp(actor: Actor, at: dt.datetime, held: Import, one: Changed) -> tuple[Any, ...]:
    return (at, actor.user_id, held.pk, one.table, one.row)
