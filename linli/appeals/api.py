"""The door of appeals."""

from __future__ import annotations

__all__: list[str] = []
