"""小事不出院、大事不出街: how long each level has, by the dated terms of the jurisdiction.

The values here are those of linli/places/terms/country.json, used where no term is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NEXT = {"compound": "community", "community": "subdistrict"}

#: By level: how much of which unit, and the reminder after so many working hours.
LADDER: Mapping[str, Any] = {
    "compound": {"amount": 8, "unit": "working_hour", "remind_after": 4},
    "community": {"amount": 3, "unit": "working_day", "remind_after": 16},
    "subdistrict": {"amount": 5, "unit": "working_day", "remind_after": 24},
}
#: Answer of the subdistrict by kind of whistle.
WHISTLE: Mapping[str, Any] = {
    "emergency": {"amount": 30, "unit": "minute"},
    "enforcement": {"amount": 3, "unit": "working_day"},
    "general": {"amount": 5, "unit": "working_day"},
}
#: Revisit within; tries before closing unreached; days in which a resident may open again; redo at most so often.
REVISIT: Mapping[str, Any] = {
    "amount": 3, "unit": "working_day", "tries": 3, "reopen_days": 15, "redo_most": 3,
}  # fmt: skip
#: Farthest promised day, in calendar days from today, by level.
PROMISE: Mapping[str, Any] = {"compound": 7, "community": 30, "subdistrict": 60, "beyond": 60}
#: Items of 12345 without a day of their own.
HOTLINE: Mapping[str, Any] = {"amount": 5, "unit": "working_day"}

#: Categories whose settling needs a personal file: not for captains and messengers.
PERSONAL: Mapping[str, Any] = {
    "categories": [
        {"code": "livelihood", "name": "民生保障"},
        {"code": "jobs", "name": "就业社保"},
        {"code": "education", "name": "教育"},
        {"code": "health", "name": "医疗"},
        {"code": "resettlement", "name": "征地拆迁安置"},
    ]
}

DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "appeal_ladder": LADDER,
    "appeal_whistle": WHISTLE,
    "appeal_revisit": REVISIT,
    "appeal_promise": PROMISE,
    "appeal_hotline": HOTLINE,
    "appeal_personal": PERSONAL,
}


@dataclass(frozen=True, slots=True)
class Span:
    """So much of a unit of kernel.worktime; reminder after so many working hours, 0 for none."""

    amount: int
    unit: str
    remind_after: int = 0


def span(term: Mapping[str, Any], key: str = "") -> Span | None:
    """The span that a term gives a level or kind; None where it gives none."""
    held = term.get(key) if key else term
    if not isinstance(held, Mapping) or "amount" not in held:
        return None
    return Span(int(held["amount"]), str(held["unit"]), int(held.get("remind_after", 0)))
