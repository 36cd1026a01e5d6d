"""Motions: put on the agenda, recused from, voted on by show or by name, put off, resolved. None is carried against its rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.kernel.majority import Clause, Outcome, Roll, Votes
from linli.kernel.say import kept

from ..models import Attendance, FollowUp, Mark, Meeting, Motion, Recusal, Resolution, Step
from ..queries import motions as found
from ..queries import reach
from ..queries.motions import Grid
from ..rules import codes
from ..rules import motions as rules
from ..rules.motions import Difference
from .parts import kept_by, locked, refusing, stamp

MOTION, MEETING = "council motion", "council meeting"
#: What a count leaves behind, and what taking it back sets again.
_BLANK = {
    "state": "open", "way": "", "should": 0, "voters": 0, "yes": 0, "no": 0, "abstain": 0, "recused": 0, "base": 0, "needed": 0,
    "told": {}, "tellers": "", "entered_by": None, "checked_by": None, "decision": None, "reason": "",
}  # fmt: skip


@transaction.atomic
def put(
    *, actor: Actor, at: dt.datetime, meeting: int, title: str, text: str = "", kind: str = "matter", subject: str = "",
    key: int | None = None,
) -> int:  # fmt: skip
    """Put an item on the agenda of a meeting; its key. A record is on the agenda of a meeting once."""
    row = stamp(actor, at)
    if kind not in codes.MOTIONS:
        raise NotFound("kind")
    held: Meeting = locked(reach.meetings(actor), meeting, MEETING)
    if not title.strip():
        raise Refused(say("Write what is to be decided."), "title")
    mine = Motion.objects.filter(meeting=held, void=False)
    if key is not None and mine.filter(subject=subject, key=key).exists():
        raise Refused(say("It is on the agenda of this meeting already."), "title")
    number = (mine.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Motion.objects.create(
        meeting=held,
        number=number,
        kind=kind,
        title=title.strip(),
        text=text.strip(),
        subject=subject,
        key=key,
        **row,
    )
    journal.write(actor, "put_on_agenda", MOTION, key=made.pk, at=at, meeting=meeting)
    return made.pk


@transaction.atomic
def correct(
    *,
    actor: Actor,
    at: dt.datetime,
    motion: int,
    title: str,
    text: str = "",
    kind: str = "matter",
    version: int | None = None,
) -> None:
    """Mend title, text and kind of an item that is not voted yet."""
    kept_by(actor)
    values = {"title": title.strip(), "text": text.strip(), "kind": kind}
    held: Motion = locked(reach.motions(actor), motion, MOTION, version, **values)
    if kind not in codes.MOTIONS:
        raise NotFound("kind")
    rules.may_recuse(held.state).demand("title")
    versions.save(held, actor=actor, at=at, **values)
    journal.write(actor, "correct", MOTION, key=motion, at=at)


@transaction.atomic
def drop(*, actor: Actor, at: dt.datetime, motion: int, version: int | None = None) -> int:
    """Take an item off the agenda; one that was voted stays. The meeting's key."""
    kept_by(actor)
    held: Motion = locked(reach.motions(actor), motion, MOTION, version)
    rules.may_recuse(held.state).demand()
    versions.save(held, actor=actor, at=at, void=True)
    journal.write(actor, "take_off_agenda", MOTION, key=motion, at=at)
    return held.meeting_id


@transaction.atomic
def recuse(*, actor: Actor, at: dt.datetime, motion: int, seat: int, reason: str) -> None:
    """A member of the roll may not decide on this motion: no vote, and out of the base where the rule says so."""
    row = stamp(actor, at)
    held: Motion = locked(reach.motions(actor).select_related("meeting"), motion, MOTION)
    rules.may_vote(held.state, held.kind, held.meeting.state).demand("seat")
    if not Attendance.objects.filter(meeting=held.meeting_id, seat=seat).exists():
        raise NotFound("council seat")
    if Mark.objects.filter(motion=held).exists():
        raise Refused(say("Votes by name are entered. Take them back first."), "seat")
    if not reason.strip():
        raise Refused(say("Write why the member is recused."), "reason")
    with refusing(say("The member is recused already."), "seat"):
        Recusal.objects.create(motion=held, seat_id=seat, reason=reason.strip(), **row)
    journal.write(actor, "recuse", MOTION, key=motion, at=at, seat=seat)


@transaction.atomic
def admit(*, actor: Actor, at: dt.datetime, motion: int, seat: int) -> None:
    """A recusal was entered by mistake: the member votes after all."""
    kept_by(actor)
    held: Motion = locked(reach.motions(actor), motion, MOTION)
    rules.may_recuse(held.state).demand("seat")
    if Mark.objects.filter(motion=held).exists():
        raise Refused(say("Votes by name are entered. Take them back first."), "seat")
    gone, _rows = Recusal.objects.filter(motion=held, seat=seat).delete()
    if not gone:
        raise NotFound("council seat")
    journal.write(actor, "admit", MOTION, key=motion, at=at, seat=seat)


@transaction.atomic
def count(
    *, actor: Actor, at: dt.datetime, motion: int, yes: int, no: int = 0, abstain: int = 0, tellers: tuple[str, str],
    announced: bool | None = None, version: int | None = None,
) -> Outcome:  # fmt: skip
    """Count a show of hands by the clause of the meeting's day; two people counted.

    announced  what the chair said; refused with the arithmetic when the count says otherwise
    Refused without a quorum, and with other votes than voters.
    """
    kept_by(actor)
    held, clause = _to_vote(actor, motion, version)
    rules.two_tellers(*tellers).demand("tellers")
    roll = _roll(held)
    voters = roll.present - roll.recused_present
    votes = Votes(yes, no, abstain)
    outcome = rules.counted(clause, roll, votes, announced)
    if votes.all != voters:
        raise Refused(
            say("{votes} votes were counted, {voters} may vote: every raised hand and abstention counts.", votes=votes.all, voters=voters),
            "yes",
        )  # fmt: skip
    _decided(
        actor, at, held, roll, votes, outcome, way="show", tellers="、".join(one.strip() for one in tellers)
    )
    return outcome


@transaction.atomic
def enter(*, actor: Actor, at: dt.datetime, meeting: int, answers: Mapping[int, Mapping[int, str]]) -> int:
    """Votes by name, first reading: motion → seat → answer. How many cells. Entered again, it replaces the reading.

    Refused for a recused or absent member with a vote, and while a voter's answer is missing.
    """
    row = stamp(actor, at)
    sheet = _grid(actor, meeting, answers)
    Mark.objects.filter(motion__in=list(answers)).delete()
    Mark.objects.bulk_create(
        Mark(motion_id=motion, seat_id=seat, answer=answer, **row)
        for motion, seats in answers.items()
        for seat, answer in seats.items()
    )
    for one in Motion.objects.filter(pk__in=[one.id for one in sheet.motions]):
        versions.save(one, actor=actor, at=at, way="named", entered_by=actor.user_id, checked_by=None)
    cells = sum(len(seats) for seats in answers.values())
    journal.write(actor, "enter_votes", MEETING, key=meeting, at=at, motions=sorted(answers), cells=cells)
    return cells


@transaction.atomic
def check(
    *, actor: Actor, at: dt.datetime, meeting: int, answers: Mapping[int, Mapping[int, str]]
) -> list[Difference]:
    """Votes by name, second reading by another person. Without a difference the motions are counted; else the cells that differ.

    Raises Refused for the person who entered them, and for a motion that has no quorum for its vote.
    """
    kept_by(actor, "council.check")
    sheet = _grid(actor, meeting, answers)
    if sheet.entered_by is None or any(one.entered_by is None for one in sheet.motions):
        raise Refused(say("Nobody has entered these votes yet."))
    if actor.user_id == sheet.entered_by:
        raise Refused(say("Another person checks the votes than who entered them."))
    second = {(motion, seat): answer for motion, seats in answers.items() for seat, answer in seats.items()}
    first = {cell: answer for cell, answer in sheet.first.items() if cell[0] in answers}
    differing = rules.differences(first, second)
    marks = list(Mark.objects.select_for_update().filter(motion__in=list(answers)))
    for mark in marks:
        mark.second = second[mark.motion_id, mark.seat_id]
        versions.touch(mark, actor=actor, at=at)
    Mark.objects.bulk_update(marks, ["second", "version", "changed_at", "changed_by"])
    if not differing:
        _count_named(actor, at, sheet, answers)
    journal.write(
        actor, "check_votes", MEETING, key=meeting, at=at, motions=sorted(answers), differing=len(differing)
    )
    return differing


@transaction.atomic
def take_back(*, actor: Actor, at: dt.datetime, motion: int, reason: str, version: int | None = None) -> int:
    """The count of a motion was a mistake: it is open again, votes by name are gone. The meeting's key.

    Refused once it is resolved or a step stands on it.
    """
    kept_by(actor)
    held: Motion = locked(reach.motions(actor), motion, MOTION, version)
    if held.state == "open" and not held.way:
        raise Refused(say("Nothing was counted yet."))
    if not reason.strip():
        raise Refused(say("Write the reason."), "reason")
    if (
        Resolution.objects.filter(motion=held, void=False).exists()
        or Step.objects.filter(motion=held).exists()
    ):
        raise Refused(say("A resolution or a step stands on it. Take that back first."))
    Mark.objects.filter(motion=held).delete()
    versions.save(held, actor=actor, at=at, **_BLANK)
    journal.write(actor, "take_back_count", MOTION, key=motion, at=at, reason=reason.strip())
    return held.meeting_id


@transaction.atomic
def defer(*, actor: Actor, at: dt.datetime, motion: int, reason: str, version: int | None = None) -> int:
    """The meeting puts it off (缓议), with the reason. The meeting's key."""
    kept_by(actor)
    held, _clause = _to_vote(actor, motion, version)
    if not reason.strip():
        raise Refused(say("Write why it is put off."), "reason")
    Mark.objects.filter(motion=held).delete()
    versions.save(held, actor=actor, at=at, state="deferred", way="", entered_by=None, reason=reason.strip())
    journal.write(actor, "defer_motion", MOTION, key=motion, at=at)
    return held.meeting_id


@transaction.atomic
def hear(*, actor: Actor, at: dt.datetime, motion: int, version: int | None = None) -> int:
    """A report was heard. The meeting's key."""
    kept_by(actor)
    held: Motion = locked(reach.motions(actor).select_related("meeting"), motion, MOTION, version)
    if held.kind != "report" or held.state != "open" or held.meeting.state != "held":
        raise Refused(say("Only a report of a meeting that was held is heard."))
    versions.save(held, actor=actor, at=at, state="heard")
    journal.write(actor, "hear_report", MOTION, key=motion, at=at)
    return held.meeting_id


@transaction.atomic
def resolve(*, actor: Actor, at: dt.datetime, motion: int, text: str) -> int:
    """Write the resolution of a carried motion, with the next number of the year; its key."""
    row = stamp(actor, at)
    held: Motion = locked(reach.motions(actor).select_related("meeting"), motion, MOTION)
    if held.state != "carried":
        raise Refused(say("Only a motion that was carried becomes a resolution."), "text")
    if not text.strip():
        raise Refused(say("Write what was decided."), "text")
    year = held.meeting.on.year
    last = Resolution.objects.filter(community_id=actor.community, year=year).aggregate(n=Max("number"))["n"]
    with refusing(say("There is a resolution of this motion already."), "text"):
        made = Resolution.objects.create(
            motion=held, year=year, number=(last or 0) + 1, text=text.strip(), on=held.meeting.on, **row
        )
    journal.write(actor, "note_resolution", MOTION, key=motion, at=at, resolution=made.pk)
    return made.pk


@transaction.atomic
def withdraw(*, actor: Actor, at: dt.datetime, resolution: int, version: int | None = None) -> int:
    """Take out a resolution that was written by mistake; its number stays used. The meeting's key."""
    kept_by(actor)
    held: Resolution = locked(
        reach.resolutions(actor).select_related("motion"), resolution, "council resolution", version
    )
    if FollowUp.objects.filter(motion=held.motion_id, void=False, done_on__isnull=False).exists():
        raise Refused(say("Something was done on this resolution. Decide otherwise in a new meeting."))
    versions.save(held, actor=actor, at=at, void=True)
    journal.write(actor, "void_entry", MOTION, key=held.motion_id, at=at, resolution=resolution)
    meeting: int = held.motion.meeting_id
    return meeting


def _to_vote(
    actor: Actor, motion: int, version: int | None = None, clause: Clause | None = None
) -> tuple[Motion, Clause]:
    """A motion that may be voted on, locked, with the clause of its meeting's day unless that is known."""
    held: Motion = locked(reach.motions(actor).select_related("meeting__body"), motion, MOTION, version)
    meeting = held.meeting
    rules.may_vote(held.state, held.kind, meeting.state).demand("yes")
    if held.way == "secret":
        raise Refused(say("This motion is voted on by secret ballot."), "yes")
    if clause is not None:
        return held, clause
    rule = reach.rule_of(meeting.body.kind, held.community_id, meeting.on)
    return held, rule.clause_for(meeting.second_of_id is not None)


def _roll(held: Motion) -> Roll:
    recused = set(Recusal.objects.filter(motion=held).values_list("seat_id", flat=True))
    there = found.present_seats(held.meeting_id) if recused else frozenset()
    return Roll(held.meeting.should, held.meeting.present, len(recused), len(recused & there))


def _grid(actor: Actor, meeting: int, answers: Mapping[int, Mapping[int, str]]) -> Grid:
    """The grid of these motions, once every answer in it is one that may be given."""
    held: Meeting = locked(reach.meetings(actor), meeting, MEETING)
    if held.state != "held" or held.counted:
        raise Refused(say("Votes by name need the roll of a meeting that was held."))
    sheet = found.grid(actor, meeting, set(answers))
    if not answers or {one.id for one in sheet.motions} != set(answers):
        raise NotFound("council motion")
    names = dict(sheet.seats)
    for one in sheet.motions:
        rules.may_vote(one.state, one.kind, held.state).demand()
        recused = {seat for motion, seat in sheet.recused if motion == one.id}
        rules.complete(answers[one.id], sheet.present, recused, names).demand()
    return sheet


def _count_named(
    actor: Actor, at: dt.datetime, sheet: Grid, answers: Mapping[int, Mapping[int, str]]
) -> None:
    clause: Clause | None = None
    for row in sheet.motions:
        held, clause = _to_vote(actor, row.id, clause=clause)
        recused = {seat for motion, seat in sheet.recused if motion == row.id}
        tally = rules.tally(
            list(answers[row.id].values()), should=held.meeting.should, recused=len(recused), recused_present=len(recused & sheet.present)
        )  # fmt: skip
        outcome = rules.counted(clause, tally.roll, tally.votes)
        _decided(actor, at, held, tally.roll, tally.votes, outcome, way="named", checked_by=actor.user_id)


def _decided(
    actor: Actor, at: dt.datetime, held: Motion, roll: Roll, votes: Votes, outcome: Outcome, **more: object
) -> None:
    """What the count says is written; nobody chooses it."""
    versions.save(
        held, actor=actor, at=at, state="carried" if outcome.carried else "lost", should=roll.should,
        voters=roll.present - roll.recused_present, yes=votes.yes, no=votes.no, abstain=votes.abstain, recused=roll.recused,
        base=outcome.base, needed=outcome.needed_yes, told=kept(outcome.saying), **more,
    )  # fmt: skip
    journal.write(actor, "count_votes", MOTION, key=held.pk, at=at, carried=outcome.carried)
