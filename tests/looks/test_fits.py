"""Every scene at the desk and on a phone: axe finds nothing, nothing scrolls sideways, one language at a time.

The page is opened once and then made as narrow as a phone: what it shows follows its width, and half of the
time of a look is the way to the page.
"""

from __future__ import annotations

import pytest

from tests.scenes import SCENES, Scene, open_at
from tests.walker import DESK, NARROW, PHONE

from .checks import english_words, violations
from .conftest import People

pytestmark = pytest.mark.looks


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(people: People, scene: Scene) -> None:
    walker = people(scene.who, DESK)
    walker.widen(DESK)
    open_at(walker, scene)
    assert english_words(walker) == []
    for size in (DESK, PHONE):
        walker.widen(size)
        assert violations(walker) == []
        assert walker.sideways() == 0
    walker.widen(NARROW)
    assert walker.sideways() == 0
