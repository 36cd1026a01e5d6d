"""日结 · 月对账: a day is counted and closed, a month compared with the utility's list."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.money import yuan

from .. import workflow
from ..models import Closing, ListLine, Payment, Receipt, Reconciliation
from ..queries import reach, sums
from ..rules import codes, money
from ..rules.matching import Entry, Pair, match
from .parts import kept_by, locked, stamp, till


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a utility's list: row of the file, account, fen, voucher."""

    row: int
    number: str
    amount: int
    voucher: str = ""


@transaction.atomic
def close(
    *, actor: Actor, at: dt.datetime, today: dt.date, on: dt.date, counted: int, explanation: str = ""
) -> int:
    """日结: what is in hand was counted (fen); the closing's key. From now on nothing is entered on that day.

    Refused out of order, for who took cash that day, and for a difference without explanation.
    """
    row = {**stamp(actor, at), "community_id": kept_by(actor)}
    community = row["community_id"]
    held = till(actor)
    if on > today:
        raise Refused(say("The day lies in the future."), "on")
    if held.closed is not None and on <= held.closed:
        raise Refused(say("{day} is closed already.", day=on.isoformat()), "on")
    waiting = sums.days_to_close(community, on, held.closed)
    if not waiting:
        raise Refused(say("No money moved up to this day."), "on")
    if waiting[0] < on:
        raise Refused(say("{day} has to be closed first.", day=waiting[0].isoformat()), "on")
    day = sums.day(community, on)
    verdict = money.may_close(
        day, counted, explanation, closer=actor.user_id, takers=sums.takers(community, on)
    )
    verdict.demand("explanation" if counted >= 0 else "counted")
    text = explanation.strip() if counted != day.expected else ""
    made = Closing.objects.create(
        on=on, opening=day.opening, received=day.received, paid=day.paid, returned=day.returned, counted=counted, explanation=text,
        closed_by=actor.user_id, at=at, **row,
    )  # fmt: skip
    held.closed = on
    held.save()
    journal.write(
        actor,
        "close_day",
        "bill closing",
        key=made.pk,
        at=at,
        yuan=yuan(counted),
        difference=yuan(counted - day.expected),
    )
    return made.pk


@transaction.atomic
def reconcile(
    *, actor: Actor, at: dt.datetime, on: dt.date, utility: str, month: dt.date, name: str, lines: list[Line]
) -> int:
    """月对账: the list of a utility for a month against what was paid in it; the key. A newer list replaces the earlier one.

    Receipts all of whose payments are on the list become reconciled; what is missing or differs has to be sorted out.
    """
    row = {**stamp(actor, at), "community_id": kept_by(actor)}
    till(actor)
    first = month.replace(day=1)
    if first > on:
        raise Refused(say("The month lies in the future."), "month")
    if utility not in codes.UTILITIES:
        raise Refused(say("Choose water, electricity or gas."), "utility")
    if not lines:
        raise Refused(say("The list has no lines."), "file")
    before = list(reach.reconciliations(actor).filter(utility=utility, month=first))
    for one in before:
        versions.save(one, actor=actor, at=at, void=True)
    made = Reconciliation.objects.create(
        utility=utility, month=first, name=name[:120], on=on, by=actor.user_id, **row
    )
    ours = _paid(actor, utility, first)
    read = [(money.tidy_account(one.number), one) for one in lines]
    theirs = {at_: (plain, reach.account_digest(plain), one) for at_, (plain, one) in enumerate(read)}
    pairs = match(
        [Entry(one.pk, bytes(one.account.digest or b""), one.amount, one.voucher) for one in ours.values()],
        [Entry(key, digest, one.amount, one.voucher) for key, (_plain, digest, one) in theirs.items()],
    )
    ListLine.objects.bulk_create([_line(made, pair, theirs, row) for pair in pairs])
    _move_receipts(actor, at, pairs, ours)
    counted = {kind: sum(pair.kind == kind for pair in pairs) for kind in codes.PAIRS}
    journal.write(
        actor,
        "reconcile_bills",
        "bill reconciliation",
        key=made.pk,
        at=at,
        kind=utility,
        count=counted["both"],
    )
    return made.pk


@transaction.atomic
def explain(*, actor: Actor, at: dt.datetime, line: int, remark: str) -> int:
    """What was found out about a difference stands beside it; the reconciliation's key."""
    kept_by(actor)
    held: ListLine = locked(
        ListLine.objects.filter(reconciliation__in=reach.reconciliations(actor)).exclude(kind="both"),
        line,
        "line",
    )
    if not remark.strip():
        raise Refused(say("Say what was found out."), "remark")
    versions.save(held, actor=actor, at=at, remark=remark.strip())
    _settle(actor, at, held)
    journal.write(actor, "explain_bill", "bill reconciliation", key=held.reconciliation_id, at=at)
    return held.reconciliation_id


def _settle(actor: Actor, at: dt.datetime, line: ListLine) -> None:
    """A receipt all of whose differences are explained has nothing left to be sorted out."""
    if line.payment is None:
        return
    mine = Receipt.objects.select_for_update(of=("self",)).get(pk=line.payment.receipt_id)
    open_ = ListLine.objects.filter(payment__receipt=mine, reconciliation__void=False, remark="").exclude(
        kind="both"
    )
    if mine.state == "exception" and mine.fault in ("missing", "differs") and not open_.exists():
        versions.save(
            mine, actor=actor, at=at, state=workflow.receipt_after(mine.state, "reconcile"), fault=""
        )


def _paid(actor: Actor, utility: str, first: dt.date) -> dict[int, Payment]:
    """Payments to a utility in a calendar month that were not given back."""
    after = (first + dt.timedelta(days=32)).replace(day=1)
    rows = reach.payments(actor).filter(utility=utility, on__gte=first, on__lt=after, counters__isnull=True)
    return {
        one.pk: one for one in rows.filter(countered_by__isnull=True).select_related("account").order_by("pk")
    }


def _line(
    made: Reconciliation, pair: Pair, theirs: dict[int, tuple[str, bytes, Line]], row: dict[str, object]
) -> ListLine:
    values: dict[str, object] = {}
    if pair.theirs is not None:
        plain, digest, one = theirs[pair.theirs]
        values = {
            "row": one.row,
            "number": plain,
            "digest": digest,
            "amount": one.amount,
            "voucher": one.voucher[:40],
        }
    return ListLine(reconciliation=made, kind=pair.kind, payment_id=pair.ours, **values, **row)


def _move_receipts(actor: Actor, at: dt.datetime, pairs: list[Pair], ours: dict[int, Payment]) -> None:
    faults: dict[int, str] = {}
    for pair in pairs:
        if pair.ours is not None:
            word = {"both": "", "here": "missing", "differs": "differs"}[pair.kind]
            receipt = ours[pair.ours].receipt_id
            faults[receipt] = faults.get(receipt) or word
    live = Payment.objects.filter(
        receipt__in=faults, void=False, counters__isnull=True, countered_by__isnull=True
    )
    proved = set(
        ListLine.objects.filter(kind="both", reconciliation__void=False, payment__in=live).values_list(
            "payment_id", flat=True
        )
    )
    waiting = {receipt for payment, receipt in live.values_list("pk", "receipt_id") if payment not in proved}
    for one in Receipt.objects.select_for_update(of=("self",)).filter(pk__in=faults).order_by("pk"):
        fault = faults[one.pk]
        verb = "doubt" if fault else "reconcile"
        if (not fault and one.pk in waiting) or not workflow.allows(workflow.RECEIPTS, one.state, verb):
            continue
        versions.save(one, actor=actor, at=at, state=workflow.receipt_after(one.state, verb), fault=fault)
