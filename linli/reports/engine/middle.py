"""The middle of a quantity, or the sum of money: over the whole, and over each part's own rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.db.models import Aggregate, F, FloatField, QuerySet, Value
from django.db.models import Sum as Added

from linli.base.figures import Median, Spine, Sum
from linli.kernel import NotFound, Period
from linli.kernel.amounts import NOT_ASKED, UNKNOWN, Amount
from linli.kernel.lens import BY_CELL, BY_COMMUNITY
from linli.kernel.money import plain_yuan
from linli.kernel.rounding import rounded_text

from .answer import TOTAL
from .catalog import Catalog
from .dividing import UNASSIGNED, Division, inside, rows_of
from .times import counts


class Middle(Aggregate):
    """percentile_cont(0.5): half of the rows lie below, half above."""

    name = "Middle"
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def medians(
    held: Catalog, figure: Median, spans: Mapping[str, Period], division: Division, keys: Sequence[int]
) -> dict[tuple[str, str, int], Amount]:
    """The middle for the whole and each part; at most two queries for each period. A part without rows is unknown."""
    counted = held.counted(figure.name)
    if counted is None:
        raise NotFound(figure.of)
    spine = held.spine_of(counted)
    if not division.asks(spine):
        return {(figure.name, span, key): NOT_ASKED for span in spans for key in keys}
    found: dict[tuple[str, str, int], Amount] = {}
    for span, period in spans.items():
        rows = rows_of(spine, division).filter(
            counts(spine, counted, period), inside(spine, division), **{f"{figure.value}__isnull": False}
        )
        each = _each(rows, spine, figure, division) if len(keys) > 1 else {}
        whole = rows.aggregate(middle=_aggregate(figure))["middle"]
        found |= {(figure.name, span, key): each.get(key, _amount(figure, None)) for key in keys}
        found[figure.name, span, TOTAL] = _amount(figure, whole)
    return found


def _each(rows: QuerySet[Any, Any], spine: Spine, figure: Median, division: Division) -> dict[int, Amount]:
    """Part key → middle. What lies in no cell of the day is one part; its several groups cannot be told apart."""
    if division.lens.by == BY_COMMUNITY:
        place: Any = F(spine.community)
    elif division.lens.by == BY_CELL and spine.divided:
        place = F("cell_of")
    else:
        place = Value(TOTAL)
    grouped = rows.annotate(in_part=place).values("in_part").annotate(middle=_aggregate(figure))
    found = {}
    for part, middle in grouped.values_list("in_part", "middle"):
        known = division.lens.by == BY_COMMUNITY or part in division.cells
        found[part if known else UNASSIGNED] = _amount(figure, middle)
    return found


def _aggregate(figure: Median) -> Aggregate:
    return Added(F(figure.value)) if isinstance(figure, Sum) else Middle(F(figure.value))


def _amount(figure: Median, found: float | None) -> Amount:
    """Fen become yuan; nothing summed up is 0, the middle of nothing is unknown."""
    if isinstance(figure, Sum):
        return Amount(text=plain_yuan(int(found or 0)))
    return UNKNOWN if found is None else Amount(text=rounded_text(Fraction(found), 0))
