"""A plan becomes rows of the register: wholly or not at all, in the caller's one transaction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, connection, transaction

from linli.base import clock, versions
from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.names import letters, sort_key
from linli.places import api as places

from ...importing import plan as plans
from ...importing.plan import New, Plan
from ...models import Import
from ...queries import imported, numbers
from ...queries import imports as queries
from ...rules.imports import may_apply, may_import, step
from ...rules.people import Origin, PersonParts
from ...rules.sight import may_hold_status
from .. import bulk_homes, bulk_rows, identities, records
from ..bulk import NewPerson
from . import changing
from .planning import Told

APPLY = "residents.apply_import"
#: Locks imports of one community against each other; any number that nothing else takes.
_LOCK = 71_001
#: Rows of a plan were read and checked before; their columns are made by `_columns`.
_READ = PersonParts("")
_TEXTS = (
    "ethnic",
    "phone",
    "phone2",
    "education",
    "marital",
    "political",
    "employment",
    "workplace",
    "hukou_place",
    "called",
)


class PlanStale(Refused):
    """The register changed since the plan was made; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            say("The register changed since this plan was made. It was made anew: look at it once more.")
        )


@transaction.atomic
def request_apply(
    *, actor: Actor, at: dt.datetime, key: int, version: int | None = None, skip: bool = False
) -> None:
    """Confirm a plan: a job takes it over. Confirming twice starts it once.

    skip  leave the refused rows out
    """
    may_import(actor).demand()
    held = queries.record(actor, key, lock=True)
    work = files.latest_work(actor, APPLY, key)
    if held.state == "applied" or (
        held.state == "applying" and work and work.state in ("waiting", "running")
    ):
        return
    versions.demand_fresh(held, version, {}, records.saver)
    step("apply", held.state)
    plan = queries.plan_of(actor, held)
    may_apply(refused=plan.refused_rows, skip=skip, empty=plan.empty).demand()
    records.save(held, actor, at, state="applying")
    files.start_work(actor, APPLY, key, at, total=len(plan.new) + len(plan.changes), skip=int(skip))


@transaction.atomic
def apply(
    *, actor: Actor, at: dt.datetime, key: int, skip: bool = False, told: Told | None = None
) -> dict[str, Any]:
    """Write what the plan says; its counts. One journal line.

    Raises PlanStale when the register changed since, Refused when rows have faults and are not to be skipped.
    """
    may_import(actor).demand()
    held = queries.record(actor, key, lock=True)
    step("apply", held.state)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [_LOCK, held.community_id])
    plan = queries.plan_of(actor, held)
    may_apply(refused=plan.refused_rows, skip=skip, empty=plan.empty).demand()
    if any(one.status for one in plan.new) or any(one.status for one in plan.changes):
        may_hold_status(actor, "disability").demand()
    _demand_fresh(actor, plan)
    try:
        with transaction.atomic():
            _write(actor, at, held, plan, told or (lambda done, rows: None))
    except IntegrityError:
        raise PlanStale from None
    held.applied_at = at
    held.tally = held.tally | {"skipped": plan.refused_rows, "stale": False}
    records.save(held, actor, at, state="applied")
    counts: dict[str, Any] = {
        "new": len(plan.new),
        "changed": len(plan.changes),
        "same": len(plan.same),
        "skipped": plan.refused_rows,
    }
    journal.write(actor, "apply", "import", key=key, at=at, **counts)
    return dict(held.tally)


def _demand_fresh(actor: Actor, plan: Plan) -> None:
    """Raise PlanStale when somebody of the plan was saved since; a number taken meanwhile meets its constraint."""
    people = plan.people
    if imported.basis(actor, people) != plan.basis:
        raise PlanStale
    unnumbered = [one for one in plan.new if one.known is None and not one.values.get("number")]
    if unnumbered:
        names = [str(one.values["name"]) for one in unnumbered]
        there = {(one.name, one.born) for one in imported.people(actor, [], [], names)}
        if any((one.values["name"], plans.day(one.values.get("born"))) in there for one in unnumbered):
            raise PlanStale


def _write(actor: Actor, at: dt.datetime, held: Import, plan: Plan, told: Told) -> None:
    total = len(plan.new) + len(plan.changes)
    rooms = _rooms(actor, at, plan)
    told(total // 10, total)
    rows = [_new_person(one, held, rooms) for one in plan.new]
    columns = [_columns(one.values) for one in plan.new]
    known = [one.known for one in plan.new]
    people = bulk_rows.insert_people(actor, at, rows, columns, known)
    told(total * 4 // 10, total)
    bulk_rows.insert_residences(actor, at, rows, people)
    told(total * 6 // 10, total)
    bulk_homes.insert_households(actor, at, rows, people, known)
    told(total * 8 // 10, total)
    digests = [one["digest"] for one in columns]
    changing.statuses(
        actor, at, held, [(person, one) for person, one in zip(people, plan.new, strict=True) if one.status]
    )
    digests += changing.people(actor, at, held, plan.changes, rooms)
    digests += bulk_rows.digests_of([one for one in known if one is not None])
    identities.sync(actor.community, digests)
    told(total, total)


def _rooms(actor: Actor, at: dt.datetime, plan: Plan) -> dict[str, int]:
    """Door key → room, the missing ones made."""
    wanted: dict[str, list[Any] | None] = {one.door: one.parts for one in plan.new if one.door}
    wanted |= {one.move[0]: one.move[1] for one in plan.changes if one.move}
    if not wanted:
        return {}
    held = {door: room for door, (room, _) in places.door_keys(records.home(actor)).items() if door in wanted}
    made = [places.DoorParts(*parts) for door, parts in wanted.items() if door not in held and parts]
    if made:
        first = min(
            (plans.day(one.values.get("start")) or clock.day_of(at) for one in plan.new if one.parts),
            default=clock.day_of(at),
        )
        held |= places.make_rooms(actor, made, at, start=first)
    if set(wanted) - set(held):
        raise PlanStale
    return held


def _new_person(one: New, held: Import, rooms: dict[str, int]) -> NewPerson:
    values = one.values
    return NewPerson(
        _READ, rooms[one.door] if one.door else None, values["kind"], plans.day(values["start"]) or held.on,
        household=one.household, home=f"{one.family}" if one.family is not None else "", number=values.get("household_number", ""),
        relation=values.get("relation", "99"), head=one.head, tenancy=values.get("tenancy", "unknown"),
        home_kind=values.get("household_kind", "family"), note=values.get("note", ""), known=one.known,
        origin=Origin(held.pk, one.table, one.row),
    )  # fmt: skip


def _columns(values: dict[str, Any]) -> dict[str, Any]:
    """Every column of a person whose values were checked when the file was read."""
    name, number = values["name"], values.get("number", "")
    return {
        "name": name, "letters": letters(name)[:200], "sort": sort_key(name)[:80], "former_names": values.get("former_names") or "{}",
        "sex": values.get("sex", "0"), "born": plans.day(values.get("born")),
        "number_kind": values.get("number_kind", "none") if number else "none", "number": number or None,
        "digest": numbers.digest_of(number), "tail": numbers.tail_of(number), **{name: values.get(name, "") for name in _TEXTS},
    }  # fmt: skip
