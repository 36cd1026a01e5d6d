"""Surplus labour with what they do now; courses with who takes part."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery

from linli.kernel import Actor
from linli.residents import api as residents

from ..models import Placement, Surplus, Trainee
from ..rules import codes
from . import reach


@dataclass(frozen=True, slots=True)
class SurplusRow:
    """One identified person; unit and section of the work outside farming on the day, "" without."""

    id: int
    person: int
    name: str
    basis: str
    start: dt.date
    end: dt.date | None
    unit: str
    section: str
    placement: int | None


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """One course."""

    id: int
    title: str
    organiser: str
    place: str
    hours: int
    start: dt.date
    end: dt.date
    people: int
    completed: int


@dataclass(frozen=True, slots=True)
class TrainingPage:
    """A course with its people: (line, person, name, result)."""

    row: TrainingRow
    people: list[tuple[int, int, str, str]] = field(default_factory=list)


def surplus(actor: Actor, *, on: dt.date, start: int = 0, count: int = 50) -> tuple[list[SurplusRow], int]:
    """Surplus labour of a day and how many there are. Three statements."""
    rows = reach.surplus(actor).filter(reach.on_day(on))
    total = rows.count()
    shown = list(_with_work(rows, on).order_by("person__sort", "pk")[start : start + count])
    names = residents.person_names(actor, {one.person_id for one in shown}, on=on)
    return [_surplus(one, names.get(one.person_id, "—")) for one in shown], total


def one_surplus(actor: Actor, key: int, *, on: dt.date) -> SurplusRow:
    """One identified person. NotFound outside the actor's sight."""
    one: Any = reach.found(_with_work(reach.surplus(actor), on), key, "surplus labour")
    names = residents.person_names(actor, [one.person_id], on=on)
    return _surplus(one, names.get(one.person_id, "—"))


def trainings(actor: Actor) -> list[TrainingRow]:
    """Courses, newest first. One statement."""
    return [_training(one) for one in _counted(actor).order_by("-start", "-pk")[:200]]


def training(actor: Actor, key: int, *, on: dt.date) -> TrainingPage:
    """A course whole. NotFound outside the actor's sight."""
    one: Any = reach.found(_counted(actor), key, "training")
    rows = list(
        Trainee.objects.filter(training=key, void=False)
        .order_by("person__sort", "pk")
        .values_list("pk", "person_id", "result")
    )
    names = residents.person_names(actor, [person for _pk, person, _result in rows], on=on)
    return TrainingPage(
        _training(one), [(pk, person, names.get(person, "—"), result) for pk, person, result in rows]
    )


def trainee(actor: Actor, key: int, *, on: dt.date) -> tuple[int, str, str]:
    """(course, name, result) of somebody who takes part. NotFound outside the actor's sight."""
    rows = Trainee.objects.filter(training__in=reach.trainings(actor), void=False)
    one: Trainee = reach.found(rows, key, "trainee")
    names = residents.person_names(actor, [one.person_id], on=on)
    return one.training_id, names.get(one.person_id, "—"), one.result


def _with_work(rows: Any, on: dt.date) -> Any:
    work = (
        Placement.objects.filter(reach.on_day(on), person=OuterRef("person"))
        .exclude(section=codes.FARMING)
        .order_by("-start")
    )
    return rows.annotate(
        work=Subquery(work.values("pk")[:1]),
        unit=Subquery(work.values("unit")[:1]),
        section=Subquery(work.values("section")[:1]),
    )


def _surplus(one: Any, name: str) -> SurplusRow:
    held: Surplus = one
    return SurplusRow(
        held.pk,
        held.person_id,
        name,
        held.basis,
        held.start,
        held.end,
        one.unit or "",
        one.section or "",
        one.work,
    )


def _counted(actor: Actor) -> Any:
    alive = Q(trainees__void=False)
    done = alive & Q(trainees__result__in=("completed", "certificate"))
    return reach.trainings(actor).annotate(
        people=Count("trainees", filter=alive), completed=Count("trainees", filter=done)
    )


def _training(one: Any) -> TrainingRow:
    return TrainingRow(
        one.pk, one.title, one.organiser, one.place, one.hours, one.start, one.end, one.people, one.completed
    )


def moved(actor: Actor, *, on: dt.date) -> tuple[int, int]:
    """(at work outside farming, identified) on a day. One statement."""
    rows = _with_work(reach.surplus(actor).filter(reach.on_day(on)), on)
    works = [work for (work,) in rows.values_list("work")]
    return sum(1 for one in works if one is not None), len(works)
