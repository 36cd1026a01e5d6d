"""Registrations: begun one by one or as a list, corrected, helped, made harder or easier, ended."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.residents import api as residents

from ..models import Hardship, Help, Placement, Referral, Seeker
from ..queries import reach
from ..rules import ages, casework, codes
from ..workflow import REGISTRATION, step
from .parts import kept_by, known, locked, people, refusing, stamp

SUBJECT = "jobseeker"
#: What a form may correct.
FIELDS = ("category", "number", "lost_on", "cause", "trade", "pay", "place", "shift", "skills")


@dataclass(frozen=True, slots=True)
class Parts:
    """A registration as typed. category "" is the usual one of the sex; number that of the department."""

    kind: str = "jobless"
    category: str = ""
    number: str = ""
    lost_on: dt.date | None = None
    cause: str = ""
    trade: str = ""
    pay: int | None = None
    place: str = ""
    shift: str = "any"
    skills: str = ""


@transaction.atomic
def register(*, actor: Actor, at: dt.datetime, person: int, on: dt.date, today: dt.date, parts: Parts) -> int:
    """Somebody is registered from `on`; the registration's key.

    Refused outside working age, on a day to come, twice on one day in the same kind, while they work for a unit.
    """
    row = stamp(actor, at)
    casework.may_be_on(on, today).demand("on")
    who = known(actor, person, on)
    if parts.kind == "jobless":
        _demand_jobless(actor, who, on)
    made = _built(actor, who, on, parts, reach.term("jobs_working_age", actor, on), row)
    with refusing(say("{name} is registered already on this day.", name=who.name), "on"):
        made.save()
    journal.write(actor, "register_jobseeker", SUBJECT, key=made.pk, at=at, kind=parts.kind)
    return made.pk


@transaction.atomic
def register_many(
    *, actor: Actor, at: dt.datetime, rows: Sequence[tuple[int, dt.date, Parts]], today: dt.date
) -> list[int]:
    """A list of (person, day, what was typed) taken over at once, by the rules of `register`; one journal line. The keys."""
    row = stamp(actor, at)
    there = people(actor, (one for one, _on, _parts in rows), today)
    term_on = _terms(actor, [on for _person, on, _parts in rows])
    made = []
    for person, on, parts in rows:
        casework.may_be_on(on, today).demand("on")
        made.append(_built(actor, there[person], on, parts, term_on(on), row))
    with refusing(say("Somebody on the list is registered already on the day."), "on"):
        Seeker.objects.bulk_create(made)
    journal.write(actor, "register_jobseekers", SUBJECT, at=at, count=len(made))
    return [one.pk for one in made]


@transaction.atomic
def correct(
    *, actor: Actor, at: dt.datetime, seeker: int, values: Mapping[str, Any], version: int | None = None
) -> None:
    """Correct what was typed; FIELDS alone."""
    if unknown := set(values) - set(FIELDS):
        raise NotFound(f"fields {sorted(unknown)}")
    kept_by(actor)
    plain: dict[str, Any] = {
        name: value.strip() if isinstance(value, str) else value for name, value in values.items()
    }
    held: Seeker = locked(reach.seekers(actor), seeker, SUBJECT, version, **plain)
    if plain.get("lost_on") and plain["lost_on"] > held.start:
        raise Refused(say("Out of work only after the registration? Check the day."), "lost_on")
    versions.save(held, actor=actor, at=at, **plain)
    journal.write(actor, "correct", SUBJECT, key=seeker, at=at, fields=sorted(plain))


@transaction.atomic
def help_with(
    *, actor: Actor, at: dt.datetime, seeker: int, on: dt.date, today: dt.date, way: str, text: str
) -> int:
    """就业援助: what was done for them, or that they were spoken with; its key. The day is the last contact."""
    row = stamp(actor, at)
    held: Seeker = locked(reach.seekers(actor), seeker, SUBJECT)
    after = step(REGISTRATION, held.state, "help")
    casework.may_be_on(on, today).demand("on")
    casework.may_refer(held.start, held.end, on).demand("on")
    made = Help.objects.create(seeker=held, on=on, way=way, text=text.strip(), **row)
    versions.save(held, actor=actor, at=at, state=after, seen=max(held.seen, on))
    journal.write(actor, "help_jobseeker", SUBJECT, key=seeker, at=at)
    return made.pk


@transaction.atomic
def call_hard(
    *, actor: Actor, at: dt.datetime, seeker: int, kind: str, evidence: str, on: dt.date, today: dt.date
) -> int:
    """就业困难人员: a category holds from `on`, with its evidence (sealed); its key."""
    row = stamp(actor, at)
    held: Seeker = locked(reach.seekers(actor), seeker, SUBJECT)
    if held.end is not None:
        raise Refused(say("The registration has ended."), "on")
    casework.may_be_on(on, today).demand("on")
    casework.may_refer(held.start, held.end, on).demand("on")
    who = known(actor, held.person_id, on)
    ages.may_call_hard(
        kind, evidence=evidence, age=ages.age_on(who.born, on), sex=who.sex, lost_on=held.lost_on, on=on,
        term=reach.term("jobs_hardship", actor, on),
    ).demand("kind")  # fmt: skip
    if Hardship.objects.filter(reach.on_day(on), seeker=held, mark=reach.mark(kind)).exists():
        raise Refused(say("This category is entered already."), "kind")
    made = Hardship.objects.create(
        seeker=held, mark=reach.mark(kind), text=json.dumps({"kind": kind, "evidence": evidence.strip()}), start=on, **row
    )  # fmt: skip
    journal.write(actor, "call_hard", SUBJECT, key=seeker, at=at, hardship=made.pk)
    return made.pk


@transaction.atomic
def end_hardship(
    *, actor: Actor, at: dt.datetime, hardship: int, on: dt.date, today: dt.date, mistake: bool = False
) -> int:
    """It no longer holds from `on`, or never held (`mistake`). The registration's key."""
    kept_by(actor)
    held: Hardship = locked(reach.hardships(actor), hardship, "hardship")
    if mistake:
        versions.save(held, actor=actor, at=at, void=True)
    else:
        casework.may_end(held.start, on, today).demand("on")
        versions.save(held, actor=actor, at=at, end=on)
    journal.write(
        actor, "void_entry" if mistake else "end", SUBJECT, key=held.seeker_id, at=at, hardship=hardship
    )
    return held.seeker_id


@transaction.atomic
def end(
    *, actor: Actor, at: dt.datetime, seeker: int, ending: str, on: dt.date, today: dt.date, version: int | None = None
) -> None:  # fmt: skip
    """注销登记: no longer registered from `on`, with its reason. Open referrals end as declined; no contact needs six months."""
    kept_by(actor)
    held: Seeker = locked(reach.seekers(actor), seeker, SUBJECT, version)
    after = step(REGISTRATION, held.state, "end")
    if ending not in codes.CHOSEN_ENDINGS:
        raise NotFound("ending")
    casework.may_end(held.start, on, today).demand("on")
    if ending == "no_contact" and ages.after_months(held.seen, 6) > on:
        raise Refused(
            say("Spoken with on {day}: six months are not over.", day=held.seen.isoformat()), "ending"
        )
    versions.save(held, actor=actor, at=at, state=after, end=on, ending=ending)
    close_open(held, actor, at, on)
    journal.write(actor, "end_registration", SUBJECT, key=seeker, at=at, reason=ending)


@transaction.atomic
def void(*, actor: Actor, at: dt.datetime, seeker: int, version: int | None = None) -> None:
    """Entered by mistake: out of every list and figure. Refused once an employment came of it."""
    kept_by(actor)
    held: Seeker = locked(reach.seekers(actor), seeker, SUBJECT, version)
    if Placement.objects.filter(seeker=held, void=False).exists():
        raise Refused(say("An employment came of this registration. Take that out first."))
    versions.save(held, actor=actor, at=at, void=True)
    journal.write(actor, "void_entry", SUBJECT, key=seeker, at=at)


def close_open(held: Seeker, actor: Actor, at: dt.datetime, on: dt.date) -> None:
    """Referrals without a result end with the registration; part of the action that ends it."""
    for one in Referral.objects.select_for_update().filter(
        seeker=held, void=False, state__in=codes.OPEN_RESULTS
    ):
        versions.save(
            one, actor=actor, at=at, state="not_hired", result_on=max(on, one.on), reason="declined"
        )


def _terms(actor: Actor, days: Sequence[dt.date]) -> Callable[[dt.date], Any]:
    """Working age of each day; one value for all where the first and the last day say the same."""
    if not days:
        return lambda on: {}
    first, last = (reach.term("jobs_working_age", actor, on) for on in (min(days), max(days)))
    if first == last:
        return lambda on: first
    return functools.cache(lambda on: reach.term("jobs_working_age", actor, on))


def _built(
    actor: Actor, who: residents.Trait, on: dt.date, parts: Parts, term: Mapping[str, Any], row: dict[str, Any]
) -> Seeker:  # fmt: skip
    if parts.kind not in codes.REGISTRATIONS:
        raise NotFound("kind")
    category = parts.category or ages.USUAL.get(who.sex, "man")
    if (category == "man") != (who.sex != "2"):
        raise Refused(say("This category does not fit the sex in the register."), "category")
    ages.may_register(who.born, category, on, term).demand("on")
    if parts.lost_on is not None and parts.lost_on > on:
        raise Refused(say("Out of work only after the registration? Check the day."), "lost_on")
    return Seeker(
        person_id=who.id, kind=parts.kind, category=category, start=on, seen=on, number=parts.number.strip(), lost_on=parts.lost_on,
        cause=parts.cause, trade=parts.trade.strip(), pay=parts.pay, place=parts.place.strip(), shift=parts.shift,
        skills=parts.skills.strip(), **row,
    )  # fmt: skip


def _demand_jobless(actor: Actor, who: residents.Trait, on: dt.date) -> None:
    """Somebody who works for a unit is not unemployed."""
    works = Placement.objects.filter(reach.on_day(on), community_id=actor.community, person=who.id).first()
    if works is not None:
        raise Refused(
            say("{name} works for {unit} since {day}. End that employment first.", name=who.name, unit=works.unit, day=works.start.isoformat()),
            "on",
        )  # fmt: skip
