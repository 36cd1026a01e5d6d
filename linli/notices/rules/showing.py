"""When a notice stands, what its days may be, and that its text shows nobody's numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from linli.kernel import ALLOWED, Refused, Saying, Verdict, refuse, say
from linli.kernel.masking import demand_shown
from linli.kernel.worktime import Calendar, is_working_day

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """Half-open days: shown from `start` up to `end`; objections from `opens` up to `closes`, None without."""

    start: dt.date
    end: dt.date
    opens: dt.date | None = None
    closes: dt.date | None = None

    @property
    def last(self) -> dt.date:
        """The last day on which it is shown."""
        return self.end - _DAY

    @property
    def last_objection(self) -> dt.date | None:
        """The last day on which objections are taken."""
        return self.closes - _DAY if self.closes else None


def phase(state: str, window: Window, on: dt.date) -> str:
    """The state as of a day (codes.PHASES): by the days alone, no job has run for it."""
    if state != "approved":
        return state
    if on < window.start:
        return "coming"
    return "shown" if on < window.end else "ended"


def takes_objections(state: str, window: Window, on: dt.date) -> Verdict:
    """Whether an objection may come in on a day: shown, and inside its window."""
    if window.opens is None or window.closes is None:
        return refuse(say("This notice takes no objections."))
    if phase(state, window, on) != "shown" or on < window.opens:
        return refuse(say("Objections are not taken on this day."))
    if on >= window.closes:
        return refuse(say("Objections were taken until {day}.", day=(window.closes - _DAY).isoformat()))
    return ALLOWED


def fits(window: Window) -> None:
    """Raises Refused with the field when the days cannot be."""
    if window.end <= window.start:
        raise Refused(say("The last day lies before the first."), "last")
    if (window.opens is None) != (window.closes is None):
        raise Refused(say("Enter both days of the objection window."), "last_objection")
    if window.opens is None or window.closes is None:
        return
    if window.closes <= window.opens:
        raise Refused(say("The last day lies before the first."), "last_objection")
    if window.opens < window.start or window.closes > window.end:
        raise Refused(say("Objections are taken only while the notice is shown."), "last_objection")


def may_go_up(window: Window, on: dt.date) -> Verdict:
    """Whether it can still be shown at all."""
    if window.end <= on:
        return refuse(say("Its days are over. Choose later ones."))
    return ALLOWED


def long_enough(window: Window, least: Mapping[str, Any], calendar: Calendar) -> None:
    """Objections are possible as long as the term of the kind asks: {"amount": 7, "unit": "day"} or "working_day".

    Both first and last day count. Raises Refused with the arithmetic.
    """
    if window.opens is None or window.closes is None or not least:
        return
    amount, working = int(least["amount"]), least.get("unit") == "working_day"
    days = [window.opens + n * _DAY for n in range((window.closes - window.opens).days)]
    have = sum(1 for day in days if not working or is_working_day(calendar, day))
    if have >= amount:
        return
    facts = {"n": amount, "have": have, "day": _last_of(window.opens, amount, working, calendar).isoformat()}
    if working:
        why = say(
            "Objections must be possible for {n} working days; these are {have}. Choose {day} or later.",
            **facts,
        )
    else:
        why = say(
            "Objections must be possible for {n} days; these are {have}. Choose {day} or later.", **facts
        )
    raise Refused(why, "last_objection")


def least_words(first: dt.date, least: Mapping[str, Any], calendar: Calendar) -> Saying | None:
    """How long objections must be possible from a day on, with the last day that the term asks for; None without a term."""
    if not least:
        return None
    amount, working = int(least["amount"]), least.get("unit") == "working_day"
    facts = {
        "n": amount,
        "first": first.isoformat(),
        "last": _last_of(first, amount, working, calendar).isoformat(),
    }
    if working:
        return say("at least {n} working days: from {first} to {last}, both days counted", **facts)
    return say("at least {n} days: from {first} to {last}, both days counted", **facts)


def may_conclude(takes: bool, state: str, waiting: int) -> Verdict:
    """Whether the result of objections may be told: of a notice that took some, once each of them is answered."""
    if not takes or state not in ("approved", "taken_down"):
        return refuse(say("This notice takes no objections."))
    if waiting:
        return refuse(say("{n} objections are not answered yet. Answer them first.", n=waiting))
    return ALLOWED


def _last_of(first: dt.date, amount: int, working: bool, calendar: Calendar) -> dt.date:
    """The last of so many days from the first on."""
    day, left = first, amount
    while True:
        left -= not working or is_working_day(calendar, day)
        if left <= 0:
            return day
        day += _DAY


def fit_text(text: str, field: str, most: int, empty: Saying) -> str:
    """The text as it is kept. Refused when empty, too long, or when it still shows a private number.

    Individual numbers are never published (PIPL art. 25, 28); nothing switches this off.
    """
    words = text.strip()
    if not words:
        raise Refused(empty, field)
    if len(words) > most:
        raise Refused(say("{n} characters too many; at most {most}.", n=len(words) - most, most=most), field)
    demand_shown(words, field)
    return words
