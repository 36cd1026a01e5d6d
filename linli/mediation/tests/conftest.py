"""Every test of mediation works inside one fresh community."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from linli.appeals.tests import factories as appeals
from linli.base.scope import community_scope


@pytest.fixture
def here(db: None) -> Iterator[int]:
    """A community with its scope open."""
    community = appeals.community()
    with community_scope(community):
        yield community
