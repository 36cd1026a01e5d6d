"""Schemes as terms say them: who may receive what, by whom, when one applies and what steps are asked.

Source: 国发〔2015〕52号 (subsidies for the disabled), 社会救助暂行办法 §11, district rules; the terms name their basis.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from linli.kernel import ALLOWED, Refused, Saying, Verdict, refuse, say

#: Days of the term under which all schemes of a jurisdiction stand, and of what is prompted.
TERM, PROMPT_TERM = "care_schemes", "care_prompts"
#: How many days ahead is prompted where no term says so.
PROMPTED: dict[str, Any] = {
    "ages": [80, 90, 100],
    "days": 60,
    "certificate_days": 60,
    "season_days": 30,
    "confirm_months": 12,
}


@dataclass(frozen=True, slots=True)
class Scheme:
    """One scheme as it holds on a day.

    public   its name where everybody reads: it names no status
    offset   benefit year minus year of application
    window   (first, last) month and day of application, None all the year round
    who      conditions that all have to hold (rules.conditions)
    prompt   whether somebody who fits and has not applied is prompted
    season   whether its window is prompted when it opens
    every    codes.EVERY
    steps    of codes.STEPS, in order; notice is how long it stands
    """

    code: str
    name: str
    public: str
    line: str
    authority: str
    offset: int
    window: tuple[tuple[int, int], tuple[int, int]] | None
    who: Sequence[Mapping[str, Any]]
    materials: tuple[str, ...]
    steps: tuple[str, ...]
    notice: tuple[int, str]
    every: str
    prompt: bool
    season: bool

    def year(self, on: dt.date) -> int:
        """The benefit year of an application made on a day."""
        return on.year + self.offset

    def open_days(self, year: int) -> tuple[dt.date, dt.date]:
        """(first, last) day of application in a calendar year."""
        first, last = self.window or ((1, 1), (12, 31))
        return dt.date(year, *first), dt.date(year, *last)


def read(value: Mapping[str, Any]) -> Scheme:
    """A scheme from a term. Raises KeyError or ValueError for a term that is none."""
    window = value.get("window")
    notice = value.get("notice") or {"amount": 7, "unit": "day"}
    return Scheme(
        value["code"], value["name"], value.get("public") or value["name"], value["line"], value["authority"], int(value.get("offset", 0)),
        (_month_day(window[0]), _month_day(window[1])) if window else None, tuple(value["who"]), tuple(value.get("materials", ())),
        tuple(value.get("steps", ())), (int(notice["amount"]), str(notice["unit"])), value.get("every", "once"),
        bool(value.get("prompt")), bool(value.get("season")),
    )  # fmt: skip


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def may_apply(scheme: Scheme, on: dt.date) -> Verdict:
    """Whether an application may be taken on a day."""
    first, last = scheme.open_days(on.year)
    if not first <= on <= last:
        return refuse(
            say(
                "Applications are taken from {first} to {last}.",
                first=first.isoformat(),
                last=last.isoformat(),
            )
        )
    return ALLOWED


def of_code(schemes: Mapping[str, Scheme], code: str) -> Scheme:
    """A scheme by its code; Refused when the terms of the day do not know it."""
    found = schemes.get(code)
    if found is None:
        raise Refused(say("There is no such scheme on this day."), "scheme")
    return found


def differing(then: Scheme | None, now: Scheme | None) -> Saying | None:
    """What to say of a case whose terms have changed since its day; None where nothing changed."""
    if then == now or then is None:
        return None
    if now is None:
        return say("The scheme has ended since; the case keeps the terms of its day.")
    return say("The terms of the scheme have changed since; the case keeps those of its day.")
