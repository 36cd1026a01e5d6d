"""What import contracts cannot see."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = [
    path
    for path in (ROOT / "linli").rglob("*.py")
    if "tests" not in path.parts and "migrations" not in path.parts
]


def test_there_is_no_django_admin() -> None:
    assert not list((ROOT / "linli").rglob("admin.py"))


def test_no_setting_is_made_for_a_whole_session() -> None:
    """A session-level SET would outlive the transaction and leak a scope to the next borrower."""
    word = re.compile(r"set_config\([^)]*false\s*\)|\bSET (?!LOCAL)(?:SESSION |[a-z_.]+ (?:=|TO))")
    assert [
        path.name for path in PRODUCT if word.search(path.read_text()) and path.parent.name != "backend"
    ] == []


@pytest.mark.parametrize("layer", ["actions", "rules", "workflow", "queries", "figures"])
def test_the_clock_and_requests_stay_out_of_the_lower_layers(layer: str) -> None:
    found = []
    for path in PRODUCT:
        parts = path.relative_to(ROOT / "linli").parts
        if len(parts) > 1 and (parts[1] == layer or parts[1] == f"{layer}.py"):
            text = path.read_text()
            if "django.http" in text or re.search(r"\bclock\.(now|today|real_now)\(", text):
                found.append("/".join(parts))
    assert found == []
