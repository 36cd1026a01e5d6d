"""The life of a notice: (state, verb) → next state. Whether an approved one is shown is a matter of its days alone."""

from __future__ import annotations

from linli.kernel import Refused, say

from .rules import codes

DRAFT, SUBMITTED, APPROVED, TAKEN_DOWN, DROPPED = "draft", "submitted", "approved", "taken_down", "dropped"

TABLE: dict[tuple[str, str], str] = {
    (DRAFT, "change"): DRAFT, (DRAFT, "submit"): SUBMITTED, (DRAFT, "drop"): DROPPED, (DRAFT, "attach"): DRAFT,
    (SUBMITTED, "approve"): APPROVED, (SUBMITTED, "send_back"): DRAFT, (SUBMITTED, "drop"): DROPPED,
    (APPROVED, "correct"): APPROVED, (APPROVED, "object"): APPROVED, (APPROVED, "take_down"): TAKEN_DOWN,
    (APPROVED, "paper_down"): APPROVED, (TAKEN_DOWN, "paper_down"): TAKEN_DOWN, (APPROVED, "conclude"): APPROVED,
    (TAKEN_DOWN, "conclude"): TAKEN_DOWN,
}  # fmt: skip


def step(state: str, verb: str) -> str:
    """The next state; Refused when the state does not allow the verb."""
    found = TABLE.get((state, verb))
    if found is None:
        raise Refused(
            say("The notice is {state} by now; that is not possible any more.", state=codes.STATES[state])
        )
    return found
