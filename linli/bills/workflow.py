"""Receipts and errands: one table each, (state, verb) → next state."""

from __future__ import annotations

from linli.kernel import Refused, Saying, say

from .rules import codes

#: 收款单: 已收款 → 已缴 → 已交付凭证 → 已对账 | 异常. `pay` may be done for several accounts of one receipt.
RECEIPTS: dict[tuple[str, str], str] = {
    ("received", "pay"): "paid",
    ("paid", "pay"): "paid",
    ("exception", "pay"): "paid",
    ("received", "hand_over"): "handed",
    ("paid", "hand_over"): "handed",
    ("exception", "hand_over"): "handed",
    ("handed", "reconcile"): "reconciled",
    ("exception", "reconcile"): "reconciled",
    ("handed", "doubt"): "exception",
    ("reconciled", "doubt"): "exception",
    ("paid", "refund"): "exception",
    ("handed", "refund"): "exception",
    ("reconciled", "refund"): "exception",
    ("exception", "refund"): "exception",
    ("paid", "take_back"): "paid",
    ("exception", "take_back"): "exception",
    ("received", "cancel"): "cancelled",
    ("received", "counter"): "countered",
    ("exception", "counter"): "countered",
}

#: 代办: 接 → 办 → 交, or told that it cannot be done.
ERRANDS: dict[tuple[str, str], str] = {
    ("taken", "begin"): "doing",
    ("taken", "finish"): "done",
    ("doing", "finish"): "done",
    ("done", "hand_over"): "handed",
    ("taken", "drop"): "dropped",
    ("doing", "drop"): "dropped",
}


def receipt_after(state: str, verb: str) -> str:
    """The state of a receipt after a verb; Refused where its state does not allow it."""
    return _after(RECEIPTS, codes.RECEIPTS, state, verb)


def errand_after(state: str, verb: str) -> str:
    """The state of an errand after a verb; Refused where its state does not allow it."""
    return _after(ERRANDS, codes.ERRAND_STATES, state, verb)


def allows(table: dict[tuple[str, str], str], state: str, verb: str) -> bool:
    """Whether a state allows a verb, for the buttons of a page."""
    return (state, verb) in table


def _after(table: dict[tuple[str, str], str], words: dict[str, Saying], state: str, verb: str) -> str:
    following = table.get((state, verb))
    if following is None:
        raise Refused(say("This cannot be done now: {state}.", state=str(words[state])))
    return following
