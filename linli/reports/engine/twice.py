"""其中重复: how many of a sum over communities are the same identity counted again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F, Max, Min, QuerySet, Sum
from django.db.models.functions import Greatest

from linli.base.figures import Spine

from .dividing import Division, of_communities
from .times import Column, counts


def counted_twice(spine: Spine, columns: Sequence[Column], division: Division) -> list[int]:
    """For each column, communities in which an identity counts beyond its first, added up.

    One query over the identities that stand in two communities or more; the keyed hashes never
    leave the database.
    """
    if not spine.identity or len(division.lens.communities) < 2 or not columns:
        return [0] * len(columns)
    rows = spine.rows().order_by().filter(of_communities(spine, division.lens))
    if spine.twins is not None and not spine.twins().exists():
        return [0] * len(columns)
    names = [f"n{index}" for index in range(len(columns))]
    people = rows.filter(**{f"{spine.identity}__in": _candidates(spine, rows)}).values(spine.identity)
    often = people.annotate(
        **{
            name: Greatest(
                Count(spine.community, distinct=True, filter=counts(spine, column.figure, column.period)) - 1,
                0,
            )
            for name, column in zip(names, columns, strict=True)
        }
    )
    sums = often.aggregate(**{f"{name}_sum": Sum(name) for name in names})
    return [sums[f"{name}_sum"] or 0 for name in names]


def _candidates(spine: Spine, rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """Identities with rows in more than one community."""
    if spine.twins is not None:
        return spine.twins()
    known = rows.filter(**{f"{spine.identity}__isnull": False}).values(spine.identity)
    spread = known.annotate(first=Min(spine.community), last=Max(spine.community))
    found: QuerySet[Any, Any] = spread.exclude(first=F("last")).values(spine.identity)
    return found
