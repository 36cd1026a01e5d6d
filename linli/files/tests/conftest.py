"""Every test of files has an empty folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def vault(tmp_path: Path, settings: Any) -> Path:
    """An empty folder of files."""
    settings.LINLI_FILES = tmp_path / "files"
    return tmp_path / "files"
