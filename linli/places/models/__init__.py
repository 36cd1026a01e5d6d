"""Where things are: areas, partitions, buildings, units, rooms, facilities, dated terms.

Areas, their names, codes and parents are public (P0) and unwalled: they decide which walls
there are. All days are half-open: `end` is the first day on which a row no longer holds.
"""

from .areas import LEVELS, PUBLIC, Area, AreaCode, AreaFact, AreaName, AreaParent, HolidayYear, Term
from .ground import (
    OCCUPANCY,
    SCHEMES,
    TENURES,
    USES,
    Building,
    BuildingCode,
    Cell,
    Facility,
    Membership,
    Room,
    Unit,
)

__all__ = [
    "Area",
    "AreaCode",
    "AreaFact",
    "AreaName",
    "AreaParent",
    "Building",
    "BuildingCode",
    "Cell",
    "Facility",
    "HolidayYear",
    "LEVELS",
    "Membership",
    "OCCUPANCY",
    "PUBLIC",
    "Room",
    "SCHEMES",
    "TENURES",
    "Term",
    "USES",
    "Unit",
]
