"""A roster on its way into the register: uploaded, planned, applied, undone."""

from .applying import apply, request_apply
from .planning import plan
from .undoing import request_undo, undo
from .uploading import give_up, replace, say_again, teach, type_cells, upload
from .whole import ImportFault, ImportResult, confirm, fault_of, read, take_over

__all__ = [
    "ImportFault",
    "ImportResult",
    "apply",
    "confirm",
    "fault_of",
    "give_up",
    "plan",
    "read",
    "replace",
    "request_apply",
    "request_undo",
    "say_again",
    "take_over",
    "teach",
    "type_cells",
    "undo",
    "upload",
]
