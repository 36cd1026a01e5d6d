"""Every test of meetings works inside one fresh community with the terms loaded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from linli.base.scope import community_scope
from linli.places.tests import factories as places

from . import meeting


@pytest.fixture
def here(db: None) -> Iterator[int]:
    """A community with its scope open."""
    community = places.community()
    meeting.terms()
    with community_scope(community):
        yield community
