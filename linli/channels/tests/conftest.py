"""A community whose clock stands at the end of 2018."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from linli.base import clock

from . import factories


@pytest.fixture
def then(db: None) -> Iterator[None]:
    """Our clock says the moment of the factories."""
    clock.move_to(factories.AT)
    yield
    clock.forget()


@pytest.fixture
def here(then: None) -> int:
    """The one community of the installation."""
    return factories.community(code="510105901001")
