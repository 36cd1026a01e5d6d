"""Meetings: planned, held with attendance, resolved, written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from django.db import transaction

from linli.base import versions
from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.kernel.majority import Outcome, Roll, Votes, decide
from linli.kernel.say import kept

from ..models import Attendance, Meeting, Organisation, Resolution
from ..queries import members, reach
from ..queries.meetings import OWNER
from ..rules import codes, meetings
from .parts import kept_by, locked, stamp


@transaction.atomic
def plan(
    *, actor: Actor, at: dt.datetime, organisation: int, kind: str, on: dt.date, begins: dt.time | None = None, place: str = "",
    topics: str = "",
) -> int:  # fmt: skip
    """Call a meeting; its key."""
    row = stamp(actor, at)
    where: Organisation = reach.found(
        reach.organisations(actor).filter(reach.on_day(on)), organisation, "organisation"
    )
    meetings.may_hold(where.kind, kind).demand("kind")
    made = Meeting.objects.create(
        organisation=where, kind=kind, on=on, begins=begins, place=place.strip(), topics=topics.strip(), **row
    )
    journal.write(actor, "call_meeting", "party meeting", key=made.pk, at=at, kind=kind)
    return made.pk


@transaction.atomic
def reschedule(
    *, actor: Actor, at: dt.datetime, meeting: int, on: dt.date, begins: dt.time | None = None, place: str = "",
    version: int | None = None,
) -> None:  # fmt: skip
    """Another day, time or place; only while attendance is not written down, for who should attend follows from the day."""
    kept_by(actor)
    values = {"on": on, "begins": begins, "place": place.strip()}
    held: Meeting = locked(reach.meetings(actor), meeting, "meeting", version, **values)
    if held.state != "planned":
        raise Refused(say("Attendance is written down: the day stays as it is."), "on")
    reach.found(reach.organisations(actor).filter(reach.on_day(on)), held.organisation_id, "organisation")
    versions.save(held, actor=actor, at=at, **values)
    journal.write(actor, "reschedule", "party meeting", key=meeting, at=at)


@transaction.atomic
def hold(
    *, actor: Actor, at: dt.datetime, meeting: int, today: dt.date, away: Mapping[int, tuple[str, str]], chair: str = "",
    recorder: str = "", version: int | None = None,
) -> None:  # fmt: skip
    """Write down who attended, by the roster of the meeting's day.

    away  member → (absent or leave, reason); all others who should attend were present
    Refused on a day to come, for somebody who should not attend, an absence without reason, after a resolution.
    """
    row = stamp(actor, at)
    held: Meeting = locked(
        reach.meetings(actor).select_related("organisation"), meeting, "meeting", version, chair=chair, recorder=recorder
    )  # fmt: skip
    if held.on > today:
        raise Refused(say("The meeting lies in the future."), "away")
    if Resolution.objects.filter(meeting=held, void=False).exists():
        raise Refused(say("Resolutions were counted with this attendance. Take them out first."), "away")
    roster = members.roster(held.organisation_id, held.organisation.kind, held.kind, held.on)
    if not roster:
        raise Refused(say("Nobody is on the roster of that day."), "away")
    if set(away) - {key for key, _ in roster}:
        raise NotFound("member")
    if any(presence not in codes.PRESENCE or not reason.strip() for presence, reason in away.values()):
        raise Refused(say("Write the reason of each absence."), "away")
    Attendance.objects.filter(meeting=held).delete()
    Attendance.objects.bulk_create(
        Attendance(
            meeting=held, member_id=key, voting=voting, presence=away.get(key, ("present", ""))[0],
            reason=away.get(key, ("", ""))[1].strip()[:100], **row,
        )
        for key, voting in roster
    )  # fmt: skip
    versions.save(
        held, actor=actor, at=at, state="held", should=len(roster), present=len(roster) - len(away), chair=chair.strip(),
        recorder=recorder.strip(),
    )  # fmt: skip
    journal.write(
        actor, "write_attendance", "party meeting", key=meeting, at=at, should=len(roster), away=len(away)
    )


@transaction.atomic
def resolve(
    *, actor: Actor, at: dt.datetime, meeting: int, kind: str, text: str, yes: int, no: int = 0, abstain: int = 0,
    recused: Collection[int] = (),
) -> Outcome:  # fmt: skip
    """Count a resolution by the clause of the meeting's day. Refused without a quorum, with the arithmetic.

    Only members with a vote count, and the roster is that of the meeting's day. Recused members leave base and quorum.
    """
    row = stamp(actor, at)
    held: Meeting = locked(reach.meetings(actor), meeting, "meeting")
    meetings.may_resolve(held.kind, held.state).demand("text")
    if kind not in codes.RESOLUTIONS:
        raise NotFound("kind")
    voters = dict(Attendance.objects.filter(meeting=held, voting=True).values_list("member_id", "presence"))
    if set(recused) - set(voters):
        raise Refused(say("Only who has a vote at this meeting can be recused."), "recused")
    there = {key for key, presence in voters.items() if presence == "present"}
    roll = Roll(len(voters), len(there), len(set(recused)), len(there & set(recused)))
    clause = meetings.clause_of(reach.term("party_majority", actor, held.on), kind)
    outcome = decide(clause, roll, Votes(yes, no, abstain))
    made = Resolution.objects.create(
        meeting=held, kind=kind, text=text.strip(), should=roll.should, present=roll.present, recused=sorted(set(recused)),
        yes=yes, no=no, abstain=abstain, carried=outcome.carried, told=kept(outcome.saying), **row,
    )  # fmt: skip
    journal.write(
        actor,
        "note_resolution",
        "party meeting",
        key=meeting,
        at=at,
        resolution=made.pk,
        carried=outcome.carried,
    )
    return outcome


@transaction.atomic
def withdraw(*, actor: Actor, at: dt.datetime, resolution: int) -> int:
    """Take out a resolution that was counted by mistake. The meeting's key."""
    kept_by(actor)
    held: Resolution = locked(
        Resolution.objects.filter(community_id=actor.community, void=False), resolution, "resolution"
    )
    versions.save(held, actor=actor, at=at, void=True)
    journal.write(actor, "void_entry", "party meeting", key=held.meeting_id, at=at, resolution=resolution)
    return held.meeting_id


@transaction.atomic
def write(
    *,
    actor: Actor,
    at: dt.datetime,
    meeting: int,
    topics: str,
    minutes: str,
    place: str = "",
    version: int | None = None,
) -> None:
    """Topics and minutes."""
    kept_by(actor)
    values = {"topics": topics.strip(), "minutes": minutes.strip(), "place": place.strip()}
    held: Meeting = locked(reach.meetings(actor), meeting, "meeting", version, **values)
    versions.save(held, actor=actor, at=at, **values)
    journal.write(actor, "write_minutes", "party meeting", key=meeting, at=at)


@transaction.atomic
def attach(*, actor: Actor, at: dt.datetime, meeting: int, name: str, content: bytes, kind: str = "") -> int:
    """Keep a paper of the meeting; the file's id."""
    kept_by(actor)
    held: Meeting = locked(reach.meetings(actor), meeting, "meeting")
    if not content:
        raise Refused(say("The file is empty."), "file")
    file = files.store(actor, name[:100], content, kind=kind, owner=OWNER, key=held.pk, at=at)
    versions.save(held, actor=actor, at=at, files=[*held.files, file])
    journal.write(actor, "add_paper", "party meeting", key=meeting, at=at, file=file)
    return file


@transaction.atomic
def cancel(*, actor: Actor, at: dt.datetime, meeting: int, version: int | None = None) -> None:
    """The meeting is not held, or was entered by mistake; one with resolutions stays."""
    kept_by(actor)
    held: Meeting = locked(reach.meetings(actor), meeting, "meeting", version)
    if Resolution.objects.filter(meeting=held, void=False).exists():
        raise Refused(say("The meeting has resolutions. Take them out first."))
    versions.save(held, actor=actor, at=at, void=True)
    journal.write(actor, "void_entry", "party meeting", key=meeting, at=at)
