"""今天能解决的问题今天解决，不能解决的问题要给予明确答复: the today rule as a state of each appeal."""

from __future__ import annotations

import datetime as dt

from linli.kernel import ALLOWED, Saying, Verdict, refuse, say
from linli.kernel.worktime.words import date

OPEN, SOLVED, ANSWERED, MISSED, ENDED = "open", "solved", "answered", "missed", "ended"
#: Open, kept by solving, kept by an explicit answer, missed; ended: refused, withdrawn or merged in time.
STATES: dict[str, Saying] = {
    OPEN: say("to be answered today"),
    SOLVED: say("solved the same day"),
    ANSWERED: say("explicit answer the same day"),
    MISSED: say("not answered the same day"),
    ENDED: say("ended the same day"),
}


def state(
    *,
    today_due: dt.datetime,
    solved_at: dt.datetime | None,
    explicit_at: dt.datetime | None,
    ended_at: dt.datetime | None = None,
    at: dt.datetime,
) -> str:
    """What became of the promise, judged at `at`. An automatic receipt sets neither moment and does not count.

    ended_at  when it was refused (with reason and channel), withdrawn or merged
    """
    if solved_at is not None and solved_at <= today_due:
        return SOLVED
    if explicit_at is not None and explicit_at <= today_due:
        return ANSWERED
    if ended_at is not None and ended_at <= today_due:
        return ENDED
    return MISSED if at > today_due else OPEN


def fit_explicit(
    *,
    reason: str,
    doer: str,
    promised_on: dt.date | None,
    way: str,
    told: str,
    today: dt.date,
    latest: dt.date,
    ways: tuple[str, ...],
) -> tuple[str, Verdict]:
    """(field, verdict) of an explicit answer: all five parts, the day from today to the latest of the term."""
    if len(reason.strip()) < 2:
        return "reason", refuse(say("Say why it cannot be solved today."))
    if len(doer.strip()) < 2:
        return "doer", refuse(say("Say who does what."))
    if promised_on is None:
        return "promised_on", refuse(say("Say by which day."))
    if promised_on < today:
        return "promised_on", refuse(say("The promised day is past: choose today or a later day."))
    if promised_on > latest:
        return "promised_on", refuse(
            say(
                "The promised day is too far: {day} at the latest. What needs longer goes to the next level.",
                day=date(latest, today),
            )
        )
    if way not in ways:
        return "way", refuse(say("Say how the resident was told."))
    if not told.strip():
        return "told", refuse(say("Say to whom it was told."))
    return "", ALLOWED
