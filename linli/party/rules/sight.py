"""Who reads and who keeps the Party's ledger: party affairs and the secretary keep, the committee reads."""

from __future__ import annotations

from linli.kernel import ALLOWED, Actor, Verdict, refuse, say
from linli.kernel.actor import COMMITTEE, PARTY_AFFAIRS, SECRETARY, SYSTEM


def may_read(actor: Actor) -> bool:
    """Whether the Party's ledger lies open to the actor."""
    return actor.community is not None and actor.holds(SYSTEM, SECRETARY, PARTY_AFFAIRS, COMMITTEE)


def may_keep(actor: Actor) -> Verdict:
    """Whether the actor writes in it."""
    if actor.community is not None and actor.holds(SYSTEM, SECRETARY, PARTY_AFFAIRS):
        return ALLOWED
    return refuse(say("The party affairs worker and the secretary do this."))
