"""How an action or a reader says no."""

from __future__ import annotations

from .say import Saying


class Refused(Exception):
    """Nothing was done, and `reason` says why and what to do.

    `field` names the form field, column or clause that the sentence speaks of, if one does.
    """

    def __init__(self, reason: Saying, field: str | None = None) -> None:
        super().__init__(reason.msgid)
        self.reason = reason
        self.field = field

    def __str__(self) -> str:
        return str(self.reason)


class NotFound(Exception):
    """The record does not exist for this reader; it is never said which of the two it is."""


class Stale(Exception):
    """Somebody saved the record since it was opened.

    `changes` lists (field, value now, value in the form); `who` and `at` say who saved it when.
    """

    def __init__(self, changes: list[tuple[str, object, object]], who: str, at: object) -> None:
        super().__init__("stale")
        self.changes = changes
        self.who = who
        self.at = at
