"""The rule of each verb, for pages that show what can be done and by whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from linli.kernel import ALLOWED, Actor, Verdict, refuse

from . import handling
from .handling import DESK_ONLY, of_desk
from .sight import Standing

Rule = Callable[[Actor, Standing], Verdict]


def _desk(actor: Actor, one: Standing) -> Verdict:
    return ALLOWED if of_desk(actor, one) else refuse(DESK_ONLY)


RULES: Mapping[str, Rule] = {
    "accept": handling.may_accept, "refuse": handling.may_refuse, "solve": handling.may_solve,
    "promise": handling.may_promise, "start": handling.may_handle, "send_up": handling.may_send_up,
    "send_back": handling.may_send_back, "take_back": handling.may_send_up, "answer": handling.may_answer,
    "tell": handling.may_tell, "amend_answer": handling.may_answer, "revisit": handling.may_revisit,
    "not_reached": handling.may_revisit, "redo": handling.may_redo, "reopen": handling.may_reopen,
    "withdraw": handling.may_withdraw, "hold": handling.may_hold, "resume": handling.may_handle,
    "merge": handling.may_merge, "part": handling.may_merge, "archive": handling.may_archive,
    "offer": handling.may_offer, "take_over": handling.may_take_over, "decline": handling.may_take_over,
    "assign": handling.may_assign, "assist": handling.may_assist, "extend": handling.may_extend,
    "split": handling.may_split, "progress": handling.may_progress, "note": handling.may_note,
    "correct": handling.may_tell, "add": handling.may_tell, "picture": handling.may_tell,
    "release": handling.may_release, "withhold": _desk, "raise_level": handling.may_raise,
    "void_entry": handling.may_correct_entry, "dispatch": handling.may_send_back, "arrive": handling.may_send_back,
    "rate_department": handling.may_rate_department, "hotline_accept": handling.may_deal_with_hotline,
    "hotline_reject": handling.may_deal_with_hotline, "hotline_return": handling.may_deal_with_hotline,
    "hotline_extend": handling.may_extend, "hotline_twice": handling.may_deal_with_hotline, "climb": handling.may_climb,
    "rate": handling.may_rate,
}  # fmt: skip


def verdict(actor: Actor, one: Standing, verb: str, tries: int) -> Verdict:
    """May the actor do a verb now. `tries`: revisits in vain after which it is closed (term appeal_revisit)."""
    if verb == "close" and one.state == "to_revisit":
        return handling.may_close_unreached(actor, one, tries)
    if verb == "close":
        return handling.may_close(actor, one)
    return RULES[verb](actor, one)
