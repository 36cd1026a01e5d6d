"""What was agreed, whether it is kept, what the court says, how it looks afterwards."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Hung, Versioned

from ..rules import codes
from .disputes import Dispute
from .parts import PURPOSE, RETENTION, one_of


@tracked()
class Agreement(Hung, Versioned):
    """The agreement of a dispute (人民调解法 art. 28–31, 33). At most one stands; a redrawn one is void.

    effective     oral: the day on which it was reached; written: when all parties and a mediator have signed and it is sealed
    confirm_last  last day of the joint application for judicial confirmation
    """

    dispute = Inside(Dispute, related_name="agreements")
    form = models.CharField(max_length=7, choices=one_of(codes.FORMS))
    reached = models.DateField()
    facts = SealedField(null=True, help_text="纠纷主要事实、争议事项及责任")
    content = SealedField(null=True, help_text="协议内容")
    manner = SealedField(null=True, help_text="履行方式、地点")
    perform_by = models.DateField(null=True)
    mediator_signed = models.DateField(null=True)
    sealed_on = models.DateField(null=True)
    sealed_by = models.IntegerField(null=True, help_text="account id")
    effective = models.DateField(null=True)
    confirm_last = models.DateField(null=True)
    confirmation = models.CharField(max_length=9, choices=one_of(codes.CONFIRMATIONS), default="", blank=True)
    applied = models.DateField(null=True)
    court = models.CharField(max_length=60, default="", blank=True)
    ruling = models.CharField(max_length=60, default="", blank=True, help_text="number of the court's paper")
    ruled = models.DateField(null=True)
    performance = models.CharField(max_length=11, choices=one_of(codes.PERFORMANCES), default="", blank=True)
    performed = models.DateField(null=True, help_text="day on which all of it was performed")
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "dispute"], condition=Q(void=False), name="mediation_agreement_one"
            ),
            models.CheckConstraint(
                condition=Q(effective__isnull=True)
                | Q(form="oral")
                | Q(mediator_signed__isnull=False, sealed_on__isnull=False),
                name="mediation_effective_when_sealed",
            ),
            models.CheckConstraint(
                condition=Q(performed__isnull=True) | Q(effective__isnull=False),
                name="mediation_performed_when_effective",
            ),
        ]

    class Personal:
        purpose = PURPOSE
        source = "parties"
        retention = RETENTION
        classes: ClassVar[dict[str, str]] = {"facts": "P3", "content": "P3", "manner": "P3", "*": "P1"}


@tracked()
class Performance(Hung, Versioned):
    """What was seen of the performance on a day: done, part of it, urged, told of the court."""

    agreement = Inside(Agreement, related_name="steps")
    kind = models.CharField(max_length=11, choices=one_of(codes.PERFORMANCES))
    on = models.DateField()
    note = SealedField(null=True)

    class Personal:
        purpose = PURPOSE
        source = "parties"
        retention = RETENTION
        classes: ClassVar[dict[str, str]] = {"note": "P3", "*": "P1"}


@tracked()
class Revisit(Hung, Versioned):
    """A revisit (回访): whether it is kept, how content the parties are, whether the quarrel flares up again."""

    dispute = Inside(Dispute, related_name="revisits")
    on = models.DateField()
    by = models.IntegerField(null=True, help_text="account id")
    kept = models.BooleanField()
    content = models.CharField(max_length=7, choices=one_of(codes.CONTENT))
    flares = models.BooleanField(default=False)
    note = SealedField(null=True)

    class Personal:
        purpose = PURPOSE
        source = "parties"
        retention = RETENTION
        classes: ClassVar[dict[str, str]] = {"note": "P3", "*": "P1"}
