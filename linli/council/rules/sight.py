"""Who reads of bodies and meetings: everybody who works in the house, those who sit in a body, those who watch."""

from __future__ import annotations

from linli.kernel import Actor
from linli.kernel import actor as roles

READERS = (
    roles.SYSTEM, roles.SECRETARY, roles.COMMITTEE, roles.SOCIAL_WORKER, roles.GRID_WORKER, roles.SUPERVISOR, roles.AUDITOR,
    roles.COUNCIL, roles.PARTY_AFFAIRS,
)  # fmt: skip


def may_read(actor: Actor) -> bool:
    """Whether bodies, meetings and decisions lie open to the actor."""
    return actor.community is not None and actor.holds(*READERS)
