"""Outlines and the picture drawn from them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from linli.kernel import Refused
from linli.places.rules.maps import Outlined, Pointed, draw
from linli.places.rules.outlines import read_outline, square_km

SQUARE = [[103.95, 30.69], [103.96, 30.69], [103.96, 30.70], [103.95, 30.70], [103.95, 30.69]]
POLYGON: dict[str, Any] = {"type": "Polygon", "coordinates": [SQUARE]}
FEATURE = {"type": "Feature", "properties": {"name": "快活"}, "geometry": POLYGON}


@pytest.mark.parametrize("value", [POLYGON, FEATURE, {"type": "FeatureCollection", "features": [FEATURE]}])
def test_a_polygon_is_read_however_it_is_wrapped(value: dict[str, Any]) -> None:
    found = read_outline(json.dumps(value))
    assert found is not None
    assert found["type"] == "Polygon"
    assert len(found["coordinates"][0]) == 5


def test_nothing_typed_is_no_outline() -> None:
    assert read_outline(" \n") is None


FAULTY = {
    "no JSON": "快活社区",
    "a number": "3",
    "a point": json.dumps({"type": "Point", "coordinates": [103.9, 30.6]}),
    "points swapped": json.dumps({"type": "Polygon", "coordinates": [[[y, x + 90] for x, y in SQUARE]]}),
    "two points": json.dumps({"type": "Polygon", "coordinates": [SQUARE[:2]]}),
    "text as points": json.dumps({"type": "Polygon", "coordinates": [[["a", "b"]]]}),
    "a bow tie": json.dumps({"type": "Polygon", "coordinates": [[SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]]}),
    "two features": json.dumps({"type": "FeatureCollection", "features": [FEATURE, FEATURE]}),
    "no points": json.dumps({"type": "Polygon", "coordinates": []}),
    "too large": " " * 200_001 + json.dumps(POLYGON),
    "too many points": json.dumps({"type": "Polygon", "coordinates": [[[103 + i / 10_000, 30 + (i % 2) / 10] for i in range(6_000)]]}),
    "deep": "[" * 100_000,
}  # fmt: skip


@pytest.mark.parametrize("text", FAULTY.values(), ids=FAULTY.keys())
def test_what_is_no_outline_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Refused) as caught:
        read_outline(text)
    assert caught.value.field == "outline"


def test_the_area_is_right_to_a_thousandth() -> None:
    """0.01° × 0.01° at 30.695° N: 957.9 m × 1108.6 m (WGS84)."""
    assert square_km(POLYGON) == pytest.approx(1.0619, rel=0.001)
    assert square_km({"type": "Point"}) is None


def test_a_picture_holds_every_shape_and_point_with_north_up() -> None:
    drawing = draw(
        [Outlined("area", "快活社区", POLYGON)],
        [Pointed("南", 103.955, 30.691), Pointed("北", 103.955, 30.699)],
    )
    south, north = drawing.dots
    assert north.y < south.y
    assert all(0 < dot.x < drawing.width and 0 < dot.y < drawing.height for dot in drawing.dots)
    assert drawing.shapes[0].path.startswith("M")
    assert drawing.metres in (100, 200)


def test_a_single_point_and_nothing_at_all_can_be_drawn() -> None:
    assert len(draw([], [Pointed("一", 103.9, 30.6)]).dots) == 1
    assert draw([], []).empty
