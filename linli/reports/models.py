"""What was sent, kept as it was sent, and how each figure was defined when."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from linli.base.fields import Inside
from linli.base.models import Walled


class Sealed(Walled):
    """A table as it was sent (已报送): its days, areas and definitions; never changed afterwards.

    amends  the sealed table that this one corrects (更正说明); `why` says the reason in words
    """

    table = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField(help_text="first day after the period")
    scheme = models.CharField(max_length=12, default="", blank=True)
    areas_on = models.DateField(help_text="the day whose areas held: the area version")
    area_code = models.CharField(max_length=12)
    area_name = models.CharField(max_length=60)
    above = models.CharField(max_length=60, default="", help_text="name of the subdistrict on that day")
    receiver = models.CharField(max_length=60, default="", blank=True)
    why = models.CharField(max_length=200, default="", blank=True)
    amends = Inside("self", null=True, related_name="amendments")
    at = models.DateTimeField()
    by = models.IntegerField(null=True)
    by_name = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="reports_sealed_days"),
            models.CheckConstraint(condition=~Q(amends=models.F("id")), name="reports_sealed_not_own"),
        ]
        indexes = [models.Index(fields=["community", "-at"], name="reports_sealed_at")]

    class Personal:
        purpose = "proof of what was reported"
        source = "the register"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"why": "P1", "*": "P1"}


class SealedFigure(Walled):
    """One number of a sealed table with what it was made of.

    part   cell id, 0 for what lies in no cell, -1 for the whole
    kept   the record keys counted, sorted; only where the number is not the sum of sealed parts
    """

    sealed = Inside(Sealed, related_name="figures")
    place = models.SmallIntegerField(help_text="row of the table")
    figure = models.CharField(max_length=60)
    part = models.BigIntegerField()
    part_name = models.CharField(max_length=60, default="", blank=True)
    definition = models.CharField(max_length=12)
    value = models.IntegerField(null=True)
    numerator = models.IntegerField(null=True)
    denominator = models.IntegerField(null=True)
    text = models.CharField(max_length=40, default="", blank=True)
    about = models.CharField(max_length=2, default="", blank=True)
    kept = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "sealed", "figure", "part"], name="reports_sealed_figure_once"
            )
        ]

    class Personal:
        purpose = "proof of what was reported"
        source = "the register"
        retention = "numbers permanent, record keys 5 years"
        classes: ClassVar[dict[str, str]] = {"kept": "P2", "*": "P1"}


class Definition(models.Model):
    """A figure's definition as it was first met: the history of its 口径."""

    NO_WALL: ClassVar[str] = "the product's own definitions, no data of anybody"

    figure = models.CharField(max_length=60)
    version = models.CharField(max_length=12)
    label = models.CharField(max_length=200)
    meaning = models.TextField()
    since = models.DateField(help_text="day on which this version was first met here")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["figure", "version"], name="reports_definition_once")]
        indexes = [models.Index(fields=["figure", "-since"], name="reports_definition_since")]
