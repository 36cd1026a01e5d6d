"""The plain values that readers of places answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any


class Ending:
    """Something with half-open days, whose last day people read."""

    __slots__ = ()
    end: dt.date | None

    @property
    def last(self) -> dt.date | None:
        """The last day on which it held; None while it is open."""
        return self.end - dt.timedelta(days=1) if self.end else None


@dataclass(frozen=True, slots=True)
class Place:
    """An area as it stood on a day. `code` and `name` are "" when it had none."""

    id: int
    level: str
    name: str
    code: str
    parent_id: int | None
    parent_name: str


@dataclass(frozen=True, slots=True)
class Dated(Ending):
    """A value of an area with its half-open days; None is without bound."""

    value: str
    start: dt.date | None
    end: dt.date | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Term(Ending):
    """A number or rule of a jurisdiction (政策标准) on a day."""

    key: str
    value: Any
    legal_basis: str
    jurisdiction: str
    start: dt.date | None
    end: dt.date | None
    verified_by: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class CellRef:
    """One cell of a partition scheme."""

    id: int
    code: str
    name: str
    scheme: str = "grid"


@dataclass(frozen=True, slots=True)
class CellRow(CellRef):
    """A cell with its days, outline and how much lies in it on the day asked."""

    start: dt.date | None = None
    end: dt.date | None = None
    outline: Any = None
    buildings: int = 0
    units: int = 0
    homes: int = 0
    version: int = 1


@dataclass(frozen=True, slots=True)
class UnitRef:
    """An entrance with the words by which people name it: 3栋2单元."""

    id: int
    building_id: int
    building: str
    number: int
    door: str
    homes: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """What happens to one unit when it is put into a cell: where it was, "" for nowhere."""

    unit: UnitRef
    was: str
    changes: bool


@dataclass(frozen=True, slots=True)
class Stay(Ending):
    """One episode of a unit in a cell."""

    door: str
    cell: str
    start: dt.date
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class BuildingRef:
    """A building with how many units and open rooms it has."""

    id: int
    code: str
    name: str
    compound: str
    use: str
    units: int
    rooms: int
    homes: int = 0
    floors: int | None = None
    address: str = ""
    longitude: float | None = None
    latitude: float | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    version: int = 1
    grid: str = ""

    @property
    def title(self) -> str:
        """英国小镇3栋."""
        return f"{self.compound}{self.name}"


@dataclass(frozen=True, slots=True)
class Outdoors:
    """A building as its door plate and the street show it: nothing of who lives there.

    `cells` are the grids, compounds … that its units lie in; `end` is set when it stands no longer.
    """

    id: int
    code: str
    name: str
    compound: str
    address: str
    use: str
    end: dt.date | None
    cells: tuple[CellRef, ...]

    @property
    def title(self) -> str:
        """英国小镇3栋."""
        return f"{self.compound}{self.name}"


@dataclass(frozen=True, slots=True)
class RoomRef:
    """One room with its place."""

    id: int
    door: str
    door_key: str
    unit_id: int
    building_id: int
    building_name: str
    unit_number: int
    number: str
    use: str
    occupancy: str
    tenure: str
    floor: int | None = None
    square_metres: Any = None
    note: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class DoorPlan:
    """A building drawn as its doors: units as columns, floors as rows, top floor first.

    `rows` pairs a floor (None: the number does not tell) with one list of rooms per unit.
    """

    units: list[UnitRef]
    rows: list[tuple[int | None, list[list[RoomRef]]]]


@dataclass(frozen=True, slots=True)
class FacilityRef(Ending):
    """A facility of the community."""

    id: int
    slot: str
    kind: str
    name: str
    place: str
    building_id: int | None
    hours: str
    phone: str
    keeper: str
    services: list[str]
    start: dt.date
    end: dt.date | None
    version: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of the facility template and what fills it on the day asked."""

    code: str
    name: str
    facility: FacilityRef | None
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Declared:
    """A fact that somebody stated: 约 1.5 平方公里, with its source."""

    id: int
    name: str
    value: str
    about: str
    unit: str
    source: str
    start: dt.date | None
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a community says of itself beside what its records say.

    `square_km` comes from the outline; the counts are None for a reader outside the community.
    """

    place: Place
    names: list[Dated]
    codes: list[Dated]
    parents: list[Dated]
    declared: list[Declared]
    square_km: float | None
    buildings: int | None = None
    units: int | None = None
    rooms: int | None = None
    homes: int | None = None
    slots: list[Slot] = field(default_factory=list)
