"""States of a residence episode (居住登记) and the one table that moves them.

    待核实 to_verify → 在住 open → (change)* → 拟注销 to_close → 已注销 closed

A void episode was entered by mistake: it is out of every list and figure, and nothing follows.
"""

from __future__ import annotations

from dataclasses import dataclass

from linli.kernel import Refused, say

NEW = ""
TO_VERIFY = "to_verify"
OPEN = "open"
TO_CLOSE = "to_close"
CLOSED = "closed"
VOID = "void"

#: States in which an episode counts on the days it holds.
COUNTING = (TO_VERIFY, OPEN, TO_CLOSE)


@dataclass(frozen=True, slots=True)
class Step:
    """Where a verb leads, and the rule (in rules.episodes) that has to allow it; "" for none."""

    state: str
    guard: str = ""


TABLE: dict[tuple[str, str], Step] = {
    (NEW, "register"): Step(OPEN, "may_open"),
    (NEW, "note"): Step(TO_VERIFY, "may_open"),
    (TO_VERIFY, "verify"): Step(OPEN),
    (TO_VERIFY, "change"): Step(TO_VERIFY, "may_open"),
    (TO_VERIFY, "request_close"): Step(TO_CLOSE, "may_close"),
    (TO_VERIFY, "close"): Step(CLOSED, "may_close"),
    (TO_VERIFY, "void_entry"): Step(VOID),
    (OPEN, "change"): Step(OPEN, "may_open"),
    (OPEN, "move_within"): Step(CLOSED, "may_move"),
    (OPEN, "request_close"): Step(TO_CLOSE, "may_close"),
    (OPEN, "close"): Step(CLOSED, "may_close"),
    (OPEN, "void_entry"): Step(VOID),
    (TO_CLOSE, "keep"): Step(OPEN),
    (TO_CLOSE, "confirm_close"): Step(CLOSED, "may_close"),
    (TO_CLOSE, "close"): Step(CLOSED, "may_close"),
    (TO_CLOSE, "void_entry"): Step(VOID),
    (CLOSED, "reopen"): Step(OPEN, "may_reopen"),
    (CLOSED, "void_entry"): Step(VOID),
}


def step(state: str, verb: str) -> Step:
    """The row of the table; Refused when the verb is not possible in this state."""
    found = TABLE.get((state, verb))
    if found is None:
        raise Refused(_WHY.get(state, say("This cannot be done with the record as it stands.")))
    return found


def verbs(state: str, *, void: bool = False) -> frozenset[str]:
    """What can follow a state."""
    if void:
        return frozenset()
    return frozenset(verb for before, verb in TABLE if before == state)


_WHY = {
    TO_VERIFY: say("This residence is still to be verified."),
    OPEN: say("This residence is open."),
    TO_CLOSE: say("Closing this residence was asked for and waits for confirmation."),
    CLOSED: say("This residence is closed already."),
    VOID: say("This residence was entered by mistake and is out of the register."),
}
