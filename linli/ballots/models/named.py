"""Named votes: members × items, entered by one and checked by another person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Hung, Versioned

from ..rules import codes
from .roll import Voter

_ANSWERS = [(one, one) for one in codes.ANSWERS]


@tracked()
class Answer(Hung, Versioned):
    """What one member of a body answered to one item of a named decision; `final` counts."""

    voter = Inside(Voter, related_name="answers", db_index=False)
    option = models.CharField(max_length=40)
    first = models.CharField(max_length=7, choices=_ANSWERS)
    entered_by = models.IntegerField()
    second = models.CharField(max_length=7, choices=_ANSWERS, default="", blank=True)
    checked_by = models.IntegerField(null=True)
    final = models.CharField(max_length=7, choices=_ANSWERS, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "voter", "option"], name="ballots_answer_once"),
            models.CheckConstraint(
                condition=Q(
                    first__in=[*codes.ANSWERS],
                    second__in=[*codes.ANSWERS, ""],
                    final__in=[*codes.ANSWERS, ""],
                ),
                name="ballots_answer_words",
            ),
            models.CheckConstraint(
                condition=Q(second="", checked_by__isnull=True)
                | (Q(checked_by__isnull=False) & ~Q(second="") & ~Q(checked_by=F("entered_by"))),
                name="ballots_answer_checker",
            ),
            models.CheckConstraint(condition=Q(final="") | ~Q(second=""), name="ballots_answer_settled"),
        ]

    class Personal:
        purpose = "open votes of a body, which its members answer for"
        source = "the meeting"
        retention = "permanent; who it was as its voter"
        classes: ClassVar[dict[str, str]] = {"*": "P2"}
