"""Three meetings, one class: how often, who attends, by which majority."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from linli.kernel import ALLOWED, Period, Verdict, refuse, say
from linli.kernel.majority import Clause

#: Kinds that an organisation of a kind holds.
HELD_BY: dict[str, tuple[str, ...]] = {
    "committee": ("committee_meeting", "party_class", "party_day"),
    "general_branch": ("general_meeting", "committee_meeting", "party_class", "party_day"),
    "branch": ("general_meeting", "committee_meeting", "party_class", "party_day", "organised_life"),
    "group": ("group_meeting", "organised_life"),
}
#: Kinds that decide by vote.
DECIDING = ("general_meeting", "committee_meeting", "group_meeting", "organised_life")


@dataclass(frozen=True, slots=True)
class Due:
    """So many meetings of a kind are missing in a period that ends with the day `last`."""

    kind: str
    missing: int
    last: dt.date


def may_hold(organisation: str, kind: str) -> Verdict:
    """Whether an organisation of this kind holds meetings of this kind."""
    if kind in HELD_BY[organisation]:
        return ALLOWED
    return refuse(say("An organisation of this kind does not hold this meeting."))


def may_resolve(kind: str, state: str) -> Verdict:
    """Resolutions belong to a meeting that decides, once it is held."""
    if state != "held":
        return refuse(say("Write down first who attended."))
    if kind not in DECIDING:
        return refuse(say("Nothing is decided at this kind of meeting."))
    return ALLOWED


def clause_of(term: Mapping[str, Any], kind: str) -> Clause:
    """The clause of the day for a resolution or an election."""
    return Clause.read(term[kind])


def period_of(per: str, on: dt.date) -> Period:
    """The month, quarter or year around a day."""
    if per == "month":
        return Period.month(on.year, on.month)
    if per == "quarter":
        return Period.quarter(on.year, (on.month + 2) // 3)
    return Period.year(on.year)


def due(
    term: Mapping[str, Any], organisation: str, held: Collection[tuple[str, dt.date]], on: dt.date, *, has_committee: bool
) -> list[Due]:  # fmt: skip
    """What one organisation still has to hold in the periods around `on`. `held`: (kind, day) of its meetings."""
    found = []
    for kind in HELD_BY[organisation]:
        asked = term.get(kind)
        if (
            asked is None
            or organisation not in asked["of"]
            or (kind == "committee_meeting" and not has_committee)
        ):
            continue
        period = period_of(asked["per"], on)
        missing = asked["least"] - sum(1 for one, day in held if one == kind and day in period)
        if missing > 0:
            found.append(Due(kind, missing, period.last))
    return found
