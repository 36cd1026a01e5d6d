"""A dispute is accepted with its number and month; mediators are charged and stand aside; the month is extended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import connection, transaction
from django.db.models import Max

from linli.base import versions, writes
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.say import kept
from linli.places import api as places

from .. import workflow
from ..models import Charge, Dispute, Party
from ..queries import reach, terms
from ..rules import clocks, codes, guards
from .parts import SUBJECT, locked, one_of, sides, stamp

#: First number of the lock under which numbers are given one after the other.
LOCK = 6_107


@transaction.atomic
def accept(
    *, actor: Actor, at: dt.datetime, today: dt.date, dispute: int, on: dt.date, mediators: Collection[int], how: str,
    version: int | None = None,
) -> int:  # fmt: skip
    """Accept it: the number of the dossier, its month and its mediators, the first of them leading; the serial.

    Refused while a party is missing or was not asked, and when one refused (rules.guards.may_accept).
    """
    one = locked(actor, dispute, version)
    state = workflow.step(one.state, "accept")
    guards.may_happen(on, one.found, today).demand("on")
    parties = reach.parties(dispute)
    guards.may_accept(sides(parties), len(mediators)).demand("mediators")
    asked = [each.consented for each in parties if each.consented is not None]
    guards.may_happen(on, max(asked), today).demand("on")
    held = terms.clock(one.community_id, on)
    last = clocks.settle_by(on, held.months, places.calendar(one.community_id))
    serial = _next(one.community_id, on.year)
    versions.save(
        one, actor=actor, at=at, state=state, accepted=on, accepted_by=actor.user_id, year=on.year, serial=serial,
        due=last.day, derivation=kept(last.derivation),
    )  # fmt: skip
    for place, key in enumerate(dict.fromkeys(mediators)):
        _charge(actor, at, one, key, how, on, first=place == 0)
    journal.write(actor, "accept_dispute", SUBJECT, key=dispute, at=at, number=serial)
    return serial


def _next(community: int, year: int) -> int:
    """The next number of the year; who comes at the same moment waits, so that no number is left out or given twice."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [LOCK, community])
    last = Dispute.objects.filter(community_id=community, year=year).aggregate(last=Max("serial"))["last"]
    return (last or 0) + 1


@transaction.atomic
def charge(
    *, actor: Actor, at: dt.datetime, today: dt.date, dispute: int, mediator: int, how: str, on: dt.date
) -> None:
    """One more mediator whom the parties chose or accept."""
    one = locked(actor, dispute)
    workflow.step(one.state, "charge")
    guards.may_happen(on, one.accepted or one.found, today).demand("on")
    _charge(actor, at, one, mediator, how, on, first=False)
    journal.write(actor, "charge_mediator", SUBJECT, key=dispute, at=at, mediator=mediator)


def _charge(
    actor: Actor, at: dt.datetime, one: Dispute, mediator: int, how: str, on: dt.date, *, first: bool
) -> None:
    if not reach.mediators(one.community_id, on).filter(pk=mediator).exists():
        raise Refused(say("Choose somebody who is in office as a mediator on that day."), "mediators")
    with writes.refusing(say("This mediator is charged with it, or stood aside."), "mediator"):
        Charge.objects.create(
            dispute=one, mediator_id=mediator, how=one_of(how, codes.CHOSEN, "how"), since=on, first=first, **stamp(actor, at)
        )  # fmt: skip


@transaction.atomic
def recuse(
    *, actor: Actor, at: dt.datetime, today: dt.date, dispute: int, mediator: int, reason: str, on: dt.date
) -> None:
    """A mediator stands aside; from then on the dispute is closed to them. Refused while nobody else is charged."""
    one = locked(actor, dispute)
    workflow.step(one.state, "recuse")
    guards.may_happen(on, one.accepted or one.found, today).demand("on")
    rows = Charge.objects.filter(dispute=one, recused__isnull=True)
    held = rows.filter(mediator=mediator).first()
    if held is None:
        raise Refused(say("Choose a mediator of this dispute."), "mediator")
    others = list(rows.exclude(pk=held.pk).order_by("pk"))
    guards.may_recuse(len(others)).demand("mediator")
    versions.save(
        held, actor=actor, at=at, recused=on, recusal=one_of(reason, codes.RECUSALS, "reason"), first=False
    )
    if not any(each.first for each in others):
        versions.save(others[0], actor=actor, at=at, first=True)
    journal.write(actor, "recuse_mediator", SUBJECT, key=dispute, at=at, mediator=mediator, reason=reason)


@transaction.atomic
def tell_rights(*, actor: Actor, at: dt.datetime, today: dt.date, dispute: int, on: dt.date) -> int:
    """Every party was told of rights and duties; how many were told now."""
    one = locked(actor, dispute)
    workflow.step(one.state, "rights")
    guards.may_happen(on, one.accepted or one.found, today).demand("on")
    told = 0
    for party in Party.objects.select_for_update().filter(dispute=one, out=False, rights_told__isnull=True):
        versions.save(party, actor=actor, at=at, rights_told=on)
        told += 1
    journal.write(actor, "tell_rights", SUBJECT, key=dispute, at=at, count=told)
    return told


@transaction.atomic
def extend(
    *, actor: Actor, at: dt.datetime, today: dt.date, dispute: int, until: dt.date, on: dt.date, all_agree: bool,
    version: int | None = None,
) -> None:  # fmt: skip
    """A longer time by consent of all parties, once, as far as the term goes."""
    one = locked(actor, dispute, version)
    workflow.step(one.state, "extend")
    if not all_agree:
        raise Refused(say("The time is extended only when all parties agree."), "all_agree")
    if one.extended is not None or one.due is None or one.accepted is None:
        raise Refused(say("It was extended once already."))
    guards.may_happen(on, one.accepted, today).demand("on")
    last = clocks.extend_to(one.due, until, on, terms.clock(one.community_id, one.accepted).extension)
    reason = say(
        "extended by consent on {on} from {old} to {day}",
        on=on.isoformat(),
        old=one.due.isoformat(),
        day=last.isoformat(),
    )
    versions.save(one, actor=actor, at=at, due=last, extended=on, derivation=kept(reason))
    journal.write(actor, "extend_dispute", SUBJECT, key=dispute, at=at)
