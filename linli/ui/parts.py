"""Plain objects that pages hand to the pieces of the gallery. They hold words and addresses, never records.

Rows of the board, entries of a story and results of the search box have their shapes in linli.base.board.
Every text may be a str, a lazy translation or a kernel Say: the pieces call str() on it at the last moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

STATUS = ("late", "today", "waiting", "hand", "done", "ended")
"""The six tints of a status word: overdue, due today, waiting for others, in hand, done, ended or on hold."""


@dataclass(frozen=True)
class Tab:
    """One tab of the second level, or of a page. count is shown in grey after the label."""

    label: object
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Entry:
    """One of the eight entries of the bar, with the tabs that the reader may open."""

    label: object
    url: str
    current: bool = False
    tabs: Sequence[Tab] = ()


@dataclass(frozen=True)
class Link:
    """A link, or with post=True a one-button form. icon names a picture of static/ui/icons.svg."""

    label: object
    url: str
    post: bool = False
    icon: str = ""
    current: bool = False


@dataclass(frozen=True)
class Figure:
    """A number that may open to its records.

    value None is unknown (—). declared holds 约, 近 or 余 for a number typed by hand ("" with by_hand=True
    when it has none): such a number has no underline and carries the small word 手填.
    """

    value: int | float | str | None
    url: str = ""
    label: object = ""
    unit: object = ""
    declared: object = ""
    by_hand: bool = False
    denominator: int | None = None
    numerator: int | None = None
    last_year: object = None
    cumulative: object = None


@dataclass(frozen=True)
class State:
    """A status word with its tint; kind is one of STATUS. quiet=True prints it as grey text (lists of what is done)."""

    kind: str
    word: object
    quiet: bool = False


@dataclass(frozen=True)
class Job:
    """The progress of long work. url answers the piece again; done and total are counted in `unit`."""

    url: str
    label: object
    done: int = 0
    total: int | None = None
    unit: object = ""
    finished: bool = False
    failed: object = ""
    result_url: str = ""
    result: object = ""

    @property
    def percent(self) -> int:
        """How much is done, 0 to 100; 0 while the total is unknown."""
        return min(100, self.done * 100 // self.total) if self.total else 0


@dataclass(frozen=True)
class Differing:
    """One field of a stale form: what another person saved, what is typed here, and what stood before if known."""

    label: object
    theirs: object
    mine: object
    was: object = ""
