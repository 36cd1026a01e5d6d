"""How long a roll says who stood on it; a term overrides."""

from __future__ import annotations

YEARS = 2
TERM = "retention.ballot_years"
#: What stands where a name stood.
HIDDEN = "已到期隐去"
