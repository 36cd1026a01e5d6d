"""Receipts: the list, one whole with its payments and hand-overs, and what is to be paid today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet, Sum

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.board import Entry
from linli.kernel import Actor, say
from linli.kernel.money import yuan

from ..models import Account, HandOver, Payment, Receipt
from ..rules import codes
from ..rules.numbers import number_of
from ..rules.shown import masked
from . import reach


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One line of the list; amounts in fen."""

    id: int
    number: str
    on: dt.date
    mandate: int
    name: str
    place: str
    amount: int
    paid: int
    returned: int
    method: str
    state: str
    fault: str
    since: dt.date

    @property
    def left(self) -> int:
        """What is neither paid on nor given back."""
        return 0 if self.state in ("cancelled", "countered") else self.amount - self.paid - self.returned


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment; `again` tells that it was given back."""

    id: int
    utility: str
    shown: str
    month: dt.date
    amount: int
    voucher: str
    on: dt.date
    by: str
    refunded: bool
    is_refund: bool


@dataclass(frozen=True, slots=True)
class HandRow:
    """One hand-over."""

    on: dt.date
    vouchers: int
    change: int
    received_by: str
    relation: str
    by: str


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """A receipt whole."""

    row: ReceiptRow
    version: int
    at: dt.datetime
    taken_by: str
    witness: str
    reason: str
    counters: tuple[int, str] | None
    countered_by: tuple[int, str] | None
    payments: list[PaymentRow] = field(default_factory=list)
    hand_overs: list[HandRow] = field(default_factory=list)


def listing(
    actor: Actor, *, text: str = "", state: str = "", first: dt.date | None = None, after: dt.date | None = None, start: int = 0,
    count: int = 50,
) -> tuple[list[ReceiptRow], int, int]:  # fmt: skip
    """One page, newest first; how many there are and their sum in fen (cancelled ones aside). Four statements."""
    rows = reach.receipts(actor)
    plain = text.strip()[:60].replace("\0", "")
    if plain:
        year, _dash, number = plain.partition("-")
        named = Q(mandate__name__contains=plain) | Q(mandate__place__contains=plain)
        rows = rows.filter(
            named | Q(year=int(year), number=int(number)) if _is_number(year, number) else named
        )
    if state == "open":
        rows = rows.filter(state__in=codes.OPEN)
    elif state:
        rows = rows.filter(state=state)
    if first and after:
        rows = rows.filter(on__gte=first, on__lt=after)
    total = rows.count()
    kept = rows.exclude(state="cancelled").aggregate(sum=Sum("amount"))["sum"]
    return rows_of(rows.order_by("-year", "-number")[start : start + count]), total, int(kept or 0)


def rows_of(found: QuerySet[Receipt]) -> list[ReceiptRow]:
    """Receipts with what was paid and given back. Three statements."""
    held = list(found.select_related("mandate"))
    keys = [one.pk for one in held]
    paid = _sums(Payment.objects.filter(receipt__in=keys, void=False), "amount")
    given = _sums(HandOver.objects.filter(receipt__in=keys), "change")
    return [
        ReceiptRow(
            one.pk, number_of(one.year, one.number), one.on, one.mandate_id, one.mandate.name, one.mandate.place, one.amount,
            paid.get(one.pk, 0), given.get(one.pk, 0), one.method, one.state, one.fault, clock.day_of(one.changed_at),
        )
        for one in held
    ]  # fmt: skip


def page(actor: Actor, key: int) -> ReceiptPage:
    """One receipt whole. NotFound outside the actor's sight."""
    one: Receipt = reach.found(reach.receipts(actor), key, "receipt")
    [row] = rows_of(Receipt.objects.filter(pk=key))
    paid = list(
        Payment.objects.filter(receipt=key, void=False)
        .select_related("account")
        .prefetch_related("countered_by")
        .order_by("on", "pk")
    )
    given = list(HandOver.objects.filter(receipt=key).order_by("on", "pk"))
    names = accounts.names(
        {one.taken_by, one.witness, *(x.paid_by for x in paid), *(x.given_by for x in given)}
    )
    back = one.countered_by.first()
    first = one.counters
    return ReceiptPage(
        row, one.version, one.at, names.get(one.taken_by or 0, ""), names.get(one.witness or 0, ""), one.reason,
        (first.pk, number_of(first.year, first.number)) if first else None,
        (back.pk, number_of(back.year, back.number)) if back else None,
        [_payment(x, names) for x in paid],
        [HandRow(x.on, x.vouchers, x.change, x.received_by, x.relation, names.get(x.given_by or 0, "")) for x in given],
    )  # fmt: skip


def payment(actor: Actor, key: int) -> tuple[int, str, int, dt.date]:
    """(receipt, utility, fen, day) of a payment. NotFound outside the actor's sight."""
    one: Payment = reach.found(reach.payments(actor), key, "payment")
    return one.receipt_id, one.utility, one.amount, one.on


@dataclass(frozen=True, slots=True)
class ToPay:
    """An account of a receipt that waits to be paid on; `number` is whole only where it was opened for the way to the counter."""

    receipt: int
    slip: str
    name: str
    utility: str
    company: str
    number: str
    left: int


def to_pay(actor: Actor, *, whole: bool = False) -> list[ToPay]:
    """Receipts with money to be paid on, account by account, by utility: the list one takes to the counter."""
    rows = rows_of(
        reach.receipts(actor).filter(state__in=("received", "exception")).order_by("on", "pk")[:200]
    )
    waiting = {row.id: row for row in rows if row.left > 0}
    by_mandate: dict[int, list[ReceiptRow]] = {}
    for row in waiting.values():
        by_mandate.setdefault(row.mandate, []).append(row)
    found = Account.objects.filter(community_id=actor.community, mandate__in=by_mandate, void=False).order_by(
        "utility", "mandate__sort", "pk"
    )
    return [
        ToPay(
            row.id,
            row.number,
            row.name,
            one.utility,
            one.company,
            (one.number or "—") if whole else masked(one.number),
            row.left,
        )
        for one in found
        for row in by_mandate[one.mandate_id]
    ]


def story(actor: Actor, person: int, at: dt.datetime) -> list[Entry]:
    """Bills paid for a person, for their page; nothing for who has no such duty."""
    rows = (
        reach.receipts(actor)
        .filter(mandate__person=person)
        .exclude(state="cancelled")
        .order_by("-on", "-pk")[:20]
    )
    held = list(rows)
    names = accounts.names({one.taken_by for one in held})
    return [
        Entry(
            one.at, names.get(one.taken_by or 0, ""),
            say("{amount} yuan received for bills: {state}.", amount=yuan(one.amount), state=str(codes.RECEIPTS[one.state])),
            url=f"/bills/receipts/{one.pk}/",
        )
        for one in held
    ]  # fmt: skip


def _payment(one: Payment, names: dict[int, str]) -> PaymentRow:
    refunded = any(not back.void for back in one.countered_by.all())
    return PaymentRow(
        one.pk, one.utility, masked(one.account.number), one.month, one.amount, one.voucher, one.on,
        names.get(one.paid_by or 0, ""), refunded, one.counters_id is not None,
    )  # fmt: skip


def _sums(rows: QuerySet[Payment] | QuerySet[HandOver], column: str) -> dict[int, int]:
    grouped: Iterable[tuple[int, int]] = (
        rows.order_by().values("receipt_id").annotate(sum=Sum(column)).values_list("receipt_id", "sum")
    )
    return dict(grouped)


def _is_number(year: str, number: str) -> bool:
    return year.isdecimal() and number.isdecimal() and len(year) == 4 and len(number) < 9
