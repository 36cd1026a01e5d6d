"""Who asks: the plain value that every query, rule and action takes.

An actor works in one community at a time. A person who holds offices in two communities
chooses; a subdistrict's user works in none and sees counts only.
"""

from __future__ import annotations

from dataclasses import dataclass

SECRETARY = "secretary"
COMMITTEE = "committee"
SOCIAL_WORKER = "social_worker"
GRID_WORKER = "grid_worker"
CAPTAIN = "captain"
MESSENGER = "messenger"
MEDIATOR = "mediator"
SUPERVISOR = "supervisor"
COUNCIL = "council"
UNIT_CONTACT = "unit_contact"
PARTY_AFFAIRS = "party_affairs"
VOLUNTEER = "volunteer"
SUBDISTRICT = "subdistrict"
AUDITOR = "auditor"
TECH_ADMIN = "tech_admin"

ROLES = (
    SECRETARY,
    COMMITTEE,
    SOCIAL_WORKER,
    GRID_WORKER,
    CAPTAIN,
    MESSENGER,
    MEDIATOR,
    SUPERVISOR,
    COUNCIL,
    UNIT_CONTACT,
    PARTY_AFFAIRS,
    VOLUNTEER,
    SUBDISTRICT,
    AUDITOR,
    TECH_ADMIN,
)
SYSTEM = "system"

#: Roles whose register reaches over the whole community.
COMMUNITY_WIDE = frozenset({SECRETARY, COMMITTEE, SOCIAL_WORKER, SYSTEM})


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in user in the offices held today, or the system with its reason.

    user_id    the account, None for the system
    name       how the journal names the actor
    community  the community worked in, None outside any (subdistrict, technical administrator)
    roles      codes of the offices held there on the day asked
    cells      partition cells that limit a grid worker's or captain's sight; empty otherwise
    area       the subdistrict whose communities are counted, for subdistrict users
    lines      条线 of a social worker, such as "residents", "insurance"; empty means all
    why        the reason a system actor gives
    """

    user_id: int | None
    name: str
    community: int | None = None
    roles: frozenset[str] = frozenset()
    cells: frozenset[int] = frozenset()
    area: int | None = None
    lines: frozenset[str] = frozenset()
    why: str = ""

    @classmethod
    def system(cls, why: str, community: int | None = None) -> Actor:
        """The software itself, in one community at a time, saying why."""
        return cls(None, "系统", community, frozenset({SYSTEM}), why=why)

    def holds(self, *roles: str) -> bool:
        """Whether one of `roles` is held here today."""
        return not self.roles.isdisjoint(roles)

    @property
    def whole_community(self) -> bool:
        """Whether sight of the register is not limited to cells."""
        return not self.roles.isdisjoint(COMMUNITY_WIDE)
