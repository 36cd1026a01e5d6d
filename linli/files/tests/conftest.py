"""Every test of files has an empty folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override


@pytest.fixture
def vault(tmp_path: Path, settings: Any) -> Path:
    """An empty folder of files."""
    settings.LINLI_FILES = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences outside of pages are compared in the language of their msgids."""
    with override("en"):
        yield
