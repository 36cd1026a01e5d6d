"""Registrations: the list, one whole, who waits for a word."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from linli.kernel import Actor
from linli.residents import api as residents

from ..models import Help, Seeker
from ..rules import ages, codes
from ..rules.sight import may_see_hardship
from . import reach
from .placements import PlacementRow, of_person
from .posts import ReferralRow, referrals_of


@dataclass(frozen=True, slots=True)
class Filter:
    """Who is listed. state: here (registered on the day), gone, any, or one of codes.STATES."""

    text: str = ""
    kind: str = ""
    state: str = "here"
    hardship: str = ""


@dataclass(frozen=True, slots=True)
class SeekerRow:
    """One registration in a list."""

    id: int
    version: int
    person: int
    name: str
    sex: str
    age: int | None
    education: str
    kind: str
    state: str
    start: dt.date
    end: dt.date | None
    ending: str
    lost_on: dt.date | None
    trade: str
    pay: int | None
    seen: dt.date


@dataclass(frozen=True, slots=True)
class HardshipRow:
    """Why finding work is hard, opened."""

    id: int
    kind: str
    evidence: str
    start: dt.date
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class SeekerPage:
    """A registration whole. here: whether they live or are registered here today; retires: when working age ends."""

    row: SeekerRow
    category: str
    number: str
    cause: str
    place: str
    shift: str
    skills: str
    phone: str
    here: bool
    retires: dt.date | None
    hardships: list[HardshipRow] = field(default_factory=list)
    referrals: list[ReferralRow] = field(default_factory=list)
    helps: list[tuple[dt.date, str, str]] = field(default_factory=list)
    placements: list[PlacementRow] = field(default_factory=list)


ORDERS = {
    "name": ("person__sort", "pk"),
    "start": ("start", "pk"),
    "seen": ("seen", "pk"),
}


def listing(
    actor: Actor,
    where: Filter,
    *,
    on: dt.date,
    order: list[str] | None = None,
    start: int = 0,
    count: int = 50,
) -> tuple[list[SeekerRow], int]:
    """One page of registrations and how many there are. Three statements."""
    rows = _filtered(actor, where, on)
    total = rows.count()
    shown = list(rows.order_by(*(order or ("-start", "-pk")))[start : start + count])
    people = residents.traits(actor, {one.person_id for one in shown}, on=on)
    return [_row(one, people.get(one.person_id), on) for one in shown], total


def page(actor: Actor, key: int, *, on: dt.date) -> SeekerPage:
    """A registration whole. NotFound outside the actor's sight."""
    one: Seeker = reach.found(reach.seekers(actor), key, "jobseeker")
    who = residents.traits(actor, [one.person_id], on=on).get(one.person_id)
    helps = (
        Help.objects.filter(seeker=key, void=False).order_by("-on", "-pk").values_list("on", "way", "text")
    )
    retires = None
    if who is not None and who.born is not None:
        retires = ages.retires_on(who.born, one.category, reach.term("jobs_working_age", actor, on))
    return SeekerPage(
        _row(one, who, on), one.category, one.number, one.cause, one.place, one.shift, one.skills, who.phone if who else "",
        bool(who and who.here), retires, hardships_of(actor, key), referrals_of(actor, key), list(helps),
        of_person(actor, one.person_id, on=on),
    )  # fmt: skip


def hardships_of(actor: Actor, seeker: int) -> list[HardshipRow]:
    """Why finding work is hard for somebody, opened; nothing for readers whose duty it is not."""
    if not may_see_hardship(actor):
        return []
    found = []
    for one in reach.hardships(actor).filter(seeker=seeker).order_by("-start", "-pk"):
        said = json.loads(one.text or "{}")
        found.append(HardshipRow(one.pk, said.get("kind", ""), said.get("evidence", ""), one.start, one.end))
    return found


def hardship(actor: Actor, key: int) -> tuple[int, HardshipRow]:
    """(registration, category). NotFound outside the actor's sight."""
    one = reach.found(reach.hardships(actor), key, "hardship")
    said = json.loads(one.text or "{}")
    return one.seeker_id, HardshipRow(
        one.pk, said.get("kind", ""), said.get("evidence", ""), one.start, one.end
    )


def of_people(actor: Actor, person: int) -> list[Seeker]:
    """Registrations of one person, newest first."""
    return list(reach.seekers(actor).filter(person=person).order_by("-start", "-pk"))


def unheard(actor: Actor, *, on: dt.date, months: int) -> list[SeekerRow]:
    """Registered people with whom nobody spoke for so many months, the longest first. Two statements."""
    before = ages.after_months(on, -months)
    rows = list(reach.seekers(actor).filter(reach.on_day(on), seen__lte=before).order_by("seen", "pk")[:50])
    people = residents.traits(actor, {one.person_id for one in rows}, on=on)
    return [_row(one, people.get(one.person_id), on) for one in rows]


def gone(actor: Actor, *, on: dt.date) -> list[SeekerRow]:
    """Registered people who no longer live nor are registered here, or whose working age ended. Two statements."""
    rows = list(reach.seekers(actor).filter(reach.on_day(on)).order_by("pk"))
    people = residents.traits(actor, {one.person_id for one in rows}, on=on)
    term = reach.term("jobs_working_age", actor, on) if rows else {}

    def over(one: Seeker) -> bool:
        who = people.get(one.person_id)
        if who is None or not who.here:
            return True
        return who.born is not None and ages.retires_on(who.born, one.category, term) <= on

    return [_row(one, people.get(one.person_id), on) for one in rows if over(one)]


def _filtered(actor: Actor, where: Filter, on: dt.date) -> QuerySet[Seeker]:
    rows = reach.seekers(actor)
    if where.state == "here":
        rows = rows.filter(reach.on_day(on))
    elif where.state == "gone":
        rows = rows.filter(end__lte=on)
    elif where.state in codes.STATES:
        rows = rows.filter(state=where.state)
    if where.kind:
        rows = rows.filter(kind=where.kind)
    text = where.text.strip()[:60].replace("\0", "")
    if text:
        rows = rows.filter(
            Q(person__name__contains=text)
            | Q(person__letters__contains=f" {text.lower()}")
            | Q(trade__contains=text)
        )
    if where.hardship in codes.HARDSHIPS:
        held = reach.hardships(actor).filter(reach.on_day(on), mark=reach.mark(where.hardship))
        rows = rows.filter(pk__in=held.values("seeker_id"))
    return rows


def _row(one: Seeker, who: residents.Trait | None, on: dt.date) -> SeekerRow:
    return SeekerRow(
        one.pk, one.version, one.person_id, who.name if who else "—", who.sex if who else "0", who.age if who else None,
        who.education if who else "", one.kind, one.state, one.start, one.end, one.ending, one.lost_on, one.trade, one.pay, one.seen,
    )  # fmt: skip


def names_of(actor: Actor, keys: Collection[int], *, on: dt.date) -> dict[int, str]:
    """Registration → name. Two statements."""
    rows = dict(reach.seekers(actor).filter(pk__in=keys).values_list("pk", "person_id"))
    names = residents.person_names(actor, rows.values(), on=on)
    return {key: names.get(person, "—") for key, person in rows.items()}
