"""A community with a worker, for the tests of news."""

from __future__ import annotations

import pytest

from linli.accounts.tests import factories as accounts
from linli.kernel import Actor
from linli.places.tests.factories import community


@pytest.fixture
def here() -> int:
    return community()


@pytest.fixture
def actor(here: int) -> Actor:
    return accounts.actor("social_worker", here)
