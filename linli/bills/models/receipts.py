"""收款单 · 缴费单 · 交接: money received, paid on, vouchers and change handed over. Whole fen; nothing is overwritten."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import codes
from .mandates import Account, Mandate
from .parts import one_of


class Till(Walled):
    """The lock of a community's ledger of money: who gives a number or closes a day holds this row.

    closed  the last day that is closed; nothing is entered on it or before it any more
    """

    closed = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community"], name="bills_till_once")]

    class Personal:
        purpose = "receipts are numbered without gaps"
        source = "the software"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class Receipt(Hung, Versioned):
    """收款单, numbered without gaps in the year; a counter-entry is a receipt of less than 0 that points at the other.

    on        the day of the ledger; `at` the moment
    witness   the second person who counted the cash
    """

    mandate = Inside(Mandate, related_name="receipts")
    household = Inside("residents.Household", null=True, related_name="+")
    year = models.SmallIntegerField()
    number = models.IntegerField()
    amount = models.BigIntegerField(help_text="fen")
    method = models.CharField(max_length=9, choices=one_of(codes.METHODS), default=codes.CASH)
    on = models.DateField()
    at = models.DateTimeField()
    taken_by = models.IntegerField(null=True, help_text="account id")
    witness = models.IntegerField(null=True, help_text="account id of the second person")
    state = models.CharField(max_length=10, choices=one_of(codes.RECEIPTS), default="received")
    fault = models.CharField(max_length=8, choices=one_of(codes.FAULTS), default="", blank=True)
    counters = Inside("self", null=True, related_name="countered_by")
    reason = models.CharField(max_length=200, default="", blank=True, help_text="why cancelled or countered")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "year", "number"], name="bills_receipt_number"),
            models.UniqueConstraint(fields=["community", "counters"], name="bills_receipt_countered_once"),
            models.CheckConstraint(
                condition=Q(counters__isnull=True, amount__gt=0) | Q(counters__isnull=False, amount__lt=0),
                name="bills_receipt_amount",
            ),
            models.CheckConstraint(
                condition=Q(witness__isnull=True) | Q(taken_by__isnull=True) | ~Q(witness=F("taken_by")),
                name="bills_receipt_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(method=codes.CASH) | Q(witness__isnull=False), name="bills_receipt_witness"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "on"], name="bills_receipt_on"),
            models.Index(fields=["community", "state"], name="bills_receipt_state"),
        ]

    class Personal:
        purpose = "proof of money received for a bill"
        source = "the resident"
        retention = "10 years"
        classes: ClassVar[dict[str, str]] = {"amount": "P2", "*": "P1"}


@tracked()
class Payment(Hung, Versioned):
    """缴费单: so much was paid at the utility for an account and a month, with its voucher.

    month     first day of the month that was billed (账期)
    counters  the payment that this one takes back (the utility gave the money back)
    """

    receipt = Inside(Receipt, related_name="payments")
    account = Inside(Account, related_name="payments")
    household = Inside("residents.Household", null=True, related_name="+")
    utility = models.CharField(max_length=5, choices=one_of(codes.UTILITIES))
    month = models.DateField()
    amount = models.BigIntegerField(help_text="fen")
    voucher = models.CharField(max_length=40)
    on = models.DateField()
    at = models.DateTimeField()
    paid_by = models.IntegerField(null=True, help_text="account id")
    counters = Inside("self", null=True, related_name="countered_by")
    reason = models.CharField(max_length=200, default="", blank=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "utility", "voucher"],
                condition=Q(void=False),
                name="bills_payment_voucher",
            ),
            models.UniqueConstraint(
                fields=["community", "counters"], condition=Q(void=False), name="bills_payment_countered_once"
            ),
            models.CheckConstraint(
                condition=Q(counters__isnull=True, amount__gt=0) | Q(counters__isnull=False, amount__lt=0),
                name="bills_payment_amount",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "on"], name="bills_payment_on"),
            models.Index(fields=["community", "utility", "on"], name="bills_payment_utility"),
        ]

    class Personal:
        purpose = "proof that a bill was paid"
        source = "the utility's voucher"
        retention = "10 years"
        classes: ClassVar[dict[str, str]] = {"amount": "P2", "*": "P1"}


@tracked()
class HandOver(Hung, Versioned):
    """交接: vouchers and change given to the resident, who signs."""

    receipt = Inside(Receipt, related_name="hand_overs")
    on = models.DateField()
    at = models.DateTimeField()
    vouchers = models.SmallIntegerField(help_text="how many vouchers were handed over")
    change = models.BigIntegerField(help_text="fen given back")
    received_by = models.CharField(max_length=60)
    relation = models.CharField(max_length=30, default="", blank=True, help_text="empty: the resident")
    given_by = models.IntegerField(null=True, help_text="account id")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(change__gte=0, vouchers__gte=0), name="bills_hand_over_sums")
        ]
        indexes = [models.Index(fields=["community", "on"], name="bills_hand_over_on")]

    class Personal:
        purpose = "proof that voucher and change came back"
        source = "the resident"
        retention = "10 years"
        classes: ClassVar[dict[str, str]] = {"received_by": "P2", "relation": "P2", "*": "P1"}
