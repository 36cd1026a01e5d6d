"""File → tables → columns → rows → what would become of each; nothing of the register is written."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any

from django.db import transaction

from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.masking import mask_text
from linli.office import sheets, tables
from linli.office.marked import Mark, marked
from linli.places import api as places

from ...importing import plan as plans
from ...importing.binding import Binding, bind
from ...importing.cells import Options as Reading
from ...importing.compare import Choice, Comparison
from ...importing.door import Estate
from ...importing.headings import KNOWN
from ...importing.known import Register
from ...importing.rows import Checker
from ...models import Import
from ...queries import imported, numbers
from ...queries import imports as queries
from ...queries.imports import OWNER
from ...rules.imports import Options, may_import, step
from ...rules.sight import may_hold_status
from .. import records
from .uploading import limits

Told = Callable[[int, int], None]
#: Faults beyond this many are not marked in the workbook: the file is another than it was taken for.
MOST_MARKED = 5_000


@transaction.atomic
def plan(*, actor: Actor, at: dt.datetime, key: int, told: Told | None = None) -> plans.Plan:
    """Read the file of an import and keep, sealed, what would become of each row.

    told  (rows done, rows) for the bar
    Raises Refused where the file cannot be read or holds no table.
    """
    may_import(actor).demand()
    held = queries.record(actor, key, lock=True)
    step("plan", held.state)
    before = queries.plan_of(actor, held)
    content = files.open(actor, held.file)
    with sheets.open_book(content, held.title, limits()) as book:
        found = tables.survey(book, KNOWN)
    if not found.tables:
        raise Refused(
            say("No table was found in this file: a row of heads such as 姓名, 身份证号码, 住址 is needed.")
        )
    _type_over(found.tables, before.typed)
    total = plans.rows_of(found.tables)
    tell = told or (lambda done, rows: None)
    tell(0, total)
    bindings = _bind(held, found.tables)
    made = _compared(actor, held, found, bindings, lambda part: tell(total * part // 100, total))
    made.typed = before.typed
    _keep(actor, at, held, made, found, bindings, content)
    journal.write(actor, "plan", "import", key=key, at=at, rows=total, refused=made.refused_rows)
    return made


def _bind(held: Import, found: list[tables.Table]) -> list[Binding]:
    taught = queries.learnt(held.community_id, held.sender)
    return [bind(table.header, taught, table.titles) for table in found]


def _compared(
    actor: Actor, held: Import, found: tables.Survey, bindings: list[Binding], tell: Callable[[int], None]
) -> plans.Plan:
    """Check every row, ask the register about everybody in a few queries, and decide."""
    options = Options.read(held.options)
    rooms = places.door_keys(records.home(actor))
    on = held.on
    checker = Checker(
        Reading(on=on, kind=options.kind, synthetic=numbers.synthetic_allowed(), estate=_estate(actor, rooms, on, options),
                area_code=_area_code(held.community_id, on))
    )  # fmt: skip
    usable = [binding for binding in bindings if not _lacking(binding, options)]
    for table, binding in zip(found.tables, bindings, strict=True):
        checker.read(table, binding if not _lacking(binding, options) else Binding({}))
    tell(40)
    checked = checker.done()
    checker.ignore(found.cells - checked.tally.read)
    register = Register(
        functools.cache(numbers.digest_of),
        imported.number_starts,
        {door: room for door, (room, _) in rooms.items()},
    )
    drafts = checked.drafts
    digests = [digest for draft in drafts if (digest := register.digest_of(draft.values.get("number", "")))]
    names = {draft.name for draft in drafts}
    alike = {draft.name for draft in drafts if draft.cut is not None or not draft.values.get("number")}
    register.learn(imported.people(actor, digests, names, alike))
    choice = Choice(
        options.rows,
        options.start or on,
        options.make_rooms,
        statuses=bool(may_hold_status(actor, "disability")),
    )
    comparison = Comparison(checked, register, choice, checker.refuse)
    people = comparison.match()
    if any(draft.certificate is not None for draft in drafts):
        register.certificates = imported.certificates(actor, people, on)
    made = comparison.decide()
    tell(80)
    made.basis = imported.basis(actor, made.people)
    made.missing = _missing(
        actor, options, on, rooms, register, people, {d.door.key for d in drafts if d.door}
    )
    made.passed = _passed(bindings, options) + made.passed
    held.tally = _tally(checked.tally.facts(), made, len(bindings) - len(usable))
    return made


def _missing(
    actor: Actor, options: Options, on: dt.date, rooms: dict[str, tuple[int, int]], register: Register,
    people: list[int], doors: set[str],
) -> list[plans.Missing]:  # fmt: skip
    """Whom the register has where the file tells of everybody, and the file does not name."""
    found: list[Any] = []
    if options.rows == "roster":
        units = {rooms[door][1] for door in doors if door in rooms}
        found = imported.living_behind(actor, units, people) if units else []
    elif options.rows == "certificates":
        found = imported.holders(actor, people, on)
    return [plans.Missing(person, name, register.doors.get(room, "")) for person, name, room in found]


def _estate(actor: Actor, rooms: dict[str, tuple[int, int]], on: dt.date, options: Options) -> Estate:
    buildings = places.buildings(actor, on)
    return Estate(
        keys=frozenset(rooms),
        compounds=frozenset(one.compound for one in buildings if one.compound),
        named=frozenset(one.name for one in buildings if not one.name[:1].isdigit()),
        compound=options.compound,
    )


def _area_code(community: int, on: dt.date) -> str | None:
    try:
        return str(places.term("phone_area_code", community, on).value)
    except LookupError:
        return None


def _lacking(binding: Binding, options: Options) -> bool:
    """Whether a table's columns do not suffice; certificates need no address."""
    missing = [group for group in binding.missing if options.rows != "certificates" or group[0] != "address"]
    return bool(missing)


def _passed(bindings: list[Binding], options: Options) -> list[plans.Passed]:
    """Columns left aside, with the reason; forbidden ones first."""
    found = []
    for table, binding in enumerate(bindings):
        for forbidden, lefts in ((True, binding.forbidden), (False, binding.ignored)):
            found += [
                plans.Passed(table, left.index, left.text, plans.kept(left.why), forbidden) for left in lefts
            ]
    return sorted(found, key=lambda one: (not one.forbidden, one.table, one.column))


def _type_over(found: list[tables.Table], typed: list[list[Any]]) -> None:
    """Put what the worker typed in place of the file's cells."""
    for table, number, column, text in typed:
        if table >= len(found):
            continue
        one = found[table]
        index = next((head.index for head in one.header if head.number == column), None)
        at = next((place for place, row in enumerate(one.rows) if row.number == number), None)
        if index is not None and at is not None:
            row = one.rows[at]
            values = (*row.values[:index], text, *row.values[index + 1 :])
            one.rows[at] = tables.Row(
                row.number, values, tuple(above for above in row.above if above != index)
            )


def _tally(cells: dict[str, Any], made: plans.Plan, unbound: int) -> dict[str, Any]:
    return {
        "cells": cells, "new": len(made.new), "changed": len(made.changes), "same": len(made.same), "refused": made.refused_rows,
        "faults": len(made.faults), "missing": len(made.missing), "unbound": unbound,
        "forbidden": sorted({mask_text(one.header) for one in made.passed if one.forbidden}),
        "left": sorted({mask_text(one.header) for one in made.passed if not one.forbidden and not one.row and one.header}),
    }  # fmt: skip


def _keep(
    actor: Actor, at: dt.datetime, held: Import, made: plans.Plan, found: tables.Survey, bindings: list[Binding], content: bytes
) -> None:  # fmt: skip
    """Store the plan, the marked workbook and what was read of the tables.

    Words above a table may be anything, such as who filled it in with their number, and a row taken for heads
    holds somebody: only the plan is sealed, so private numbers are hidden in the rest.
    """
    held.tables = [
        {"sheet": table.sheet, "hidden": table.hidden, "rows": len(table.rows), "head": table.header_row, "first": table.first_row,
         "heads": [[column.index, column.number, mask_text(column.text)] for column in table.header],
         "titles": [mask_text(title) for title in table.titles[:3]]}
        for table in found.tables
    ]  # fmt: skip
    held.columns = {
        str(index): {str(column): meant for column, meant in binding.columns.items()}
        for index, binding in enumerate(bindings)
    }
    packed = plans.pack(made)
    held.plan_file = files.store(
        actor, "plan.llp", packed, kind="application/octet-stream", owner=OWNER, key=held.pk, at=at, limit=0
    )
    held.marked_file = _marked(actor, at, held, made, content) if made.faults else None
    state = "read" if held.tally["unbound"] == len(bindings) else "planned"
    records.save(held, actor, at, state=state)


def _marked(actor: Actor, at: dt.datetime, held: Import, made: plans.Plan, content: bytes) -> int:
    """The same workbook with the faulty cells coloured and the reasons at the end of their rows."""
    marks = [
        Mark(
            held.tables[one.table]["sheet"],
            one.row,
            one.column,
            f"{one.header}: {plans.told(one.reason)} {plans.told(one.todo)}",
        )
        for one in made.faults[:MOST_MARKED]
    ]
    heads: dict[str, int] = {}
    for table in held.tables:
        heads.setdefault(table["sheet"], table["head"])
    name = held.title.rpartition(".")[0] or held.title
    return files.store(
        actor,
        f"{name}-{say('marked')}.xlsx",
        marked(content, held.title, marks, heads),
        owner=OWNER,
        key=held.pk,
        at=at,
        limit=0,
    )
