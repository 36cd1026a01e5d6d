"""公开承诺: promised in public, followed up, settled, rated."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.base import versions, writes
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.masking import demand_public

from ..models import FollowUp, Pledge
from ..rules import codes, showing
from .parts import home, saver, stamp

SUBJECT, POWER, SETTLE = "pledge", "notices.draft", "notices.approve"


@transaction.atomic
def promise(
    *,
    actor: Actor,
    at: dt.datetime,
    maker: str,
    who: str,
    text: str,
    measure: str,
    start: dt.date,
    end: dt.date,
) -> int:
    """Make a pledge public; `end` is the first day after the promised one. Refused for private numbers and impossible days."""
    row = stamp(actor, at, POWER)
    if maker not in codes.MAKERS:
        raise Refused(say("Choose one of the list."), "maker")
    if end <= start:
        raise Refused(say("The last day lies before the first."), "last")
    made = Pledge.objects.create(
        maker=maker, who=showing.fit_text(who, "who", 60, say("Write who promises.")),
        text=showing.fit_text(text, "text", 300, say("Write what is promised.")),
        measure=showing.fit_text(measure, "measure", 200, say("Write by what one sees that it is kept.")),
        start=start, end=end, **row,
    )  # fmt: skip
    journal.write(actor, "make_pledge", SUBJECT, key=made.pk, at=at, maker=maker)
    return made.pk


@transaction.atomic
def follow_up(*, actor: Actor, at: dt.datetime, pledge: int, on: dt.date, text: str, today: dt.date) -> int:
    """Write down what was done for it; shown in public."""
    one, row = _locked(actor, pledge, None, POWER), stamp(actor, at, POWER)
    if one.state != "open":
        raise Refused(say("This pledge is settled already."))
    if not one.start <= on <= today:
        raise Refused(say("Choose a day between the pledge and today."), "on")
    made = FollowUp.objects.create(
        pledge=one, on=on, text=showing.fit_text(text, "text", 300, say("Write what was done.")), **row
    )
    journal.write(actor, "follow_up_pledge", SUBJECT, key=pledge, at=at)
    return made.pk


@transaction.atomic
def settle(
    *,
    actor: Actor,
    at: dt.datetime,
    pledge: int,
    state: str,
    outcome: str,
    on: dt.date,
    version: int | None = None,
) -> None:
    """Kept, partly kept, not kept; what came of it is shown in public."""
    one = _locked(actor, pledge, version, SETTLE, state=state, outcome=outcome)
    if one.state != "open":
        raise Refused(say("This pledge is settled already."))
    if state not in codes.PLEDGE_STATES or state == "open":
        raise Refused(say("Choose one of the list."), "state")
    words = showing.fit_text(outcome, "outcome", 300, say("Write what came of it."))
    versions.save(one, actor=actor, at=at, state=state, outcome=words, closed_on=on)
    journal.write(actor, "settle_pledge", SUBJECT, key=pledge, at=at, state=state)


@transaction.atomic
def rate(
    *,
    actor: Actor,
    at: dt.datetime,
    pledge: int,
    good: int,
    fair: int,
    poor: int,
    on: dt.date,
    version: int | None = None,
) -> None:
    """Enter how residents rated a settled pledge: how many said good, fair, poor."""
    one = _locked(actor, pledge, version, POWER, good=good, fair=fair, poor=poor)
    if one.state == "open":
        raise Refused(say("Settle the pledge first; then it is rated."))
    if min(good, fair, poor) < 0 or not 1 <= good + fair + poor <= 9999:
        raise Refused(say("Enter how many rated it."), "good")
    versions.save(one, actor=actor, at=at, good=good, fair=fair, poor=poor, rated_on=on)
    journal.write(actor, "rate_pledge", SUBJECT, key=pledge, at=at)


@transaction.atomic
def withdraw(*, actor: Actor, at: dt.datetime, pledge: int, reason: str, version: int | None = None) -> None:
    """Entered by mistake: on no page any more; the log keeps why."""
    one = _locked(actor, pledge, version, SETTLE)
    if not reason.strip():
        raise Refused(say("Write why."), "reason")
    demand_public(reason, "reason")
    versions.save(one, actor=actor, at=at, void=True)
    journal.write(actor, "withdraw_pledge", SUBJECT, key=pledge, at=at, why=reason.strip()[:200])


def _locked(actor: Actor, key: int, version: int | None, power: str, **values: object) -> Pledge:
    rows = Pledge.objects.filter(community_id=home(actor, power), void=False)
    found: Pledge = writes.locked(rows, key, SUBJECT, version, names=saver, **values)
    return found
