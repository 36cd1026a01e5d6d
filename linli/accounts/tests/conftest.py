"""What tests of this app share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences outside of pages are compared in the language of their msgids."""
    with override("en"):
        yield
