"""Tables of council."""

from __future__ import annotations

__all__: list[str] = []
