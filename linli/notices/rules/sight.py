"""What a post sees of notices (domain §17). What residents are shown is no right of a post."""

from __future__ import annotations

from linli.kernel import Actor
from linli.kernel import actor as roles

_DRAFT = (
    roles.SYSTEM, roles.SECRETARY, roles.COMMITTEE, roles.SOCIAL_WORKER, roles.GRID_WORKER, roles.PARTY_AFFAIRS,
)  # fmt: skip
#: What was shown, and may be read by everybody who reads notices at all.
PUBLISHED = ("approved", "taken_down")


def may_read_drafts(actor: Actor) -> bool:
    """Whether what is not approved yet lies open to the actor."""
    return actor.holds(*_DRAFT)
