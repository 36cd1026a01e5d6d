"""What the engine answers: numbers by figure, period and part, as the viewer may see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linli.kernel import Period
from linli.kernel.amounts import UNKNOWN, Amount
from linli.kernel.lens import Lens

#: The key of the whole, beside the parts' keys (cell ids, community ids, UNASSIGNED).
TOTAL = -1


@dataclass(frozen=True)
class Part:
    """One column of a breakdown: a cell, a community, or what lies in no cell."""

    key: int
    code: str
    name: str


@dataclass(frozen=True)
class Answer:
    """Amounts under (figure, period's name, part key)."""

    lens: Lens
    periods: Mapping[str, Period]
    parts: Sequence[Part]
    amounts: Mapping[tuple[str, str, int], Amount]

    def amount(self, figure: str, period: str = "this", part: int = TOTAL) -> Amount:
        """One amount; unknown when it was not asked."""
        return self.amounts.get((figure, period, part), UNKNOWN)

    def row(self, figure: str, period: str = "this") -> list[Amount]:
        """The total, then each part."""
        return [self.amount(figure, period, key) for key in (TOTAL, *(part.key for part in self.parts))]
