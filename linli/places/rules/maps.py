"""Drawing: outlines and points of a community as one picture of our own, without tiles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

#: Width of the picture in its own units, and the free edge around what is drawn.
WIDTH, EDGE = 960, 32
#: A picture is never higher than it is wide times this.
TALLEST = 1.2
_METRES_A_DEGREE = 111_320.0


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline as an SVG path, with the place of its label."""

    kind: str
    title: str
    path: str
    x: int
    y: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A building's point."""

    title: str
    x: int
    y: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything the page draws. `bar` units are `metres` on the ground."""

    width: int = WIDTH
    height: int = 0
    shapes: Sequence[Shape] = field(default_factory=tuple)
    dots: Sequence[Dot] = field(default_factory=tuple)
    bar: int = 0
    metres: int = 0

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.shapes and not self.dots


@dataclass(frozen=True, slots=True)
class Outlined:
    """What has an outline: its kind (area, grid …), title, address and GeoJSON."""

    kind: str
    title: str
    outline: Any
    url: str = ""


@dataclass(frozen=True, slots=True)
class Pointed:
    """What has a point."""

    title: str
    longitude: float
    latitude: float
    url: str = ""


def draw(outlines: Iterable[Outlined], points: Iterable[Pointed]) -> Drawing:
    """Outlines first, points on top, north up, in one scale that holds them all."""
    outlined, pointed = list(outlines), list(points)
    rings = {index: _rings(one.outline) for index, one in enumerate(outlined)}
    every = [point for held in rings.values() for ring in held for point in ring]
    every += [(one.longitude, one.latitude) for one in pointed]
    if not every:
        return Drawing()
    view = _View.around(every)
    shapes = [_shape(one, rings[index], view) for index, one in enumerate(outlined) if rings[index]]
    dots = [Dot(one.title, *view.at(one.longitude, one.latitude), one.url) for one in pointed]
    metres = view.round_metres()
    return Drawing(WIDTH, view.height, shapes, dots, round(metres * view.scale), metres)


@dataclass(frozen=True, slots=True)
class _View:
    """From degrees to units: east and north of a corner, in metres times `scale`."""

    west: float
    north: float
    squeeze: float
    scale: float
    height: int

    @classmethod
    def around(cls, points: Sequence[tuple[float, float]]) -> _View:
        west, east = min(p[0] for p in points), max(p[0] for p in points)
        south, north = min(p[1] for p in points), max(p[1] for p in points)
        squeeze = max(math.cos(math.radians((south + north) / 2)), 0.01)
        wide = max((east - west) * squeeze * _METRES_A_DEGREE, 50.0)
        high = max((north - south) * _METRES_A_DEGREE, 50.0)
        inner = WIDTH - 2 * EDGE
        scale = min(inner / wide, inner * TALLEST / high)
        spare = (inner / scale - wide) / 2 / _METRES_A_DEGREE / squeeze
        return cls(west - spare, north, squeeze, scale, round(high * scale) + 2 * EDGE)

    def at(self, longitude: float, latitude: float) -> tuple[int, int]:
        x = (longitude - self.west) * self.squeeze * _METRES_A_DEGREE * self.scale
        y = (self.north - latitude) * _METRES_A_DEGREE * self.scale
        return round(x) + EDGE, round(y) + EDGE

    def round_metres(self) -> int:
        """A round length of at most a quarter of the picture: 1, 2 or 5 times a power of ten."""
        longest = WIDTH / 4 / self.scale
        power = 10 ** math.floor(math.log10(longest))
        return int(next(step * power for step in (5, 2, 1) if step * power <= longest)) or 1


def _shape(one: Outlined, rings: list[list[tuple[float, float]]], view: _View) -> Shape:
    drawn = [[view.at(*point) for point in ring] for ring in rings]
    path = "".join("M" + "L".join(f"{x} {y}" for x, y in ring[:-1]) + "Z" for ring in drawn if len(ring) > 3)
    longest = max(drawn, key=len)[:-1]
    x = sum(point[0] for point in longest) // len(longest)
    y = sum(point[1] for point in longest) // len(longest)
    return Shape(one.kind, one.title, path, x, y, one.url)


def _rings(outline: Any) -> list[list[tuple[float, float]]]:
    """The rings of a checked Polygon or MultiPolygon."""
    if not isinstance(outline, dict):
        return []
    held = outline.get("coordinates") or []
    polygons = [held] if outline.get("type") == "Polygon" else held
    return [[(float(p[0]), float(p[1])) for p in ring] for polygon in polygons for ring in polygon]
