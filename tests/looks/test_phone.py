"""Every scene on a phone: axe finds nothing, no page scrolls sideways, on a narrow one neither."""

from __future__ import annotations

import pytest

from tests.scenes import SCENES, Scene, open_at
from tests.walker import NARROW, PHONE

from .checks import fits
from .conftest import People

pytestmark = pytest.mark.looks


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(people: People, scene: Scene) -> None:
    walker = people(scene.who, PHONE)
    open_at(walker, scene)
    fits(walker)
    walker.page.set_viewport_size({"width": NARROW["width"], "height": NARROW["height"]})
    assert walker.sideways() == 0
    walker.page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
