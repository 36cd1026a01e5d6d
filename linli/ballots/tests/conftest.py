"""Sentences are asked in English here; the command's own tests choose the language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from linli.base.scope import community_scope
from linli.places.tests import factories as places


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def here(db: None) -> Iterator[int]:
    """A community with its scope open."""
    community = places.community()
    with community_scope(community):
        yield community
