"""The first wall inside the register: what an actor may see, as querysets.

Whole community: secretary, committee, social workers. A grid worker: people with an episode
that holds today behind a door of the worker's cells. Everybody else: nobody.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet

from linli.kernel import Actor, NotFound
from linli.places import api as places

from ..models import Household, Member, Person, Residence
from ..rules import sight


def on_day(on: dt.date, prefix: str = "") -> Q:
    """Rows (behind `prefix`) that are not void and hold on a day."""
    end = f"{prefix}end"
    return Q(**{f"{prefix}void": False, f"{prefix}start__lte": on}) & (
        Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": on})
    )


def joined(actor: Actor, on: dt.date, relation: str) -> FilteredRelation:
    """The rows of a relation that hold on a day, for `alias` and `annotate`.

    The community is said outright: the wall alone lets the planner expect those of many.
    """
    inside = Q(**{f"{relation}__community": actor.community})
    return FilteredRelation(relation, condition=inside & on_day(on, f"{relation}__"))


def units_of(actor: Actor, on: dt.date) -> list[int] | None:
    """Units that limit the actor's sight; None when nothing does. Empty: nothing is seen."""
    if sight.sees_all(actor):
        return None
    if sight.sees_cells(actor) and actor.community is not None:
        return list(places.cell_units(actor.community, sorted(actor.cells), on))
    return []


def people(actor: Actor, on: dt.date) -> QuerySet[Person]:
    """Living records of people whom the actor may see; merged and void ones are left out."""
    found = Person.objects.filter(community_id=actor.community, void=False, merged_into__isnull=True)
    units = units_of(actor, on)
    if units is None:
        return found
    if not units:
        return found.none()
    return found.filter(Exists(here(on).filter(person=OuterRef("pk"), room__unit__in=units)))


def of_people(actor: Actor, on: dt.date) -> Q:
    """Rows whose person the actor may see; everybody's where nothing limits the sight."""
    if sight.sees_all(actor):
        return Q()
    return Q(person__in=people(actor, on).values("pk"))


def here(on: dt.date) -> QuerySet[Residence]:
    """Episodes that hold on a day."""
    return Residence.objects.filter(on_day(on))


def residences(actor: Actor, on: dt.date) -> QuerySet[Residence]:
    """Episodes whose people the actor may see; a grid worker sees those behind own doors."""
    found = Residence.objects.filter(community_id=actor.community, void=False)
    units = units_of(actor, on)
    if units is None:
        return found
    return found.filter(room__unit__in=units) if units else found.none()


def households(actor: Actor, on: dt.date) -> QuerySet[Household]:
    """Households behind the doors that the actor may see."""
    found = Household.objects.filter(community_id=actor.community, void=False)
    units = units_of(actor, on)
    if units is None:
        return found
    return found.filter(room__unit__in=units) if units else found.none()


def members(actor: Actor, on: dt.date) -> QuerySet[Member]:
    """Memberships that hold on a day in households the actor may see."""
    return Member.objects.filter(on_day(on), household__in=households(actor, on))


def person(actor: Actor, key: int, on: dt.date) -> Person:
    """One record whole; NotFound when it does not exist for the actor."""
    found = people(actor, on).filter(pk=key).first()
    if found is None:
        raise NotFound("person")
    return found


def room_is_seen(actor: Actor, room: int, on: dt.date) -> bool:
    """Whether a door lies within what the actor may see."""
    units = units_of(actor, on)
    seen = places.room(actor, room)
    return units is None or seen.unit_id in units
