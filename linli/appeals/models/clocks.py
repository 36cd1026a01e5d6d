"""By when: every deadline with its derivation, and what stopped it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.base.fields import Inside
from linli.base.models import Walled

from ..rules import codes
from .appeal import Appeal, _one_of


class Clock(Walled):
    """One deadline of an appeal, never restarted by an edit.

    started, amount, unit  from which kernel.worktime counted `due`; `why` is the sentence (msgid and values)
    remind_at    when its reminder goes out; `reminded_at` when it did
    provisional  a year of its way had no published holidays yet: counted again when the table arrives
    met_at       when the duty was done; stopped_at: when it no longer applied (step up, merge, refusal)
    passed_at    when the sweep noted that it had run out
    """

    appeal = Inside(Appeal, related_name="clocks")
    kind = models.CharField(max_length=9, choices=_one_of(codes.CLOCK_CODES))
    level = models.CharField(max_length=11, default="", blank=True)
    started = models.DateTimeField()
    amount = models.IntegerField(default=0)
    unit = models.CharField(max_length=14, default="")
    due = models.DateTimeField()
    provisional = models.BooleanField(default=False)
    why = models.JSONField(default=dict)
    remind_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "appeal", "kind"],
                condition=Q(met_at__isnull=True, stopped_at__isnull=True),
                name="appeals_clock_one_running",
            )
        ]
        indexes = [
            models.Index(
                fields=["community", "due"], name="appeals_clock_due",
                condition=Q(met_at__isnull=True, stopped_at__isnull=True, passed_at__isnull=True),
            ),
            models.Index(
                fields=["community", "remind_at"], name="appeals_clock_remind",
                condition=Q(met_at__isnull=True, stopped_at__isnull=True, reminded_at__isnull=True, remind_at__isnull=False),
            ),
            models.Index(fields=["community", "appeal", "started"], name="appeals_clock_appeal"),
            models.Index(fields=["community", "due"], name="appeals_clock_provisional", condition=Q(provisional=True)),
        ]  # fmt: skip

    class Personal:
        purpose = "promises kept"
        source = "the software, from terms and the holiday tables"
        retention = "as the appeal"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


class Pause(Walled):
    """暂缓: from when to when the clocks of an appeal stood still, and why."""

    appeal = Inside(Appeal, related_name="pauses")
    start = models.DateTimeField()
    end = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, help_text="等××")
    by = models.IntegerField(null=True)
    until = models.DateField(null=True, help_text="day on which it is looked at again")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "appeal"], condition=Q(end__isnull=True), name="appeals_one_pause_open"
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=models.F("start")), name="appeals_pause_days"
            ),
        ]

    class Personal:
        purpose = "fair deadlines"
        source = "the handler"
        retention = "as the appeal"
        classes: ClassVar[dict[str, str]] = {"reason": "P2", "*": "P1"}
