"""A decision is drafted, opened with its roll, or withdrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say

from ..models import Ballot, Booth, Decision, Voter
from ..rules import codes, decisions
from ..rules.decisions import Asked, Option
from .parts import SUBJECT, held, keeper, stamp

_BATCH = 5000


@transaction.atomic
def draft(
    *, actor: Actor, at: dt.datetime, title: str, question: str, secret: bool, kind: str, options: Sequence[Option],
    rule: Mapping[str, Any], subject: str = "", key: int | None = None, limit: int | None = None,
    budget: int | None = None, ties: Sequence[str] = (),
) -> int:  # fmt: skip
    """A decision with its declared rule; its key.

    subject, key  the record of another app that is decided on
    rule    for kind answer a clause of majority, otherwise as linli.ballots.rules.counting.Rule reads it
    limit   how many options (or points) a ballot gives at most; budget in fen
    """
    row = stamp(actor, at)
    if not title.strip() or not question.strip():
        raise Refused(say("Write title and question."), "title")
    asked = Asked(kind, tuple(options), limit, budget)
    kept = decisions.declared(asked, rule, ties, secret)
    made = Decision.objects.create(
        title=title.strip()[:100], question=question.strip()[:2000], subject=subject, key=key, secret=secret, kind=kind,
        options=[one.plain() for one in options], rule=kept, most=1 if kind == codes.ONE else limit, budget=budget,
        ties=list(ties), **row,
    )  # fmt: skip
    journal.write(actor, "draft_decision", SUBJECT, key=made.pk, at=at, kind=kind, secret=secret)
    return made.pk


@transaction.atomic
def open_vote(
    *, actor: Actor, at: dt.datetime, decision: int, roll: Sequence[decisions.Voter], until: dt.datetime | None = None,
    booths: Sequence[str] = (),
) -> None:  # fmt: skip
    """Open a decision with its roll, which is fixed from now on.

    until   when voting ends; none is needed for a named vote in a meeting
    booths  names of the places where paper is given out
    """
    keeper(actor)
    one = held(actor, decision)
    if one.state != codes.DRAFT:
        raise Refused(say("The roll is fixed since opening. Who was left out needs a new decision."), "roll")
    decisions.demand_roll(roll)
    if one.secret and until is None:
        raise Refused(say("State until when is voted."), "until")
    if until is not None and until <= at:
        raise Refused(say("The end of voting lies in the past."), "until")
    Voter.objects.bulk_create(
        [
            Voter(
                community_id=one.community_id, decision=one, ref=line.ref.strip()[:60], name=line.name.strip()[:60],
                person_id=line.person, user=line.user, recused=line.recused,
            )
            for line in roll
        ],
        _BATCH,
    )  # fmt: skip
    Booth.objects.bulk_create(
        Booth(decision=one, name=name.strip()[:60], **stamp(actor, at)) for name in booths if name.strip()
    )
    versions.save(one, actor=actor, at=at, state=codes.OPEN, opened=at, until=until, n_roll=len(roll))
    journal.write(actor, "open_decision", SUBJECT, key=decision, at=at, roll=len(roll))


@transaction.atomic
def withdraw(*, actor: Actor, at: dt.datetime, decision: int, reason: str) -> None:
    """A decision is not held, or not finished: nothing of it is counted, its ballots are destroyed unread."""
    keeper(actor)
    one = held(actor, decision)
    if one.state not in (codes.DRAFT, codes.OPEN, codes.COUNTING):
        raise Refused(say("A closed vote stays."))
    if not reason.strip():
        raise Refused(say("Write the reason."), "reason")
    versions.save(one, actor=actor, at=at, state=codes.VOID, reason=reason.strip()[:300])
    Ballot.objects.filter(decision=one).delete()
    journal.write(actor, "withdraw_decision", SUBJECT, key=decision, at=at, why=reason)


@transaction.atomic
def add_booth(*, actor: Actor, at: dt.datetime, decision: int, name: str) -> int:
    """A further place with a ballot box, until voting ends; its key."""
    one = held(actor, decision)
    row = stamp(actor, at)
    if one.state not in (codes.DRAFT, codes.OPEN) or not one.secret:
        raise Refused(say("A booth is opened before or during a secret vote."), "name")
    if Booth.objects.filter(decision=one, name=name.strip()).exists():
        raise Refused(say("There is a booth of this name."), "name")
    made = Booth.objects.create(decision=one, name=name.strip()[:60], **row)
    journal.write(actor, "add_booth", SUBJECT, key=decision, at=at, booth=made.pk)
    return made.pk
