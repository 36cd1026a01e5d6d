"""Disputes as a list: by tab, category and period; the parts of the month table open here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from linli.kernel import Actor, Period, Saying
from linli.kernel.masking import masked

from .. import workflow
from ..models import Charge, Dispute, Party
from ..rules import numbers
from . import month, reach

#: Tabs of the list: code → states.
TABS: dict[str, tuple[str, ...]] = {
    "found": ("found",), "running": workflow.RUNNING, "agreed": ("agreed",),
    "to_close": tuple(one for one in workflow.SETTLED if one != "agreed"), "closed": ("closed",),
}  # fmt: skip
ORDERS = {
    "number": ("year", "serial"),
    "found": ("found", "pk"),
    "due": ("due", "pk"),
    "settled": ("settled", "pk"),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which disputes are listed; `part` is a column of the month table over `period`, `serial` a number."""

    tab: str = ""
    category: str = ""
    part: str = ""
    period: Period | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """One dispute in a list; parties by masked name."""

    id: int
    version: int
    number: Saying | None
    category: str
    state: str
    outcome: str
    source: str
    found: dt.date
    accepted: dt.date | None
    due: dt.date | None
    settled: dt.date | None
    parties: str
    mediators: str


def listing(
    actor: Actor, where: Filter, *, order: list[str] | None = None, start: int = 0, count: int = 50
) -> tuple[list[DisputeRow], int]:
    """One page of disputes, latest first, and how many there are in all. Four statements."""
    rows = _filtered(reach.disputes(actor), where)
    if where.tab in TABS:
        rows = rows.filter(state__in=TABS[where.tab])
    total = rows.count()
    held = list(
        rows.defer("brief", "claim", "ended_note", "case_note").order_by(*(order or ("-found", "-pk")))[
            start : start + count
        ]
    )
    return shaped(held), total


def tally(actor: Actor, where: Filter) -> dict[str, int]:
    """How many disputes each tab has with these filters. One statement."""
    rows = _filtered(reach.disputes(actor), where)
    return rows.aggregate(**{code: Count("pk", filter=Q(state__in=states)) for code, states in TABS.items()})


def shaped(held: Iterable[Dispute]) -> list[DisputeRow]:
    """Rows with their parties and mediators. Two statements."""
    found = list(held)
    keys = [one.pk for one in found]
    sides: dict[int, dict[str, list[str]]] = {}
    for dispute, side, name in (
        Party.objects.filter(dispute__in=keys, out=False)
        .order_by("pk")
        .values_list("dispute", "side", "name")
    ):
        sides.setdefault(dispute, {}).setdefault(side, []).append(masked(str(name), "name"))
    charged: dict[int, list[str]] = {}
    charges = Charge.objects.filter(dispute__in=keys, recused__isnull=True).order_by("-first", "pk")
    for dispute, mediator in charges.values_list("dispute", "mediator__name"):
        charged.setdefault(dispute, []).append(mediator)
    return [
        DisputeRow(
            one.pk, one.version, numbers.number(one.year, one.serial), one.category, one.state, one.outcome, one.source, one.found,
            one.accepted, one.due, one.settled, between(sides.get(one.pk, {})), "、".join(charged.get(one.pk, [])),
        )
        for one in found
    ]  # fmt: skip


def between(sides: dict[str, list[str]]) -> str:
    """张*、李* — 王*; what is not known yet is …"""
    if not sides:
        return ""
    return " — ".join("、".join(sides.get(side, ["…"])) for side in ("applicant", "respondent"))


def _filtered(rows: QuerySet[Dispute], where: Filter) -> QuerySet[Dispute]:
    if where.category:
        rows = rows.filter(category=where.category)
    if where.text.strip().isdecimal() and len(where.text.strip()) < 6:
        rows = rows.filter(serial=int(where.text.strip()))
    elif where.text.strip():
        wanted = where.text.strip()[:40]
        # names are sealed: the disputes in sight are opened and looked through, there are never many of one community
        named = [
            dispute
            for dispute, name in Party.objects.filter(dispute__in=rows, out=False).values_list(
                "dispute", "name"
            )
            if wanted in str(name)
        ]
        rows = rows.filter(pk__in=named)
    if where.part in month.PARTS and where.period is not None:
        rows = rows.filter(month.PARTS[where.part](where.period))
    elif where.period is not None:
        rows = rows.filter(found__gte=where.period.start, found__lt=where.period.end)
    return rows
