"""One person, one household, and what may be opened of them."""

from __future__ import annotations

import datetime as dt

from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.kernel.identity import mask_number

from .. import workflow
from ..models import Person
from ..rules import codes
from ..rules.ages import age_on
from ..rules.people import FIELDS
from ..rules.sight import may_do, may_reveal
from . import belonging, checks, doubts, history, households, people, residences, sight, statuses
from .shapes import Extract, Held, HouseholdPage, PersonPage

_FACTS = ("ethnic", "education", "marital", "political", "employment", "workplace", "hukou_place")


def person_for(actor: Actor, key: int, *, on: dt.date) -> PersonPage:
    """A person as the actor may see them; NotFound otherwise."""
    held = _held(actor, key, on)
    return _page(actor, held, on)


def household_for(actor: Actor, key: int, *, on: dt.date) -> HouseholdPage:
    """A household with its members today, those who left, and the others behind the same door."""
    row = households.household(actor, key, on=on)
    members = households.members(actor, [key], on=on).get(key, [])
    former = households.members(actor, [key], on=on, former=True).get(key, [])
    beside = [one for one in households.at_room(actor, row.room_id, on=on) if one.id != key]
    version = belonging.version_of(actor, key, on=on)
    return HouseholdPage(
        id=row.id, number=row.number, door=row.door, room_id=row.room_id, building_id=row.building_id, kind=row.kind,
        tenancy=row.tenancy, start=row.start, end=row.end, version=version, members=members, former=former,
        beside=beside, may=may_do(actor),
    )  # fmt: skip


def reveal(actor: Actor, key: int, field: str, *, on: dt.date) -> str:
    """A whole number of a person: number, phone, phone2 or certificate. The caller notes the reading."""
    may_reveal(actor).demand(field)
    held = sight.person(actor, key, on)
    if field == "certificate":
        return statuses.certificate(actor, key, on=on)
    if field not in ("number", "phone", "phone2"):
        raise NotFound(field)
    return str(getattr(held, field) or "")


def extract(actor: Actor, key: int, *, on: dt.date) -> Extract:
    """我的信息: what is held, where each value came from, and who read it (个人信息保护法 §45)."""
    held = _held(actor, key, on)
    page = _page(actor, held, on)
    sources = history.sources_of(actor, key, on=on)
    lines = [Held(field, _told(held, field), sources.get(field)) for field in FIELDS if _told(held, field)]
    readers = journal.readers_of(actor, "person", key)
    return Extract(page, held.number or "", lines, page.statuses or [], readers)


def form_of(actor: Actor, key: int, *, on: dt.date) -> tuple[int, dict[str, object]]:
    """(version, values) of a person for the form that corrects them; number and phones stay hidden."""
    held = sight.person(actor, key, on)
    if not may_do(actor) & {"edit"}:
        raise Refused(say("Grid workers and the social workers of the register do this."))
    values: dict[str, object] = {field: getattr(held, field) for field in FIELDS if field != "number"}
    hidden = {"number": mask_number(held.number or "")}
    hidden |= {field: people.hidden_phone(getattr(held, field)) for field in ("phone", "phone2")}
    return held.version, values | hidden


def _held(actor: Actor, key: int, on: dt.date) -> Person:
    """The record with its statuses, doubts and checks, in one statement. Raises NotFound."""
    found = sight.people(actor, on).annotate(
        own_statuses=statuses.beside(actor), own_doubts=doubts.beside(actor), own_checks=checks.beside(actor)
    )
    held = found.filter(pk=key).first()
    if held is None:
        raise NotFound("person")
    return held


def _page(actor: Actor, held: Person, on: dt.date) -> PersonPage:
    episodes = residences.of_person(actor, held.pk)
    here = next((one for one in episodes if one.start <= on and (one.end is None or one.end > on)), None)
    around = households.around(actor, held.pk, on=on)
    shown = statuses.of(actor, held.pk, held.name, held.own_statuses)  # type: ignore[attr-defined]
    doubted = doubts.of_person(actor, held.own_doubts)  # type: ignore[attr-defined]
    may = may_do(actor) | ({f"residence.{verb}" for verb in workflow.verbs(here.state)} if here else set())
    return PersonPage(
        id=held.pk, name=held.name, sex=held.sex, born=held.born, age=age_on(held.born, on),
        phone=people.hidden_phone(held.phone), phone2=people.hidden_phone(held.phone2),
        number=mask_number(held.number or ""), number_kind=held.number_kind, called=held.called,
        former_names=tuple(held.former_names), facts={field: getattr(held, field) for field in _FACTS},
        version=held.version, changed_at=held.changed_at, changed_by=held.changed_by, here=here, residences=episodes,
        household_id=around[0][0] if around else None, household_number=around[0][1] if around else "",
        household=[one for _, _, one in around], checks=checks.of_person(held.name, held.own_checks),  # type: ignore[attr-defined]
        statuses=shown,
        doubts=doubted, merged_into=held.merged_into_id, hidden_on=held.hidden_on,
        may=frozenset(may),
    )  # fmt: skip


def _told(held: Person, field: str) -> str:
    """A value as the person concerned reads it: words for codes, numbers whole."""
    value = getattr(held, field)
    if field in codes.CODED:
        return codes.word(codes.CODED[field], value) if value and value != "0" else ""
    return "" if value is None else str(value)
