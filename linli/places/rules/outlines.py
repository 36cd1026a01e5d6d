"""Outlines: GeoJSON polygons in WGS84 that people paste or a file brings; checked before they are kept."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from linli.kernel import ALLOWED, Refused, Verdict, refuse, say

if TYPE_CHECKING:  # shapely brings numpy: a quarter of a second that only outlines need
    from shapely.geometry.base import BaseGeometry

MAX_BYTES = 200_000
MAX_POINTS = 5_000
#: WGS84 ellipsoid: half axis in metres and squared eccentricity.
_AXIS, _E2 = 6_378_137.0, 0.00669437999014
#: Rounded to about 1 cm: more digits are noise of a drawing program.
_DIGITS = 7


def read_outline(text: str) -> dict[str, Any] | None:
    """The geometry in a pasted GeoJSON (Polygon, MultiPolygon, Feature or a collection with one); None for nothing.

    Raises Refused saying what is wrong: too large, no JSON, no polygon, outside WGS84, crossing itself.
    """
    if not text.strip():
        return None
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise _wrong(say("The outline is larger than {n} kB. Simplify it first.", n=MAX_BYTES // 1000))
    from shapely.geometry import mapping

    shape = _shape(_geometry(_json(text)))
    _demand_good(shape)
    outline: dict[str, Any] = _rounded(mapping(shape))
    return outline


def square_km(outline: Any) -> float | None:
    """The area of an outline in km² by a local projection of the ellipsoid; None when it is none.

    Good to about 0.1 % for anything up to a city district.
    """
    try:
        shape = _shape(outline)
    except Refused:
        return None
    latitude = math.radians(shape.centroid.y)
    bend = 1 - _E2 * math.sin(latitude) ** 2
    north = math.radians(1) * _AXIS * (1 - _E2) / bend**1.5
    east = math.radians(1) * _AXIS * math.cos(latitude) / math.sqrt(bend)
    return float(shape.area * north * east / 1_000_000)


def may_stand(longitude: float | None, latitude: float | None) -> Verdict:
    """A point has both numbers, or none; longitude −180 to 180, latitude −90 to 90."""
    if longitude is None and latitude is None:
        return ALLOWED
    if longitude is None or latitude is None:
        return refuse(say("Give both longitude and latitude, or neither."))
    if math.isfinite(longitude) and math.isfinite(latitude) and abs(longitude) <= 180 and abs(latitude) <= 90:
        return ALLOWED
    return refuse(say("Longitude lies between -180 and 180, latitude between -90 and 90."))


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise _wrong(say("This is no GeoJSON text.")) from None


def _geometry(value: Any) -> Any:
    """The one geometry in a Feature or FeatureCollection, or the value itself."""
    if not isinstance(value, dict):
        raise _wrong(say("This is no GeoJSON text."))
    if value.get("type") == "FeatureCollection":
        features = value.get("features")
        if not isinstance(features, list) or len(features) != 1:
            raise _wrong(say("Give the outline of one area only."))
        value = features[0]
    if isinstance(value, dict) and value.get("type") == "Feature":
        value = value.get("geometry")
    return value


def _shape(geometry: Any) -> BaseGeometry:
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise _wrong(say("An outline is a Polygon or MultiPolygon."))
    from shapely import from_geojson
    from shapely.errors import ShapelyError

    try:
        return from_geojson(json.dumps(geometry))
    except (ShapelyError, ValueError, TypeError, RecursionError):
        raise _wrong(say("The points of the outline cannot be read.")) from None


def _demand_good(shape: BaseGeometry) -> None:
    if shape.is_empty:
        raise _wrong(say("The outline has no points."))
    if len(_points(shape)) > MAX_POINTS:
        raise _wrong(say("The outline has more than {n} points. Simplify it first.", n=MAX_POINTS))
    west, south, east, north = shape.bounds
    if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
        raise _wrong(say("Points are longitude, then latitude, in degrees (WGS84)."))
    if not shape.is_valid:
        raise _wrong(say("The outline crosses itself: {where}.", where=_flaw(shape)))
    if shape.area == 0:
        raise _wrong(say("The outline encloses nothing."))


def _flaw(shape: BaseGeometry) -> str:
    from shapely import is_valid_reason

    return str(is_valid_reason(shape))


def _points(shape: BaseGeometry) -> list[Any]:
    parts = getattr(shape, "geoms", [shape])
    return [point for part in parts for ring in (part.exterior, *part.interiors) for point in ring.coords]


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, list | tuple):
        return [_rounded(one) for one in value]
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return value


def _wrong(reason: Any) -> Refused:
    return Refused(reason, "outline")
