"""Comparisons with the department's lists: our side of one, the list of them, one whole."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from linli.kernel import Actor
from linli.residents import api as residents

from ..models import Match, Placement, Seeker
from ..rules.comparing import Ours
from . import reach

#: What needs clearing up stands first.
_RANK = Case(
    When(settled_on__isnull=False, then=Value(8)), When(outcome="differs", then=Value(1)), When(outcome="here", then=Value(2)),
    When(outcome="there", then=Value(3)), default=Value(9), output_field=IntegerField(),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One comparison with its counts; open are lines not in both that nobody cleared up."""

    id: int
    kind: str
    name: str
    start: dt.date
    end: dt.date
    on: dt.date
    both: int
    here: int
    there: int
    differs: int
    open: int


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One person of a comparison: our name where they are known here, the list's otherwise."""

    id: int
    outcome: str
    row: int | None
    name: str
    person: int | None
    placement: int | None
    seeker: int | None
    unit: str
    start: dt.date | None
    entry: str
    differing: dict[str, tuple[str, str]]
    settled: str


@dataclass(frozen=True, slots=True)
class ExportPage:
    """A comparison whole. missing: how many numbers of the list our records lack."""

    row: ExportRow
    version: int
    lines: list[MatchRow] = field(default_factory=list)
    total: int = 0
    missing: int = 0


def ours(actor: Actor, kind: str, start: dt.date, end: dt.date, on: dt.date) -> list[Ours]:
    """Our records that begin in the period: employments, or registrations as unemployed. Two statements."""
    rows: list[Placement] | list[Seeker]
    if kind == "placements":
        rows = list(reach.placements(actor).filter(start__gte=start, start__lt=end))
    else:
        rows = list(reach.seekers(actor).filter(start__gte=start, start__lt=end, kind="jobless"))
    names = residents.traits(actor, {one.person_id for one in rows}, on=on)
    return [
        Ours(one.pk, one.person_id, names[one.person_id].name if one.person_id in names else "", getattr(one, "unit", ""), one.start,
             one.entry if isinstance(one, Placement) else one.number)
        for one in rows
    ]  # fmt: skip


def listing(actor: Actor) -> list[ExportRow]:
    """Comparisons, newest first."""
    return [_row(one) for one in _counted(actor).order_by("-on", "-pk")[:100]]


def page(
    actor: Actor, key: int, *, on: dt.date, outcome: str = "", start: int = 0, count: int = 50
) -> ExportPage:
    """One comparison, the lines that need clearing up first. NotFound outside the actor's sight."""
    one: Any = reach.found(_counted(actor), key, "department list")
    rows = reach.matches(actor).filter(export=key).select_related("placement", "seeker")
    if outcome:
        rows = rows.filter(outcome=outcome)
    total = rows.count()
    shown = list(rows.order_by(_RANK, "row", "pk")[start : start + count])
    names = residents.person_names(actor, [x.person_id for x in shown if x.person_id], on=on)
    missing = sum(
        1 for x in reach.matches(actor).filter(export=key, outcome="both", placement__void=False, placement__entry="")
        if json.loads(x.said or "{}").get("entry")
    )  # fmt: skip
    return ExportPage(_row(one), one.version, [_line(x, names) for x in shown], total, missing)


def line(actor: Actor, key: int, *, on: dt.date) -> tuple[int, MatchRow]:
    """(comparison, line). NotFound outside the actor's sight."""
    one: Match = reach.found(
        reach.matches(actor).select_related("placement", "seeker"), key, "department line"
    )
    names = residents.person_names(actor, [one.person_id] if one.person_id else [], on=on)
    return one.export_id, _line(one, names)


def unsettled(actor: Actor) -> list[tuple[int, str, int]]:
    """(comparison, name, open lines) of those with lines to clear up. One statement."""
    return [(one.pk, one.name, one.open) for one in _counted(actor).filter(open__gt=0).order_by("-on", "-pk")]


def _counted(actor: Actor) -> QuerySet[Any, Any]:
    counts = {
        name: Count("matches", filter=Q(matches__outcome=name))
        for name in ("both", "here", "there", "differs")
    }
    waiting = Count("matches", filter=~Q(matches__outcome="both") & Q(matches__settled_on__isnull=True))
    return reach.exports(actor).annotate(**counts, open=waiting)


def _row(one: Any) -> ExportRow:
    return ExportRow(
        one.pk,
        one.kind,
        one.name,
        one.start,
        one.end,
        one.on,
        one.both,
        one.here,
        one.there,
        one.differs,
        one.open,
    )


def _line(one: Match, names: dict[int, str]) -> MatchRow:
    said: dict[str, Any] = json.loads(one.said or "{}")
    record: Any = one.placement or one.seeker
    start = dt.date.fromisoformat(said["start"]) if said.get("start") else getattr(record, "start", None)
    return MatchRow(
        one.pk, one.outcome, one.row, names.get(one.person_id or 0) or said.get("name", ""), one.person_id, one.placement_id,
        one.seeker_id, said.get("unit") or str(getattr(record, "unit", "")), start, said.get("entry", ""),
        {name: (pair[0], pair[1]) for name, pair in said.get("differs", {}).items()}, one.settled,
    )  # fmt: skip
