"""Every test of appeals works inside one fresh community."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from linli.base.scope import community_scope

from . import factories


@pytest.fixture
def here(db: None) -> Iterator[int]:
    """A community with its scope open."""
    community = factories.community()
    with community_scope(community):
        yield community
