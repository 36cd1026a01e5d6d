"""公开承诺: who promises what, measured how, until when; what was done; how residents rate it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import codes
from .parts import one_of


@tracked()
class Pledge(Walled, Versioned):
    """One public promise. `end` is the first day after the promised one; good, fair, poor count who rated it."""

    maker = models.CharField(max_length=9, choices=one_of(codes.MAKERS))
    who = models.CharField(max_length=60, help_text="the name under which it was made public")
    text = models.CharField(max_length=300)
    measure = models.CharField(max_length=200, help_text="by what one sees that it is kept")
    start = models.DateField()
    end = models.DateField()
    state = models.CharField(max_length=7, choices=one_of(codes.PLEDGE_STATES), default="open")
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=300, default="", blank=True)
    good = models.SmallIntegerField(null=True)
    fair = models.SmallIntegerField(null=True)
    poor = models.SmallIntegerField(null=True)
    rated_on = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="notices_pledge_days"),
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True)
                | (~Q(state="open") & Q(closed_on__isnull=False)),
                name="notices_pledge_closed",
            ),
        ]
        indexes = [models.Index(fields=["community", "state", "end"], name="notices_pledge_state")]

    class Personal:
        purpose = "promises made in public and seen through"
        source = "whoever promises"
        retention = "names until the years of the term retention.notice_years after it was closed"
        classes: ClassVar[dict[str, str]] = {"who": "P2", "outcome": "P1", "*": "P0"}


@tracked()
class FollowUp(Hung, Versioned):
    """What was done for a pledge on a day."""

    pledge = Inside(Pledge, related_name="follow_ups")
    on = models.DateField()
    text = models.CharField(max_length=300)

    class Personal:
        purpose = "promises made in public and seen through"
        source = "community"
        retention = "as its pledge"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}
