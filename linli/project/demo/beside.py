"""Two parts of the demonstration at the same time: the machine has two cores, and a year is long."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def beside(work: Callable[[], object]) -> Iterator[None]:
    """Do `work` in a process of its own meanwhile; both are needed. Raises RuntimeError when it failed."""
    connection.close()
    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    try:
        yield
    finally:
        process.join()
    if process.exitcode:
        raise RuntimeError("a part of the demonstration was not played to its end")
