"""Dated facts of members, and offices."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say

from ..models import Fact, Member, Office
from ..queries import reach
from ..rules import codes
from .parts import kept_by, locked, refusing, stamp


@transaction.atomic
def note(*, actor: Actor, at: dt.datetime, member: int, kind: str, text: str, on: dt.date) -> int:
    """A fact holds from `on`: hardship, skill, floating, long-standing. What it says is sealed. Its key."""
    row = stamp(actor, at)
    if kind not in codes.FACTS:
        raise NotFound("kind")
    held: Member = locked(reach.members(actor), member, "member")
    made = Fact.objects.create(member=held, mark=reach.mark(kind), text=text.strip(), start=on, **row)
    journal.write(actor, "note", "party member", key=member, at=at, fact=made.pk)
    return made.pk


@transaction.atomic
def end_fact(
    *,
    actor: Actor,
    at: dt.datetime,
    fact: int,
    on: dt.date,
    mistake: bool = False,
    version: int | None = None,
) -> int:
    """It no longer holds from `on`, or never held (`mistake`). The member's key."""
    kept_by(actor)
    held: Fact = locked(Fact.objects.filter(community_id=actor.community, void=False), fact, "fact", version)
    _end(held, actor, at, on, mistake)
    journal.write(
        actor, "void_entry" if mistake else "end", "party member", key=held.member_id, at=at, fact=fact
    )
    return held.member_id


@transaction.atomic
def appoint(
    *, actor: Actor, at: dt.datetime, member: int, kind: str, on: dt.date, organisation: int | None = None, duties: str = "",
    until: dt.date | None = None,
) -> int:  # fmt: skip
    """An office from `on` (to `until`); its key. One secretary and one leader a day in each organisation."""
    row = stamp(actor, at)
    held: Member = locked(reach.members(actor), member, "member")
    if kind not in codes.OFFICES:
        raise NotFound("kind")
    where = None
    if kind != "community_work":
        if organisation is None:
            raise Refused(say("Choose the organisation."), "organisation")
        where = reach.found(reach.organisations(actor), organisation, "organisation")
    if until is not None and until <= on:
        raise Refused(say("The last day must not be before the first day."), "until")
    with refusing(say("On these days this office is held already. End that office first."), "kind"):
        made = Office.objects.create(
            member=held, organisation=where, kind=kind, duties=duties.strip(), start=on, end=until, **row
        )
    journal.write(actor, "appoint", "party member", key=member, at=at, office=made.pk, kind=kind)
    return made.pk


@transaction.atomic
def end_office(
    *,
    actor: Actor,
    at: dt.datetime,
    office: int,
    on: dt.date,
    mistake: bool = False,
    version: int | None = None,
) -> int:
    """The office ends on a day, or was never held (`mistake`). The member's key."""
    kept_by(actor)
    held: Office = locked(
        Office.objects.filter(community_id=actor.community, void=False), office, "office", version
    )
    _end(held, actor, at, on, mistake)
    journal.write(
        actor, "void_entry" if mistake else "end", "party member", key=held.member_id, at=at, office=office
    )
    return held.member_id


def _end(held: Fact | Office, actor: Actor, at: dt.datetime, on: dt.date, mistake: bool) -> None:
    if mistake:
        versions.save(held, actor=actor, at=at, void=True)
        return
    if on <= held.start:
        raise Refused(say("It began on {day} only; choose a later day.", day=held.start.isoformat()), "on")
    versions.save(held, actor=actor, at=at, end=on)
