"""A dispute is found or applied for; its parties are entered and asked for consent."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from linli.base import versions, writes
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.names import clean_name

from .. import workflow
from ..models import Dispute, Party
from ..queries import terms
from ..rules import codes, guards
from .parts import HANDLE, SUBJECT, locked, one_of, saver, stamp, text

REPORT = "mediation.report"


@dataclass(frozen=True, slots=True)
class Who:
    """A party as typed; `about` is what the form asks of sex, ethnicity, age and occupation."""

    side: str
    name: str
    phone: str = ""
    address: str = ""
    about: str = ""
    agent: str = ""
    identity: str = ""


@transaction.atomic
def register(
    *, actor: Actor, at: dt.datetime, today: dt.date, source: str, category: str, brief: str, found: dt.date, claim: str = "",
    building: int | None = None, who: tuple[Who, ...] = (), power: str = HANDLE,
) -> int:  # fmt: skip
    """Write down a dispute, with the parties as far as they are known; its key.

    power   HANDLE for a mediator, REPORT for who found it on the way and reads no further
    Raises Refused with the field for an unknown category, an empty text, a day to come.
    """
    row = stamp(actor, at, power)
    if category not in terms.categories(row["community_id"], found):
        raise Refused(say("Choose one of the list."), "category")
    if found > today:
        raise Refused(say("This day is still to come."), "found")
    with writes.refusing(say("Choose one of the list."), "building"):
        made = Dispute.objects.create(
            source=one_of(source, codes.SOURCES, "source"), category=category, found=found, building_id=building,
            brief=text(brief, "brief", say("Write what it is about.")), claim=text(claim, "claim"),
            entered_by=actor.user_id, **row,
        )  # fmt: skip
    for one in who:
        _enter(actor, at, made, one, power)
    journal.write(actor, "register_dispute", SUBJECT, key=made.pk, at=at, kind=source)
    return made.pk


@transaction.atomic
def change(
    *, actor: Actor, at: dt.datetime, dispute: int, category: str, brief: str, claim: str = "", building: int | None = None,
    open_talks: bool = False, version: int | None = None,
) -> None:  # fmt: skip
    """Correct what was written down. Stale when somebody saved it meanwhile."""
    words = text(brief, "brief", say("Write what it is about."))
    one = locked(actor, dispute, version, category=category, brief=words)
    workflow.step(one.state, "change")
    if category not in terms.categories(one.community_id, one.found):
        raise Refused(say("Choose one of the list."), "category")
    versions.save(
        one, actor=actor, at=at, category=category, brief=words, claim=text(claim, "claim"), building_id=building,
        open_talks=open_talks,
    )  # fmt: skip
    journal.write(actor, "change_dispute", SUBJECT, key=dispute, at=at)


@transaction.atomic
def add_party(*, actor: Actor, at: dt.datetime, dispute: int, who: Who) -> int:
    """One more party; the key. In mediation it is asked for consent like the others, and told its rights."""
    one = locked(actor, dispute)
    workflow.step(one.state, "party")
    made = _enter(actor, at, one, who)
    journal.write(actor, "add_party", SUBJECT, key=dispute, at=at, kind=who.side)
    return made.pk


@transaction.atomic
def correct_party(
    *, actor: Actor, at: dt.datetime, dispute: int, party: int, who: Who, version: int | None = None
) -> None:
    """Mend what was typed about a party, or note the paper that was shown."""
    one = locked(actor, dispute)
    workflow.step(one.state, "paper")
    held = writes.locked(
        Party.objects.filter(dispute=one, out=False), party, "party", version, names=saver, side=who.side
    )
    if held.signed is not None and who.side != held.side:
        raise Refused(say("This party has signed the agreement already."), "side")
    versions.save(held, actor=actor, at=at, **_columns(who))
    journal.write(actor, "correct_party", SUBJECT, key=dispute, at=at)


@transaction.atomic
def drop_party(*, actor: Actor, at: dt.datetime, dispute: int, party: int) -> None:
    """A party entered by mistake; the row stays and is nobody any more."""
    one = locked(actor, dispute)
    workflow.step(one.state, "party")
    held = writes.locked(Party.objects.filter(dispute=one, out=False), party, "party")
    if held.signed is not None:
        raise Refused(say("This party has signed the agreement already."))
    versions.save(held, actor=actor, at=at, out=True)
    journal.write(actor, "drop_party", SUBJECT, key=dispute, at=at)


@transaction.atomic
def consent(
    *, actor: Actor, at: dt.datetime, today: dt.date, dispute: int, party: int, agrees: bool, on: dt.date
) -> None:
    """What a party said. A clear refusal ends it (art. 17): the dispute is refused with that day."""
    one = locked(actor, dispute)
    if one.state == "found":
        workflow.step(one.state, "consent")
    else:
        workflow.step(one.state, "party")
    held = writes.locked(Party.objects.filter(dispute=one, out=False), party, "party")
    guards.may_happen(on, one.found, today).demand("on")
    versions.save(held, actor=actor, at=at, consent=agrees, consented=on)
    if not agrees:
        if one.state != "found":
            raise Refused(say("It is in mediation: end it as withdrawn or failed."), "agrees")
        state = workflow.step(one.state, "refuse")
        versions.save(one, actor=actor, at=at, state=state, outcome="refused", settled=on)
    journal.write(actor, "ask_consent", SUBJECT, key=dispute, at=at, agrees=agrees)


def _enter(actor: Actor, at: dt.datetime, one: Dispute, who: Who, power: str = HANDLE) -> Party:
    row = stamp(actor, at, power)
    return Party.objects.create(dispute=one, **_columns(who), **row)


def _columns(who: Who) -> dict[str, object]:
    return {
        "side": one_of(who.side, codes.SIDES, "side"), "name": _name(who.name), "phone": text(who.phone, "phone", most=40),
        "address": text(who.address, "address", most=120), "about": text(who.about, "about", most=120),
        "agent": text(who.agent, "agent", most=60),
        "identity": one_of(who.identity, codes.PROOFS, "identity") if who.identity else "",
    }  # fmt: skip


def _name(typed: str) -> str:
    try:
        return clean_name(typed)
    except Refused as refusal:
        raise Refused(refusal.reason, "name") from None
