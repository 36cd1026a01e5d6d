"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# A busy machine is no failure: examples have no time limit, and the same ones are tried each time.
settings.register_profile("linli", deadline=None, derandomize=True)
settings.load_profile("linli")
