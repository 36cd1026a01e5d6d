"""Partition schemes: draw a cell, put units into it, take them out, end it. Membership is kept per unit only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from linli.base import versions
from linli.base.clock import day_of
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.places.models import SCHEMES, Cell, Membership, Unit
from linli.places.rules import days, sight
from linli.places.rules.doors import unit_text
from linli.places.rules.words import required

from .guard import TOUCHED, demand_fresh, home, locked, writes

_BATCH = 500


@writes
def draw_cell(
    *, actor: Actor, scheme: str, code: str, name: str, start: dt.date, outline: Any = None, at: dt.datetime
) -> int:
    """A new cell of a scheme from `start` on; its id."""
    sight.may_divide(actor, scheme).demand()
    if scheme not in SCHEMES:
        raise NotFound("scheme")
    days.may_begin(start, day_of(at)).demand("start")
    cell = Cell(community_id=home(actor), scheme=scheme)
    versions.save(
        cell, actor=actor, at=at, code=required(code, "code", 20), name=required(name, "name"),
        start=start, outline=outline,
    )  # fmt: skip
    journal.write(actor, "draw", "cell", key=cell.pk, at=at, scheme=scheme)
    return cell.pk


@writes
def correct_cell(
    *,
    actor: Actor,
    cell: int,
    code: str,
    name: str,
    start: dt.date,
    outline: Any = None,
    version: int | None = None,
    at: dt.datetime,
) -> None:
    """Mend what was entered of a cell. Its first day stays on or before the first day of what lies in it."""
    one: Cell = locked(Cell, actor, cell)
    sight.may_divide(actor, one.scheme).demand()
    values = {
        "code": required(code, "code", 20),
        "name": required(name, "name"),
        "start": start,
        "outline": outline,
    }
    demand_fresh(actor, "cell", one, version, values)
    days.may_begin(start, day_of(at)).demand("start")
    first = Membership.objects.filter(cell=one).order_by("start").values_list("start", flat=True).first()
    if first is not None and start > first:
        raise Refused(say("Units lie in this cell since {start}.", start=first), "start")
    versions.save(one, actor=actor, at=at, **values)
    journal.write(actor, "correct", "cell", key=one.pk, at=at)


@writes
def put_in(*, actor: Actor, cell: int, units: Collection[int], start: dt.date, at: dt.datetime) -> int:
    """Let units lie in a cell from `start` on; what they lay in before ends that day. How many moved.

    Naming a building means naming its units. Refused when a unit moves again later, or the cell
    does not hold on `start`. Unknown and foreign units are NotFound.
    """
    one: Cell = locked(Cell, actor, cell)
    sight.may_divide(actor, one.scheme).demand()
    days.may_begin(start, day_of(at)).demand("start")
    if start < one.start or one.end is not None:
        raise Refused(say("The cell begins on {start} and must not have ended.", start=one.start), "start")
    wanted = _units(actor, units)
    held = _held(actor, one.scheme, wanted, start)
    moving = [unit for unit in wanted if unit not in held or held[unit].cell_id != one.pk]
    _move(actor, one, moving, held, start, at)
    if moving:
        journal.write(actor, "put", "cell", key=one.pk, at=at, units=len(moving), start=str(start))
    return len(moving)


@writes
def take_out(*, actor: Actor, cell: int, units: Collection[int], end: dt.date, at: dt.datetime) -> int:
    """Units lie in the cell no longer from `end` on. How many were taken out."""
    one: Cell = locked(Cell, actor, cell)
    sight.may_divide(actor, one.scheme).demand()
    days.may_begin(end, day_of(at)).demand("end")
    held = _held(actor, one.scheme, _units(actor, units), end)
    leaving = [row for row in held.values() if row.cell_id == one.pk]
    _end(leaving, actor, end, at)
    if leaving:
        journal.write(actor, "take", "cell", key=one.pk, at=at, units=len(leaving), end=str(end))
    return len(leaving)


@writes
def end_cell(*, actor: Actor, cell: int, end: dt.date, version: int | None = None, at: dt.datetime) -> int:
    """The cell holds no longer from `end` on; nor does any unit lie in it. How many units were let go."""
    one: Cell = locked(Cell, actor, cell)
    sight.may_divide(actor, one.scheme).demand()
    demand_fresh(actor, "cell", one, version, {"end": end})
    if one.end is not None:
        raise Refused(say("The cell ended on {end} already.", end=one.end), "end")
    days.may_end(one.start, end, day_of(at)).demand("end")
    rows = list(Membership.objects.select_for_update().filter(cell=one).exclude(end__lte=end))
    _end(rows, actor, end, at)
    versions.save(one, actor=actor, at=at, end=end)
    journal.write(actor, "end", "cell", key=one.pk, at=at, units=len(rows), end=str(end))
    return len(rows)


def _units(actor: Actor, keys: Collection[int]) -> dict[int, Unit]:
    rows = Unit.objects.select_related("building").filter(community=actor.community, pk__in=keys)
    found = {one.pk: one for one in rows.order_by("pk")}
    if not found:
        raise Refused(say("Choose at least one unit."), "units")
    if len(found) != len(set(keys)):
        raise NotFound("unit")
    return found


def _held(actor: Actor, scheme: str, units: Collection[int], start: dt.date) -> dict[int, Membership]:
    """unit → the membership that holds on `start`, locked. Refused when a unit moves after that day."""
    rows = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("cell", "unit__building")
        .filter(community=actor.community, scheme=scheme, unit__in=units)
        .exclude(end__lte=start)
        .order_by("unit_id", "start")
    )
    held = {}
    for row in rows:
        if row.start > start:
            building = row.unit.building
            raise Refused(
                say(
                    "{unit} lies in {cell} from {start} on. Take it out there first.",
                    unit=unit_text(building.compound, building.name, row.unit.number),
                    cell=row.cell.name,
                    start=row.start,
                ),
                "units",
            )
        held[row.unit_id] = row
    return held


def _move(
    actor: Actor,
    cell: Cell,
    units: Collection[int],
    held: Mapping[int, Membership],
    start: dt.date,
    at: dt.datetime,
) -> None:
    """A membership that began on this very day is corrected; an older one ends, and a new one begins."""
    same_day = [held[unit] for unit in units if unit in held and held[unit].start == start]
    for row in same_day:
        row.cell, row.end = cell, None
        versions.touch(row, actor=actor, at=at)
    Membership.objects.bulk_update(same_day, ["cell", "end", *TOUCHED], batch_size=_BATCH)
    corrected = {row.unit_id for row in same_day}
    _end([held[unit] for unit in units if unit in held and unit not in corrected], actor, start, at)
    Membership.objects.bulk_create(
        Membership(
            community_id=cell.community_id, scheme=cell.scheme, unit_id=unit, cell=cell, start=start,
            changed_at=at, changed_by=actor.user_id,
        )
        for unit in units
        if unit not in corrected
    )  # fmt: skip


def _end(rows: Collection[Membership], actor: Actor, end: dt.date, at: dt.datetime) -> None:
    """End memberships; one that never held a day goes, and its history stays."""
    Membership.objects.filter(pk__in=[row.pk for row in rows if row.start >= end]).delete()
    ending = [row for row in rows if row.start < end]
    for row in ending:
        row.end = end
        versions.touch(row, actor=actor, at=at)
    Membership.objects.bulk_update(ending, ["end", *TOUCHED], batch_size=_BATCH)
