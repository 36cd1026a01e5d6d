"""Today's board: the rows of every app's `todo` slot, in groups by what is most urgent."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from linli.base import clock, slots
from linli.base.board import Row
from linli.kernel import Actor

#: Group code → shown in full (True) or folded with its count.
GROUPS = {"late": True, "today": True, "accept": True, "waiting": False, "revisit": False, "done": False}


@dataclass(frozen=True)
class Group:
    """One group of the board."""

    code: str
    rows: list[Row]
    folded: bool


def groups_of(actor: Actor, at: dt.datetime) -> list[Group]:
    """The groups that have rows, each by deadline."""
    rows = slots.todo.gather(actor=actor, at=at)
    found = []
    for code, full in GROUPS.items():
        mine = sorted((row for row in rows if row.group == code), key=_by_deadline)
        if mine:
            found.append(Group(code, mine, not full))
    return found


def _by_deadline(row: Row) -> tuple[int, dt.datetime]:
    if row.due is None:
        return (1, dt.datetime.max.replace(tzinfo=dt.UTC))
    if isinstance(row.due, dt.datetime):
        return (0, row.due)
    return (0, dt.datetime.combine(row.due, dt.time.max, clock.SHANGHAI))
