"""Who wants to be told how."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from linli.kernel import Actor

from ..models import Preference


@dataclass(frozen=True, slots=True)
class Wish:
    """A worker's choice: kinds of messages not wanted, own quiet hours."""

    muted: tuple[str, ...] = ()
    quiet_from: dt.time | None = None
    quiet_to: dt.time | None = None


def noted(actor: Actor, digest: bytes) -> str:
    """The way that a resident chose for a phone; empty for no choice. 1 query."""
    found = Preference.objects.filter(community=actor.community, digest=digest).values_list(
        "channel", flat=True
    )
    return found.first() or ""


def own(actor: Actor) -> Wish:
    """The actor's own choice."""
    held = Preference.objects.filter(community=actor.community, user=actor.user_id or 0).first()
    return Wish(tuple(held.muted), held.quiet_from, held.quiet_to) if held else Wish()
