"""What a building may look like when it is entered."""

from __future__ import annotations

import datetime as dt

from linli.kernel import ALLOWED, Verdict, refuse, say

MAX_UNITS = 20
MAX_FLOORS = 120
MAX_PER_FLOOR = 60
MAX_ROOMS = 3000


def may_be_built(units: int, floors: int, per_floor: int) -> Verdict:
    """Numbers that a house can have. Zero units: no entrances (unit 0); zero floors: rooms come later."""
    if not 0 <= units <= MAX_UNITS:
        return refuse(say("A building has 0 to {n} units.", n=MAX_UNITS))
    if not 0 <= floors <= MAX_FLOORS:
        return refuse(say("A building has 0 to {n} floors.", n=MAX_FLOORS))
    if not 0 <= per_floor <= MAX_PER_FLOOR:
        return refuse(say("A floor has 0 to {n} rooms in each unit.", n=MAX_PER_FLOOR))
    if max(units, 1) * floors * per_floor > MAX_ROOMS:
        return refuse(say("That would be more than {n} rooms at once.", n=MAX_ROOMS))
    return ALLOWED


def may_reopen(end: dt.date | None, building_end: dt.date | None) -> Verdict:
    """What was taken out of use may be used again; a room only in a building that stands."""
    if end is None:
        return refuse(say("It is in use already."))
    if building_end is not None:
        return refuse(
            say("The building is out of use since {end}. Reopen the building first.", end=building_end)
        )
    return ALLOWED


def unit_numbers(units: int) -> list[int]:
    """1 … n; unit 0 for a building without entrances."""
    return list(range(1, units + 1)) or [0]
