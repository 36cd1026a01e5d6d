"""Who may do what with an appeal: one rule per guard of workflow.py, each with a sentence that says who can.

Sources: 首问负责制 (the first contact guides, the handler may change); separation of duties: who handles
does not ask whether it was done well, who asks for more time does not grant it.
"""

from __future__ import annotations

from linli.kernel import ALLOWED, Actor, Verdict, refuse, say
from linli.kernel.actor import COMMITTEE, SECRETARY, SUBDISTRICT, SUPERVISOR, SYSTEM

from .sight import Standing, of_cells, of_helpers, of_office, of_subdistrict

DESK_ONLY = say("This is done by the community's office: secretary, committee or social workers.")


def of_desk(actor: Actor, one: Standing) -> bool:
    """Whether the actor sits where this appeal is decided: the office, or whom the resident chose instead."""
    if actor.holds(SYSTEM):
        return True
    if one.audience == "supervision":
        return actor.holds(SUPERVISOR)
    if one.audience == "subdistrict":
        return of_subdistrict(actor)
    return of_office(actor)


def is_handler(actor: Actor, one: Standing) -> bool:
    """The one accountable now."""
    return actor.user_id is not None and actor.user_id == one.handler


def leads(actor: Actor, one: Standing) -> bool:
    """Secretary and committee; for what goes past the office everybody of that desk."""
    if one.audience == "office":
        return actor.holds(SECRETARY, COMMITTEE, SYSTEM)
    return of_desk(actor, one)


def may_accept(actor: Actor, one: Standing) -> Verdict:
    """Captains and 院委会 accept at 院落 level what needs no personal file."""
    if of_desk(actor, one) or (one.audience == "office" and of_cells(actor)):
        return ALLOWED
    if of_helpers(actor) and one.audience == "office":
        return _fit_for_helpers(one)
    return refuse(say("Appeals are accepted by the community's workers."))


def may_refuse(actor: Actor, one: Standing) -> Verdict:
    """What is not accepted is decided by the office, with the reason and the right channel."""
    return ALLOWED if of_desk(actor, one) else refuse(DESK_ONLY)


def may_handle(actor: Actor, one: Standing) -> Verdict:
    """The handler; before there is one whoever may accept; secretary and committee in their stead."""
    if leads(actor, one):
        return ALLOWED
    if one.handler is None or one.state == "registered":
        return may_accept(actor, one)
    if is_handler(actor, one):
        return _fit_for_helpers(one) if _helper_only(actor) else ALLOWED
    return refuse(say("This is done by the handler, or by secretary and committee."))


def may_solve(actor: Actor, one: Standing) -> Verdict:
    """Who handles it may say that it is done."""
    return may_handle(actor, one)


def may_promise(actor: Actor, one: Standing) -> Verdict:
    """Who handles it gives the explicit answer."""
    return may_handle(actor, one)


def may_answer(actor: Actor, one: Standing) -> Verdict:
    """Who handles it answers."""
    return may_handle(actor, one)


def may_progress(actor: Actor, one: Standing) -> Verdict:
    """Handler, first contact and those who assist say how far it is."""
    if actor.user_id is not None and actor.user_id in (one.first_contact, *one.assisting):
        return ALLOWED
    return may_handle(actor, one)


def may_tell(actor: Actor, one: Standing) -> Verdict:
    """Whoever meets the resident carries the answer back (转达答复)."""
    named = (one.handler, one.first_contact, one.entered_by, *one.assisting)
    if of_desk(actor, one) or (actor.user_id is not None and actor.user_id in named):
        return ALLOWED
    if one.audience == "office" and (of_cells(actor) or of_helpers(actor)):
        return ALLOWED
    return refuse(say("The answer is carried back by workers, captains and messengers."))


def may_send_up(actor: Actor, one: Standing) -> Verdict:
    """上报街道 is the office's; what already lies with the subdistrict does not go there again."""
    if one.audience == "subdistrict":
        return refuse(say("This appeal lies with the subdistrict already."))
    return ALLOWED if of_desk(actor, one) else refuse(DESK_ONLY)


def may_send_back(actor: Actor, one: Standing) -> Verdict:
    """The subdistrict answers what was sent to its area."""
    if actor.holds(SYSTEM) or (of_subdistrict(actor) and actor.area == one.sent_to):
        return ALLOWED
    return refuse(say("This is answered by the subdistrict it was sent to."))


def may_revisit(actor: Actor, one: Standing) -> Verdict:
    """Another person than the handler and than who wrote the last answer; never captains and messengers."""
    if actor.holds(SYSTEM):
        return ALLOWED
    if is_handler(actor, one):
        return refuse(
            say("The handler does not ask whether it was done well: another worker of the office revisits.")
        )
    if actor.user_id is not None and actor.user_id == one.last_answer_by:
        return refuse(say("Who wrote the answer does not rate it: another worker of the office revisits."))
    if of_desk(actor, one):
        return ALLOWED
    return refuse(say("Revisits are made by the community's office, by another person than the handler."))


def may_rate(actor: Actor, one: Standing) -> Verdict:
    """After a colleague's revisit only the resident rates once more, by the code from the receipt."""
    if actor.holds(SYSTEM):
        return ALLOWED
    return refuse(say("The resident rates it on the own page, with number and code."))


def may_close(actor: Actor, one: Standing) -> Verdict:
    """Closing is the office's."""
    return ALLOWED if of_desk(actor, one) else refuse(DESK_ONLY)


def may_close_unreached(actor: Actor, one: Standing, most: int) -> Verdict:
    """After so many revisits in vain (term appeal_revisit) the office closes without a rating."""
    held = may_revisit(actor, one)
    if not held:
        return held
    if one.unreached < most:
        return refuse(
            say("Nobody was reached {n} of {most} times: try again first.", n=one.unreached, most=most)
        )
    return ALLOWED


def may_redo(actor: Actor, one: Standing) -> Verdict:
    """The office may begin again without waiting for a revisit."""
    return ALLOWED if of_desk(actor, one) else refuse(DESK_ONLY)


def may_reopen(actor: Actor, one: Standing) -> Verdict:
    """Opening again is the office's; residents do it by their code within the term."""
    return ALLOWED if of_desk(actor, one) else refuse(DESK_ONLY)


def may_withdraw(actor: Actor, one: Standing) -> Verdict:
    """The resident takes it back; who heard it says so for them."""
    if of_desk(actor, one) or (
        actor.user_id is not None and actor.user_id in (one.handler, one.first_contact, one.entered_by)
    ):
        return ALLOWED
    return refuse(say("Withdrawing is noted by the office or by who entered the appeal."))


def may_hold(actor: Actor, one: Standing) -> Verdict:
    """Who handles it may wait for somebody, with the reason."""
    return may_handle(actor, one)


def may_extend(actor: Actor, one: Standing) -> Verdict:
    """More time is granted by secretary or committee, never by the handler."""
    if is_handler(actor, one):
        return refuse(
            say("The handler cannot grant the extension: secretary or committee do, who do not handle it.")
        )
    if leads(actor, one):
        return ALLOWED
    return refuse(say("An extension is granted by secretary or committee, with its reason."))


def may_merge(actor: Actor, one: Standing) -> Verdict:
    """Merging and parting are the office's."""
    return ALLOWED if of_desk(actor, one) else refuse(DESK_ONLY)


def may_split(actor: Actor, one: Standing) -> Verdict:
    """Splitting is the office's."""
    return ALLOWED if of_desk(actor, one) else refuse(DESK_ONLY)


def may_archive(actor: Actor, one: Standing) -> Verdict:
    """Archiving is the office's."""
    return ALLOWED if of_desk(actor, one) else refuse(DESK_ONLY)


def may_assign(actor: Actor, one: Standing) -> Verdict:
    """The office puts it to somebody."""
    return ALLOWED if of_desk(actor, one) else refuse(DESK_ONLY)


def may_offer(actor: Actor, one: Standing) -> Verdict:
    """The handler hands over; so do secretary and committee."""
    if is_handler(actor, one) or leads(actor, one):
        return ALLOWED
    return refuse(say("Handing over is done by the handler, or by secretary and committee."))


def may_take_over(actor: Actor, one: Standing) -> Verdict:
    """Only the one it was offered to."""
    if one.offered_to is None:
        return refuse(say("Nobody is asked to take this appeal over."))
    if actor.user_id is not None and actor.user_id == one.offered_to:
        return ALLOWED
    return refuse(say("It is taken over, or declined, by the one it was offered to."))


def may_assist(actor: Actor, one: Standing) -> Verdict:
    """Handler and office ask others to help."""
    if is_handler(actor, one) or of_desk(actor, one):
        return ALLOWED
    return refuse(say("Assistance is asked for by the handler or the office."))


def may_raise(actor: Actor, one: Standing) -> Verdict:
    """Who handles it, at any level, and the office hand it to the next level."""
    if is_handler(actor, one) or of_desk(actor, one):
        return ALLOWED
    if of_helpers(actor) and one.level == "compound":
        return ALLOWED
    return refuse(say("It is handed to the next level by the handler or the office."))


def may_climb(actor: Actor, one: Standing) -> Verdict:
    """Going up because time ran out is done by the clock alone."""
    return ALLOWED if actor.holds(SYSTEM) else refuse(say("The clock does this: send it up by hand instead."))


def may_note(actor: Actor, one: Standing) -> Verdict:
    """Whoever works on it writes internal notes."""
    return may_tell(actor, one)


def may_release(actor: Actor, one: Standing) -> Verdict:
    """Publication is released by a worker of the office."""
    if one.audience != "office":
        return refuse(say("An appeal about a worker or the committee is not published."))
    return ALLOWED if of_desk(actor, one) else refuse(DESK_ONLY)


def may_deal_with_hotline(actor: Actor, one: Standing) -> Verdict:
    """Items of 12345 are accepted, rejected and returned by the office."""
    return ALLOWED if of_desk(actor, one) else refuse(DESK_ONLY)


def may_rate_department(actor: Actor, one: Standing) -> Verdict:
    """Whoever blew the whistle rates who came: the community."""
    if of_office(actor) or actor.holds(SUPERVISOR):
        return ALLOWED
    return refuse(say("The community rates the department that was called."))


def _helper_only(actor: Actor) -> bool:
    return of_helpers(actor) and not (of_office(actor) or of_cells(actor) or actor.holds(SUBDISTRICT))


def _fit_for_helpers(one: Standing) -> Verdict:
    if one.level != "compound":
        return refuse(
            say(
                "Captains and messengers settle matters of their 院落; this one lies with the community's office."
            )
        )
    if one.personal:
        return refuse(say("This matter needs a personal file: the community's office settles it."))
    return ALLOWED


def may_correct_entry(actor: Actor, one: Standing) -> Verdict:
    """What was entered by mistake is taken out by the office, or by who entered it."""
    if of_desk(actor, one) or (actor.user_id is not None and actor.user_id == one.entered_by):
        return ALLOWED
    return refuse(say("An entry made by mistake is taken out by the office or by who made it."))
