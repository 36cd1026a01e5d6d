"""The door of bills: the verbs by which a ledger is begun and lived, and what whoever lives it has to know.

from linli.bills import api as bills
bills.sign(actor=…, at=…, today=…, person=…, on=…, accounts=[bills.AccountParts("water", "12345678")])

Needs the community in scope. No other app builds on this one: readers answer the demonstration alone.
"""

from __future__ import annotations

import datetime as dt

from linli.kernel import Actor

from .actions.closings import Line, close, explain, reconcile
from .actions.errands import begin, drop, finish, take_on
from .actions.errands import hand_over as hand_errand_over
from .actions.mandates import AccountParts, sign
from .actions.receipts import hand_over, pay, receive, refund
from .actions.registers import refuse_certificate, stamp_paper
from .queries import closings, mandates, sums

__all__ = [
    "AccountParts",
    "Line",
    "accounts_of",
    "begin",
    "close",
    "drop",
    "expected",
    "explain",
    "finish",
    "hand_errand_over",
    "hand_over",
    "open_lines",
    "pay",
    "receive",
    "reconcile",
    "refund",
    "refuse_certificate",
    "sign",
    "stamp_paper",
    "take_on",
]


def accounts_of(actor: Actor, mandate: int) -> dict[str, int]:
    """Utility → account of a mandate. One query."""
    return {one.utility: one.id for one in mandates.accounts(actor, mandate)}


def expected(actor: Actor, on: dt.date) -> int:
    """Fen that must be in hand at the end of a day."""
    return sums.day(actor.community or 0, on).expected


def open_lines(actor: Actor, reconciliation: int) -> list[int]:
    """Lines of a comparison that differ and are not explained."""
    return [
        one.id for one in closings.month(actor, reconciliation)[1] if one.kind != "both" and not one.remark
    ]
