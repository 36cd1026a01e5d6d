"""Rosters written by jobs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from linli.base import clock
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Period, say
from linli.reports import engine
from linli.reports.engine.answer import TOTAL

PAGE = 500


def roster(
    actor: Actor, *, figure: str, period: str, by: str = "", cell: int | str = TOTAL, areas: str = ""
) -> Iterator[list[object]]:
    """The rows behind a number with the columns of the actor's role; every page is logged as read.

    Registered as the export "reports.rows" in apps.py.
    """
    day = dt.date.fromisoformat(areas) if areas else None
    lens = engine.community_lens(actor, Period.read(period), scheme=by, areas=day)
    behind = engine.behind(figure, lens, int(cell))
    if behind.listing.export is None:
        raise NotFound("export")
    columns = [key for key, _ in behind.listing.export(actor)]
    purpose = str(say("Roster of a number: {figure}", figure=str(behind.figure.label)))
    start = 0
    while page := behind.page(start, PAGE):
        if behind.listing.subject:
            keys = [one.key for one in page]
            journal.read(
                actor, behind.listing.subject, keys, at=clock.now(), purpose=purpose[:200], shown="roster"
            )
        for one in page:
            yield [one.cells.get(key) for key in columns]
        start += PAGE
