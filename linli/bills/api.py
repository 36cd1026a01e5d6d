"""The door of bills: the verbs by which a ledger is begun and lived, for the demonstration and for tests.

from linli.bills import api as bills
bills.sign(actor=…, at=…, today=…, person=…, on=…, accounts=[bills.AccountParts("water", "12345678")])

Needs the community in scope. No reader is offered: no other app builds on this one.
"""

from __future__ import annotations

from .actions.closings import Line, close, explain, reconcile
from .actions.errands import begin, finish, take_on
from .actions.errands import hand_over as hand_errand_over
from .actions.mandates import AccountParts, sign
from .actions.receipts import hand_over, pay, receive, refund
from .actions.registers import refuse_certificate, stamp_paper

__all__ = [
    "AccountParts",
    "Line",
    "begin",
    "close",
    "explain",
    "finish",
    "hand_errand_over",
    "hand_over",
    "pay",
    "receive",
    "reconcile",
    "refund",
    "refuse_certificate",
    "sign",
    "stamp_paper",
    "take_on",
]
