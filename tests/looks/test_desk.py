"""Every scene at the desk: axe finds nothing, no page scrolls sideways, one language at a time."""

from __future__ import annotations

import pytest

from tests.scenes import SCENES, Scene, open_at
from tests.walker import DESK

from .checks import fits
from .conftest import People

pytestmark = pytest.mark.looks


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(people: People, scene: Scene) -> None:
    walker = people(scene.who, DESK)
    open_at(walker, scene)
    fits(walker)
