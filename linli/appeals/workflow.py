"""The life of an appeal (诉求) as one table: (state, verb) → (next state, guard).

    registered → accepted | refused
    accepted → (solve) to_revisit | (promise) promised → in_hand ⇄ sent_up
    in_hand → (answer) answered → (tell) to_revisit → (revisit) revisited → closed → archived
    not satisfied → redo → …; on_hold and back; merged and back

Verbs that change no state (offer, take_over, note, extend, split, assist, publish, rate) stand in ANYTIME with the
states in which they are possible. A guard names the rule of rules/ that has to allow the step. `climb` is the
sweep's alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from linli.kernel import Refused, say

from .rules import codes


@dataclass(frozen=True, slots=True)
class Step:
    """Where a verb leads, and the rule that has to allow it; "" for none."""

    state: str
    guard: str = ""


NEW = ""
REGISTERED, ACCEPTED, REFUSED = "registered", "accepted", "refused"
PROMISED, IN_HAND, SENT_UP = "promised", "in_hand", "sent_up"
ANSWERED, TO_REVISIT, REVISITED = "answered", "to_revisit", "revisited"
REDO, ON_HOLD, CLOSED, ARCHIVED, MERGED = "redo", "on_hold", "closed", "archived", "merged"

_FRESH = (REGISTERED, ACCEPTED)
_WORKING = codes.WORKING


def _rows(states: tuple[str, ...], verb: str, to: str, guard: str = "") -> dict[tuple[str, str], Step]:
    return {(state, verb): Step(to, guard) for state in states}


TABLE: dict[tuple[str, str], Step] = {
    (NEW, "register"): Step(REGISTERED, "may_register"),
    (REGISTERED, "accept"): Step(ACCEPTED, "may_accept"),
    (REGISTERED, "refuse"): Step(REFUSED, "may_refuse"),
    (ACCEPTED, "refuse"): Step(REFUSED, "may_refuse"),
    **_rows((REGISTERED, *_WORKING), "solve", TO_REVISIT, "may_solve"),
    **_rows((REGISTERED, *_WORKING), "promise", PROMISED, "may_promise"),
    **_rows((ACCEPTED, PROMISED, REDO), "start", IN_HAND, "may_handle"),
    **_rows(_WORKING, "send_up", SENT_UP, "may_send_up"),
    (SENT_UP, "send_back"): Step(IN_HAND, "may_send_back"),
    (SENT_UP, "take_back"): Step(IN_HAND, "may_handle"),
    **_rows((REGISTERED, *_WORKING), "answer", ANSWERED, "may_answer"),
    (ANSWERED, "tell"): Step(TO_REVISIT, "may_tell"),
    (ANSWERED, "amend_answer"): Step(ANSWERED, "may_answer"),
    (ANSWERED, "revisit"): Step(REVISITED, "may_revisit"),
    (TO_REVISIT, "revisit"): Step(REVISITED, "may_revisit"),
    (TO_REVISIT, "not_reached"): Step(TO_REVISIT, "may_revisit"),
    (REVISITED, "close"): Step(CLOSED, "may_close"),
    (TO_REVISIT, "close"): Step(CLOSED, "may_close_unreached"),
    **_rows((ANSWERED, TO_REVISIT, REVISITED), "redo", REDO, "may_redo"),
    **_rows((REFUSED, CLOSED), "reopen", REDO, "may_reopen"),
    **_rows((REGISTERED, *_WORKING, SENT_UP), "withdraw", CLOSED, "may_withdraw"),
    **_rows((REGISTERED, *_WORKING), "hold", ON_HOLD, "may_hold"),
    **_rows((REGISTERED, *_WORKING), "merge", MERGED, "may_merge"),
    **_rows((REGISTERED, *_WORKING), "climb", SENT_UP, "may_raise"),
    **_rows((REGISTERED, ACCEPTED), "hotline_reject", REFUSED, "may_deal_with_hotline"),
    **_rows((REGISTERED, *_WORKING), "hotline_return", REFUSED, "may_deal_with_hotline"),
    **_rows((CLOSED, REFUSED), "archive", ARCHIVED, "may_archive"),
    # on_hold resumes and merged parts to the state that was left: Step.state "" says so
    (ON_HOLD, "resume"): Step("", "may_handle"),
    (MERGED, "part"): Step("", "may_merge"),
}

_ACTIVE = (REGISTERED, *_WORKING, SENT_UP, ANSWERED, TO_REVISIT, REVISITED, ON_HOLD)
ANYTIME: dict[str, tuple[str, ...]] = {
    "offer": _ACTIVE,
    "take_over": _ACTIVE,
    "decline": _ACTIVE,
    "assign": _ACTIVE,
    "assist": _ACTIVE,
    "extend": (*_WORKING, SENT_UP),
    "split": (REGISTERED, *_WORKING),
    "progress": (*_WORKING, SENT_UP, ON_HOLD),
    "correct": (*_ACTIVE, REFUSED),
    "note": (*_ACTIVE, REFUSED, CLOSED, MERGED),
    "add": (*_ACTIVE,),
    "picture": (*_ACTIVE, CLOSED),
    "release": (ANSWERED, TO_REVISIT, REVISITED, CLOSED, ARCHIVED),
    "withhold": (*_ACTIVE, REFUSED, CLOSED, ARCHIVED, MERGED),
    "raise_level": (REGISTERED, *_WORKING),
    "dispatch": (SENT_UP,),
    "arrive": (SENT_UP,),
    "rate_department": (*_WORKING, ANSWERED, TO_REVISIT, REVISITED, CLOSED),
    "hotline_accept": (REGISTERED, *_WORKING),
    "hotline_extend": (REGISTERED, *_WORKING, SENT_UP, ON_HOLD),
    "hotline_twice": (REGISTERED, *_WORKING),
    "void_entry": (REGISTERED, ACCEPTED),
    "rate": (CLOSED,),
}


def step(state: str, verb: str) -> Step:
    """The row of the table; Refused when the state does not allow the verb, saying which verbs it does."""
    if state in ANYTIME.get(verb, ()):
        return Step(state)
    found = TABLE.get((state, verb))
    if found is None:
        raise Refused(
            say(
                "The appeal is {state}. What can be done now: {verbs}.",
                state=codes.STATES.get(state, state),
                verbs=Words(tuple(sorted(verbs(state)))),
            )
        )
    return found


#: Done by the clock alone, never offered.
BY_CLOCK = frozenset({"climb"})


def verbs(state: str) -> frozenset[str]:
    """What can follow a state, by the table alone."""
    steps = {verb for before, verb in TABLE if before == state and verb not in BY_CLOCK}
    return frozenset(steps | {verb for verb, states in ANYTIME.items() if state in states})


VERBS = {
    "register": say("Register"), "accept": say("Accept"), "refuse": say("Not accept"), "solve": say("Solved today"),
    "promise": say("Give an explicit answer"), "start": say("Take in hand"), "send_up": say("Send up to the subdistrict"),
    "send_back": say("Answer of the subdistrict"), "take_back": say("Take back"), "answer": say("Answer"), "tell": say("Told"),
    "amend_answer": say("Amend the answer"), "revisit": say("Revisit"), "not_reached": say("Not reached"), "close": say("Close the matter"),
    "redo": say("Do again"), "reopen": say("Open again"), "withdraw": say("Withdraw"), "hold": say("Put on hold"),
    "resume": say("Resume"), "merge": say("Merge"), "part": say("Part again"), "archive": say("Archive"),
    "offer": say("Hand to somebody"), "take_over": say("Take it over"), "decline": say("Decline"), "assign": say("Assign"),
    "assist": say("Ask for assistance"), "extend": say("Extend"), "split": say("Split into parts"), "progress": say("Say how far it is"),
    "correct": say("Correct"), "note": say("Internal note"), "add": say("Add words"), "picture": say("Add a picture"),
    "release": say("Release for publication"), "withhold": say("Take off the board"), "raise_level": say("Hand to the next level"),
    "void_entry": say("Entered by mistake"), "dispatch": say("Pass to a department"), "arrive": say("The department has arrived"),
    "rate_department": say("Rate the department"), "hotline_accept": say("Accept the 12345 item"),
    "hotline_reject": say("Reject the 12345 item"), "hotline_return": say("Give the 12345 item back"),
    "hotline_extend": say("Extend the 12345 term"), "hotline_twice": say("Report as sent twice"),
    "climb": say("Time ran out: to the subdistrict"), "rate": say("The resident's own rating"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """Verbs in the reader's language, parted by commas."""

    codes: tuple[str, ...]

    def __str__(self) -> str:
        return str(say(", ")).join(str(VERBS[one]) for one in self.codes)
