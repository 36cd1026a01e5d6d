"""The life of an application (domain §8.3): (state, verb) → next state. Steps that a scheme asks for are in rules.handling."""

from __future__ import annotations

from linli.kernel import Refused, say

from .rules import codes

_AT_HOME = ("accepted", "surveyed", "heard")
TABLE: dict[tuple[str, str], str] = {
    ("draft", "submit"): "submitted", ("submitted", "ask_supplement"): "supplement", ("supplement", "supplement"): "submitted",
    ("submitted", "accept"): "accepted", ("accepted", "survey"): "surveyed", ("accepted", "hear"): "heard", ("surveyed", "hear"): "heard",
    **{(state, "show"): "shown" for state in (*_AT_HOME, "shown")},
    **{(state, "forward"): "forwarded" for state in (*_AT_HOME, "shown")},
    **{(state, "withdraw"): "withdrawn" for state in ("draft", "submitted", "supplement", *_AT_HOME, "shown", "forwarded")},
    ("forwarded", "approve"): "approved", ("forwarded", "reject"): "rejected", ("approved", "pay"): "receiving",
    ("receiving", "pay"): "receiving", ("receiving", "confirm"): "receiving", ("receiving", "change"): "receiving", ("receiving", "stop"): "stopped",
    ("approved", "stop"): "stopped", ("stopped", "recover"): "stopped", ("stopped", "archive"): "archived",
    ("rejected", "archive"): "archived", ("receiving", "archive"): "archived", ("approved", "archive"): "archived",
}  # fmt: skip


def step(state: str, verb: str) -> str:
    """The next state; Refused when the state does not allow the verb."""
    found = TABLE.get((state, verb))
    if found is not None:
        return found
    if verb == "pay":
        raise Refused(say("There is no decision to pay by. Enter what the authority decided first."))
    raise Refused(
        say("The application is {state} by now; that is not possible any more.", state=codes.STATES[state])
    )


def verbs(state: str) -> tuple[str, ...]:
    """What may be done in a state, in the order of the table."""
    return tuple(verb for held, verb in TABLE if held == state)
