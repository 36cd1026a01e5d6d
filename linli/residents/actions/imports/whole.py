"""The way of a file in one call: for jobs, the command and the demo."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from linli.kernel import Actor, Refused, Saying

from ...importing import plan as plans
from ...importing.plan import Marked, Plan
from ...queries import imports as queries
from ...rules.imports import Options
from .applying import PlanStale, apply
from .pace import unhurried
from .planning import Told, plan
from .uploading import give_up, upload


@dataclass(frozen=True, slots=True)
class ImportFault:
    """One thing wrong with a file, in plain words; `value` may be an identity number."""

    sheet: str
    row: int
    column: int
    header: str
    field: str
    value: str
    reason: Saying
    todo: Saying


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one file: state, counts of rows and cells, faults.

    state  planned (faults, or not asked to apply), applied, read (columns unknown), unchanged (nothing to write)
    """

    key: int
    state: str
    tally: dict[str, Any]
    faults: list[ImportFault] = field(default_factory=list)
    missing: int = 0


@transaction.atomic
@unhurried
def take_over(
    *, actor: Actor, path: Path, sender: str, at: dt.datetime, on: dt.date, options: Options, apply_it: bool = True, skip: bool = False
) -> ImportResult:  # fmt: skip
    """Upload, plan and, if asked, apply a file. Raises Refused for a file that cannot be read."""
    key = upload(
        actor=actor, at=at, on=on, name=path.name, content=path, sender=sender, options=options, job=False
    )
    made = plan(actor=actor, at=at, key=key)
    held = queries.record(actor, key)
    state = held.state
    if state == "planned" and made.empty and not made.faults:
        state = "unchanged"
    elif state == "planned" and apply_it and not made.empty and (skip or not made.faults):
        apply(actor=actor, at=at, key=key, skip=skip)
        state = "applied"
    return ImportResult(
        key, state, queries.record(actor, key).tally, faults_of(made, held.tables), len(made.missing)
    )


@unhurried
def read(*, actor: Actor, at: dt.datetime, key: int, told: Told | None = None) -> str:
    """Plan an uploaded file, or say why it cannot be read; the state afterwards."""
    try:
        plan(actor=actor, at=at, key=key, told=told)
    except Refused as refused:
        give_up(actor=actor, at=at, key=key, why=refused)
    return queries.record(actor, key).state


@unhurried
def confirm(*, actor: Actor, at: dt.datetime, key: int, skip: bool, told: Told | None = None) -> bool:
    """Apply a plan; False when the register had changed: then the plan was made anew and waits."""
    try:
        apply(actor=actor, at=at, key=key, skip=skip, told=told)
    except PlanStale:
        renew(actor=actor, at=at, key=key)
        return False
    return True


@transaction.atomic
def renew(*, actor: Actor, at: dt.datetime, key: int) -> Plan:
    """Make a plan anew because the register changed since, and say so on its page."""
    made = plan(actor=actor, at=at, key=key)
    held = queries.record(actor, key, lock=True)
    held.tally = held.tally | {"stale": True}
    held.save(update_fields=["tally"])
    return made


def faults_of(made: Plan, tables: list[dict[str, Any]]) -> list[ImportFault]:
    """The faults of a plan in plain words."""
    return [fault_of(one, tables) for one in made.faults]


def fault_of(one: Marked, tables: list[dict[str, Any]]) -> ImportFault:
    """One fault in plain words."""
    sheet = tables[one.table]["sheet"] if one.table < len(tables) else ""
    return ImportFault(
        sheet,
        one.row,
        one.column,
        one.header,
        one.field,
        one.value,
        plans.told(one.reason),
        plans.told(one.todo),
    )
