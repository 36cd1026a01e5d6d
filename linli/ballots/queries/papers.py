"""Booths and their sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from linli.kernel import Actor, NotFound

from ..models import Paper
from . import reach, results, roll
from .results import DecisionPage
from .roll import BoothRow


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. state: waiting (second reading), different (to be settled), counted, spoiled."""

    number: int
    state: str
    first: dict[str, Any]
    second: dict[str, Any] | None
    entered_by: int


def booth(actor: Actor, key: int) -> tuple[BoothRow, DecisionPage]:
    """One booth with its subtotals and its decision. Raises NotFound."""
    one = reach.found(reach.booths(actor), key, "booth")
    row = next((row for row in roll.booths(actor, one.decision_id) if row.id == key), None)
    if row is None:
        raise NotFound("booth")
    return row, results.page(actor, one.decision_id)


def sheets(key: int) -> list[Sheet]:
    """Every sheet of a booth by number. One query."""
    return [_sheet(one) for one in Paper.objects.filter(booth=key).order_by("number")]


def sheet(key: int, number: int) -> Sheet | None:
    """One sheet, if it was typed. One query."""
    one = Paper.objects.filter(booth=key, number=number).first()
    return _sheet(one) if one else None


def by_ref(actor: Actor, decision: int, ref: str) -> int | None:
    """The line of a roll by its number. One query."""
    found = reach.voters(actor).filter(decision=decision, ref=ref.strip()[:60])
    return found.values_list("pk", flat=True).first()


def voters(actor: Actor, decision: int) -> list[tuple[int, str, str]]:
    """(line, number, name) of those who may still vote, for slips. One query."""
    rows = reach.voters(actor).filter(decision=decision, recused=False, voted=False).order_by("pk")
    return list(rows.values_list("pk", "ref", "name"))


def _sheet(one: Paper) -> Sheet:
    if one.final is not None:
        state = "spoiled" if one.final["spoiled"] else "counted"
    else:
        state = "waiting" if one.second is None else "different"
    return Sheet(one.number, state, one.first, one.second, one.entered_by)
