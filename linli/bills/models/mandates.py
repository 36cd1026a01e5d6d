"""委托: a resident lets the community pay bills, for named accounts, from one day to another."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.base.constraints import ends_after_start
from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import codes
from .parts import one_of


@tracked()
class Mandate(Walled, Versioned):
    """委托书: who lets bills be paid, how it was signed, until when. No fee is asked.

    name   the resident's name as it stood on the day of signing
    place  the door then, for the slip
    """

    person = Inside("residents.Person", null=True, related_name="+")
    household = Inside("residents.Household", null=True, related_name="+")
    name = models.CharField(max_length=60)
    sort = models.CharField(max_length=80, default="", blank=True)
    place = models.CharField(max_length=120, default="", blank=True)
    signed = models.CharField(max_length=11, choices=one_of(codes.SIGNATURES), default="own_hand")
    signer = models.CharField(max_length=60, default="", blank=True, help_text="the agent or the witness")
    relation = models.CharField(
        max_length=30, default="", blank=True, help_text="of the agent to the resident"
    )
    start = models.DateField()
    end = models.DateField(null=True)
    why_ended = models.CharField(max_length=200, default="", blank=True)
    note = models.CharField(max_length=200, default="", blank=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ends_after_start("bills_mandate_days"),
            models.CheckConstraint(
                condition=Q(signed="own_hand") | ~Q(signer=""), name="bills_mandate_signer"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "sort", "id"], name="bills_mandate_sort"),
            models.Index(fields=["community", "person"], name="bills_mandate_person"),
        ]

    class Personal:
        purpose = "bills paid for residents who ask for it"
        source = "the resident"
        retention = "5 years after its end"
        classes: ClassVar[dict[str, str]] = {"start": "P1", "end": "P1", "signed": "P1", "*": "P2"}


@tracked()
class Account(Hung, Versioned):
    """户号: an account at one company. The number is P3: sealed, found by its keyed hash, shown by its last digits."""

    mandate = Inside(Mandate, related_name="accounts")
    utility = models.CharField(max_length=5, choices=one_of(codes.UTILITIES))
    company = models.CharField(max_length=60, default="", blank=True)
    number = SealedField(null=True)
    digest = models.BinaryField(max_length=16, null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "mandate", "utility", "digest"],
                condition=Q(void=False),
                name="bills_account_once",
            )
        ]
        indexes = [models.Index(fields=["community", "digest"], name="bills_account_digest")]

    class Personal:
        purpose = "the bill is paid for the right account"
        source = "the resident"
        retention = "as its mandate"
        classes: ClassVar[dict[str, str]] = {"number": "P3", "digest": "P3", "*": "P1"}
