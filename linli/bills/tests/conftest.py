"""Every test of bills works inside one fresh community."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from linli.base.scope import community_scope
from linli.places.tests import factories as places

from .factories import Desk


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    """A community's desk with its scope open."""
    community = places.community()
    with community_scope(community):
        yield Desk(community)
