"""Who reads and who keeps the employment ledger: the social worker of its line, the committee; the secretary reads."""

from __future__ import annotations

from linli.kernel import ALLOWED, Actor, Verdict, refuse, say
from linli.kernel.actor import COMMITTEE, GRID_WORKER, SECRETARY, SOCIAL_WORKER, SYSTEM

#: 条线 of employment; a social worker without lines has all of them.
LINE = "employment"


def may_read(actor: Actor) -> bool:
    """Whether records of jobseekers lie open to the actor."""
    return actor.community is not None and (actor.holds(SYSTEM, SECRETARY, COMMITTEE) or _line(actor))


def may_read_posts(actor: Actor) -> bool:
    """Whether vacancies do: they are public, and whoever goes to doors tells of them."""
    return may_read(actor) or (actor.community is not None and actor.holds(SOCIAL_WORKER, GRID_WORKER))


def may_keep(actor: Actor) -> Verdict:
    """Whether the actor writes in the ledger."""
    if actor.community is not None and (actor.holds(SYSTEM, COMMITTEE) or _line(actor)):
        return ALLOWED
    return refuse(say("The social worker of employment and the committee do this."))


def may_see_hardship(actor: Actor) -> bool:
    """Why finding work is hard (P3) opens to the social worker of the line and the secretary alone."""
    return actor.community is not None and (actor.holds(SYSTEM, SECRETARY) or _line(actor))


def _line(actor: Actor) -> bool:
    return actor.holds(SOCIAL_WORKER) and (not actor.lines or LINE in actor.lines)
