"""The people of the scenes. Each file of this folder has its own demonstration, so that workers share them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.demo import Served
from tests.walker import Walker

pytest.register_assert_rewrite("tests.looks.checks")  # a failure shows what was found

People = Callable[[str, dict[str, int]], Walker]


@pytest.fixture(scope="module")
def people(browser: Browser, demo: Served) -> Iterator[People]:
    """Each person signs in once per width."""
    known: dict[tuple[str, int], Walker] = {}

    def come(who: str, size: dict[str, int]) -> Walker:
        key = (who, size["width"])
        if key not in known:
            known[key] = Walker(browser, demo.url, size)
            if who:
                known[key].sign_in(who)
        return known[key]

    yield come
    for walker in known.values():
        walker.leave()
