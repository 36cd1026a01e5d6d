"""States of a letter and the verbs that lead from one to another.

waiting → (claim) sending → sent | failed | given_up, or back to waiting; calls and slips go from
waiting to done by a person. `sent`: the receiver took it; `done`: a person told them; `failed`:
the receiver refused it for good; `given_up`: nobody answered within the term.
"""

from __future__ import annotations

from linli.kernel import Refused, Saying, say

STATES = ("waiting", "sending", "sent", "done", "failed", "given_up", "cancelled")
OPEN = ("waiting", "sending", "failed", "given_up")

#: (state, verb) → next state.
MOVES: dict[tuple[str, str], str] = {
    ("waiting", "claim"): "sending",
    ("sending", "send"): "sent",
    ("sending", "postpone"): "waiting",
    ("sending", "fail"): "failed",
    ("sending", "give_up"): "given_up",
    ("waiting", "give_up"): "given_up",
    ("waiting", "tell"): "done",
    ("waiting", "miss"): "waiting",
    ("waiting", "turn"): "cancelled",
    ("failed", "retry"): "waiting",
    ("given_up", "retry"): "waiting",
    ("cancelled", "retry"): "waiting",
    ("waiting", "cancel"): "cancelled",
    ("failed", "cancel"): "cancelled",
    ("given_up", "cancel"): "cancelled",
}

WORDS: dict[str, Saying] = {
    "waiting": say("Waiting"),
    "sending": say("Being sent"),
    "sent": say("Sent"),
    "done": say("Told"),
    "failed": say("Refused by the receiver"),
    "given_up": say("Not delivered"),
    "cancelled": say("Cancelled"),
}


def word(state: str, *, by_hand: bool) -> Saying:
    """The state as a word; what a person tells is not sent."""
    return say("To be told") if by_hand and state == "waiting" else WORDS[state]


def move(state: str, verb: str) -> str:
    """The next state. Raises Refused, saying what the letter is now."""
    found = MOVES.get((state, verb))
    if found is None:
        raise Refused(say("This is not possible any more: it is “{state}” now.", state=WORDS[state]))
    return found
