"""Scenes in English: no Chinese stands in menus, heads and buttons."""

from __future__ import annotations

import pytest

from tests.scenes import SCENES, Scene, open_at
from tests.walker import DESK

from .checks import chinese_left
from .conftest import People

pytestmark = pytest.mark.looks

IN_ENGLISH = [scene for scene in SCENES if scene.prepare is None and scene.name != "gallery"]
#: Words of the pages; what records say in a heading carries its language (lang), what is chosen from is records.
CHROME = ".bar nav, .thumbs, main h1, main h2:not([lang]), main thead th, main label:not(.option), main legend, main button, main .button, main .state, .look-word, .drop-link"


@pytest.mark.parametrize("scene", IN_ENGLISH, ids=lambda scene: scene.name)
def test_in_english_no_chinese_stands_in_menus_heads_and_buttons(people: People, scene: Scene) -> None:
    walker = people(scene.who, DESK)
    walker.context.add_cookies([{"name": "django_language", "value": "en", "url": walker.url}])
    try:
        open_at(walker, scene)
        words = walker.page.locator(CHROME).all_inner_texts()
        assert chinese_left(words) == []
    finally:
        walker.context.add_cookies([{"name": "django_language", "value": "zh-hans", "url": walker.url}])
