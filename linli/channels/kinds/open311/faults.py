"""What goes wrong, in the statuses of the specification: 403 for the key, 404 for what there is not, 400 else."""

from __future__ import annotations


class Fault(Exception):
    """An answer of one or several errors; `wait` is after how many seconds a client may come back."""

    def __init__(self, status: int, *words: str, wait: int = 0) -> None:
        super().__init__(status)
        self.status, self.words, self.wait = status, [str(one) for one in words], wait
