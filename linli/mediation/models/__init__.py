"""Tables of mediation."""

from .agreements import Agreement, Performance, Revisit
from .disputes import Charge, Dispute, Mediator, Party
from .talks import Attendance, Paper, Talk

__all__ = [
    "Agreement",
    "Attendance",
    "Charge",
    "Dispute",
    "Mediator",
    "Paper",
    "Party",
    "Performance",
    "Revisit",
    "Talk",
]
