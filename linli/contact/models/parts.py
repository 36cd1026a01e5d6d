"""What the tables of contact share."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db.models import Q

from linli.base.constraints import days


def one_of(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Choices of a column; the words stand in rules.codes."""
    return [(one, one) for one in codes]


def once_a_day(name: str, *columns: str, condition: Q | None = None) -> ExclusionConstraint:
    """No two rows of the same `columns` (and community) hold on one day, void ones aside."""
    equal = [(column, RangeOperators.EQUAL) for column in (*columns, "community")]
    return ExclusionConstraint(
        name=name,
        expressions=[*equal, (days(), RangeOperators.OVERLAPS)],
        condition=Q(void=False) if condition is None else Q(void=False) & condition,
    )
