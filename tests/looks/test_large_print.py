"""The scenes that people with weak eyes meet most, in large print, at the desk and on a phone."""

from __future__ import annotations

import pytest

from tests.scenes import SCENES, Scene, open_at
from tests.walker import DESK, PHONE

from .checks import violations
from .conftest import People

pytestmark = pytest.mark.looks

ELDER = [
    scene
    for scene in SCENES
    if scene.name
    in (
        "sign-in",
        "workbench",
        "people",
        "person",
        "register",
        "population",
        "not-found",
        "appeals",
        "appeal",
        "intake",
        "resident-home",
        "resident-report",
        "resident-answers",
        "resident-who",
    )
]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scene", ELDER, ids=lambda scene: scene.name)
def test_large_print_fits(people: People, scene: Scene, size: dict[str, int]) -> None:
    walker = people(scene.who, size)
    walker.context.add_cookies([{"name": "linli_elder", "value": "24", "url": walker.url}])
    try:
        open_at(walker, scene)
        assert violations(walker) == []
        assert walker.sideways() == 0
    finally:
        walker.context.add_cookies([{"name": "linli_elder", "value": "0", "url": walker.url}])
