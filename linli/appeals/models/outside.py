"""Whom the community asked beyond itself, and who asked the community: whistle and 12345."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Versioned, Walled

from ..rules import codes
from .appeal import Appeal, _one_of


@tracked()
class Whistle(Walled, Versioned):
    """吹哨 / 上报街道: what was asked of the subdistrict, whom it called, when they came, what came of it.

    kind     emergency (arrival within 30 minutes), enforcement, general
    rating   of the department by those who called it: good, fair, poor
    """

    appeal = Inside(Appeal, related_name="whistles")
    kind = models.CharField(max_length=11, choices=_one_of(codes.WHISTLE_CODES), default="general")
    to_area = models.IntegerField(help_text="the subdistrict, places.Area")
    reason = models.CharField(max_length=400)
    called_at = models.DateTimeField()
    called_by = models.IntegerField(null=True)
    due = models.DateTimeField()
    department = models.CharField(max_length=60, default="", blank=True)
    dispatched_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    result = models.TextField(default="", blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.IntegerField(null=True)
    returned = models.BooleanField(
        default=False, help_text="sent back: not the subdistrict's, with its basis in result"
    )
    rating = models.CharField(max_length=4, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "appeal"],
                condition=Q(answered_at__isnull=True),
                name="appeals_one_whistle_open",
            )
        ]
        indexes = [models.Index(fields=["community", "to_area", "-called_at"], name="appeals_whistle_area")]

    class Personal:
        purpose = "matters beyond the community"
        source = "the community, the subdistrict"
        retention = "as the appeal"
        classes: ClassVar[dict[str, str]] = {"reason": "P2", "result": "P2", "*": "P1"}


@tracked()
class Hotline(Walled, Versioned):
    """An item of 12345 or another outside system: its number there, its clock, refusal, return and extension.

    evidence   which grid the place lies in, by which day's partition, as shown when it was refused or accepted
    state      received, accepted, rejected (with basis), returned, extended, answered, reported_twice
    """

    appeal = Inside(Appeal, related_name="hotlines")
    system = models.CharField(max_length=20, default="12345")
    number = models.CharField(max_length=40)
    received_at = models.DateTimeField()
    due = models.DateTimeField()
    state = models.CharField(max_length=14, choices=_one_of(codes.HOTLINE_CODES), default="received")
    evidence = models.JSONField(default=dict)
    basis = models.CharField(
        max_length=400, default="", blank=True, help_text="clause or fact a rejection rests on"
    )
    extended_to = models.DateTimeField(null=True)
    extended_by = models.IntegerField(null=True)
    extension_reason = models.CharField(max_length=400, default="", blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "system", "number"], name="appeals_hotline_number")
        ]
        indexes = [models.Index(fields=["community", "appeal"], name="appeals_hotline_appeal")]

    class Personal:
        purpose = "items handed over by other systems"
        source = "12345, the subdistrict"
        retention = "as the appeal"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}
