"""四议两公开: a matter begins its way, each step is taken in order, the last one can be taken back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from linli.base import versions
from linli.base.clock import day_of
from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say

from ..models import Motion, Process, Step
from ..queries import reach
from ..queries.meetings import STEP_OWNER
from ..rules import codes
from ..rules import steps as rules
from .parts import kept_by, locked, refusing, stamp

PROCESS = "council process"


@dataclass(frozen=True, slots=True)
class Counted:
    """Attendance and votes of a step whose meeting is not kept here."""

    should: int | None = None
    present: int | None = None
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None


@transaction.atomic
def begin(
    *, actor: Actor, at: dt.datetime, title: str, start: dt.date, subject: str = "", key: int | None = None
) -> int:
    """A matter begins its way through the six steps; its key. One way for each record."""
    row = stamp(actor, at)
    if not title.strip():
        raise Refused(say("Write what is to be decided."), "title")
    if start > day_of(at):
        raise Refused(say("The day lies in the future."), "start")
    with refusing(say("This matter is on its way already."), "title"):
        made = Process.objects.create(title=title.strip(), subject=subject, key=key, start=start, **row)
    journal.write(actor, "begin_steps", PROCESS, key=made.pk, at=at)
    return made.pk


@transaction.atomic
def take(
    *, actor: Actor, at: dt.datetime, process: int, kind: str, on: dt.date | None = None, who: str = "", text: str = "",
    motion: int | None = None, body: int | None = None, party_meeting: int | None = None, counted: Counted | None = None,
    notice: int | None = None, until: dt.date | None = None, version: int | None = None,
) -> int:  # fmt: skip
    """Take the next step; its key. Refused when one is skipped, out of order, by the wrong body, or not carried.

    motion         a vote in a meeting kept here: day, body, attendance and votes come from it
    party_meeting  a meeting of the Party's own ledger (①③)
    until          last day of a disclosure (⑤⑥), as long as the term council_steps asks
    """
    row = stamp(actor, at)
    held: Process = locked(reach.processes(actor), process, PROCESS, version)
    taken = list(Step.objects.filter(process=held).order_by("number").values_list("kind", "on"))
    vote, where = _vote(actor, motion), None
    if vote is not None:
        on, where = vote.meeting.on, vote.meeting.body
        rules.fits(kind, where.kind, vote.state == "carried").demand("motion")
    elif body is not None:
        where = reach.found(reach.bodies(actor), body, "council body")
        rules.fits(kind, where.kind, None).demand("body")
    if on is None:
        raise Refused(say("Write the day."), "on")
    rules.may_take(taken, kind, on, day_of(at)).demand("kind")
    if kind == "decide" and vote is None:
        raise Refused(say("The resolution is a vote in a meeting: choose the motion."), "motion")
    if kind in codes.DISCLOSED:
        days = int(reach.term("council_steps", actor, on)["shown_days"])
        rules.long_enough(on, until, days).demand("until")
    elif vote is None and party_meeting is None and not who.strip() and where is None:
        raise Refused(say("Write which body took this step."), "who")
    count = counted or Counted()
    if vote is None:
        _sound(count)
    else:
        count = Counted(vote.meeting.should, vote.meeting.present, vote.yes, vote.no, vote.abstain)
    made = Step.objects.create(
        process=held, number=len(taken) + 1, kind=kind, on=on, body=where, motion=vote, party_meeting=party_meeting, notice=notice,
        who=who.strip(), text=text.strip(), until=until, should=count.should, present=count.present, yes=count.yes, no=count.no,
        abstain=count.abstain, **row,
    )  # fmt: skip
    versions.save(held, actor=actor, at=at)
    journal.write(actor, "take_step", PROCESS, key=process, at=at, step=kind)
    return made.pk


@transaction.atomic
def take_back(*, actor: Actor, at: dt.datetime, process: int, reason: str, version: int | None = None) -> str:
    """The last step was entered by mistake; its kind. Only the last one: the others stand on it."""
    kept_by(actor)
    held: Process = locked(reach.processes(actor), process, PROCESS, version)
    last = Step.objects.filter(process=held).order_by("-number").first()
    if last is None:
        raise Refused(say("No step is taken yet."))
    if not reason.strip():
        raise Refused(say("Write the reason."), "reason")
    kind = last.kind
    last.delete()
    versions.save(held, actor=actor, at=at)
    journal.write(actor, "take_back_step", PROCESS, key=process, at=at, step=kind, reason=reason.strip())
    return kind


@transaction.atomic
def attach(*, actor: Actor, at: dt.datetime, step: int, name: str, content: bytes, kind: str = "") -> int:
    """Keep a paper of a step; the file's id."""
    kept_by(actor)
    held: Step = locked(Step.objects.filter(process__in=reach.processes(actor)), step, "council step")
    if not content:
        raise Refused(say("The file is empty."), "file")
    file = files.store(actor, name[:100], content, kind=kind, owner=STEP_OWNER, key=held.pk, at=at)
    versions.save(held, actor=actor, at=at, files=[*held.files, file])
    journal.write(actor, "add_paper", PROCESS, key=held.process_id, at=at, file=file)
    return file


@transaction.atomic
def drop(*, actor: Actor, at: dt.datetime, process: int, version: int | None = None) -> None:
    """The matter was begun by mistake; one with steps stays."""
    kept_by(actor)
    held: Process = locked(reach.processes(actor), process, PROCESS, version)
    if Step.objects.filter(process=held).exists():
        raise Refused(say("Steps are taken already. Take them back first."))
    versions.save(held, actor=actor, at=at, void=True)
    journal.write(actor, "void_entry", PROCESS, key=process, at=at)


def _vote(actor: Actor, motion: int | None) -> Motion | None:
    if motion is None:
        return None
    held: Motion = reach.found(reach.motions(actor).select_related("meeting__body"), motion, "council motion")
    if held.state not in codes.VOTED:
        raise Refused(say("This motion was not voted on yet."), "motion")
    return held


def _sound(count: Counted) -> None:
    if count.present is not None and (count.should is None or not 0 <= count.present <= count.should):
        raise Refused(say("More are present than should attend."), "present")
    votes = [one for one in (count.yes, count.no, count.abstain) if one is not None]
    if votes and (count.present is None or sum(votes) > count.present):
        raise Refused(say("More votes than people present."), "yes")
    if votes and (count.yes or 0) * 2 <= (count.present or 0):
        raise Refused(say("Half of those present or fewer said yes: the step is not taken."), "yes")
