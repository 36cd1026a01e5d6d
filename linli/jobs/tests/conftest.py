"""Every test of jobs works inside one fresh community with the terms loaded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from linli.base.scope import community_scope
from linli.places.tests import factories as places

from . import factories


@pytest.fixture
def here(db: None) -> Iterator[int]:
    """A community with its scope open."""
    community = places.community()
    factories.terms()
    with community_scope(community):
        yield community
