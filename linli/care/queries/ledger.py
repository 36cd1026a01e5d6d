"""残疾人惠残申请汇总 (domain §18.7): scheme, year, applicant, category and level, days, result, amount of a period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from linli.kernel import Actor, Period
from linli.notices import api as notices

from . import listing
from .listing import ApplicationRow, Filter
from .record import SHOWING


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An application with the days of its public notice."""

    case: ApplicationRow
    shown: tuple[dt.date, dt.date] | None


def lines(
    actor: Actor, period: Period, *, on: dt.date, scheme: str = "", start: int = 0, count: int | None = None
) -> tuple[list[LedgerRow], int]:  # fmt: skip
    """Applications handed in during a period, the oldest first. Three queries."""
    where = Filter(scheme=scheme, since=period.start, until=period.end)
    rows, total = listing.listing(actor, where, order=("submitted_on", "pk"), start=start, count=count)
    refs = notices.of_subject(actor.community or 0, SHOWING, {one.showing for one in rows if one.showing}, on)
    found = []
    for one in rows:
        ref = refs.get(one.showing or 0)
        found.append(LedgerRow(one, (ref.starts, ref.last) if ref else None))
    return found, total
