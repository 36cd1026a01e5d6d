"""Organisations with their counts, names, terms and offices."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from linli.kernel import Actor, Period, Saying

from ..models import Belonging, Naming, Office, Organisation, Standing, Term
from ..rules import codes
from ..rules import organisations as rules
from . import reach


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One organisation on a day. `members` are those of its own roster (branch or group)."""

    id: int
    version: int
    kind: str
    name: str
    above: int | None
    above_name: str
    start: dt.date
    end: dt.date | None
    members: int = 0
    formal: int = 0
    secretary: str = ""
    term_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office: who holds it where, from when to when."""

    id: int
    member: int
    name: str
    kind: str
    organisation: int | None
    organisation_name: str
    duties: str
    start: dt.date
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """One organisation with what belongs to it."""

    row: OrganisationRow
    names: list[tuple[str, dt.date, dt.date | None]] = field(default_factory=list)
    terms: list[tuple[dt.date, dt.date, str]] = field(default_factory=list)
    offices: list[OfficeRow] = field(default_factory=list)
    below: list[OrganisationRow] = field(default_factory=list)
    notes: list[Saying] = field(default_factory=list)


def listing(
    actor: Actor, *, on: dt.date, kinds: Collection[str] = tuple(codes.ORGANISATIONS)
) -> list[OrganisationRow]:
    """Organisations that exist on a day, branch by branch, with members counted. Five statements."""
    rows = list(
        reach.organisations(actor)
        .filter(reach.on_day(on), kind__in=kinds)
        .select_related("above")
        .order_by("rank", "pk")
    )
    order = list(codes.ORGANISATIONS)
    return _filled(sorted(rows, key=lambda one: order.index(one.kind)), on)


def choices(actor: Actor, *, on: dt.date, kinds: Collection[str]) -> list[tuple[int, str]]:
    """(id, name) for forms."""
    rows = reach.organisations(actor).filter(reach.on_day(on), kind__in=kinds).order_by("rank", "pk")
    return list(rows.values_list("pk", "name"))


def of_period(actor: Actor, period: Period, *, kinds: Collection[str]) -> list[tuple[int, str]]:
    """(id, name) of those that existed on any day of a period, in the order of lists."""
    there = Q(end__isnull=True) | Q(end__gt=period.start)
    rows = reach.organisations(actor).filter(there, kind__in=kinds, start__lt=period.end)
    return list(rows.order_by("rank", "pk").values_list("pk", "name"))


def page(actor: Actor, key: int, *, on: dt.date) -> OrganisationPage:
    """One organisation whole. NotFound outside the actor's sight."""
    one: Organisation = reach.found(reach.organisations(actor).select_related("above"), key, "organisation")
    row = _filled([one], on)[0]
    below = (
        reach.organisations(actor)
        .filter(reach.on_day(on), above=key)
        .select_related("above")
        .order_by("rank", "pk")
    )
    held = offices(actor, on, organisation=key)
    notes: list[Saying] = []
    if one.kind in codes.BRANCHES:
        seats = sum(1 for office in held if office.kind in codes.SEATS and _holds(office, on))
        notes = rules.size_notes(
            row.formal, row.members, reach.term("party_branch_size", actor, on), seats=seats
        )
    return OrganisationPage(
        row,
        list(
            Naming.objects.filter(organisation=key, void=False)
            .order_by("-start")
            .values_list("name", "start", "end")
        ),
        list(
            Term.objects.filter(organisation=key, void=False)
            .order_by("-start")
            .values_list("start", "end", "note")
        ),
        held,
        _filled(list(below), on),
        notes,
    )


def name_on(organisation: int, on: dt.date) -> str:
    """What an organisation was called on a day; "" before its first name."""
    found = Naming.objects.filter(reach.on_day(on), organisation=organisation)
    return found.values_list("name", flat=True).first() or ""


def offices(
    actor: Actor, on: dt.date, *, organisation: int | None = None, member: int | None = None
) -> list[OfficeRow]:
    """Offices of an organisation or a member, those that hold first, then newest."""
    rows = Office.objects.filter(community_id=actor.community, void=False).select_related(
        "member", "organisation"
    )
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    if member is not None:
        rows = rows.filter(member=member)
    found = [
        OfficeRow(
            one.pk, one.member_id, one.member.name, one.kind, one.organisation_id,
            one.organisation.name if one.organisation else "", one.duties, one.start, one.end,
        )
        for one in rows
    ]  # fmt: skip
    order = list(codes.OFFICES)
    return sorted(found, key=lambda one: (not _holds(one, on), order.index(one.kind), -one.start.toordinal()))


def terms_ending(actor: Actor, *, on: dt.date, within: int) -> list[tuple[int, str, dt.date]]:
    """(organisation, name, first day after) of terms that end within so many days or are over without a new one."""
    until = on + dt.timedelta(days=within)
    newest: dict[int, dt.date] = {}
    rows = reach.organisations(actor).filter(reach.on_day(on), terms__void=False)
    names: dict[int, str] = {}
    for key, name, end in rows.values_list("pk", "name", "terms__end"):
        names[key] = name
        newest[key] = max(end, newest.get(key, end))
    return sorted(
        ((key, names[key], end) for key, end in newest.items() if end <= until),
        key=lambda one: (one[2], one[0]),
    )


def _holds(one: OfficeRow, on: dt.date) -> bool:
    return one.start <= on and (one.end is None or one.end > on)


def sizes(branches: Collection[int], on: dt.date) -> Counter[int]:
    """Branch → members on a day. One statement."""
    held = Belonging.objects.filter(reach.on_day(on), branch__in=branches)
    return Counter(held.values_list("branch_id", flat=True))


def _filled(rows: list[Organisation], on: dt.date) -> list[OrganisationRow]:
    keys = [one.pk for one in rows]
    formal = Standing.objects.filter(reach.on_day(on), member=OuterRef("member"), kind="formal")
    here = Q(branch__in=keys) | Q(group__in=keys)
    held = Belonging.objects.filter(reach.on_day(on), here).annotate(formal=Exists(formal))
    members: Counter[int] = Counter()
    voting: Counter[int] = Counter()
    for branch, group, votes in held.values_list("branch_id", "group_id", "formal"):
        for key in (branch, group):
            members[key] += 1
            voting[key] += bool(votes)
    heads = dict(
        Office.objects.filter(reach.on_day(on), organisation__in=keys, kind__in=codes.SINGLE).values_list(
            "organisation_id", "member__name"
        )
    )
    terms = dict(
        Term.objects.filter(reach.on_day(on), organisation__in=keys).values_list("organisation_id", "end")
    )
    return [
        OrganisationRow(
            one.pk, one.version, one.kind, one.name, one.above_id, one.above.name if one.above else "", one.start, one.end,
            members[one.pk], voting[one.pk], heads.get(one.pk, ""), terms.get(one.pk),
        )
        for one in rows
    ]  # fmt: skip
