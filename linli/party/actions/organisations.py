"""Organisations: founded, renamed, elected, dissolved."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say

from ..models import Belonging, Naming, Organisation, Term
from ..queries import reach
from ..rules import members, organisations
from .parts import locked, refusing, stamp


@transaction.atomic
def found(
    *,
    actor: Actor,
    at: dt.datetime,
    kind: str,
    name: str,
    on: dt.date,
    above: int | None = None,
    rank: int = 0,
) -> int:
    """Enter an organisation founded on a day; its key. Refused where it cannot stand under `above`."""
    row = stamp(actor, at)
    over = locked(reach.organisations(actor), above, "organisation") if above else None
    organisations.fits_above(kind, over.kind if over else "").demand("above")
    made = Organisation.objects.create(kind=kind, name=name.strip(), above=over, rank=rank, start=on, **row)
    Naming.objects.create(organisation=made, name=made.name, start=on, **row)
    journal.write(actor, "found", "party organisation", key=made.pk, at=at, kind=kind)
    return made.pk


@transaction.atomic
def rename(
    *,
    actor: Actor,
    at: dt.datetime,
    organisation: int,
    name: str,
    on: dt.date,
    today: dt.date,
    version: int | None = None,
) -> None:
    """From `on` it is called otherwise; the former name stays with its days."""
    row = stamp(actor, at)
    held = locked(reach.organisations(actor), organisation, "organisation", version, name=name)
    if name.strip() == held.name:
        raise Refused(say("It is called so already."), "name")
    last = Naming.objects.filter(organisation=held, void=False, end__isnull=True).get()
    members.may_start(on, last.start, today).demand("on")
    versions.save(last, actor=actor, at=at, end=on)
    Naming.objects.create(organisation=held, name=name.strip(), start=on, **row)
    versions.save(held, actor=actor, at=at, name=name.strip())
    journal.write(actor, "rename", "party organisation", key=held.pk, at=at)


@transaction.atomic
def elect(
    *,
    actor: Actor,
    at: dt.datetime,
    organisation: int,
    on: dt.date,
    until: dt.date | None = None,
    note: str = "",
) -> int:
    """换届: a term of office begins; its length is the term of the day unless `until` is stated."""
    row = stamp(actor, at)
    held = locked(reach.organisations(actor), organisation, "organisation")
    years = reach.term("party_term_years", actor, on).get(held.kind)
    end = until or (organisations.term_end(on, years) if years else None)
    if end is None:
        raise Refused(say("A Party group has no term of office."), "on")
    if end <= on or on < held.start:
        raise Refused(say("The term must end after the election, and begin after the founding."), "until")
    for before in Term.objects.filter(organisation=held, void=False, start__lt=on, end__gt=on):
        versions.save(before, actor=actor, at=at, end=on)
    with refusing(say("A term of office from a later day is entered already."), "on"):
        made = Term.objects.create(organisation=held, start=on, end=end, note=note, **row)
    journal.write(actor, "elect", "party organisation", key=held.pk, at=at, term=made.pk)
    return made.pk


@transaction.atomic
def dissolve(
    *, actor: Actor, at: dt.datetime, organisation: int, on: dt.date, version: int | None = None
) -> None:
    """It is dissolved on a day. Refused while members belong to it or others stand under it."""
    stamp(actor, at)
    held = locked(reach.organisations(actor), organisation, "organisation", version)
    left = Belonging.objects.filter(reach.on_day(on), branch=held).count()
    left += Belonging.objects.filter(reach.on_day(on), group=held).count()
    if left:
        raise Refused(say("{n} members belong to it. Transfer them first.", n=left), "on")
    if reach.organisations(actor).filter(reach.on_day(on), above=held).exists():
        raise Refused(say("Other organisations stand under it. Dissolve or move them first."), "on")
    if on <= held.start:
        raise Refused(say("It began on {day} only; choose a later day.", day=held.start.isoformat()), "on")
    for one in Naming.objects.filter(organisation=held, void=False, end__isnull=True):
        versions.save(one, actor=actor, at=at, end=on)
    versions.save(held, actor=actor, at=at, end=on)
    journal.write(actor, "dissolve", "party organisation", key=held.pk, at=at)
