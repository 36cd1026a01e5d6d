"""What an answer of a receiver means, how long to wait, and when to give up."""

from __future__ import annotations

import datetime as dt

#: A receiver that does not take a letter for so long never gets it.
TERM = dt.timedelta(days=3)
#: Waiting between attempts: one minute, doubled each time, at most half an hour.
FIRST_WAIT = dt.timedelta(minutes=1)
LONGEST_WAIT = dt.timedelta(minutes=30)
#: A letter that was being sent for so long lost its worker; it is sent again under the same id.
CLAIM = dt.timedelta(minutes=5)
#: Answers in a row that say "fault" before the receiver itself, not a letter, is taken for broken.
FAULTS = 3
#: Letters of one run, so that other jobs of the queue get their turn.
RUN = 200


def meaning(status: int) -> tuple[str, str]:
    """(verb, result) for an HTTP status: send, fail (for good) or postpone.

    2xx is taken. 408, 429, 3xx and 5xx may pass; every other 4xx says that it never will.
    """
    if 200 <= status < 300:
        return "send", "accepted"
    if status in (429, 503):
        return "postpone", "busy"
    if 400 <= status < 500 and status != 408:
        return "fail", "refused"
    return "postpone", "broken"


def wait(failures: int) -> dt.timedelta:
    """How long to wait after so many failures in a row (at least one)."""
    doubled: int = 2 ** min(max(failures, 1) - 1, 10)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)


def expired(since: dt.datetime, at: dt.datetime) -> bool:
    """Whether the term in which a letter is tried has passed."""
    return at - since >= TERM
