"""Who may find an appeal at all, and from whom who asked is hidden, on plain values."""

from __future__ import annotations

from collections.abc import Callable
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
    """What rules need to know of an appeal: never its text or who asked.

    personal        settling it needs a personal file: not for captains and messengers
    last_answer_by  who wrote the last answer, where a rule asks for it
    unit            places.Unit it lies in; sent_to the subdistrict it was sent to
    """

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
    about: str = "matter"
    about_user: int | None = None
    unit: int | None = None
    sent_to: int | None = None
    unreached: int = 0


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


def concerns(actor: Actor, about: str, about_user: int | None) -> bool:
    """Whether an appeal is about the actor, or about the committee the actor sits on."""
    if actor.user_id is not None and actor.user_id == about_user:
        return True
    return about == "committee" and actor.holds(SECRETARY, COMMITTEE)


def involved(actor: Actor, one: Standing) -> bool:
    """Whether the actor entered it, was asked first, handles it, is offered it or assists."""
    return actor.user_id is not None and actor.user_id in (
        one.entered_by,
        one.first_contact,
        one.handler,
        one.offered_to,
        *one.assisting,
    )


def may_find(actor: Actor, one: Standing, in_cells: Callable[[], bool]) -> bool:
    """Whether the actor may find an appeal; queries.sight.appeals says the same of many.

    in_cells  whether the place lies in the actor's cells today; asked only where that decides
    """
    if actor.holds(SYSTEM):
        return True
    if concerns(actor, one.about, one.about_user):
        return False
    if of_subdistrict(actor):
        return one.sent_to is not None and one.sent_to == actor.area and one.audience != "supervision"
    if actor.community is None or one.audience == "subdistrict":
        return False
    if one.audience == "supervision":
        return actor.holds(SUPERVISOR)
    if of_office(actor) or reads_only(actor):
        return True
    if not (of_cells(actor) or of_helpers(actor)):
        return False
    if involved(actor, one):
        return True
    if of_cells(actor):
        return in_cells()
    return one.level == "compound" and one.naming != "confidential" and in_cells()


def sees_reporter(actor: Actor, one: Standing) -> bool:
    """Whether who asked is open: of a confidential appeal only to its first contact and the secretary.

    What goes past the office is open to the one who handles it, for nobody else could call back.
    """
    if one.naming == "anonymous":
        return False
    if one.audience != "office":
        return actor.holds(SYSTEM) or (
            actor.user_id is not None and actor.user_id in (one.handler, one.first_contact)
        )
    if reads_only(actor):
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
