"""Who may find an appeal at all, and who may do what with it, on plain values."""

from __future__ import annotations

from dataclasses import dataclass

from linli.kernel import ALLOWED, Actor, Verdict, refuse, say
from linli.kernel.actor import (
    AUDITOR,
    CAPTAIN,
    COMMITTEE,
    GRID_WORKER,
    MESSENGER,
    SECRETARY,
    SOCIAL_WORKER,
    SUBDISTRICT,
    SUPERVISOR,
    SYSTEM,
)

DESK = (SECRETARY, COMMITTEE, SOCIAL_WORKER)


@dataclass(frozen=True, slots=True)
class Standing:
    """What rules need to know of an appeal: never its text or who asked."""

    state: str
    level: str
    naming: str
    audience: str
    handler: int | None
    first_contact: int | None
    offered_to: int | None
    entered_by: int | None
    assisting: tuple[int, ...] = ()
    personal: bool = False
    last_answer_by: int | None = None


def of_office(actor: Actor) -> bool:
    """Secretary, committee, social workers: every appeal of the office."""
    return actor.community is not None and actor.holds(*DESK, SYSTEM)


def of_cells(actor: Actor) -> bool:
    """A grid worker: appeals of own cells, and those entered or handled."""
    return actor.community is not None and actor.holds(GRID_WORKER)


def of_helpers(actor: Actor) -> bool:
    """Captains and messengers: what they entered, and what they handle in their 院落."""
    return actor.community is not None and actor.holds(CAPTAIN, MESSENGER)


def reads_only(actor: Actor) -> bool:
    """Supervisors and auditors read the office's appeals without who asked."""
    return actor.community is not None and actor.holds(SUPERVISOR, AUDITOR) and not of_office(actor)


def of_subdistrict(actor: Actor) -> bool:
    """A subdistrict's user: what was sent to the area, nothing else."""
    return actor.area is not None and actor.holds(SUBDISTRICT)


def sees_reporter(actor: Actor, one: Standing) -> bool:
    """Whether who asked is open: of a confidential appeal only to its first contact and the secretary."""
    if one.naming == "anonymous" or reads_only(actor):
        return False
    if one.naming == "confidential":
        return actor.holds(SECRETARY, SYSTEM) or (
            actor.user_id is not None and actor.user_id == one.first_contact
        )
    return True


def may_register(actor: Actor) -> Verdict:
    """Whoever meets residents writes down what they ask for; so does the resident's own page."""
    if of_office(actor) or of_cells(actor) or of_helpers(actor):
        return ALLOWED
    return refuse(say("Workers, grid workers, captains and messengers register appeals."))
