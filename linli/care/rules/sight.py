"""Who deals with benefits (P3): the social worker of the scheme's line and the secretary; nobody else knows of a case."""

from __future__ import annotations

from linli.kernel import ALLOWED, Actor, Verdict, refuse, say
from linli.kernel.actor import SECRETARY, SOCIAL_WORKER, SYSTEM

from .codes import LINES


def lines(actor: Actor) -> frozenset[str]:
    """Lines whose cases lie open to the actor."""
    if actor.community is None:
        return frozenset()
    if actor.holds(SYSTEM, SECRETARY):
        return frozenset(LINES)
    if not actor.holds(SOCIAL_WORKER):
        return frozenset()
    return frozenset(LINES) if not actor.lines else frozenset(LINES) & actor.lines


def may_read(actor: Actor) -> bool:
    """Whether any case lies open to the actor."""
    return bool(lines(actor))


def may_keep(actor: Actor, line: str) -> Verdict:
    """Whether the actor writes cases of a line."""
    if line in lines(actor):
        return ALLOWED
    return refuse(say("The social worker of this line does this."))


def may_sign(actor: Actor) -> Verdict:
    """Sending on, stopping and what the authority decided carry the community's own signature."""
    if actor.community is not None and actor.holds(SYSTEM, SECRETARY):
        return ALLOWED
    return refuse(say("The secretary signs this."))
