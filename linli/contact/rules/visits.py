"""What may be written down of a visit, on plain values: who writes, which day it was, which fields belong together.

A visit is written so that people are heard and promises kept. It holds no position and no minutes, and asks for a
photo only where words do not do (国办 2024: no traces, no check-ins).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from linli.kernel import ALLOWED, Actor, Refused, Verdict, refuse, say
from linli.kernel.actor import CAPTAIN, COMMITTEE, GRID_WORKER, MESSENGER, SECRETARY, SOCIAL_WORKER, SYSTEM
from linli.kernel.text import clean_line, clean_text, without_controls

from . import codes

#: Longest texts, in characters, and most needs, companions and photos of one visit.
MOST = {"spoke": 60, "situation": 500, "said": 2000, "measures": 1000, "outcome": 500}
NEEDS_MOST, HELPERS_MOST, PHOTOS_MOST = 10, 10, 3
#: A phone whose clock is off by more than this is asked for the day (seconds).
CLOCK_MOST = 24 * 60 * 60
#: What was written down later than this after the visit is not taken over any more.
BACK_MOST = dt.timedelta(days=366)
#: A return is promised at most this far ahead.
AHEAD_MOST = dt.timedelta(days=184)
#: Fields that a correction may change.
CORRECTABLE = ("went", "way", "result", "who", *MOST, "return_on")
#: Texts that the short form of captains and messengers has.
SHORT = frozenset({"spoke", "said"})


@dataclass(frozen=True, slots=True)
class NeedParts:
    """One need heard: in the resident's words. `key` names it on the phone that sent it.

    same_as  an appeal that says it already: the words are added to it
    """

    key: uuid.UUID
    text: str
    category: str = "other"
    urgent: bool = False
    same_as: int | None = None


@dataclass(frozen=True, slots=True)
class VisitParts:
    """What was written down of one visit, as typed."""

    way: str
    result: str
    who: str = "resident"
    spoke: str = ""
    situation: str = ""
    said: str = ""
    measures: str = ""
    outcome: str = ""
    return_on: dt.date | None = None
    helpers: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Moment:
    """When a visit was: the moment by our clock, and what the record remarks of it."""

    at: dt.datetime
    remarks: tuple[str, ...] = ()


def may_visit(actor: Actor) -> Verdict:
    """Workers and grid workers write visits in full, captains and messengers in the short form."""
    if actor.community is not None and (visits_in_full(actor) or visits_short(actor)):
        return ALLOWED
    return refuse(say("Workers, grid workers, captains and messengers write visits down."))


def visits_in_full(actor: Actor) -> bool:
    """Whether the actor writes and plans visits with all their fields."""
    return actor.holds(SYSTEM, SECRETARY, COMMITTEE, SOCIAL_WORKER, GRID_WORKER)


def visits_short(actor: Actor) -> bool:
    """Whether the actor has the short form only, for doors of the own cell."""
    return actor.holds(CAPTAIN, MESSENGER) and not visits_in_full(actor)


def may_change(actor: Actor, user: int | None) -> Verdict:
    """Who wrote a visit corrects it; so do the secretary and the social workers."""
    if actor.holds(SYSTEM, SECRETARY, SOCIAL_WORKER) or (user is not None and actor.user_id == user):
        return ALLOWED
    return refuse(say("Who wrote the visit down, the secretary or a social worker corrects it."))


def fit(actor: Actor, one: VisitParts, went: dt.date) -> VisitParts:
    """What was typed, fit to keep. Raises Refused with its field."""
    for name, table in (("way", codes.WAYS), ("result", codes.RESULTS), ("who", codes.WHO)):
        if getattr(one, name) not in table:
            raise Refused(say("Choose one of the list."), name)
    if one.result == "absent" and one.way != codes.AT_HOME:
        raise Refused(say("Nobody at home is found out at the door."), "way")
    texts: dict[str, Any] = {name: fit_text(getattr(one, name), name) for name in MOST}
    if visits_short(actor) and any(value for name, value in texts.items() if name not in SHORT):
        raise Refused(say("Captains and messengers write what was said, in the short form."), "said")
    helpers = tuple(name for name in (clean_line(without_controls(text), 60) for text in one.helpers) if name)
    if len(helpers) > HELPERS_MOST:
        raise Refused(say("At most {n} people went along.", n=HELPERS_MOST), "helpers")
    fit_return(one.return_on, went)
    return replace(one, **texts, helpers=helpers)


def fit_text(text: str, name: str) -> str:
    """A text of a visit fit to keep. Raises Refused with its field."""
    if not text:
        return ""
    most = MOST[name]
    plain = clean_text(without_controls(text.replace("\r\n", "\n")), max(len(text), 1))
    if len(plain) > most:
        over = len(plain) - most
        raise Refused(
            say("{count} characters, {over} too many: at most {limit}.", count=len(plain), over=over, limit=most), name
        )  # fmt: skip
    return plain


def fit_reason(text: str) -> str:
    """Why a visit is taken back, in a few words. Raises Refused."""
    plain = clean_line(without_controls(text), 200)
    if len(plain) < 2:
        raise Refused(say("Say why the visit is taken back."), "reason")
    return plain


def fit_return(promised: dt.date | None, went: dt.date) -> None:
    """The day of a promised return lies after the visit. Raises Refused."""
    if promised is None:
        return
    if promised <= went:
        raise Refused(say("A return is promised for a day after the visit."), "return_on")
    if promised > went + AHEAD_MOST:
        raise Refused(say("A return is promised for half a year ahead at most."), "return_on")


def fit_needs(needs: Sequence[NeedParts], photos: Sequence[int]) -> None:
    """Not more needs and photos than a visit has. Raises Refused."""
    if len(needs) > NEEDS_MOST:
        raise Refused(say("At most {n} needs of one visit.", n=NEEDS_MOST), "needs")
    if len({one.key for one in needs}) < len(needs):
        raise Refused(say("Two needs have the same key. Open the form anew."), "needs")
    if len(photos) > PHOTOS_MOST:
        raise Refused(say("At most {n} photos, and only where words do not do.", n=PHOTOS_MOST), "photos")


def moment(wrote_at: dt.datetime | None, clock_off: int, at: dt.datetime, later: bool) -> Moment:
    """When the visit was by our clock.

    clock_off  seconds by which the phone's clock was ahead of ours when it sent
    later      whether `wrote_at` falls on a day after today once it is counted back
    Raises Refused for a day to come or more than a year ago that no wrong clock explains.
    """
    wrong = abs(clock_off) > CLOCK_MOST
    remarks = ("clock",) if wrong else ()
    if wrote_at is None:
        return Moment(at, remarks)
    back = _less(wrote_at, clock_off, at)
    if later and not wrong:
        raise Refused(say("The day lies in the future. Enter the day of the visit."), "went")
    if back < at - BACK_MOST and not wrong:
        raise Refused(say("The day lies more than a year ago. Enter the day of the visit."), "went")
    if back > at or back < at - BACK_MOST:
        return Moment(at, remarks)
    return Moment(back, remarks)


def counted_back(wrote_at: dt.datetime, clock_off: int, at: dt.datetime) -> dt.datetime:
    """The moment that a phone wrote, by our clock."""
    return _less(wrote_at, clock_off, at)


def _less(wrote_at: dt.datetime, clock_off: int, at: dt.datetime) -> dt.datetime:
    try:
        return wrote_at - dt.timedelta(seconds=clock_off)
    except OverflowError:
        return at


#: Bytes of one photo as it is sent, at most.
PHOTO_BYTES = 10 * 1024 * 1024


def may_be_photo(size: int) -> Verdict:
    """Whether a photo is small enough to be taken."""
    if size > PHOTO_BYTES:
        return refuse(
            say("The picture has {size} MB: at most {most}.", size=-(-size // 1024 // 1024), most=10)
        )
    return ALLOWED
