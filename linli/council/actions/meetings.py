"""Meetings: called in time, put off, held with attendance by the roll of the day, written down, followed up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from linli.accounts import api as accounts
from linli.base import versions
from linli.base.clock import day_of
from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say

from ..models import Attendance, Body, FollowUp, Meeting, Motion, Seat
from ..queries import bodies as roster
from ..queries import reach
from ..queries.meetings import OWNER
from ..rules import codes
from ..rules import meetings as rules
from .parts import kept_by, locked, stamp

MEETING, FOLLOW = "council meeting", "council follow-up"


@dataclass(frozen=True, slots=True)
class Call:
    """How the members were told, and who called or demanded the meeting (`n` of `of`)."""

    notice_on: dt.date
    way: str = "written"
    by: str = "chair"
    n: int | None = None
    of: int | None = None


@transaction.atomic
def call(
    *, actor: Actor, at: dt.datetime, body: int, on: dt.date, told: Call, begins: dt.time | None = None, place: str = "",
    topics: str = "", second_of: int | None = None,
) -> int:  # fmt: skip
    """Call a meeting; its key. Refused when the members are told too late or too few demand it, with the arithmetic.

    second_of  the meeting that lacked its quorum, for a second call by the rule of the body
    """
    row = stamp(actor, at)
    where: Body = reach.found(reach.bodies(actor).filter(reach.on_day(on)), body, "council body")
    rule = reach.rule_of(where.kind, where.community_id, on)
    if told.by not in codes.CALLERS or told.way not in codes.WAYS_OF_NOTICE:
        raise NotFound("caller")
    if told.notice_on > day_of(at):
        raise Refused(say("The day of the notice lies in the future."), "notice_on")
    rules.in_time(rule, told.notice_on, on).demand("notice_on")
    of = told.of
    if told.by == "members" and where.kind not in codes.COUNTED:
        of = Seat.objects.filter(reach.on_day(told.notice_on), body=where).count()
    rules.may_demand(rule, told.by, told.n, of).demand("demanded")
    first = None
    if second_of is not None:
        first = reach.found(reach.meetings(actor).filter(body=where), second_of, MEETING)
        rules.may_call_again(
            rule, held=first.state == "held", quorate=bool(first.quorate), first=first.on, on=on
        ).demand("on")
        if Meeting.objects.filter(second_of=first, void=False).exists():
            raise Refused(say("The second call was made already."), "on")
    made = Meeting.objects.create(
        body=where, on=on, begins=begins, place=place.strip(), topics=topics.strip(), notice_on=told.notice_on, notice_way=told.way,
        called_by=told.by, demanded=told.n if told.by in codes.DEMANDED else None,
        demanded_of=of if told.by in codes.DEMANDED else None, second_of=first, counted=where.kind in codes.COUNTED, **row,
    )  # fmt: skip
    if first is not None:
        _carry_over(actor, at, first, made)
    journal.write(actor, "call_meeting", MEETING, key=made.pk, at=at, body=body)
    return made.pk


@transaction.atomic
def reschedule(
    *, actor: Actor, at: dt.datetime, meeting: int, on: dt.date, notice_on: dt.date, begins: dt.time | None = None, place: str = "",
    version: int | None = None,
) -> None:  # fmt: skip
    """Another day, time or place, told in time again; only while attendance is not written down."""
    kept_by(actor)
    values = {"on": on, "notice_on": notice_on, "begins": begins, "place": place.strip()}
    held: Meeting = locked(reach.meetings(actor).select_related("body"), meeting, MEETING, version, **values)
    if held.state != "called":
        raise Refused(say("Attendance is written down: the day stays as it is."), "on")
    reach.found(reach.bodies(actor).filter(reach.on_day(on)), held.body_id, "council body")
    rule = reach.rule_of(held.body.kind, held.community_id, on)
    if notice_on > day_of(at):
        raise Refused(say("The day of the notice lies in the future."), "notice_on")
    rules.in_time(rule, notice_on, on).demand("notice_on")
    versions.save(held, actor=actor, at=at, **values)
    journal.write(actor, "reschedule", MEETING, key=meeting, at=at)


@transaction.atomic
def hold(
    *, actor: Actor, at: dt.datetime, meeting: int, away: Mapping[int, tuple[str, str]], chair: str = "", recorder: str = "",
    version: int | None = None,
) -> bool:  # fmt: skip
    """Write down who attended, by the seats of the meeting's day; whether the quorum of the rule is met.

    away  seat → (absent or leave, reason); all others were present
    Refused on a day to come, for somebody who has no seat, an absence without reason, after a vote.
    """
    row = stamp(actor, at)
    held = _to_hold(actor, at, meeting, version, chair, recorder)
    if held.counted:
        raise Refused(say("Who attends this body is counted at the door."), "should")
    roll = roster.roll(held.body_id, held.on)
    if not roll:
        raise Refused(say("Nobody has a seat on that day."), "away")
    if set(away) - {one.id for one in roll}:
        raise NotFound("seat")
    if any(how not in codes.PRESENCE or not reason.strip() for how, reason in away.values()):
        raise Refused(say("Write the reason of each absence."), "away")
    Attendance.objects.filter(meeting=held).delete()
    Attendance.objects.bulk_create(
        Attendance(
            meeting=held, seat_id=one.id, presence=away.get(one.id, ("present", ""))[0],
            reason=away.get(one.id, ("", ""))[1].strip()[:100], **row,
        )
        for one in roll
    )  # fmt: skip
    there = [one for one in roll if away.get(one.id, ("present",))[0] == "present"]
    return _held(
        actor, at, held, len(roll), len(there), sum(1 for one in there if one.sex == "2"), chair, recorder
    )


@transaction.atomic
def hold_counted(
    *, actor: Actor, at: dt.datetime, meeting: int, should: int, present: int, women: int = 0, chair: str = "", recorder: str = "",
    version: int | None = None,
) -> bool:  # fmt: skip
    """Write down how many attended a body without seats (居民会议, 党员大会); whether the quorum of the rule is met."""
    kept_by(actor)
    held = _to_hold(actor, at, meeting, version, chair, recorder)
    if not held.counted:
        raise Refused(say("Who attends this body is written down by name."), "should")
    if should < 1 or not 0 <= present <= should:
        raise Refused(
            say("{present} present of {should} who should attend cannot be.", present=present, should=should),
            "present",
        )
    if not 0 <= women <= present:
        raise Refused(say("More women than people are present."), "women")
    return _held(actor, at, held, should, present, women, chair, recorder)


@transaction.atomic
def write(
    *, actor: Actor, at: dt.datetime, meeting: int, minutes: str, topics: str = "", version: int | None = None
) -> None:
    """Topics and minutes."""
    kept_by(actor)
    values = {"topics": topics.strip(), "minutes": minutes.strip()}
    held: Meeting = locked(reach.meetings(actor), meeting, MEETING, version, **values)
    versions.save(held, actor=actor, at=at, **values)
    journal.write(actor, "write_minutes", MEETING, key=meeting, at=at)


@transaction.atomic
def attach(*, actor: Actor, at: dt.datetime, meeting: int, name: str, content: bytes, kind: str = "") -> int:
    """Keep a paper of the meeting (signed minutes, attendance sheet, pictures); the file's id."""
    kept_by(actor)
    held: Meeting = locked(reach.meetings(actor), meeting, MEETING)
    if not content:
        raise Refused(say("The file is empty."), "file")
    file = files.store(actor, name[:100], content, kind=kind, owner=OWNER, key=held.pk, at=at)
    versions.save(held, actor=actor, at=at, files=[*held.files, file])
    journal.write(actor, "add_paper", MEETING, key=meeting, at=at, file=file)
    return file


@transaction.atomic
def cancel(*, actor: Actor, at: dt.datetime, meeting: int, version: int | None = None) -> None:
    """The meeting is not held, or was entered by mistake; one that voted stays."""
    kept_by(actor)
    held: Meeting = locked(reach.meetings(actor), meeting, MEETING, version)
    _demand_no_votes(held)
    versions.save(held, actor=actor, at=at, void=True)
    journal.write(actor, "void_entry", MEETING, key=meeting, at=at)


@transaction.atomic
def follow(
    *, actor: Actor, at: dt.datetime, meeting: int, text: str, who: str, until: dt.date, motion: int | None = None, user: int | None = None
) -> int:  # fmt: skip
    """Somebody does something after the meeting, until a day; its key."""
    row = stamp(actor, at)
    held: Meeting = reach.found(reach.meetings(actor), meeting, MEETING)
    if until < held.on:
        raise Refused(say("The last day must not be before the first day."), "until")
    if motion is not None:
        reach.found(reach.motions(actor).filter(meeting=held), motion, "council motion")
    people = dict(accounts.colleagues(actor, day_of(at))) if user is not None else {}
    if user is not None and user not in people:
        raise NotFound("account")
    made = FollowUp.objects.create(
        meeting=held, motion_id=motion, text=text.strip(), who=who.strip() or (people[user] if user is not None else ""), user=user, until=until, **row
    )  # fmt: skip
    if not made.who:
        raise Refused(say("Write who does it."), "who")
    journal.write(actor, "follow_up", MEETING, key=meeting, at=at, follow_up=made.pk)
    return made.pk


@transaction.atomic
def finish(
    *, actor: Actor, at: dt.datetime, follow_up: int, on: dt.date, outcome: str, version: int | None = None
) -> int:
    """It was done on a day, with this outcome. The meeting's key."""
    kept_by(actor)
    held: FollowUp = locked(
        reach.follow_ups(actor).select_related("meeting"),
        follow_up,
        FOLLOW,
        version,
        done_on=on,
        outcome=outcome,
    )
    if held.done_on is not None:
        raise Refused(say("It is done already."), "on")
    if not held.meeting.on <= on <= day_of(at):
        raise Refused(say("The day lies between the meeting and today."), "on")
    if not outcome.strip():
        raise Refused(say("Write what came of it."), "outcome")
    versions.save(held, actor=actor, at=at, done_on=on, outcome=outcome.strip())
    journal.write(actor, "finish_follow_up", FOLLOW, key=follow_up, at=at)
    return held.meeting_id


def _to_hold(
    actor: Actor, at: dt.datetime, meeting: int, version: int | None, chair: str, recorder: str
) -> Meeting:
    kept_by(actor)
    rows = reach.meetings(actor).select_related("body")
    held: Meeting = locked(rows, meeting, MEETING, version, chair=chair, recorder=recorder)
    if held.on > day_of(at):
        raise Refused(say("The meeting lies in the future."), "away")
    _demand_no_votes(held)
    return held


def _held(
    actor: Actor,
    at: dt.datetime,
    held: Meeting,
    should: int,
    present: int,
    women: int,
    chair: str,
    recorder: str,
) -> bool:
    rule = reach.rule_of(held.body.kind, held.community_id, held.on)
    enough = bool(rules.quorate(rule, second=held.second_of_id is not None, should=should, present=present))
    versions.save(
        held, actor=actor, at=at, state="held", should=should, present=present, women=women, quorate=enough, chair=chair.strip(),
        recorder=recorder.strip(),
    )  # fmt: skip
    journal.write(actor, "write_attendance", MEETING, key=held.pk, at=at, should=should, present=present)
    return enough


def _demand_no_votes(held: Meeting) -> None:
    if Motion.objects.filter(meeting=held, void=False).exclude(state="open").exists():
        raise Refused(say("The meeting has voted. Take the counts back first."), "away")
    if Motion.objects.filter(meeting=held, void=False, marks__isnull=False).exists():
        raise Refused(say("Votes by name are entered. Take them back first."), "away")


def _carry_over(actor: Actor, at: dt.datetime, first: Meeting, second: Meeting) -> None:
    """The agenda that could not be decided comes again."""
    row = stamp(actor, at)
    Motion.objects.bulk_create(
        Motion(
            meeting=second, number=number, kind=one.kind, title=one.title, text=one.text, subject=one.subject, key=one.key, **row
        )
        for number, one in enumerate(
            Motion.objects.filter(meeting=first, void=False, state__in=("open", "deferred")).order_by("number"), 1
        )
    )  # fmt: skip
