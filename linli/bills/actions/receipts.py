"""收款 · 缴费 · 交付 · 冲正: money in, money on, change and vouchers back; what was wrong is set right without an edit."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.money import yuan

from .. import workflow
from ..models import Account, HandOver, Payment, Receipt
from ..queries import reach, sums
from ..rules import money
from ..rules.codes import CASH
from .mandates import open_mandate
from .parts import colleague, dated, kept_by, locked, next_number, refusing, stamp, till

SUBJECT = "bill receipt"


@transaction.atomic
def receive(
    *, actor: Actor, at: dt.datetime, today: dt.date, mandate: int, amount: int, method: str = CASH, witness: int | None = None,
    on: dt.date | None = None,
) -> int:  # fmt: skip
    """收款单: so much (fen) came for the bills of a mandate; the receipt's key, its number the next of the year.

    Refused on a closed day, for a mandate that does not hold, and for cash without a second person.
    """
    row = {**stamp(actor, at), "community_id": kept_by(actor)}
    held, day = till(actor), on or today
    dated(held, day, today)
    mine = open_mandate(actor, mandate, day)
    second = colleague(actor, witness, today, "witness") if method == CASH and witness is not None else None
    money.may_receive(amount, method, actor.user_id, second).demand(
        "witness" if amount > 0 and amount <= money.MOST else "amount"
    )
    made = Receipt.objects.create(
        mandate=mine, household_id=mine.household_id, year=day.year, number=next_number(Receipt, actor, day.year), amount=amount,
        method=method, on=day, at=at, taken_by=actor.user_id, witness=second, **row,
    )  # fmt: skip
    journal.write(actor, "receive", SUBJECT, key=made.pk, at=at, yuan=yuan(amount))
    return made.pk


@transaction.atomic
def pay(
    *, actor: Actor, at: dt.datetime, today: dt.date, receipt: int, account: int, month: dt.date, amount: int, voucher: str,
    on: dt.date | None = None, again: bool = False,
) -> int:  # fmt: skip
    """缴费单: so much was paid for an account of the mandate and a month; the payment's key.

    again  the month is paid a second time knowingly (a second meter reading)
    Refused when it is more than what is left, without voucher, for a voucher or a month that is paid already.
    """
    row = {**stamp(actor, at), "community_id": kept_by(actor)}
    held, day = till(actor), on or today
    dated(held, day, today)
    mine: Receipt = locked(reach.receipts(actor), receipt, "receipt")
    state = workflow.receipt_after(mine.state, "pay")
    if day < mine.on:
        raise Refused(say("The money was received on {day}.", day=mine.on.isoformat()), "on")
    paid_for = Account.objects.filter(
        community_id=actor.community, pk=account, mandate=mine.mandate_id
    ).first()
    if paid_for is None:
        raise Refused(say("This account is not one of the mandate."), "account")
    if not voucher.strip():
        raise Refused(say("Without a voucher number nothing counts as paid."), "voucher")
    money.may_pay(amount, sums.left(mine)).demand("amount")
    first = month.replace(day=1)
    if first > day:
        raise Refused(say("The month lies in the future."), "month")
    _demand_first(paid_for, first, again)
    with refusing(say("This voucher number stands in the ledger already."), "voucher"):
        made = Payment.objects.create(
            receipt=mine, account=paid_for, household_id=mine.household_id, utility=paid_for.utility, month=first, amount=amount,
            voucher=voucher.strip(), on=day, at=at, paid_by=actor.user_id, **row,
        )  # fmt: skip
    if (mine.state, mine.fault) != (state, ""):
        versions.save(mine, actor=actor, at=at, state=state, fault="")
    journal.write(actor, "pay_on", SUBJECT, key=mine.pk, at=at, yuan=yuan(amount), kind=paid_for.utility)
    return made.pk


@transaction.atomic
def hand_over(
    *, actor: Actor, at: dt.datetime, today: dt.date, receipt: int, change: int, received_by: str, relation: str = "",
    on: dt.date | None = None,
) -> int:  # fmt: skip
    """交接: vouchers and change (fen) go to the resident, who signs; the key. Refused when the change is not what is left."""
    row = {**stamp(actor, at), "community_id": kept_by(actor)}
    held, day = till(actor), on or today
    dated(held, day, today)
    mine: Receipt = locked(reach.receipts(actor), receipt, "receipt")
    state = workflow.receipt_after(mine.state, "hand_over")
    if not received_by.strip():
        raise Refused(say("Say who received it and signed."), "received_by")
    money.may_return(change, sums.left(mine)).demand("change")
    before = HandOver.objects.filter(receipt=mine).count()
    live = Payment.objects.filter(receipt=mine, void=False, counters__isnull=True, countered_by__isnull=True)
    made = HandOver.objects.create(
        receipt=mine, on=day, at=at, vouchers=0 if before and not change else live.count(), change=change,
        received_by=received_by.strip(), relation=relation.strip(), given_by=actor.user_id, **row,
    )  # fmt: skip
    versions.save(mine, actor=actor, at=at, state=state, fault="")
    journal.write(actor, "hand_over_bill", SUBJECT, key=mine.pk, at=at, yuan=yuan(change))
    return made.pk


@transaction.atomic
def take_back(*, actor: Actor, at: dt.datetime, payment: int, reason: str) -> int:
    """A payment typed wrongly on a day that is not closed is taken out; the receipt's key. Later it is refunded instead."""
    kept_by(actor)
    held = till(actor)
    one: Payment = locked(reach.payments(actor), payment, "payment")
    if held.closed is not None and one.on <= held.closed:
        raise Refused(
            say(
                "{day} is closed: what was wrong is set right by a counter-entry today.",
                day=one.on.isoformat(),
            ),
            "reason",
        )
    mine: Receipt = locked(reach.receipts(actor), one.receipt_id, "receipt")
    state = workflow.receipt_after(mine.state, "take_back")
    if one.countered_by.filter(void=False).exists():
        raise Refused(say("The utility gave this money back already."), "reason")
    versions.save(one, actor=actor, at=at, void=True, reason=reason.strip())
    if state == "paid" and not Payment.objects.filter(receipt=mine, void=False).exists():
        state = "received"
    versions.save(mine, actor=actor, at=at, state=state)
    journal.write(actor, "take_back_payment", SUBJECT, key=mine.pk, at=at)
    return mine.pk


@transaction.atomic
def refund(
    *,
    actor: Actor,
    at: dt.datetime,
    today: dt.date,
    payment: int,
    voucher: str,
    reason: str,
    on: dt.date | None = None,
) -> int:
    """退回: the utility gave a payment back (paid twice, wrong account): a counter-entry today, never an edit; the receipt's key."""
    row = {**stamp(actor, at), "community_id": kept_by(actor)}
    held, day = till(actor), on or today
    dated(held, day, today)
    one: Payment = locked(reach.payments(actor), payment, "payment")
    if one.counters_id is not None or one.countered_by.filter(void=False).exists():
        raise Refused(say("The utility gave this money back already."), "voucher")
    if not reason.strip():
        raise Refused(say("Give the reason."), "reason")
    if day < one.on:
        raise Refused(say("It was paid on {day}.", day=one.on.isoformat()), "on")
    mine: Receipt = locked(reach.receipts(actor), one.receipt_id, "receipt")
    state = workflow.receipt_after(mine.state, "refund")
    with refusing(say("This voucher number stands in the ledger already."), "voucher"):
        Payment.objects.create(
            receipt=mine, account_id=one.account_id, household_id=one.household_id, utility=one.utility, month=one.month,
            amount=-one.amount, voucher=voucher.strip(), on=day, at=at, paid_by=actor.user_id, counters=one, reason=reason.strip(), **row,
        )  # fmt: skip
    versions.save(mine, actor=actor, at=at, state=state, fault="refunded")
    journal.write(actor, "refund_payment", SUBJECT, key=mine.pk, at=at, yuan=yuan(one.amount))
    return mine.pk


@transaction.atomic
def cancel(*, actor: Actor, at: dt.datetime, receipt: int, reason: str, version: int | None = None) -> None:
    """A receipt written wrongly is cancelled while its day is open: the number stays used, the money counts as never taken."""
    kept_by(actor)
    held = till(actor)
    mine: Receipt = locked(reach.receipts(actor), receipt, "receipt", version)
    if held.closed is not None and mine.on <= held.closed:
        raise Refused(
            say(
                "{day} is closed: what was wrong is set right by a counter-entry today.",
                day=mine.on.isoformat(),
            ),
            "reason",
        )
    if not reason.strip():
        raise Refused(say("Give the reason."), "reason")
    state = workflow.receipt_after(mine.state, "cancel")
    if HandOver.objects.filter(receipt=mine).exists() or sums.left(mine) != mine.amount:
        raise Refused(
            say("Money of this receipt was paid on or given back: that has to be taken back first."), "reason"
        )
    versions.save(mine, actor=actor, at=at, state=state, reason=reason.strip())
    journal.write(actor, "cancel_receipt", SUBJECT, key=receipt, at=at)


@transaction.atomic
def counter(
    *,
    actor: Actor,
    at: dt.datetime,
    today: dt.date,
    receipt: int,
    reason: str,
    witness: int | None = None,
    on: dt.date | None = None,
) -> int:
    """冲正: a receipt of a closed day is taken back by a receipt of less than 0 with a number of its own; its key.

    Amount, number and day of the first stay as they were closed. Refused while money of it is paid on or given back.
    """
    row = {**stamp(actor, at), "community_id": kept_by(actor)}
    held, day = till(actor), on or today
    dated(held, day, today)
    mine: Receipt = locked(reach.receipts(actor), receipt, "receipt")
    if mine.counters_id is not None:
        raise Refused(say("This is a counter-entry itself."), "reason")
    if held.closed is None or mine.on > held.closed:
        raise Refused(
            say("{day} is not closed yet: cancel the receipt instead.", day=mine.on.isoformat()), "reason"
        )
    if not reason.strip():
        raise Refused(say("Give the reason."), "reason")
    state = workflow.receipt_after(mine.state, "counter")
    if sums.left(mine) != mine.amount:
        raise Refused(
            say("Money of this receipt was paid on or given back: that has to be taken back first."), "reason"
        )
    second = (
        colleague(actor, witness, today, "witness") if mine.method == CASH and witness is not None else None
    )
    money.may_receive(mine.amount, mine.method, actor.user_id, second).demand("witness")
    made = Receipt.objects.create(
        mandate_id=mine.mandate_id, household_id=mine.household_id, year=day.year, number=next_number(Receipt, actor, day.year),
        amount=-mine.amount, method=mine.method, on=day, at=at, taken_by=actor.user_id, witness=second, state=state, counters=mine,
        reason=reason.strip(), **row,
    )  # fmt: skip
    versions.save(mine, actor=actor, at=at, state=state)
    journal.write(actor, "counter_receipt", SUBJECT, key=mine.pk, at=at, yuan=yuan(mine.amount))
    return made.pk


def _demand_first(account: Account, month: dt.date, again: bool) -> None:
    live = Payment.objects.filter(
        account=account, month=month, void=False, counters__isnull=True, countered_by__isnull=True
    )
    paid = None if again else live.select_related("receipt").first()
    if paid is not None:
        raise Refused(say(
            "{month} of this account was paid on {day} already. If it is to be paid once more, tick that.",
            month=f"{month:%Y-%m}", day=paid.on.isoformat(),
        ), "again")  # fmt: skip
