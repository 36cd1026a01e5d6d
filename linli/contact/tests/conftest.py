"""What tests of contact share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from linli.base.scope import community_scope
from linli.party.tests import factories as party
from linli.places.tests import factories as places


@pytest.fixture
def divided(db: None) -> Iterator[int]:
    """A community with its scope open and the Party's terms loaded."""
    community = places.community()
    party.terms()
    with community_scope(community):
        yield community
