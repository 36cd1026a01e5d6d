"""Who calls, who sees the outbox, and which letters."""

from __future__ import annotations

from linli.kernel import ALLOWED, Actor, Saying, Verdict, refuse, say
from linli.kernel.actor import (
    CAPTAIN,
    COMMITTEE,
    GRID_WORKER,
    MESSENGER,
    SECRETARY,
    SOCIAL_WORKER,
    SYSTEM,
)

DESK = frozenset({SECRETARY, COMMITTEE, SOCIAL_WORKER})


def sees_all(actor: Actor) -> bool:
    """The desk sees every letter that is not private; others only those given to them."""
    return actor.holds(*DESK, SYSTEM)


def may_tell(actor: Actor) -> Verdict:
    """Calling residents and handing over slips; beside the desk everybody only what was given to them."""
    if actor.holds(*DESK, GRID_WORKER, CAPTAIN, MESSENGER, SYSTEM):
        return ALLOWED
    return refuse(say("Calls are made by the community's workers."))


def may_keep_outbox(actor: Actor) -> Verdict:
    """Sending again and cancelling."""
    return ALLOWED if sees_all(actor) else refuse(say("The outbox is kept by the community's desk."))


def fit_to_call(quiet_until: str) -> Verdict:
    """Nobody is rung up in quiet hours; `quiet_until` says their end ("14:00"), empty outside them."""
    if not quiet_until:
        return ALLOWED
    return refuse(_quiet(quiet_until))


def _quiet(until: str) -> Saying:
    return say("These are quiet hours. Call from {time} on.", time=until)
