"""The roster's statistics (domain §3) by branch: the figures themselves, grouped by the branch of each membership.

What the engine counts for the whole community is counted here for each branch by the same condition, so the sum over
branches is the figure, and `behind` answers exactly the members that were counted.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from linli.base.figures import FLOW, Figure
from linli.kernel import Actor, Period, Saying, say

from ..models import Belonging
from ..rules import codes, sight
from . import FIGURES

#: Columns of the statistics under their merged heads.
GROUPS: tuple[tuple[Saying, tuple[str, ...]], ...] = (
    (say("Kind of membership"), ("party_formal", "party_probationary")),
    (say("Employment"), ("party_working", "party_retired")),
    (say("Sex"), ("party_male", "party_female")),
    (
        say("Age"),
        (
            "party_aged_below_26", "party_aged_26_to_54", "party_aged_55_to_59", "party_aged_60_to_69",
            "party_aged_70_to_79", "party_aged_80",
        ),
    ),
    (say("Education"), ("party_higher", "party_secondary", "party_lower")),
    (say("Hardship and floating"), ("party_hardship", "party_floating")),
    (say("In the period"), ("party_transferred_in", "party_transferred_out")),
)  # fmt: skip
#: The first column, of which the others are parts.
ALL = "party_members"
NAMES = (ALL, *(name for _head, names in GROUPS for name in names))
#: Heads inside their groups, where the figure's own label would say too much.
SHORT: dict[str, Saying] = {
    ALL: say("Number of members"), "party_formal": say("formal"), "party_probationary": say("probationary"),
    "party_working": say("working"), "party_retired": say("retired"), "party_male": say("male"), "party_female": say("female"),
    "party_aged_below_26": say("up to 25"), "party_aged_26_to_54": say("26 to 54"), "party_aged_55_to_59": say("55 to 59"),
    "party_aged_60_to_69": say("60 to 69"), "party_aged_70_to_79": say("70 to 79"), "party_aged_80": say("80 or over"),
    "party_higher": say("junior college or higher"), "party_secondary": say("secondary education"),
    "party_lower": say("junior secondary or less"), "party_hardship": say("hardship"), "party_floating": say("floating"),
    "party_transferred_in": say("transferred in"), "party_transferred_out": say("transferred out"),
}  # fmt: skip
_KNOWN = {one.name: one for one in FIGURES if isinstance(one, Figure) and one.spine == "party_belonging"}


def known(name: str) -> Figure | None:
    """A figure of the roster by its name."""
    return _KNOWN.get(name)


def behind(actor: Actor, name: str, period: Period, branch: int | None = None) -> QuerySet[Belonging]:
    """The branch memberships that one number counts; none for those who may not read the Party's ledger."""
    figure = _KNOWN[name]
    rows = _rows(actor, _days(figure, period)).filter(figure.where(period.last))
    return rows if branch is None else rows.filter(branch=branch)


def counts(actor: Actor, period: Period) -> dict[int, dict[str, int]]:
    """Branch → figure → members, of every figure of the statistics. One statement for stocks, one for each kind of flow."""
    found: dict[int, dict[str, int]] = {}
    together: dict[tuple[str, str], list[Figure]] = {}
    for name in NAMES:
        one = _KNOWN[name]
        together.setdefault((one.kind, one.starts), []).append(one)
    for figures in together.values():
        rows: QuerySet[Any, Any] = _rows(actor, _days(figures[0], period)).values("branch_id")
        columns: dict[str, Any] = {
            one.name: Count("pk", filter=where) if (where := one.where(period.last)) else Count("pk")
            for one in figures
        }
        for row in rows.annotate(**columns).order_by():
            found.setdefault(row["branch_id"], {}).update({one.name: row[one.name] for one in figures})
    return found


def _rows(actor: Actor, days: Q) -> QuerySet[Belonging]:
    rows = Belonging.objects.filter(
        days, community_id=actor.community, void=False, member__void=False, branch__kind__in=codes.BRANCHES
    )
    return rows if sight.may_read(actor) else rows.none()


def _days(figure: Figure, period: Period) -> Q:
    if figure.kind == FLOW:
        column = figure.starts or "start"
        return Q(**{f"{column}__gte": period.start, f"{column}__lt": period.end})
    return Q(start__lte=period.last) & (Q(end__isnull=True) | Q(end__gt=period.last))
