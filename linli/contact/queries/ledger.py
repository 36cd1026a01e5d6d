"""党员联系服务群众台账 (domain §18.3): area by building, in the order of columns that the sheet has."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from linli.kernel import Actor, Period, say
from linli.kernel.rounding import ratio_text
from linli.office.heads import Head
from linli.office.layout import TableSheet, usual_foot
from linli.places import api as places

from ..models import VisitNeed
from ..rules import codes
from ..rules.charges import SCHEME
from . import coverage
from .areas import charges, home
from .coverage import UnitPart

HEADS = (
    say("Party area"), say("Responsible"), say("Seat held"), say("Phone"), say("Building / units"), say("Number of households"),
    say("Households with a card"), say("Coverage"), say("Households visited this month"), say("Opinions gathered"),
    say("Solved"),
)  # fmt: skip
#: Columns that are not plain text.
KINDS = {5: "number", 6: "number", 8: "number", 9: "number", 10: "number"}
_WIDE = {0: 16.0, 2: 20.0, 3: 15.0, 4: 26.0}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: an area in one building."""

    cell: int
    cells: tuple[str | int, ...]
    card: tuple[int, int]


def lines(actor: Actor, period: Period) -> list[Line]:
    """The ledger as of the period's last day, visits and opinions of the period. At most fifteen queries."""
    community = home(actor)
    units = [one for one in coverage.by_unit(actor, period) if one.cell is not None and one.counts.occupied]
    held = charges(community, period.last)
    heard = _heard(community, period)
    parts: dict[tuple[int, int], list[UnitPart]] = {}
    for one in units:
        parts.setdefault((one.cell or 0, one.building), []).append(one)
    found = []
    order = {one.id: rank for rank, one in enumerate(places.cells(community, SCHEME, period.last))}
    for (cell, _building), inside in sorted(parts.items(), key=lambda item: order.get(item[0][0], 0)):
        first = next((one.line for one in held.get(cell, []) if one.kind == codes.FIRST), None)
        occupied, card = sum(one.counts.occupied for one in inside), sum(one.counts.card for one in inside)
        asked = [sum(heard.get(one.unit, (0, 0))[which] for one in inside) for which in (0, 1)]
        values: tuple[str | int, ...] = (
            inside[0].area, first.name if first else "", first.office if first else "", first.phone if first else "", _units(inside),
            occupied, card, _share(card, occupied), sum(one.counts.visit for one in inside), *asked,
        )  # fmt: skip
        found.append(Line(cell, values, (card, occupied)))
    return found


def total(rows: list[Line]) -> tuple[str | int, ...]:
    """The line of totals."""
    sums = {index: sum(int(one.cells[index]) for one in rows) for index in KINDS}
    return (
        str(say("Total")), "", "", "", "", sums[5], sums[6], _share(sums[6], sums[5]), sums[8], sums[9], sums[10],
    )  # fmt: skip


def sheet(actor: Actor, period: Period, reporter: str, title: str) -> TableSheet:
    """The workbook that is kept."""
    rows = lines(actor, period)
    return TableSheet(
        title=title,
        head=tuple(Head(str(head), kind="number" if index in KINDS else "text", width=_WIDE.get(index)) for index, head in enumerate(HEADS)),
        rows=[list(one.cells) for one in rows], total=list(total(rows)) if rows else None, reporter=reporter, period=str(period),
        foot=tuple(usual_foot(reporter)), name=str(say("Contact ledger")),
    )  # fmt: skip


def _heard(community: int, period: Period) -> dict[int, tuple[int, int]]:
    """unit → opinions heard on visits of the period, and how many of them were solved. One query."""
    rows = VisitNeed.objects.filter(
        community_id=community, visit__void=False, visit__went__gte=period.start, visit__went__lt=period.end,
        visit__room__isnull=False,
    ).values("visit__room__unit_id")  # fmt: skip
    counted = rows.annotate(n=Count("pk"), solved=Count("pk", filter=Q(appeal__outcome="solved")))
    return {
        unit: (n, solved) for unit, n, solved in counted.values_list("visit__room__unit_id", "n", "solved")
    }


def _units(inside: list[UnitPart]) -> str:
    """英国小镇3栋1、2单元; the building alone where it has no units."""
    numbers = [str(one.number) for one in inside if one.number]
    name = inside[0].building_name
    return (
        str(say("{building} units {numbers}", building=name, numbers="、".join(numbers))) if numbers else name
    )


def _share(card: int, occupied: int) -> str:
    return ratio_text(card, occupied)
