"""Working on many rows at once."""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def unhurried(work: Callable[P, R]) -> Callable[P, R]:
    """Hold the garbage collector while `work` makes rows: it would walk the same hundred thousand values again and again."""

    @functools.wraps(work)
    def held(*args: P.args, **options: P.kwargs) -> R:
        enabled = gc.isenabled()
        gc.disable()
        try:
            return work(*args, **options)
        finally:
            if enabled:
                gc.enable()

    return held
