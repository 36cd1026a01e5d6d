"""日结 · 对账: the cash of a day counted, the payments of a month against the utility's list."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import codes
from .parts import one_of
from .receipts import Payment


@tracked()
class Closing(Walled, Versioned):
    """日结单: brought forward + received = paid on + given back + in hand; a difference stands with its explanation."""

    on = models.DateField()
    opening = models.BigIntegerField(help_text="fen")
    received = models.BigIntegerField(help_text="fen")
    paid = models.BigIntegerField(help_text="fen")
    returned = models.BigIntegerField(help_text="fen")
    counted = models.BigIntegerField(help_text="fen in hand, as counted")
    explanation = models.CharField(max_length=300, default="", blank=True)
    closed_by = models.IntegerField(null=True, help_text="account id")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "on"], name="bills_closing_once"),
            models.CheckConstraint(
                condition=Q(counted=F("opening") + F("received") - F("paid") - F("returned"))
                | ~Q(explanation=""),
                name="bills_closing_explained",
            ),
            models.CheckConstraint(condition=Q(counted__gte=0), name="bills_closing_counted"),
        ]

    class Personal:
        purpose = "money of residents is whole at the end of each day"
        source = "the count of cash"
        retention = "10 years"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class Reconciliation(Walled, Versioned):
    """月对账: the list of one utility for a month, and our payments against it. A newer list of the month replaces it."""

    utility = models.CharField(max_length=5, choices=one_of(codes.UTILITIES))
    month = models.DateField(help_text="its first day")
    name = models.CharField(max_length=120, help_text="of the file")
    on = models.DateField()
    by = models.IntegerField(null=True, help_text="account id")
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "utility", "month"],
                condition=Q(void=False),
                name="bills_reconciliation_once",
            )
        ]

    class Personal:
        purpose = "what was paid arrived"
        source = "the utility"
        retention = "10 years"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class ListLine(Hung, Versioned):
    """One line of the comparison: theirs, ours or both, and what was found out about a difference."""

    reconciliation = Inside(Reconciliation, related_name="lines")
    kind = models.CharField(max_length=7, choices=one_of(codes.PAIRS))
    row = models.IntegerField(null=True, help_text="row of the file; empty for what is only here")
    number = SealedField(null=True)
    digest = models.BinaryField(max_length=16, null=True)
    amount = models.BigIntegerField(null=True, help_text="fen on the list")
    voucher = models.CharField(max_length=40, default="", blank=True)
    payment = Inside(Payment, null=True, related_name="+")
    remark = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="here", payment__isnull=False, row__isnull=True)
                | Q(kind="there", payment__isnull=True, row__isnull=False)
                | Q(kind__in=("both", "differs"), payment__isnull=False, row__isnull=False),
                name="bills_list_line_sides",
            )
        ]

    class Personal:
        purpose = "what was paid arrived"
        source = "the utility"
        retention = "10 years"
        classes: ClassVar[dict[str, str]] = {"number": "P3", "digest": "P3", "amount": "P2", "*": "P1"}
