"""Who may see and change places, and whose sight is limited to cells."""

from __future__ import annotations

from linli.kernel import ALLOWED, Actor, Verdict, refuse, say
from linli.kernel import actor as roles

#: Roles that keep the skeleton of addresses, the partitions and the facilities.
KEEPERS = (roles.SYSTEM, roles.SECRETARY, roles.COMMITTEE, roles.SOCIAL_WORKER)
#: Roles that need addresses for their duty and read them.
READERS = (*KEEPERS, roles.GRID_WORKER, roles.CAPTAIN, roles.MESSENGER, roles.PARTY_AFFAIRS, roles.MEDIATOR)
#: Roles whose sight ends at the cells of their office.
CELL_BOUND = (roles.GRID_WORKER, roles.CAPTAIN)


def may_read(actor: Actor) -> Verdict:
    """Buildings and rooms are read by those who work with them; helpers of other kinds need them not."""
    if actor.community is not None and actor.holds(*READERS):
        return ALLOWED
    return refuse(say("Buildings and rooms are open to the workers of the community."))


def may_edit(actor: Actor) -> Verdict:
    """Places are kept by secretary, committee and social workers."""
    if actor.community is not None and actor.holds(*KEEPERS):
        return ALLOWED
    return refuse(say("Places are kept by the secretary, the committee and the social workers."))


def may_divide(actor: Actor, scheme: str) -> Verdict:
    """Partitions are drawn by those who keep places; Party areas and captains' by the party affairs worker as well."""
    if (
        scheme in ("party_area", "captain")
        and actor.community is not None
        and actor.holds(roles.PARTY_AFFAIRS)
    ):
        return ALLOWED
    return may_edit(actor)


def may_read_hours(actor: Actor) -> Verdict:
    """Working time and holidays are looked up by those who promise days, and by the technical administrator."""
    if actor.holds(*KEEPERS, roles.TECH_ADMIN):
        return ALLOWED
    return refuse(say("Working time is open to the secretary, the committee and the social workers."))


def may_change_area(actor: Actor, area: int) -> Verdict:
    """The secretary keeps the name, codes and facts of the own community; the system founds and moves all."""
    if actor.holds(roles.SYSTEM, roles.TECH_ADMIN) or (
        actor.holds(roles.SECRETARY) and actor.community == area
    ):
        return ALLOWED
    return refuse(say("The secretary keeps the name, the codes and the facts of the own community."))


def limited(actor: Actor) -> bool:
    """Whether the actor sees the rooms of the own cells only, be it none."""
    return not actor.whole_community and (bool(actor.cells) or actor.holds(*CELL_BOUND))
