"""Who may do what with the register, on the actor's plain values."""

from __future__ import annotations

from linli.kernel import ALLOWED, Actor, Verdict, refuse, say
from linli.kernel.actor import CAPTAIN, COMMITTEE, GRID_WORKER, MESSENGER, SECRETARY, SOCIAL_WORKER, SYSTEM

from .statuses import KINDS

#: 条线 of the register itself; a social worker without lines has all of them.
REGISTER_LINE = "residents"


def sees_all(actor: Actor) -> bool:
    """Whether the whole register of the community lies open to the actor."""
    return actor.community is not None and actor.whole_community


def sees_cells(actor: Actor) -> bool:
    """Whether the actor sees the people of their own cells."""
    return actor.community is not None and actor.holds(GRID_WORKER) and bool(actor.cells)


def sees_register(actor: Actor) -> bool:
    """Whether the actor sees any list of people."""
    return sees_all(actor) or sees_cells(actor)


def sees_doors(actor: Actor) -> bool:
    """Whether the actor sees doors and forms of address of their own buildings."""
    return actor.community is not None and actor.holds(CAPTAIN, MESSENGER) and bool(actor.cells)


def may_edit(actor: Actor) -> Verdict:
    """Grid workers and the social workers of the register write; the others read."""
    if actor.community is None:
        return refuse(say("The register belongs to a community. Sign in to one."))
    if actor.holds(SYSTEM) or sees_cells(actor):
        return ALLOWED
    if actor.holds(SOCIAL_WORKER) and (not actor.lines or REGISTER_LINE in actor.lines):
        return ALLOWED
    return refuse(say("Grid workers and the social workers of the register do this."))


def may_verify(actor: Actor) -> Verdict:
    """What grid workers enter, the community verifies: closings asked for, merges, entry errors."""
    if actor.community is None:
        return refuse(say("The register belongs to a community. Sign in to one."))
    if actor.holds(SYSTEM, SECRETARY, COMMITTEE):
        return ALLOWED
    if actor.holds(SOCIAL_WORKER) and (not actor.lines or REGISTER_LINE in actor.lines):
        return ALLOWED
    return refuse(say("The social workers of the register confirm this."))


def may_merge_records(actor: Actor) -> Verdict:
    """Marking and merging doubles is the work of the social workers of the register."""
    if actor.community is not None and actor.holds(SYSTEM):
        return ALLOWED
    if actor.holds(SOCIAL_WORKER) and may_verify(actor):
        return ALLOWED
    return refuse(say("The social workers of the register do this."))


def status_kinds(actor: Actor) -> frozenset[str]:
    """Kinds of status that the actor's duty opens: one's own lines, and all to the secretary."""
    if actor.community is None:
        return frozenset()
    if actor.holds(SYSTEM, SECRETARY):
        return frozenset(KINDS)
    if not actor.holds(SOCIAL_WORKER):
        return frozenset()
    return frozenset(code for code, kind in KINDS.items() if not actor.lines or kind.line in actor.lines)


def may_hold_status(actor: Actor, kind: str) -> Verdict:
    """Granting and ending a status belongs to the social worker of its line."""
    if actor.holds(SYSTEM) and actor.community is not None:
        return ALLOWED
    if actor.holds(SOCIAL_WORKER) and kind in status_kinds(actor):
        return ALLOWED
    return refuse(say("The social worker of this line does this."))


def may_reveal(actor: Actor) -> Verdict:
    """A whole identity number opens to those whose sight reaches the person (asked before)."""
    if sees_register(actor):
        return ALLOWED
    return refuse(say("Whole numbers are not open to you."))


def may_do(actor: Actor) -> frozenset[str]:
    """Names of what the actor may do, for buttons: edit, verify, merge, reveal, extract, statuses, grant."""
    allowed = {
        "edit": bool(may_edit(actor)),
        "verify": bool(may_verify(actor)),
        "merge": bool(may_merge_records(actor)),
        "reveal": bool(may_reveal(actor)),
        "extract": sees_all(actor),
        "statuses": bool(status_kinds(actor)),
        "grant": actor.holds(SOCIAL_WORKER) and bool(status_kinds(actor)),
    }
    return frozenset(name for name, yes in allowed.items() if yes)
