"""What all tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import settings

if TYPE_CHECKING:
    import pytest

# A busy machine is no failure: examples have no time limit, and the same ones are tried each time.
settings.register_profile("linli", deadline=None, derandomize=True)
settings.load_profile("linli")


def pytest_configure(config: pytest.Config) -> None:
    """Thousands of accounts are made and thrown away: their passwords need not be slow to guess."""
    from django.conf import settings as django

    django.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
