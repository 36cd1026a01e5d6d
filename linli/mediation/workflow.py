"""The life of a dispute: (state, verb) → next state. What must be so beforehand is asked by rules.guards."""

from __future__ import annotations

from linli.kernel import Refused, say

from .rules import codes

OPEN = ("found", "accepted", "mediating", "signing")
#: In mediation by the committee: the month runs.
RUNNING = ("accepted", "mediating", "signing")
#: Settled, but not yet closed.
SETTLED = (
    "agreed",
    "performed",
    "unperformed",
    "failed",
    "refused",
    "transferred",
    "withdrawn",
    "reconciled",
)
#: What has been accepted and talked over, and may still end without an agreement.
_TALKED = ("accepted", "mediating", "signing")

TABLE: dict[tuple[str, str], str] = {
    ("found", "consent"): "found", ("found", "accept"): "accepted", ("found", "refuse"): "refused",
    **{(state, "change"): state for state in OPEN},
    **{(state, "party"): state for state in OPEN},
    **{(state, "charge"): state for state in RUNNING},
    **{(state, "recuse"): state for state in RUNNING},
    **{(state, "rights"): state for state in RUNNING},
    **{(state, "extend"): state for state in RUNNING},
    ("accepted", "inquire"): "accepted", ("mediating", "inquire"): "mediating",
    ("accepted", "session"): "mediating", ("mediating", "session"): "mediating", ("signing", "session"): "signing",
    ("mediating", "agree_written"): "signing", ("mediating", "agree_oral"): "agreed",
    ("signing", "sign"): "signing", ("signing", "seal"): "agreed", ("signing", "redraw"): "mediating",
    **{(state, "fail"): "failed" for state in _TALKED},
    **{(state, "withdraw"): "withdrawn" for state in OPEN},
    **{(state, "transfer"): "transferred" for state in OPEN},
    **{(state, "reconcile"): "reconciled" for state in OPEN},
    ("agreed", "perform_done"): "performed", ("agreed", "perform_part"): "agreed", ("agreed", "perform_urged"): "agreed",
    ("agreed", "perform_court_told"): "unperformed", ("unperformed", "perform_done"): "performed",
    **{(state, verb): state for state in ("agreed", "performed", "unperformed") for verb in ("revisit", "apply", "rule")},
    ("failed", "revisit"): "failed",
    **{(state, "paper"): state for state in (*OPEN, *SETTLED)},
    **{(state, "close"): "closed" for state in SETTLED if state != "agreed"},
}  # fmt: skip


def step(state: str, verb: str) -> str:
    """The next state; Refused when the state does not allow the verb."""
    found = TABLE.get((state, verb))
    if found is None:
        raise Refused(
            say("The dispute is at “{state}” by now; that is not possible.", state=codes.STATES[state])
        )
    return found


def verbs(state: str) -> set[str]:
    """What may be done in a state."""
    return {verb for held, verb in TABLE if held == state}
