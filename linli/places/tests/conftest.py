"""One community in scope, and the people who work in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from linli.base.scope import community_scope
from linli.kernel import Actor
from linli.kernel.actor import GRID_WORKER, SECRETARY, SOCIAL_WORKER

from . import factories as f


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Refusals are compared by their msgid, whether or not the catalogues are compiled."""
    with translation.override("en"):
        yield


@pytest.fixture
def home(db: None) -> Iterator[int]:
    """快活社区, its rows in scope for the whole test."""
    community = f.community("快活社区", "510105012009")
    with community_scope(community):
        yield community


@pytest.fixture
def secretary(home: int) -> Actor:
    return Actor(None, "王书记", home, frozenset({SECRETARY}))


@pytest.fixture
def worker(home: int) -> Actor:
    return Actor(None, "王敏", home, frozenset({SOCIAL_WORKER}))


@pytest.fixture
def grid_worker(home: int) -> Actor:
    """Without a cell until a test gives one."""
    return Actor(None, "李网格员", home, frozenset({GRID_WORKER}))
