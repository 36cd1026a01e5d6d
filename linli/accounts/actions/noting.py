"""Where a line about accounts goes: into the community's journal, or the house's outside any."""

from __future__ import annotations

import datetime as dt
from typing import Any

from linli.journal import api as journal
from linli.kernel import Actor


def note(actor: Actor, verb: str, subject: str, key: int, *, at: dt.datetime, **facts: Any) -> None:
    """One line for one deed on an account, a post or a shift."""
    if actor.community is not None:
        journal.write(actor, verb, subject, key=key, at=at, **facts)
    else:
        journal.house(actor, verb, at=at, subject=subject, key=key, **facts)
