"""Browser and served demonstration for journeys and looks; other tests use neither."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.demo import Served
from tests.walker import DESK, Walker


@pytest.fixture(scope="module")
def demo(request: pytest.FixtureRequest) -> Iterator[Served]:
    """A demonstration for the tests of one file: what one of them changes, the next one finds."""
    with Served(request.module.__name__.rpartition(".")[2].removeprefix("test_")) as served:
        yield served


@pytest.fixture
def somebody(browser: Browser, demo: Served) -> Iterator[Callable[..., Walker]]:
    """Makes people with a browser of their own: `somebody("shegong")` has signed in, `somebody()` has not."""
    walkers: list[Walker] = []

    def come(username: str = "", size: dict[str, int] = DESK, *, script: bool = True) -> Walker:
        walker = Walker(browser, demo.url, size, script=script)
        walkers.append(walker)
        if username:
            walker.sign_in(username)
        return walker

    yield come
    for walker in walkers:
        walker.leave()
