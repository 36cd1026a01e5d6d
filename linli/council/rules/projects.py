"""Who may do what with opinions and projects (domain §17, separation rules), and what a step asks for.

The desk puts opinions together and keeps projects; the committee and the secretary answer for lists, budget and
contract; the supervision committee watches; who proposes a payment does not approve it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from linli.kernel import ALLOWED, Actor, Refused, Verdict, refuse, say
from linli.kernel.actor import (
    AUDITOR,
    CAPTAIN,
    COMMITTEE,
    COUNCIL,
    GRID_WORKER,
    MESSENGER,
    PARTY_AFFAIRS,
    SECRETARY,
    SOCIAL_WORKER,
    SUPERVISOR,
    SYSTEM,
)

_DESK = (SYSTEM, SECRETARY, COMMITTEE, SOCIAL_WORKER)


def may_read(actor: Actor) -> bool:
    """Whether opinions and projects lie open to the actor."""
    return actor.community is not None and actor.holds(
        *_DESK, GRID_WORKER, SUPERVISOR, AUDITOR, COUNCIL, PARTY_AFFAIRS
    )


def may_opine(actor: Actor) -> Verdict:
    """Whoever meets residents writes their opinions down."""
    if actor.community is not None and actor.holds(*_DESK, GRID_WORKER, CAPTAIN, MESSENGER, COUNCIL):
        return ALLOWED
    return refuse(say("Opinions are written down by workers, captains, messengers and the council."))


def may_keep(actor: Actor) -> Verdict:
    """Who keeps rounds, sheets and projects."""
    if actor.community is not None and actor.holds(*_DESK):
        return ALLOWED
    return refuse(say("Secretary, committee and social workers do this."))


def may_review(actor: Actor) -> Verdict:
    """Lists, filing and stops are answered for by secretary and committee."""
    if actor.community is not None and actor.holds(SYSTEM, SECRETARY, COMMITTEE):
        return ALLOWED
    return refuse(say("Secretary and committee answer for this."))


def may_supervise(actor: Actor) -> Verdict:
    """The supervision committee alone watches the works."""
    if actor.community is not None and actor.holds(SYSTEM, SUPERVISOR):
        return ALLOWED
    return refuse(say("The supervision committee writes this down."))


def may_propose(actor: Actor) -> Verdict:
    """Payments are proposed by committee and social workers."""
    if actor.community is not None and actor.holds(SYSTEM, COMMITTEE, SOCIAL_WORKER):
        return ALLOWED
    return refuse(say("Payments are proposed by the committee or a social worker."))


def may_approve(actor: Actor, proposed_by: int | None) -> Verdict:
    """The secretary approves, never who proposed."""
    if actor.user_id is not None and actor.user_id == proposed_by:
        return refuse(say("Who proposed a payment does not approve it."))
    if actor.community is not None and actor.holds(SYSTEM, SECRETARY):
        return ALLOWED
    return refuse(say("The secretary approves payments."))


def may_audit(actor: Actor) -> Verdict:
    """Dossiers and archives are opened by secretary, supervision committee and auditor."""
    if actor.community is not None and actor.holds(*_DESK, SUPERVISOR, AUDITOR):
        return ALLOWED
    return refuse(say("Dossiers are open to the office, the supervision committee and the auditor."))


def demand_lists(lines: Sequence[Mapping[str, Any]], answers: Mapping[str, tuple[bool, str]]) -> bool:
    """Whether a project passes: one positive line fits and no negative one does.

    Refused while a line is not answered, or without a reason.
    """
    for line in lines:
        answer = answers.get(line["code"])
        if answer is None or not answer[1].strip():
            raise Refused(
                say("Write the reason for each line of the lists: {line}.", line=line["name"]), line["code"]
            )
    fits = {one["code"] for one in lines if answers[one["code"]][0]}
    positive = {one["code"] for one in lines if one["side"] == "positive"}
    return bool(fits & positive) and not fits - positive


def demand_opinions(least: int, opinions: Collection[int]) -> None:
    """A project grows from at least so many opinions."""
    if len(opinions) < least:
        raise Refused(say("Choose at least {n} opinions.", n=least), "opinions")
