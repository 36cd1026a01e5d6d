"""Phones that work without network: who may lock them, what a wrong clock means, what they may hold."""

from __future__ import annotations

import datetime as dt

from linli.kernel import ALLOWED, Actor, Saying, Verdict, by_count, refuse, say
from linli.kernel import actor as roles

#: Phones of one worker that are in use at a time.
MOST_PHONES = 3
#: What holds where no term says otherwise.
TERMS = {"contact_offline_households": 150, "contact_offline_hours": 24, "contact_offline_days": 0}
#: The most that the format carries, whatever a term says.
MOST_HOUSEHOLDS, MOST_DAYS = 500, 90
#: So many seconds off are a clock that nobody need hear of.
RIGHT_ENOUGH = 120
#: Bytes of one sealed photo, of one of its parts, and operations of one sending.
PHOTO, PART, BATCH = 6 * 1024 * 1024, 512 * 1024, 200
#: Bytes of a later sync, before it is packed: the rest waits for the next one.
LATER = 19_000


def may_lock(actor: Actor, owner: int) -> Verdict:
    """One's own phone; those of others by the secretary, the committee and the technical administrator."""
    if actor.user_id == owner or actor.holds(roles.SECRETARY, roles.COMMITTEE):
        return ALLOWED
    return refuse(say("Phones of colleagues are locked by the secretary or the committee."))


def may_send(actor: Actor, owner: int) -> Verdict:
    """Only whoever the phone belongs to sends from it: what was written stands under the right name."""
    if actor.user_id == owner:
        return ALLOWED
    return refuse(say("This phone belongs to a colleague. Its records are sent when the colleague signs in."))


def may_write_after_lock(moment: dt.datetime, locked_at: dt.datetime | None) -> Verdict:
    """What was written before a phone was locked is still taken over, what came after is not."""
    if locked_at is None or moment <= locked_at:
        return ALLOWED
    return refuse(say("Written after the phone had been locked."))


def off(said: dt.datetime, at: dt.datetime) -> int:
    """Seconds that a phone's clock is ahead (behind: below zero), within what a column holds."""
    return max(-(2**31) + 1, min(2**31 - 1, round((said - at).total_seconds())))


def corrected(written: dt.datetime, clock_off: int, at: dt.datetime) -> dt.datetime:
    """The moment of writing by our clock; never later than now, and never before 2000."""
    try:
        right = written - dt.timedelta(seconds=clock_off)
    except OverflowError:
        return at
    return at if right > at or right.year < 2000 else right


def fair_off(written: dt.datetime, clock_off: int, at: dt.datetime, since: dt.datetime) -> int:
    """By how much the phone's clock was ahead when it wrote: as measured now, unless it was changed in between.

    since  when the phone was enrolled; what it wrote "before" that, or after now, was written by another clock than
           the one that is measured now. Then only the moment of arrival is known.
    """
    earliest = since - dt.timedelta(hours=1)
    right = corrected(written, clock_off, dt.datetime.max.replace(tzinfo=dt.UTC))
    if earliest <= right <= at + dt.timedelta(seconds=RIGHT_ENOUGH):
        return clock_off if right <= at else off(written, at)
    return off(written, at)


def clock_words(clock_off: int) -> Saying | None:
    """How a phone's clock was off, in words; None when it was right enough."""
    if abs(clock_off) <= RIGHT_ENOUGH:
        return None
    minutes = round(abs(clock_off) / 60)
    if minutes >= 60 * 48:
        days = round(minutes / 1440)
        return (
            say("the phone's clock was {n} days fast", n=days)
            if clock_off > 0
            else say("the phone's clock was {n} days slow", n=days)
        )
    if clock_off > 0:
        return by_count(minutes, say("the phone's clock was 1 minute fast"), say("the phone's clock was {n} minutes fast", n=minutes))  # fmt: skip
    return by_count(minutes, say("the phone's clock was 1 minute slow"), say("the phone's clock was {n} minutes slow", n=minutes))  # fmt: skip
