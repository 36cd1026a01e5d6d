"""Named votes as a grid: members × items."""

from __future__ import annotations

from dataclasses import dataclass

from linli.kernel import Actor

from . import reach, roll
from .roll import Difference


@dataclass(frozen=True, slots=True)
class GridRow:
    """One member with the answers that count, or were entered first; `checked`: by a second person, all settled."""

    voter: int
    name: str
    recused: bool
    answers: dict[str, str]
    checked: bool
    entered_by: int | None


def grid(actor: Actor, decision: int) -> list[GridRow]:
    """The grid as far as it is entered; empty before the first entry. Two queries."""
    held = roll.answers(decision)
    if not held:
        return []
    of: dict[int, dict[str, str]] = {}
    checked: dict[int, bool] = {}
    by: dict[int, int] = {}
    for (voter, option), one in held.items():
        of.setdefault(voter, {})[option] = one.final or one.first
        checked[voter] = checked.get(voter, True) and bool(one.final)
        by[voter] = one.entered_by
    lines = reach.voters(actor).filter(decision=decision).order_by("pk").values_list("pk", "name", "recused")
    return [
        GridRow(key, name, recused, of.get(key, {}), checked.get(key, True), by.get(key))
        for key, name, recused in lines
    ]


def differing(decision: int) -> list[Difference]:
    """Answers that wait to be settled. One query."""
    return roll.differences(decision)
