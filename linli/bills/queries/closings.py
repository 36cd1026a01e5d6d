"""Closed days, days that wait, closing sheets, comparisons of a month."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from linli.accounts import api as accounts
from linli.kernel import Actor, NotFound
from linli.kernel.names import mask_name

from ..models import Closing, HandOver, ListLine, Payment, Receipt, Till
from ..rules import codes
from ..rules.codes import CASH
from ..rules.money import Day
from ..rules.numbers import number_of
from ..rules.shown import masked
from ..rules.sight import may_read
from . import reach, sums


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """One closed day; fen."""

    id: int
    on: dt.date
    day: Day
    counted: int
    explanation: str
    by: str

    @property
    def difference(self) -> int:
        """Counted less expected."""
        return self.counted - self.day.expected


@dataclass(frozen=True, slots=True)
class Move:
    """One line of a closing sheet: what moved, in fen; names masked, for the sheet is filed and shown to the supervisors."""

    kind: str
    number: str
    who: str
    what: str
    amount: int
    by: str
    cash: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """日结单: the sums and every movement behind them."""

    on: dt.date
    day: Day
    moves: list[Move] = field(default_factory=list)
    closed: ClosingRow | None = None


def listing(
    actor: Actor,
    *,
    first: dt.date | None = None,
    after: dt.date | None = None,
    start: int = 0,
    count: int = 50,
) -> tuple[list[ClosingRow], int]:
    """Closed days, the latest first. Three statements."""
    rows = reach.closings(actor)
    if first and after:
        rows = rows.filter(on__gte=first, on__lt=after)
    held = list(rows.order_by("-on")[start : start + count])
    names = accounts.names({one.closed_by for one in held})
    return [_row(one, names) for one in held], rows.count()


def waiting(actor: Actor, on: dt.date) -> list[dt.date]:
    """Days up to one on which money moved and that are not closed. Two statements."""
    if not may_read(actor) or actor.community is None:
        return []
    return sums.days_to_close(actor.community, on, closed_until(actor))


def closed_until(actor: Actor) -> dt.date | None:
    """The last closed day."""
    return Till.objects.filter(community=actor.community).values_list("closed", flat=True).first()


def sheet(actor: Actor, on: dt.date) -> Sheet:
    """The closing sheet of a day, closed or not. NotFound for who keeps no money."""
    if actor.community is None or not may_read(actor):
        raise NotFound("day")
    one = reach.closings(actor).filter(on=on).first()
    closed = _row(one, accounts.names([one.closed_by])) if one else None
    day = closed.day if closed else sums.day(actor.community, on)
    return Sheet(on, day, _moves(actor, on), closed)


def sheet_day(actor: Actor, key: int) -> dt.date:
    """The day of a closing. NotFound outside the actor's sight."""
    one: Closing = reach.found(reach.closings(actor), key, "closing")
    return one.on


def may_close(actor: Actor, on: dt.date) -> bool:
    """Whether the actor took no cash on the day."""
    return actor.community is not None and actor.user_id not in sums.takers(actor.community, on)


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One comparison of a month with a utility's list."""

    id: int
    utility: str
    month: dt.date
    name: str
    on: dt.date
    by: str
    both: int
    here: int
    there: int
    differs: int
    open: int


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of a comparison; fen."""

    id: int
    kind: str
    who: str
    shown: str
    ours: int | None
    theirs: int | None
    voucher: str
    receipt: int | None
    remark: str


def months(actor: Actor) -> list[MonthRow]:
    """Comparisons, the latest first. Three statements."""
    held = list(reach.reconciliations(actor).order_by("-month", "utility")[:120])
    names = accounts.names({one.by for one in held})
    counts: dict[int, dict[str, int]] = {}
    for key, kind, remark in ListLine.objects.filter(reconciliation__in=held).values_list(
        "reconciliation_id", "kind", "remark"
    ):
        mine = counts.setdefault(key, dict.fromkeys((*codes.PAIRS, "open"), 0))
        mine[kind] += 1
        mine["open"] += kind != "both" and not remark
    empty = dict.fromkeys((*codes.PAIRS, "open"), 0)
    return [
        MonthRow(one.pk, one.utility, one.month, one.name, one.on, names.get(one.by or 0, ""), **counts.get(one.pk, empty))
        for one in held
    ]  # fmt: skip


def month(actor: Actor, key: int) -> tuple[MonthRow, list[LineRow]]:
    """One comparison whole: what differs first. NotFound outside the actor's sight."""
    reach.found(reach.reconciliations(actor), key, "reconciliation")
    [row] = [one for one in months(actor) if one.id == key]
    order = {"differs": 0, "here": 1, "there": 2, "both": 3}
    lines = ListLine.objects.filter(reconciliation=key).select_related(
        "payment__receipt__mandate", "payment__account"
    )
    found = sorted((_line(one) for one in lines), key=lambda one: (order[one.kind], one.voucher, one.id))
    return row, found


def line(actor: Actor, key: int) -> tuple[int, str]:
    """(reconciliation, remark) of a line. NotFound outside the actor's sight."""
    one: ListLine = reach.found(
        ListLine.objects.filter(reconciliation__in=reach.reconciliations(actor)), key, "line"
    )
    return one.reconciliation_id, one.remark


def months_to_compare(actor: Actor, on: dt.date) -> list[tuple[str, dt.date]]:
    """(utility, month) before this one with payments and without a list. Two statements."""
    this = on.replace(day=1)
    had = set(reach.reconciliations(actor).values_list("utility", "month"))
    rows = (
        reach.payments(actor)
        .filter(on__lt=this, counters__isnull=True)
        .values_list("utility", "on__year", "on__month")
        .distinct()
    )
    wanted = {(utility, dt.date(year, number, 1)) for utility, year, number in rows}
    return sorted(wanted - had, key=lambda one: (one[1], one[0]))


def _row(one: Closing, names: dict[int, str]) -> ClosingRow:
    day = Day(one.opening, one.received, one.paid, one.returned)
    return ClosingRow(one.pk, one.on, day, one.counted, one.explanation, names.get(one.closed_by or 0, ""))


def _moves(actor: Actor, on: dt.date) -> list[Move]:
    came = list(
        Receipt.objects.filter(community=actor.community, on=on)
        .select_related("mandate")
        .order_by("year", "number")
    )
    went = list(
        Payment.objects.filter(community=actor.community, on=on, void=False)
        .select_related("receipt__mandate")
        .order_by("pk")
    )
    back = list(
        HandOver.objects.filter(community=actor.community, on=on, change__gt=0)
        .select_related("receipt__mandate")
        .order_by("pk")
    )
    names = accounts.names(
        {*(one.taken_by for one in came), *(one.paid_by for one in went), *(one.given_by for one in back)}
    )
    return [
        *(Move(_kind(one), number_of(one.year, one.number), mask_name(one.mandate.name), one.reason, one.amount,
               names.get(one.taken_by or 0, ""), one.method == CASH) for one in came),
        *(Move("refund" if one.amount < 0 else "pay", number_of(one.receipt.year, one.receipt.number), mask_name(one.receipt.mandate.name),
               f"{codes.UTILITIES[one.utility]} {one.voucher}", -one.amount, names.get(one.paid_by or 0, ""), one.receipt.method == CASH)
          for one in went),
        *(Move("change", number_of(one.receipt.year, one.receipt.number), mask_name(one.receipt.mandate.name), "", -one.change,
               names.get(one.given_by or 0, ""), one.receipt.method == CASH) for one in back),
    ]  # fmt: skip


def _kind(one: Receipt) -> str:
    if one.counters_id is not None:
        return "counter"
    return "cancelled" if one.state == "cancelled" else "receive"


def _line(one: ListLine) -> LineRow:
    paid = one.payment
    return LineRow(
        one.pk, one.kind, paid.receipt.mandate.name if paid else "", masked(one.number or (paid.account.number if paid else None)),
        paid.amount if paid else None, one.amount, one.voucher or (paid.voucher if paid else ""), paid.receipt_id if paid else None,
        one.remark,
    )  # fmt: skip
