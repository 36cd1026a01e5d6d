"""Whose rows an asking actor may have counted, and the scope in which they are counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from linli.base import planner
from linli.base.scope import scope
from linli.kernel import NotFound
from linli.kernel.actor import SUBDISTRICT, SYSTEM
from linli.kernel.lens import Lens
from linli.places import api as places


@contextmanager
def counting(lens: Lens) -> Iterator[None]:
    """Let the lens's communities be counted; only numbers may leave this scope.

    A worker counts in the scope that the request has, their own community. A subdistrict's user
    reaches over the walls to the communities that stood under the subdistrict on the lens's day.
    Anybody else, and any other community, is NotFound.
    """
    actor = lens.actor
    if not actor.holds(SYSTEM):
        if actor.community is not None and set(lens.communities) == {actor.community}:
            with planner.told(planner.ONE):
                yield
            return
        _demand_under(lens)
    with scope(lens.communities), planner.told(planner.MANY if len(lens.communities) > 1 else planner.ONE):
        yield


def _demand_under(lens: Lens) -> None:
    actor = lens.actor
    if not actor.holds(SUBDISTRICT) or actor.area is None:
        raise NotFound("another community")
    under = {place.id for place in places.communities_under(actor.area, lens.areas_on)}
    if not lens.communities or not set(lens.communities) <= under:
        raise NotFound("a community that is not under the subdistrict")


def outside(lens: Lens) -> bool:
    """Whether the numbers leave their community, so that small sensitive ones are hidden."""
    return lens.actor.community is None and not lens.actor.holds(SYSTEM)


def limits(lens: Lens) -> list[frozenset[int]]:
    """Sets of cells that each limit what is counted: the viewer's own, and those asked for."""
    found = [lens.actor.cells] if lens.actor.cells else []
    return found if lens.cells is None else [*found, lens.cells]
