"""The door of mediation: nothing but counts leaves it.

from linli.mediation import api as mediation
mediation.ratios(actor, Period.year(2018)).agreed
"""

from __future__ import annotations

from .queries.month import Counts, ratios

#: ratios (actor, period) → Counts: settled, agreed, performed, found, resolved.
__all__ = ["Counts", "ratios"]
