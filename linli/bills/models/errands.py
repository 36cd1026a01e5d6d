"""代办 · 用章登记 · 不予出具告知: errands other than bills, what was stamped, what may not be certified."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Versioned, Walled

from ..rules import certificates, codes
from .parts import one_of


@tracked()
class Errand(Walled, Versioned):
    """接 → 办 → 交: what somebody asked to have done, what papers were handed in, what came back. No fee.

    what, result, papers  class P3 (a prescription says an illness): sealed
    """

    person = Inside("residents.Person", null=True, related_name="+")
    household = Inside("residents.Household", null=True, related_name="+")
    year = models.SmallIntegerField()
    number = models.IntegerField()
    name = models.CharField(max_length=60)
    place = models.CharField(max_length=120, default="", blank=True)
    kind = models.CharField(max_length=5, choices=one_of(codes.ERRANDS))
    what = SealedField()
    papers = SealedField(null=True, help_text="papers and money handed in")
    due = models.DateField(null=True)
    state = models.CharField(max_length=7, choices=one_of(codes.ERRAND_STATES), default="taken")
    on = models.DateField()
    taken_by = models.IntegerField(null=True, help_text="account id")
    done_on = models.DateField(null=True)
    done_by = models.IntegerField(null=True, help_text="account id")
    result = SealedField(null=True)
    handed_on = models.DateField(null=True)
    received_by = models.CharField(max_length=60, default="", blank=True)
    relation = models.CharField(max_length=30, default="", blank=True, help_text="empty: the resident")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "year", "number"], name="bills_errand_number"),
            models.CheckConstraint(
                condition=~Q(state="handed") | (Q(handed_on__isnull=False) & ~Q(received_by="")),
                name="bills_errand_handed",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "state", "due"], name="bills_errand_state"),
            models.Index(fields=["community", "person"], name="bills_errand_person"),
        ]

    class Personal:
        purpose = "errands for those who cannot go themselves"
        source = "the resident"
        retention = "2 years after it was handed over"
        classes: ClassVar[dict[str, str]] = {
            "what": "P3", "papers": "P3", "result": "P3", "name": "P2", "place": "P2", "person": "P2", "household": "P2",
            "received_by": "P2", "relation": "P2", "*": "P1",
        }  # fmt: skip


@tracked()
class SealUse(Walled, Versioned):
    """用章登记: what was stamped, how often, for whom, on whose authority. Who stamps is not who authorises."""

    year = models.SmallIntegerField()
    number = models.IntegerField()
    on = models.DateField()
    seal = models.CharField(max_length=9, choices=one_of(codes.SEALS))
    paper = models.CharField(max_length=120, help_text="what was stamped")
    copies = models.SmallIntegerField(default=1)
    applicant = models.CharField(max_length=60, help_text="who asked for it")
    used_for = models.CharField(max_length=120, default="", blank=True)
    authorised_by = models.IntegerField(help_text="account id")
    stamped_by = models.IntegerField(null=True, help_text="account id")
    void = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, default="", blank=True, help_text="why it was struck out")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "year", "number"], name="bills_seal_use_number"),
            models.CheckConstraint(condition=Q(copies__gt=0), name="bills_seal_use_copies"),
            models.CheckConstraint(
                condition=Q(stamped_by__isnull=True) | ~Q(stamped_by=F("authorised_by")),
                name="bills_seal_use_two_people",
            ),
        ]
        indexes = [models.Index(fields=["community", "-on", "-id"], name="bills_seal_use_on")]

    class Personal:
        purpose = "nothing is stamped without authority"
        source = "the applicant"
        retention = "10 years"
        classes: ClassVar[dict[str, str]] = {"applicant": "P2", "paper": "P2", "*": "P1"}


@tracked()
class Refusal(Walled, Versioned):
    """不予出具告知单: which of the twenty certificates was asked for, by whom for which office, and where it is had.

    basis  the paper quoted, as it was in force on the day
    """

    year = models.SmallIntegerField()
    number = models.IntegerField()
    on = models.DateField()
    kind = models.CharField(max_length=14, choices=one_of(certificates.KINDS))
    applicant = models.CharField(max_length=60)
    asked_by = models.CharField(
        max_length=100, default="", blank=True, help_text="the office that wants the certificate"
    )
    basis = models.CharField(max_length=300)
    told_by = models.IntegerField(null=True, help_text="account id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "year", "number"], name="bills_refusal_number")
        ]
        indexes = [models.Index(fields=["community", "-on", "-id"], name="bills_refusal_on")]

    class Personal:
        purpose = "residents learn where to go; departments are answered with the law"
        source = "the applicant"
        retention = "2 years"
        classes: ClassVar[dict[str, str]] = {"applicant": "P2", "kind": "P2", "*": "P1"}
