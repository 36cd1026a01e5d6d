"""保障资金项目表 (domain §18.6): one line for each project of a year that was put before the council."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from linli.kernel import Actor
from linli.kernel.money import yuan

from ..models import Contract
from ..rules import project_codes as codes
from . import motions, projects
from . import project_reach as reach
from .projects import ProjectRow


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A project with the meeting that decided it and its contracts."""

    row: ProjectRow
    met: str
    votes: str
    contractor: str
    days: str
    accepted: dt.date | None

    @property
    def left(self) -> str:
        """Budget less what was paid."""
        return yuan(self.row.budget - self.row.paid) if self.row.budget is not None else ""


def rows(actor: Actor, year: int) -> list[LedgerRow]:
    """The year's projects by number. Four statements."""
    held = [
        projects.row(one)
        for one in projects.counted(
            reach.projects(actor).filter(year=year, submitted_on__isnull=False)
        ).order_by("number")
    ]
    keys = [one.id for one in held]
    refs = motions.of_subject(actor, "council.project", keys)
    signed: dict[int, list[tuple[str, dt.date | None, dt.date | None]]] = {}
    for key, name, started, finished in Contract.objects.filter(project__in=keys, void=False).values_list(
        "project_id", "contractor", "started", "finished"
    ):
        signed.setdefault(key, []).append((name, started, finished))
    return [_line(one, refs.get(one.id, []), signed.get(one.id, [])) for one in held]


def cells(number: int, one: LedgerRow) -> list[str | int]:
    """A line in the order of the layout; money in yuan."""
    row = one.row
    return [
        number, row.title, row.opinions, codes.word(codes.KINDS, row.kind), one.met, one.votes, _yuan(row.budget), _yuan(row.contract),
        one.contractor, one.days, one.accepted.isoformat() if one.accepted else "", _yuan(row.paid or None), one.left,
        row.beneficiaries or "", row.rating if row.returned else "",
    ]  # fmt: skip


def totals(lines: list[LedgerRow]) -> list[str | int]:
    """The row of sums."""

    def total(name: str) -> int:
        return sum(getattr(one.row, name) or 0 for one in lines)

    left = total("budget") - total("paid")
    return [
        "", "合计", total("opinions"), "", "", "", yuan(total("budget")), yuan(total("contract")), "", "", "", yuan(total("paid")), yuan(left),
        total("beneficiaries"), "",
    ]  # fmt: skip


def _yuan(fen: int | None) -> str:
    return yuan(fen) if fen is not None else ""


def _line(
    row: ProjectRow, refs: list[motions.MotionRef], signed: list[tuple[str, dt.date | None, dt.date | None]]
) -> LedgerRow:
    decided = next((one for one in reversed(refs) if one.state in ("carried", "lost", "deferred")), None)
    return LedgerRow(
        row, f"{decided.body_name} {decided.meeting_on}" if decided else "",
        f"{decided.should}/{decided.present}/{decided.yes}" if decided else "", "、".join(name for name, _s, _f in signed),
        "; ".join(f"{start}/{finish or ''}" for _n, start, finish in signed if start is not None), row.accepted_on,
    )  # fmt: skip
