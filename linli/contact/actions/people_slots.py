"""What captains and messengers answer when apps below change something."""

from __future__ import annotations

import datetime as dt

from . import captains, messengers


def merged(*, community: int, kept: int, gone: int, at: dt.datetime, undo: bool = False) -> None:
    """Two records of the register became one: captains and messengers follow."""
    captains.merged(community=community, kept=kept, gone=gone, at=at, undo=undo)
    messengers.merged(community=community, kept=kept, gone=gone, at=at, undo=undo)
