"""Lenses as the pages and the command ask for them."""

from __future__ import annotations

import datetime as dt

from linli.kernel import Actor, NotFound, Period
from linli.kernel.lens import BY_CELL, BY_COMMUNITY, WHOLE, Lens
from linli.places import api as places


def community_lens(
    actor: Actor, period: Period, *, scheme: str = "", cell: int | None = None, areas: dt.date | None = None
) -> Lens:
    """The actor's own community, divided by the cells of `scheme` or not, limited to one cell or not."""
    if actor.community is None:
        raise NotFound("no community")
    cells = None if cell is None else frozenset({cell})
    return Lens(actor, (actor.community,), period, scheme, BY_CELL if scheme else WHOLE, cells, areas=areas)


def subdistrict_lens(actor: Actor, period: Period, *, areas: dt.date | None = None) -> Lens:
    """The communities that stand under the actor's subdistrict on the lens's day, numbers only."""
    if actor.area is None:
        raise NotFound("no subdistrict")
    return _under(actor, actor.area, period, areas)


def system_lens(why: str, area: int, level: str, period: Period, *, scheme: str = "") -> Lens:
    """Any area for the command line: a community, or all communities below another area."""
    actor = Actor.system(why)
    if level != "community":
        return _under(actor, area, period, None)
    return Lens(actor, (area,), period, scheme, BY_CELL if scheme else WHOLE)


def _under(actor: Actor, area: int, period: Period, areas: dt.date | None) -> Lens:
    found = places.communities_under(area, areas or period.last)
    if not found:
        raise NotFound("no communities on that day")
    ids = tuple(place.id for place in found)
    return Lens(actor, ids, period, by=BY_COMMUNITY, under=area, areas=areas)
