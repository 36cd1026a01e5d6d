"""What must be so before a step is taken; each refusal names what is missing (人民调解法 2010)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from linli.kernel import ALLOWED, Verdict, refuse, say

from . import codes


@dataclass(frozen=True, slots=True)
class Side:
    """What a rule asks of a party."""

    side: str
    consent: bool | None
    rights_told: bool
    signed: bool


def may_accept(parties: Sequence[Side], mediators: int) -> Verdict:
    """art. 17, 19: parties on both sides, all of them willing, and a mediator whom they chose or accept."""
    if (both := both_sides(parties)) is not None:
        return both
    if any(one.consent is False for one in parties):
        return refuse(say("A party clearly refused; there is no mediation (art. 17)."))
    if any(one.consent is None for one in parties):
        return refuse(say("Ask every party for consent first."))
    if not mediators:
        return refuse(say("Choose at least one mediator whom the parties chose or accept."))
    return ALLOWED


def both_sides(parties: Sequence[Side]) -> Verdict | None:
    """A refusal unless somebody stands on either side."""
    missing = [codes.SIDES[side] for side in codes.SIDES if side not in {one.side for one in parties}]
    return refuse(say("Nobody is entered on the {side}.", side=missing[0])) if missing else None


def may_sit(parties: Sequence[Side]) -> Verdict:
    """art. 23: the parties know their rights before the first session."""
    if not all(one.consent for one in parties):
        return refuse(say("Ask every party for consent first."))
    if all(one.rights_told for one in parties):
        return ALLOWED
    return refuse(say("Tell every party of rights and duties first (item 2 of the dossier)."))


def may_lead(led: Collection[int], charged: Collection[int], recused: Collection[int]) -> Verdict:
    """Only mediators of the dispute lead a talk, and none who stood aside."""
    if not led:
        return refuse(say("Say which mediator led it."))
    if set(led) & set(recused):
        return refuse(say("A mediator who stood aside takes no part any more."))
    if not set(led) <= set(charged):
        return refuse(say("Only mediators of this dispute lead it."))
    return ALLOWED


def may_recuse(others: int) -> Verdict:
    """Somebody must go on; a substitute is chosen first."""
    return ALLOWED if others else refuse(say("Choose another mediator first; then this one stands aside."))


def may_seal(parties: Sequence[Side], mediator_signed: dt.date | None) -> Verdict:
    """art. 29: every party has signed, and a mediator."""
    unsigned = [one for one in parties if not one.signed]
    if unsigned:
        sides = {one.side for one in unsigned}
        side = next(one for one in codes.SIDES if one in sides)
        return refuse(
            say("Not signed by the {side} yet ({n} missing).", side=codes.SIDES[side], n=len(unsigned))
        )
    if mediator_signed is None:
        return refuse(say("The mediator has not signed yet."))
    return ALLOWED


def may_apply(effective: dt.date | None, last: dt.date | None, on: dt.date, *, of_status: bool) -> Verdict:
    """art. 33 and 司法确认规定 art. 4: both together, within the window, never about personal status."""
    if effective is None or last is None:
        return refuse(say("The agreement is not in effect yet."))
    if of_status:
        return refuse(
            say("Confirming or dissolving a marriage, kinship or adoption cannot be confirmed by the court.")
        )
    if not effective <= on <= last:
        return refuse(say("The joint application was possible until {day}.", day=last.isoformat()))
    return ALLOWED


def may_happen(on: dt.date, since: dt.date, today: dt.date) -> Verdict:
    """A day of the story lies after what it rests on and not in the future."""
    if on > today:
        return refuse(say("This day is still to come."))
    if on < since:
        return refuse(say("Not before {day}.", day=since.isoformat()))
    return ALLOWED
