"""The first wall of appeals: what an actor may find, as a queryset and for one row in hand.

`appeals` and `sees` say the same (rules.sight.may_find); a test compares them over every kind of actor.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db.models import Q, QuerySet

from linli.base.scope import scope
from linli.kernel import Actor, NotFound
from linli.kernel.actor import COMMITTEE, SECRETARY, SUPERVISOR, SYSTEM
from linli.places import api as places

from ..models import Appeal
from ..rules import sight as rules
from ..rules.sight import Standing
from . import house

NOBODY = Q(pk__in=[])


def scope_of(actor: Actor, on: dt.date) -> list[int]:
    """The communities whose appeals the actor may find: the own one, for a subdistrict those under its area."""
    if actor.community is not None:
        return [actor.community]
    if rules.of_subdistrict(actor) and actor.area is not None:
        return house.under(actor.area, on)
    return []


@contextmanager
def reach(actor: Actor, on: dt.date) -> Iterator[list[int]]:
    """Open what the actor may reach: for a subdistrict its communities, for this one reading or writing only."""
    communities = scope_of(actor, on)
    if actor.community is not None:
        yield communities
        return
    with scope(communities):
        yield communities


def appeals(actor: Actor, on: dt.date, communities: list[int] | None = None) -> QuerySet[Appeal]:
    """Appeals that the actor may find, entered by mistake left out. A subdistrict's reader needs `reach` open.

    communities  as `reach` gave them; asked again when missing
    """
    inside = scope_of(actor, on) if communities is None else communities
    if len(inside) == 1:
        found = Appeal.objects.filter(community=inside[0], void=False)
    else:
        found = Appeal.objects.filter(community__in=inside, void=False)
    return found.filter(_where(actor, on))


def sees(actor: Actor, row: Appeal, on: dt.date) -> bool:
    """Whether the actor may find this row; at most one query, for a grid worker's or captain's cells."""
    return rules.may_find(actor, standing(row), lambda: row.unit_id in _units(actor, on))


def one(actor: Actor, key: int, on: dt.date, communities: list[int] | None = None) -> Appeal:
    """One appeal; NotFound when it does not exist for the actor."""
    inside = scope_of(actor, on) if communities is None else communities
    found = Appeal.objects.filter(community__in=inside, pk=key, void=False).first()
    if found is None or not sees(actor, found, on):
        raise NotFound("appeal")
    return found


def standing(row: Appeal, *, personal: bool = False) -> Standing:
    """What rules need of a row."""
    return Standing(
        row.state, row.level, row.naming, row.audience, row.handler, row.first_contact, row.offered_to, row.entered_by,
        tuple(row.assisting), personal or row.naming == "confidential", row.answered_by, row.about, row.about_user,
        row.unit_id, row.sent_to, row.unreached,
    )  # fmt: skip


def inside(actor: Actor, row: Appeal) -> Actor:
    """The actor as seen by the journal of the appeal's community: a subdistrict's user works in it for this once."""
    return actor if actor.community == row.community_id else replace(actor, community=row.community_id)


def _where(actor: Actor, on: dt.date) -> Q:
    if actor.holds(SYSTEM):
        return Q()
    if rules.of_subdistrict(actor):
        return Q(sent_to=actor.area) & ~Q(audience="supervision") & _not_concerned(actor)
    if actor.community is None:
        return NOBODY
    found = NOBODY
    if rules.of_office(actor) or rules.reads_only(actor):
        found = Q(audience="office")
    elif rules.of_cells(actor) or rules.of_helpers(actor):
        found = Q(audience="office") & (_involved(actor) | _of_cells(actor, on))
    # what is the office's is about nobody of it: the database holds that (appeals_not_judged_by_themselves)
    if actor.holds(SUPERVISOR):
        found = found | (Q(audience="supervision") & _not_concerned(actor))
    return found


def _not_concerned(actor: Actor) -> Q:
    found = ~Q(about_user=actor.user_id) if actor.user_id is not None else Q()
    return found & ~Q(about="committee") if actor.holds(SECRETARY, COMMITTEE) else found


def _involved(actor: Actor) -> Q:
    me = actor.user_id
    if me is None:
        return NOBODY
    return (
        Q(entered_by=me)
        | Q(first_contact=me)
        | Q(handler=me)
        | Q(offered_to=me)
        | Q(assisting__contains=[me])
    )


def _of_cells(actor: Actor, on: dt.date) -> Q:
    units = _units(actor, on)
    if not units:
        return NOBODY
    if rules.of_cells(actor):
        return Q(unit__in=units)
    return Q(unit__in=units, level="compound") & ~Q(naming="confidential")


def _units(actor: Actor, on: dt.date) -> list[int]:
    if actor.community is None or not actor.cells:
        return []
    return list(places.cell_units(actor.community, sorted(actor.cells), on))
