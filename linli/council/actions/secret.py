"""A motion voted on by secret ballot: the ballot box of ballots is opened for the roll of the meeting, its count decides."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from linli.ballots import api as ballots
from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.majority import Clause, Outcome, Roll, Votes

from ..models import Attendance, Mark, Meeting, Motion
from ..rules import motions as rules
from .deciding import MOTION, decided, roll_of, to_vote
from .parts import kept_by

SUBJECT = "council.motion"
#: The one item of such a decision.
ITEM = "motion"


@transaction.atomic
def open_ballot(
    *, actor: Actor, at: dt.datetime, motion: int, until: dt.datetime, version: int | None = None
) -> int:
    """Open the ballot box for the roll of the meeting, the recused marked; the decision's key.

    Refused without a quorum, for a body that is counted at the door, and while votes by name are entered.
    """
    kept_by(actor)
    held, clause = to_vote(actor, motion, version)
    meeting = held.meeting
    if meeting.counted:
        raise Refused(say("A secret ballot needs the roll by name."), "until")
    if Mark.objects.filter(motion=held).exists():
        raise Refused(say("Votes by name are entered. Take them back first."), "until")
    rules.may_ballot(clause, roll_of(held)).demand("until")
    decision = ballots.draft(
        actor=actor, at=at, title=held.title, question=held.text or held.title, secret=True, kind="answer",
        options=[ballots.Option(ITEM, held.title)], rule=_declared(clause), subject=SUBJECT, key=held.pk,
    )  # fmt: skip
    ballots.open(actor=actor, at=at, decision=decision, roll=_voters(held, meeting), until=until)
    versions.save(held, actor=actor, at=at, way="secret", decision=decision)
    journal.write(actor, "open_decision", MOTION, key=motion, at=at, decision=decision)
    return decision


@transaction.atomic
def take_result(*, actor: Actor, at: dt.datetime, motion: int, version: int | None = None) -> Outcome:
    """The box was counted: its votes decide by the clause of the meeting's day. Refused before the count."""
    kept_by(actor)
    held, clause = to_vote(actor, motion, version, secret=True)
    counted = ballots.result(actor, held.decision or 0)
    line = counted.lines.get(ITEM)
    if counted.state != "closed" or line is None:
        raise Refused(say("The votes are not counted yet. Close the vote first."))
    roll, votes = roll_of(held), Votes(line.yes, line.no, line.abstain)
    there = Roll(roll.should, votes.all + roll.recused_present, roll.recused, roll.recused_present)
    outcome = rules.counted(clause, there, votes)
    decided(actor, at, held, there, votes, outcome, way="secret")
    return outcome


def _voters(held: Motion, meeting: Meeting) -> list[ballots.Voter]:
    """The roll of the meeting, as the ballot box takes it."""
    recused = set(held.recusals.values_list("seat_id", flat=True))
    rows = Attendance.objects.filter(meeting=meeting).order_by("seat__sort", "seat_id")
    seats = rows.values_list("seat_id", "seat__name", "seat__person_id", "seat__user")
    return [
        ballots.Voter(str(seat), name, person, user, recused=seat in recused)
        for seat, name, person, user in seats
    ]


def _declared(clause: Clause) -> dict[str, Any]:
    """The clause as a decision declares it."""
    found: dict[str, Any] = {
        "passes": str(clause.passes.part), "strict": clause.passes.strict, "base": clause.base, "quorum_base": clause.quorum_base,
        "recused_leave": clause.recused_leave,
    }  # fmt: skip
    if clause.quorum is not None:
        found |= {"quorum": str(clause.quorum.part), "quorum_strict": clause.quorum.strict}
    return found
