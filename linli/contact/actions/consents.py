"""A private number on a contact card: agreed to by its owner, until withdrawn."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.base import versions
from linli.base.clock import day_of
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.party import api as party

from ..models import Captain, Consent, Messenger
from ..queries.areas import on_day
from ..rules import charges as rules
from ..rules import codes
from .parts import home, locked, refusing, stamp

SUBJECT = "contact consent"


@transaction.atomic
def give(
    *, actor: Actor, at: dt.datetime, owner: str, key: int, phone: str, start: dt.date | None = None
) -> int:
    """The owner agreed that a private number is printed from `start` (today) on; an older number ends that day."""
    row = stamp(actor, at)
    on = start or day_of(at)
    rules.may_start(on, day_of(at)).demand("start")
    _owner(actor, owner, key, on)
    if not phone.strip():
        raise Refused(say("Write the number."), "phone")
    held = Consent.objects.select_for_update().filter(
        on_day(on), community_id=row["community_id"], owner=owner, key=key
    )
    for one in held:
        if one.phone == phone.strip():
            return one.pk
        if one.start == on:
            versions.save(one, actor=actor, at=at, void=True)
        else:
            versions.save(one, actor=actor, at=at, end=on)
    with refusing(say("A number is entered from a later day on."), "start"):
        made = Consent.objects.create(owner=owner, key=key, phone=phone.strip(), start=on, **row)
    journal.write(actor, "agree_number", SUBJECT, key=made.pk, at=at, owner=owner)
    return made.pk


@transaction.atomic
def withdraw(*, actor: Actor, at: dt.datetime, consent: int, on: dt.date | None = None) -> None:
    """The owner no longer agrees; cards that carry the number are out of date from that day."""
    community = home(actor)
    one: Consent = locked(
        Consent.objects.filter(community_id=community, void=False, end__isnull=True),
        consent,
        "contact consent",
    )
    day = on or day_of(at)
    rules.may_start(day, day_of(at)).demand("on")
    if day <= one.start:
        versions.save(one, actor=actor, at=at, void=True)
    else:
        versions.save(one, actor=actor, at=at, end=day)
    journal.write(actor, "withdraw_number", SUBJECT, key=consent, at=at, owner=one.owner)


def _owner(actor: Actor, owner: str, key: int, on: dt.date) -> None:
    """NotFound for an owner that is nobody here."""
    if owner not in codes.OWNERS:
        raise NotFound("owner")
    if owner == "member":
        known = key in party.faces(actor.community or 0, [key], on)
    else:
        table = Captain if owner == "captain" else Messenger
        known = table.objects.filter(community_id=actor.community, pk=key, void=False).exists()
    if not known:
        raise NotFound(owner)
