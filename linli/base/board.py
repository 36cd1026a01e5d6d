"""The plain shapes that go through the slots."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from linli.kernel import Saying


@dataclass(frozen=True, slots=True)
class Row:
    """A row of today's board.

    `due` is a moment or a day; `group` one of late, today, accept, waiting, revisit, done;
    `verb` is the one button's text and `url` where it leads; with `in_row` the form at `url` opens in the
    row itself; `reason` says how the due moment was counted.
    """

    group: str
    due: dt.datetime | dt.date | None
    title: str
    place: str = ""
    who: str = ""
    channel: str = ""
    number: str = ""
    owner: str = ""
    verb: Saying | None = None
    url: str = ""
    page: str = ""
    reason: Saying | None = None
    in_row: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer of the command box; `kind` is people, places, matters, figures or go."""

    kind: str
    title: str
    hint: str
    url: str


@dataclass(frozen=True, slots=True)
class Held:
    """How many records of one kind stand behind a door, said in `words`, and the page that lists them."""

    count: int
    words: Saying
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a story: who did what when, with what changed; `quote` is what was said, in full."""

    at: dt.datetime
    who: str
    what: Saying
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    url: str = ""
    internal: bool = False
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A record of any app in one line: kind, key, the day to which it belongs, what it is called, its page."""

    subject: str
    key: int
    on: dt.date
    title: str
    url: str
