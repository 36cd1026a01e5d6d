"""矛盾纠纷排查调处月报 (domain §18.5): by category, each number a condition whose rows the list shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from linli.kernel import Actor, Period

from ..models import Agreement, Dispute, Revisit
from . import terms

Part = Callable[[Period], Q]


def _in(column: str, period: Period) -> Q:
    return Q(**{f"{column}__gte": period.start, f"{column}__lt": period.end})


def _agreed(form: str) -> Part:
    held = Agreement.objects.filter(dispute=OuterRef("pk"), void=False, form=form, effective__isnull=False)
    return lambda period: _in("settled", period) & Q(outcome="agreed") & Q(Exists(held))


def _revisited(period: Period) -> Q:
    return Q(Exists(Revisit.objects.filter(dispute=OuterRef("pk"), on__gte=period.start, on__lt=period.end)))


def _carried(period: Period) -> Q:
    return Q(accepted__lt=period.start) & (Q(settled__isnull=True) | Q(settled__gte=period.start))


def _open(period: Period) -> Q:
    return Q(accepted__lt=period.end) & (Q(settled__isnull=True) | Q(settled__gte=period.end))


def _other(period: Period) -> Q:
    return _in("settled", period) & Q(accepted__isnull=False, outcome__in=("withdrawn", "reconciled"))


#: 上期结转, 本期排查, 受理, 调成（书面、口头）, 调解不成, 移送, 在调, 协议履行, 回访; `other` stands in the note below.
PARTS: dict[str, Part] = {
    "carried": _carried, "found": lambda period: _in("found", period), "accepted": lambda period: _in("accepted", period),
    "written": _agreed("written"), "oral": _agreed("oral"),
    "failed": lambda period: _in("settled", period) & Q(outcome="failed"),
    "transferred": lambda period: _in("settled", period) & Q(outcome="transferred", accepted__isnull=False),
    "open": _open, "performed": lambda period: _in("performed", period), "revisited": _revisited, "other": _other,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One category of the table, or the sum of all (code "")."""

    code: str
    name: str
    counts: dict[str, int]

    @property
    def agreed(self) -> int:
        """调成: written and oral."""
        return self.counts["written"] + self.counts["oral"]

    @property
    def settled(self) -> int:
        """受理并调结: agreed or failed, the denominator of 成功率."""
        return self.agreed + self.counts["failed"]

    @property
    def adds_up(self) -> bool:
        """Carried over and accepted is what was settled in any way and what is open."""
        one = self.counts
        gone = self.settled + one["transferred"] + one["other"]
        return one["carried"] + one["accepted"] == gone + one["open"]


def table(actor: Actor, period: Period) -> list[Line]:
    """A line for each category that has something, then the sum. One statement; counts name nobody."""
    rows = Dispute.objects.filter(community_id=actor.community).order_by()
    counted = rows.values("category").annotate(
        **{f"n_{name}": Count("pk", filter=part(period)) for name, part in PARTS.items()}
    )
    found: dict[str, dict[str, int]] = {
        one["category"]: {name: one[f"n_{name}"] for name in PARTS}  # type: ignore[literal-required]
        for one in counted
    }
    names = terms.categories(actor.community or 0, period.last)
    lines = [
        Line(code, names.get(code, code), found[code]) for code in [*names, *sorted(set(found) - set(names))] if any(found.get(code, {}).values())
    ]  # fmt: skip
    return [*lines, Line("", "", {name: sum(line.counts[name] for line in lines) for name in PARTS})]


@dataclass(frozen=True, slots=True)
class Counts:
    """Numerators and denominators of the three ratios over a period, as known at its end."""

    settled: int
    agreed: int
    performed: int
    found: int
    resolved: int


def ratios(actor: Actor, period: Period) -> Counts:
    """The counts behind 调解成功率, 履行率, 矛盾化解率. One statement."""
    settled = _in("settled", period)
    agreed = settled & Q(outcome="agreed")
    found = _in("found", period)
    # not called as the columns that the conditions read: an alias would stand in their place
    got = Dispute.objects.filter(community_id=actor.community).aggregate(
        n_settled=Count("pk", filter=settled & Q(outcome__in=("agreed", "failed"))), n_agreed=Count("pk", filter=agreed),
        n_performed=Count("pk", filter=agreed & Q(performed__lt=period.end)), n_found=Count("pk", filter=found),
        n_resolved=Count("pk", filter=found & Q(resolved__lt=period.end)),
    )  # fmt: skip
    return Counts(**{name.removeprefix("n_"): count for name, count in got.items()})
