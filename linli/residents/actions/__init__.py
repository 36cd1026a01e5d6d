"""Writes of the register: one atomic function per verb."""

from .checks import check, check_many
from .doubts import find_different, merge, unmerge
from .doubts import mark as mark_doubt
from .households import change_head, found, join, join_all, leave, split
from .people import correct, register
from .residences import (
    change,
    close,
    confirm_close,
    keep,
    move_within,
    reopen,
    request_close,
    verify,
    void_entry,
)
from .statuses import end as end_status
from .statuses import grant
from .statuses import void as void_status

__all__ = [
    "change",
    "change_head",
    "check",
    "check_many",
    "close",
    "confirm_close",
    "correct",
    "end_status",
    "find_different",
    "found",
    "grant",
    "join",
    "join_all",
    "keep",
    "leave",
    "mark_doubt",
    "merge",
    "move_within",
    "register",
    "reopen",
    "request_close",
    "split",
    "unmerge",
    "verify",
    "void_entry",
    "void_status",
]
