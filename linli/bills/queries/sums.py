"""Sums of the ledger of money, for actions and pages alike: what is left of a receipt, the cash of a day."""

from __future__ import annotations

import datetime as dt

from django.db.models import Sum

from ..models import Closing, HandOver, Payment, Receipt
from ..rules.codes import CASH
from ..rules.money import Day


def left(receipt: Receipt) -> int:
    """Fen of a receipt that are neither paid on nor given back."""
    paid = Payment.objects.filter(receipt=receipt, void=False).aggregate(sum=Sum("amount"))["sum"] or 0
    given = HandOver.objects.filter(receipt=receipt).aggregate(sum=Sum("change"))["sum"] or 0
    return receipt.amount - int(paid) - int(given)


def opening(community: int, on: dt.date) -> int:
    """Cash brought forward into a day: what was counted when the last one before was closed."""
    last = Closing.objects.filter(community=community, on__lt=on).order_by("-on").first()
    return last.counted if last else 0


def day(community: int, on: dt.date) -> Day:
    """The cash of a day: money that never was in our hands does not stand in it."""
    receipts = Receipt.objects.filter(community=community, on=on, method=CASH).exclude(state="cancelled")
    payments = Payment.objects.filter(community=community, on=on, void=False, receipt__method=CASH)
    given = HandOver.objects.filter(community=community, on=on, receipt__method=CASH)
    return Day(
        opening(community, on),
        int(receipts.aggregate(sum=Sum("amount"))["sum"] or 0),
        int(payments.aggregate(sum=Sum("amount"))["sum"] or 0),
        int(given.aggregate(sum=Sum("change"))["sum"] or 0),
    )


def days_to_close(community: int, upto: dt.date, closed: dt.date | None) -> list[dt.date]:
    """Days up to one on which money moved and that are not closed yet, the earliest first. One query."""
    moved = [
        model.objects.filter(
            community=community, on__lte=upto, **({"on__gt": closed} if closed else {})
        ).values_list("on")
        for model in (Receipt, Payment, HandOver)
    ]
    return sorted({on for (on,) in moved[0].union(*moved[1:])})


def takers(community: int, on: dt.date) -> set[int]:
    """Accounts that took cash on a day."""
    rows = Receipt.objects.filter(community=community, on=on, method=CASH).exclude(state="cancelled")
    return {user for user in rows.values_list("taken_by", flat=True) if user is not None}
