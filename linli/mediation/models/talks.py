"""Inquiries and sessions with who led them, and the papers of the dossier."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Hung, Versioned

from ..rules import codes
from .disputes import Dispute, Mediator
from .parts import PURPOSE, RETENTION, one_of


@tracked()
class Talk(Hung, Versioned):
    """One inquiry (调查记录) or session (调解记录): when, where, who was there, questions and answers, what came of it."""

    dispute = Inside(Dispute, related_name="talks")
    kind = models.CharField(max_length=7, choices=one_of(codes.TALKS))
    serial = models.SmallIntegerField(help_text="第 n 次, each kind by itself")
    on = models.DateField()
    start = models.TimeField(null=True)
    place = models.CharField(max_length=60)
    recorder = models.CharField(max_length=40, default="", blank=True)
    present = SealedField(null=True, help_text="who was there")
    text = SealedField(null=True)
    result = SealedField(null=True)
    signed = models.BooleanField(default=False, help_text="the paper is signed by who was there")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "dispute", "kind", "serial"], name="mediation_talk_serial"
            )
        ]

    class Personal:
        purpose = PURPOSE
        source = "parties, witnesses"
        retention = RETENTION
        classes: ClassVar[dict[str, str]] = {"present": "P3", "text": "P3", "result": "P3", "*": "P1"}


@tracked()
class Attendance(Hung, Versioned):
    """A mediator who led an inquiry or session."""

    talk = Inside(Talk, related_name="led_by")
    mediator = Inside(Mediator, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "talk", "mediator"], name="mediation_attendance_once"
            )
        ]

    class Personal:
        purpose = PURPOSE
        source = "mediators"
        retention = RETENTION
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class Paper(Hung, Versioned):
    """A scanned or photographed paper under its item of the dossier (1 to 13); the content stands in `files`."""

    dispute = Inside(Dispute, related_name="papers")
    item = models.SmallIntegerField()
    name = models.CharField(max_length=100)
    file = models.IntegerField(help_text="id of the file")
    out = models.BooleanField(default=False, help_text="entered by mistake")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(item__gte=1, item__lte=13), name="mediation_paper_item")
        ]

    class Personal:
        purpose = PURPOSE
        source = "parties"
        retention = RETENTION
        classes: ClassVar[dict[str, str]] = {"name": "P2", "*": "P1"}
