"""The first wall inside jobs: what an actor may see, as querysets."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from linli.base import keys
from linli.kernel import Actor, NotFound
from linli.places import api as places

from ..models import (
    Export,
    FollowUp,
    Hardship,
    Match,
    Placement,
    Referral,
    Seeker,
    Surplus,
    Training,
    Vacancy,
)
from ..rules import codes, sight

M = TypeVar("M", bound=Model)


def on_day(on: dt.date, prefix: str = "") -> Q:
    """Rows (behind `prefix`) that are not void and hold on a day."""
    end = f"{prefix}end"
    return Q(**{f"{prefix}void": False, f"{prefix}start__lte": on}) & (
        Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": on})
    )


def seekers(actor: Actor) -> QuerySet[Seeker]:
    """Registrations that the actor may see, ended ones too."""
    return _seen(actor, Seeker.objects.filter(community_id=actor.community, void=False))


def hardships(actor: Actor) -> QuerySet[Hardship]:
    """Why finding work is hard (P3): for the line and the secretary."""
    rows = Hardship.objects.filter(community_id=actor.community, void=False, seeker__void=False)
    return rows if sight.may_see_hardship(actor) else rows.none()


def vacancies(actor: Actor) -> QuerySet[Vacancy]:
    """Vacancies."""
    rows = Vacancy.objects.filter(community_id=actor.community, void=False)
    return rows if sight.may_read_posts(actor) else rows.none()


def referrals(actor: Actor) -> QuerySet[Referral]:
    """Referrals of registrations that the actor may see."""
    return _seen(actor, Referral.objects.filter(community_id=actor.community, void=False, seeker__void=False))


def placements(actor: Actor) -> QuerySet[Placement]:
    """Employments."""
    return _seen(actor, Placement.objects.filter(community_id=actor.community, void=False))


def follow_ups(actor: Actor) -> QuerySet[FollowUp]:
    """Follow-ups, those to come too."""
    return _seen(
        actor, FollowUp.objects.filter(community_id=actor.community, void=False, placement__void=False)
    )


def surplus(actor: Actor) -> QuerySet[Surplus]:
    """Surplus labour."""
    return _seen(actor, Surplus.objects.filter(community_id=actor.community, void=False))


def trainings(actor: Actor) -> QuerySet[Training]:
    """Courses."""
    return _seen(actor, Training.objects.filter(community_id=actor.community, void=False))


def exports(actor: Actor) -> QuerySet[Export]:
    """Lists of the department that were compared."""
    return _seen(actor, Export.objects.filter(community_id=actor.community, void=False))


def matches(actor: Actor) -> QuerySet[Match]:
    """Lines of comparisons."""
    return _seen(actor, Match.objects.filter(community_id=actor.community, export__void=False))


def found(rows: QuerySet[Any], key: int, what: str) -> Any:
    """One row of these; NotFound otherwise."""
    row = rows.filter(pk=key).first()
    if row is None:
        raise NotFound(what)
    return row


def mark(kind: str) -> bytes:
    """The mark of one category of hardship (P3)."""
    return keys.digest(kind, "jobs hardship")


def marks() -> list[bytes]:
    """The marks of every category."""
    return [mark(kind) for kind in codes.HARDSHIPS]


def term(key: str, actor: Actor, on: dt.date) -> Any:
    """The value of a dated term for the actor's community. Raises NoTerm."""
    return places.term(key, actor.community, on).value


def _seen(actor: Actor, rows: QuerySet[M]) -> QuerySet[M]:
    return rows if sight.may_read(actor) else rows.none()
