"""What every way of voting shares: which motion may be voted on, on which roll, and that the count alone decides."""

from __future__ import annotations

import datetime as dt

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.majority import Clause, Outcome, Roll, Votes
from linli.kernel.say import kept

from ..models import Motion, Recusal
from ..queries import motions as found
from ..queries import reach
from ..rules import motions as rules
from .parts import locked

MOTION = "council motion"


def to_vote(
    actor: Actor,
    motion: int,
    version: int | None = None,
    clause: Clause | None = None,
    *,
    secret: bool = False,
) -> tuple[Motion, Clause]:
    """A motion that may be voted on, locked, with the clause of its meeting's day unless that is known."""
    held: Motion = locked(reach.motions(actor).select_related("meeting__body"), motion, MOTION, version)
    meeting = held.meeting
    rules.may_vote(held.state, held.kind, meeting.state).demand("yes")
    if (held.way == "secret") is not secret:
        raise Refused(
            say("No secret ballot was opened.")
            if secret
            else say("This motion is voted on by secret ballot."),
            "yes",
        )
    if clause is not None:
        return held, clause
    rule = reach.rule_of(meeting.body.kind, held.community_id, meeting.on)
    return held, rule.clause_for(meeting.second_of_id is not None)


def roll_of(held: Motion) -> Roll:
    """The roll of a motion: its meeting's attendance with the recused."""
    recused = set(Recusal.objects.filter(motion=held).values_list("seat_id", flat=True))
    there = found.present_seats(held.meeting_id) if recused else frozenset()
    return Roll(held.meeting.should, held.meeting.present, len(recused), len(recused & there))


def decided(
    actor: Actor, at: dt.datetime, held: Motion, roll: Roll, votes: Votes, outcome: Outcome, **more: object
) -> None:
    """What the count says is written; nobody chooses it."""
    versions.save(
        held, actor=actor, at=at, state="carried" if outcome.carried else "lost", should=roll.should,
        voters=roll.present - roll.recused_present, yes=votes.yes, no=votes.no, abstain=votes.abstain, recused=roll.recused,
        base=outcome.base, needed=outcome.needed_yes, told=kept(outcome.saying), **more,
    )  # fmt: skip
    journal.write(actor, "count_votes", MOTION, key=held.pk, at=at, carried=outcome.carried)
