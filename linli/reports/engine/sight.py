"""Whose rows an asking actor may have counted, and the scope in which they are counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

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
            with _settings(ONE):
                yield
            return
        _demand_under(lens)
    with scope(lens.communities), _settings(MANY if len(lens.communities) > 1 else ONE):
        yield


#: How the planner is told what it cannot see behind the walls. It takes the communities for ten and the
#: rows for few: of one community it looks up each row's door by itself where one pass over the doors would do
ONE = {"enable_nestloop": "off"}
#: … over many it sorts a million rows on disk where a hash of a hundred groups would do, and sends every row
#: to one process where each could count its own.
MANY = {"work_mem": "128MB", "enable_sort": "off", "parallel_tuple_cost": "5"}


@contextmanager
def _settings(values: dict[str, str]) -> Iterator[None]:
    """Settings of this transaction for a count; those before come back after it."""
    before = _set(values)
    yield
    _set(before)


def _set(values: dict[str, str]) -> dict[str, str]:
    """Set for this transaction, in one statement; answers what was set before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select name, current_setting(name), set_config(name, value, true)"
            " from unnest(%s::text[], %s::text[]) as given (name, value)",
            [list(values), list(values.values())],
        )
        return {name: before for name, before, _ in cursor.fetchall()}


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
