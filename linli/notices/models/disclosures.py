"""三公开: what has to be shown, for which period, until which day, and the notice that shows it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Versioned, Walled

from ..rules import codes
from .notices import Notice
from .parts import one_of


@tracked()
class Disclosure(Walled, Versioned):
    """One matter of the catalogue (term `disclosure_catalogue`) that is due: for a month, a quarter, or because it happened.

    name, category  as the term said when it was laid out
    start, end      the period, half-open; of what happened its day
    last            the last day on which showing it is on time
    shown_on        first day of the approved notice
    """

    item = models.CharField(max_length=30)
    name = models.CharField(max_length=80)
    category = models.CharField(max_length=7, choices=one_of(codes.CATEGORIES))
    rhythm = models.CharField(max_length=7, choices=one_of(codes.RHYTHMS))
    title = models.CharField(
        max_length=80, default="", blank=True, help_text="what happened, without a rhythm"
    )
    start = models.DateField()
    end = models.DateField()
    last = models.DateField()
    notice = Inside(Notice, null=True, related_name="disclosures")
    shown_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "item", "start"],
                condition=~Q(rhythm="once"),
                name="notices_disclosure_once",
            )
        ]
        indexes = [models.Index(fields=["community", "last"], name="notices_disclosure_last")]

    class Personal:
        purpose = "disclosure that law and the community's rules ask for"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}
