"""How long the private reasons of a meeting are kept (term retention.council_years)."""

from __future__ import annotations

TERM = "retention.council_years"
YEARS = 10
