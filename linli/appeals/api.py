"""The door of appeals."""

from __future__ import annotations

from .queries.homes import HomeRow, Watched, reported, sent_up, watched

#: (actor, at): what a secretary keeps an eye on · what the actor reported · what waits for a subdistrict.
__all__ = ["HomeRow", "Watched", "reported", "sent_up", "watched"]
