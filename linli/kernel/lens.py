"""Through what a figure is read: whose eyes, which areas, which days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from .actor import Actor
from .period import Period

#: How a lens divides its total.
WHOLE = ""
BY_CELL = "cell"
BY_COMMUNITY = "community"


@dataclass(frozen=True, slots=True)
class Lens:
    """One reading of any figure.

    actor        who asks; the engine refuses what lies outside this actor's sight
    communities  area ids counted
    period       a flow counts the days inside it, a stock its last day
    scheme       partition scheme by whose cells the total is divided, "" for none
    by           WHOLE, BY_CELL or BY_COMMUNITY
    cells        only rows of these cells; None for no such limit
    under        the area above whose communities are counted, when the total is divided by community
    areas        the day whose partition and parents hold; None means the period's last day
    """

    actor: Actor
    communities: tuple[int, ...]
    period: Period
    scheme: str = ""
    by: str = WHOLE
    cells: frozenset[int] | None = None
    under: int | None = None
    areas: dt.date | None = None

    @property
    def areas_on(self) -> dt.date:
        """The day on which areas are taken as they were."""
        return self.areas or self.period.last

    def over(self, period: Period) -> Lens:
        """The same areas, as they are on this lens's day, over another period."""
        return replace(self, period=period, areas=self.areas_on)
