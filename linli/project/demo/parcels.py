"""The ground of the demonstration's grids: the community's outline cut into parcels, and where buildings stand on one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]

#: Parcels in a row, and buildings in a row of a parcel.
_ACROSS, _ROW = 3, 4


@dataclass(frozen=True)
class Parcel:
    """A convex piece of ground, longitude and latitude of its corners."""

    corners: tuple[Point, ...]

    @property
    def outline(self) -> dict[str, object]:
        """As GeoJSON."""
        ring = [[round(x, 6), round(y, 6)] for x, y in (*self.corners, self.corners[0])]
        return {"type": "Polygon", "coordinates": [ring]}

    def place(self, index: int) -> Point:
        """Where its building number `index` stands: rows below the middle, where its name is written."""
        x = sum(one[0] for one in self.corners) / len(self.corners)
        y = sum(one[1] for one in self.corners) / len(self.corners)
        column, row = index % _ROW, index // _ROW
        return round(x + 0.0006 * (column - (_ROW - 1) / 2), 6), round(y - 0.0005 - 0.0004 * row, 6)


def cut(ring: Sequence[Point], count: int) -> list[Parcel]:
    """A convex ring cut into `count` parcels, row by row from the north-west."""
    west, east = min(x for x, _ in ring), max(x for x, _ in ring)
    south, north = min(y for _, y in ring), max(y for _, y in ring)
    rows = -(-count // _ACROSS)
    found: list[Parcel] = []
    for row in range(rows):
        columns = min(_ACROSS, count - row * _ACROSS)
        high = (north - south) / rows
        top = north - row * high
        for column in range(columns):
            wide = (east - west) / columns
            left = west + column * wide
            found.append(Parcel(_inside(ring, left, left + wide, top - high, top)))
    return found


def _inside(ring: Sequence[Point], left: float, right: float, low: float, high: float) -> tuple[Point, ...]:
    """What of a convex ring lies in a rectangle (Sutherland and Hodgman 1974)."""
    corners = list(ring)
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, low, 1), (1, high, -1)):
        kept: list[Point] = []
        for here, after in zip(corners, [*corners[1:], corners[0]], strict=True):
            now, then = sign * (here[axis] - limit), sign * (after[axis] - limit)
            if now >= 0:
                kept.append(here)
            if now * then < 0:
                part = now / (now - then)
                kept.append((here[0] + part * (after[0] - here[0]), here[1] + part * (after[1] - here[1])))
        corners = kept
    return tuple(corners)
