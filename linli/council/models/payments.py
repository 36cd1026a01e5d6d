"""支付: proposed by one, approved by another, within the budget, with vouchers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Hung, Versioned

from ..rules import project_codes as codes
from .funds import Fund
from .parts import one_of
from .projects import Project
from .works import Contract


@tracked()
class Payment(Hung, Versioned):
    """So much to whom for what."""

    project = Inside(Project, related_name="payments")
    fund = Inside(Fund, related_name="payments")
    contract = Inside(Contract, related_name="payments", null=True)
    payee = models.CharField(max_length=100)
    purpose = models.CharField(max_length=200)
    amount = models.BigIntegerField(help_text="fen")
    invoice = models.CharField(max_length=40, default="", blank=True)
    invoiced = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=one_of(codes.PAYMENT_STATES), default="proposed")
    early = models.CharField(
        max_length=200, default="", blank=True, help_text="why it is paid before acceptance"
    )
    proposed_by = models.IntegerField(null=True, help_text="account id")
    proposed_on = models.DateField()
    approved_by = models.IntegerField(null=True, help_text="account id")
    approved_on = models.DateField(null=True)
    reason = models.CharField(
        max_length=codes.NOTE_MOST, default="", blank=True, help_text="why it came back"
    )
    paid = models.DateField(null=True)
    reference = models.CharField(max_length=60, default="", blank=True, help_text="number of the bank")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="council_payment_amount"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(proposed_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="council_payment_two_people",
            ),
            models.CheckConstraint(
                condition=(Q(state="paid") & Q(paid__isnull=False, approved_on__isnull=False))
                | (~Q(state="paid") & Q(paid__isnull=True)),
                name="council_payment_paid",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["community", "state", "proposed_on"], name="council_payment_state")]

    class Personal:
        purpose = "public money is paid by two people for what was accepted"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {
            "proposed_by": "P1", "approved_by": "P1", "reason": "P1", "reference": "P1", "*": "P0",
        }  # fmt: skip


@tracked()
class Voucher(Hung, Versioned):
    """A paper that proves a payment."""

    payment = Inside(Payment, related_name="vouchers")
    kind = models.CharField(max_length=10, choices=one_of(codes.VOUCHERS))
    file = models.BigIntegerField(help_text="id of files")
    name = models.CharField(max_length=100)

    class Personal:
        purpose = "each payment has its proof"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}
