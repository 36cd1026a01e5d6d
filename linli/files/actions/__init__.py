"""Writes of files and of work."""

from .storing import forget_content, forget_old, store, sweep_orphans
from .working import (
    begin,
    fail,
    find_stalled,
    finish,
    forget_done,
    progress,
    resume,
    start_export,
    start_work,
)

__all__ = [
    "begin",
    "fail",
    "find_stalled",
    "finish",
    "forget_content",
    "forget_done",
    "forget_old",
    "progress",
    "resume",
    "start_export",
    "start_work",
    "store",
    "sweep_orphans",
]
