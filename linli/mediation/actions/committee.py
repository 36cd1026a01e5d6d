"""The people's mediation committee: who is elected, who leaves."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.base import versions, writes
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say

from ..models import Mediator
from ..rules import codes, committee
from .parts import SEAL, home, one_of, stamp, text

KIND = "mediator"


@transaction.atomic
def elect(
    *, actor: Actor, at: dt.datetime, today: dt.date, name: str, sex: str, start: dt.date, account: int | None = None,
    chair: bool = False,
) -> int:  # fmt: skip
    """A member elected by the residents' meeting; the key. Refused beyond nine."""
    row = stamp(actor, at, SEAL)
    if start > today:
        raise Refused(say("This day is still to come."), "start")
    sitting = Mediator.objects.select_for_update().filter(community_id=row["community_id"], end__isnull=True)
    if len(sitting) >= committee.MOST:
        raise Refused(say("The committee has at most {n} members.", n=committee.MOST), "name")
    if chair and any(one.chair for one in sitting):
        raise Refused(say("The committee has a chair already."), "chair")
    if account is not None and any(one.account == account for one in sitting):
        raise Refused(say("This account is a member already."), "account")
    made = Mediator.objects.create(
        name=text(name, "name", say("Write the name."), 40) or "", sex=one_of(sex, codes.SEX, "sex"), start=start, account=account,
        chair=chair, **row,
    )  # fmt: skip
    journal.write(actor, "elect_mediator", KIND, key=made.pk, at=at)
    return made.pk


@transaction.atomic
def leave(*, actor: Actor, at: dt.datetime, today: dt.date, mediator: int, end: dt.date) -> None:
    """A member leaves the committee; `end` is the first day out of office."""
    community = home(actor, SEAL)
    rows = Mediator.objects.filter(community_id=community, end__isnull=True)
    held = writes.locked(rows, mediator, KIND)
    if end <= held.start or end > today:
        raise Refused(say("Choose a day after the election and not later than today."), "end")
    versions.save(held, actor=actor, at=at, end=end)
    journal.write(actor, "end_mediator", KIND, key=mediator, at=at)
