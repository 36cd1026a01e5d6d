"""Tables of bills."""

from .closings import Closing, ListLine, Reconciliation
from .errands import Errand, Refusal, SealUse
from .mandates import Account, Mandate
from .receipts import HandOver, Payment, Receipt, Till

__all__ = [
    "Account",
    "Closing",
    "Errand",
    "HandOver",
    "ListLine",
    "Mandate",
    "Payment",
    "Receipt",
    "Reconciliation",
    "Refusal",
    "SealUse",
    "Till",
]
