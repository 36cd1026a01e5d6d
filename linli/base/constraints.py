"""Constraints that every dated row shares."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q


def days() -> Func:
    """The row's half-open days `start`, `end` as a range, for exclusion constraints."""
    return Func(F("start"), F("end"), function="daterange", output_field=DateRangeField())


def ends_after_start(name: str) -> models.CheckConstraint:
    """`end` lies after `start`, or the row is open."""
    return models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gt=F("start")), name=name)


def once_a_day(name: str, *columns: str, condition: Q | None = None) -> ExclusionConstraint:
    """No two rows of the same `columns` (and community) hold on one day, void ones aside."""
    equal = [(column, RangeOperators.EQUAL) for column in (*columns, "community")]
    return ExclusionConstraint(
        name=name,
        expressions=[*equal, (days(), RangeOperators.OVERLAPS)],
        condition=Q(void=False) if condition is None else Q(void=False) & condition,
    )
