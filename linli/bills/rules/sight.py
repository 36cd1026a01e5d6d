"""Who reads and who keeps: the desk keeps money and seals, grid workers the errands that they took on themselves."""

from __future__ import annotations

from linli.kernel import ALLOWED, Actor, Verdict, refuse, say
from linli.kernel.actor import COMMITTEE, GRID_WORKER, SECRETARY, SOCIAL_WORKER, SYSTEM

_DESK = (SYSTEM, SECRETARY, COMMITTEE, SOCIAL_WORKER)


def may_read(actor: Actor) -> bool:
    """Whether the ledger of bills lies open to the actor."""
    return actor.community is not None and actor.holds(*_DESK)


def may_keep(actor: Actor) -> Verdict:
    """Whether the actor takes money, pays it on, closes the day."""
    if may_read(actor):
        return ALLOWED
    return refuse(say("The desk of the community does this."))


def may_run(actor: Actor) -> Verdict:
    """Whether the actor takes on errands other than bills."""
    if may_read(actor) or own_errands(actor):
        return ALLOWED
    return refuse(say("The desk and grid workers take on errands."))


def own_errands(actor: Actor) -> bool:
    """Whether the actor sees the errands alone that they took on themselves."""
    return actor.community is not None and actor.holds(GRID_WORKER) and not actor.holds(*_DESK)


def may_authorise(roles: frozenset[str] | set[str]) -> bool:
    """Whether a holder of these roles may say that something is stamped."""
    return bool(roles & {SECRETARY, COMMITTEE})
