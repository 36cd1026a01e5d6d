"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A busy machine is no failure: examples have no time limit, and the same ones are tried each time.
settings.register_profile("linli", deadline=None, derandomize=True)
settings.load_profile("linli")


def pytest_configure(config: pytest.Config) -> None:
    """Thousands of accounts are made and thrown away: their passwords need not be slow to guess."""
    from django.conf import settings as django

    django.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, one for all that looks at pages. Without one a journey fails: it never counts as passed."""
    from playwright.sync_api import sync_playwright

    from linli.project import testing
    from tests.walker import QUIET

    found = testing.chromium()
    assert found, "Chromium is not here: sudo apt-get install -y chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield chromium
        chromium.close()
