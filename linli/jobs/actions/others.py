"""Surplus labour identified, courses with who takes part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say

from ..models import Surplus, Trainee, Training
from ..queries import reach
from ..rules import ages, casework, codes
from .parts import kept_by, known, locked, people, refusing, stamp

SURPLUS = "surplus labour"
TRAINING = "training"


@transaction.atomic
def identify(*, actor: Actor, at: dt.datetime, person: int, basis: str, on: dt.date, today: dt.date) -> int:
    """认定富余劳动力 from `on`; its key. Registered here, of working age, not at work outside farming on the day."""
    row = stamp(actor, at)
    casework.may_be_on(on, today).demand("on")
    who = known(actor, person, on)
    casework.may_be_surplus(who.registered, who.born, on).demand("on")
    category = ages.USUAL.get(who.sex, "man")
    ages.may_register(who.born, category, on, reach.term("jobs_working_age", actor, on)).demand("on")
    works = reach.placements(actor).filter(reach.on_day(on), person=person).exclude(section=codes.FARMING)
    if works.exists():
        raise Refused(say("{name} works outside farming on this day already.", name=who.name), "on")
    with refusing(say("{name} is identified already on this day.", name=who.name), "on"):
        made = Surplus.objects.create(person_id=person, basis=basis.strip(), start=on, **row)
    journal.write(actor, "identify_surplus", SURPLUS, key=made.pk, at=at)
    return made.pk


@transaction.atomic
def end_surplus(
    *, actor: Actor, at: dt.datetime, surplus: int, on: dt.date, today: dt.date, mistake: bool = False
) -> None:
    """No longer counted from `on`, or never so (`mistake`)."""
    kept_by(actor)
    held: Surplus = locked(reach.surplus(actor), surplus, SURPLUS)
    if mistake:
        versions.save(held, actor=actor, at=at, void=True)
    else:
        casework.may_end(held.start, on, today).demand("on")
        versions.save(held, actor=actor, at=at, end=on)
    journal.write(actor, "void_entry" if mistake else "end", SURPLUS, key=surplus, at=at)


@transaction.atomic
def lay_on(
    *,
    actor: Actor,
    at: dt.datetime,
    title: str,
    organiser: str,
    place: str,
    hours: int,
    start: dt.date,
    last: dt.date,
) -> int:
    """A course from its first to its last day; its key."""
    row = stamp(actor, at)
    if last < start:
        raise Refused(say("The last day must not be before the first day."), "last")
    made = Training.objects.create(
        title=title.strip(), organiser=organiser.strip(), place=place.strip(), hours=hours, start=start,
        end=last + dt.timedelta(days=1), **row,
    )  # fmt: skip
    journal.write(actor, "lay_on_training", TRAINING, key=made.pk, at=at)
    return made.pk


@transaction.atomic
def enrol(*, actor: Actor, at: dt.datetime, training: int, person: int, on: dt.date) -> int:
    """Somebody takes part; the line's key. Once in a course."""
    row = stamp(actor, at)
    course: Training = locked(reach.trainings(actor), training, TRAINING)
    who = known(actor, person, on)
    with refusing(say("{name} takes part already.", name=who.name), "person"):
        made = Trainee.objects.create(training=course, person_id=person, **row)
    journal.write(actor, "enter_trainee", TRAINING, key=training, at=at, person=person)
    return made.pk


@transaction.atomic
def enrol_many(
    *, actor: Actor, at: dt.datetime, training: int, results: Mapping[int, str], on: dt.date
) -> None:
    """The list of a course at once: person → result. One journal line."""
    row = stamp(actor, at)
    course: Training = locked(reach.trainings(actor), training, TRAINING)
    people(actor, results, on)
    for result in set(results.values()):
        _demand_result(course, result, on)
    with refusing(say("Somebody on the list takes part already."), "rows"):
        Trainee.objects.bulk_create(
            Trainee(training=course, person_id=person, result=result, **row)
            for person, result in results.items()
        )
    journal.write(actor, "enter_trainee", TRAINING, key=training, at=at, people=len(results))


@transaction.atomic
def mark_trainee(*, actor: Actor, at: dt.datetime, trainee: int, result: str, today: dt.date) -> int:
    """How it ended for somebody; "" takes the line out (entered by mistake). The course's key."""
    kept_by(actor)
    rows = Trainee.objects.filter(community_id=actor.community, void=False)
    held: Trainee = locked(rows.select_related("training"), trainee, "trainee")
    if result:
        _demand_result(held.training, result, today)
    values = {"result": result} if result else {"void": True}
    versions.save(held, actor=actor, at=at, **values)
    journal.write(actor, "mark_trainee", TRAINING, key=held.training_id, at=at, state=result)
    return held.training_id


def _demand_result(course: Training, result: str, on: dt.date) -> None:
    if result not in codes.TRAINED:
        raise NotFound("result")
    if result in ("completed", "certificate") and course.end > on:
        last = course.end - dt.timedelta(days=1)
        raise Refused(say("The course goes on until {day}.", day=last.isoformat()), "result")
