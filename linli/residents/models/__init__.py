"""The register: person ≠ household ≠ residence episode ≠ status.

All days are half-open: `end` is the first day on which a row no longer holds. Nothing is
deleted; what was entered by mistake is `void`: out of every list and figure, kept in history.
"""

from .checks import Check
from .codes import FLOATING, KINDS, LIVING, REASONS, REGISTERED, STATES
from .doubts import Doubt, Identity
from .homes import Household, Member, Residence
from .imports import Import, Learnt
from .people import Person
from .sourced import Sourced
from .statuses import Status

__all__ = [
    "Check",
    "Doubt",
    "FLOATING",
    "Household",
    "Identity",
    "Import",
    "KINDS",
    "LIVING",
    "Learnt",
    "Member",
    "Person",
    "REASONS",
    "REGISTERED",
    "Residence",
    "STATES",
    "Sourced",
    "Status",
]
