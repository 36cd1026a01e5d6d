"""Working age: from 16 to the statutory retirement age, by birth month and category, from the terms of the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from linli.kernel import ALLOWED, Verdict, refuse, say

#: Category of somebody whose register says only the sex (GB/T 2261.1).
USUAL = {"1": "man", "2": "woman_worker"}


def age_on(born: dt.date | None, on: dt.date) -> int | None:
    """Completed years on a day."""
    if born is None:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def after_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(day)


def retirement_months(born: dt.date, category: str, term: Mapping[str, Any]) -> int:
    """Age at retirement in months. The term's category says years and, since 2025, how the age rises by birth month.

    Decision on raising the retirement age step by step (关于实施渐进式延迟法定退休年龄的决定), annexes 1 to 3: from a birth month
    on, one month later for every so many birth months, up to a most.
    """
    rule = term["categories"][category]
    months = int(rule["years"]) * 12
    rise = rule.get("rise")
    if rise is None:
        return months
    since = (born.year - int(rise["from"][:4])) * 12 + born.month - int(rise["from"][5:7])
    return months if since < 0 else months + min(since // int(rise["every"]) + 1, int(rise["most"]))


def retires_on(born: dt.date, category: str, term: Mapping[str, Any]) -> dt.date:
    """The day on which working age ends."""
    return after_months(born, retirement_months(born, category, term))


def may_register(born: dt.date | None, category: str, on: dt.date, term: Mapping[str, Any]) -> Verdict:
    """Only somebody of working age registers as unemployed (就业服务与就业管理规定 article 63)."""
    if born is None:
        return refuse(say("The register has no day of birth. Enter it there first."))
    least = after_months(born, int(term["least"]) * 12)
    if on < least:
        return refuse(
            say("Working age begins at {years}: on {day}.", years=term["least"], day=least.isoformat())
        )
    ends = retires_on(born, category, term)
    if on >= ends:
        return refuse(say("Working age ended on {day}.", day=ends.isoformat()))
    return ALLOWED


def may_call_hard(
    kind: str, *, evidence: str, age: int | None, sex: str, lost_on: dt.date | None, on: dt.date, term: Mapping[str, Any]
) -> Verdict:  # fmt: skip
    """就业困难人员: a category of the province's term, with its evidence (就业促进法 article 52)."""
    if kind not in term["kinds"]:
        return refuse(say("The policies and standards of this day know no such category."))
    if not evidence.strip():
        return refuse(say("Say what proves it: the paper, its number and day."))
    if kind == "aged":
        least = int(term["aged"][sex if sex in ("1", "2") else "1"])
        if age is None or age < least:
            return refuse(
                say(
                    "This category begins at {years}; the age on this day is {age}.",
                    years=least,
                    age=age or 0,
                )
            )
    if kind == "long_term":
        months = int(term["long_term_months"])
        if lost_on is None:
            return refuse(say("Write down first since when they are out of work."))
        if after_months(lost_on, months) > on:
            return refuse(
                say(
                    "Out of work since {day}: {months} months are not over yet.",
                    day=lost_on.isoformat(),
                    months=months,
                )
            )
    return ALLOWED
