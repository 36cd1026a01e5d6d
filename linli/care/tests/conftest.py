"""Every test of care works inside one fresh community with the schemes loaded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from linli.appeals.tests import factories as appeals
from linli.base.scope import community_scope

from . import factories


@pytest.fixture
def here(db: None) -> Iterator[int]:
    """A community with its scope open."""
    community = appeals.community()
    factories.terms()
    with community_scope(community):
        yield community


@pytest.fixture
def in_english() -> Iterator[None]:
    """Sentences as the sources say them."""
    with translation.override("en"):
        yield
