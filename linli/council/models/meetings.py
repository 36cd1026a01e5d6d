"""Meetings of bodies: how they were called, who attended, what remains to be done."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import codes
from .bodies import Body, Seat


@tracked()
class Meeting(Walled, Versioned):
    """A meeting; `held` once its attendance is written down.

    counted  who should attend is a number (居民会议, 党员大会); else the seats of the day are the roll
    quorate  enough were there by the rule of the day, nobody recused; NULL until it is held
    """

    body = Inside(Body, related_name="meetings")
    state = models.CharField(max_length=6, choices=[(one, one) for one in codes.STATES], default="called")
    on = models.DateField()
    begins = models.TimeField(null=True)
    place = models.CharField(max_length=100, default="", blank=True)
    topics = models.TextField(max_length=2000, default="", blank=True)
    notice_on = models.DateField(help_text="day on which the members were told")
    notice_way = models.CharField(
        max_length=7, choices=[(one, one) for one in codes.WAYS_OF_NOTICE], default="written"
    )
    called_by = models.CharField(
        max_length=10, choices=[(one, one) for one in codes.CALLERS], default="chair"
    )
    demanded = models.IntegerField(null=True, help_text="how many demanded it")
    demanded_of = models.IntegerField(null=True, help_text="of how many who may demand")
    second_of = Inside("self", null=True, related_name="seconds")
    chair = models.CharField(max_length=60, default="", blank=True)
    recorder = models.CharField(max_length=60, default="", blank=True)
    minutes = models.TextField(max_length=20000, default="", blank=True)
    counted = models.BooleanField(default=False)
    should = models.IntegerField(default=0)
    present = models.IntegerField(default=0)
    women = models.IntegerField(default=0, help_text="women among the present")
    quorate = models.BooleanField(null=True)
    files = ArrayField(models.BigIntegerField(), default=list, help_text="attachments, ids of files")
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(present__lte=F("should"), women__lte=F("present"), women__gte=0),
                name="council_present_of_should",
            ),
            models.CheckConstraint(condition=Q(notice_on__lte=F("on")), name="council_told_before"),
        ]
        indexes = [models.Index(fields=["community", "-on", "-id"], name="council_meeting_on")]

    class Personal:
        purpose = "what was decided, by whom, and whether it was valid"
        source = "the body"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {
            "chair": "P1", "recorder": "P1", "minutes": "P2", "topics": "P1", "*": "P0",
        }  # fmt: skip


@tracked()
class Attendance(Hung, Versioned):
    """One seat of the roll of a meeting: present, on leave or not present, and why."""

    meeting = Inside(Meeting, related_name="attendances")
    seat = Inside(Seat, related_name="attendances")
    presence = models.CharField(
        max_length=7, choices=[(one, one) for one in codes.PRESENCE], default="present"
    )
    reason = models.CharField(max_length=100, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "meeting", "seat"], name="council_attends_once")
        ]

    class Personal:
        purpose = "quorum and attendance of a meeting"
        source = "the body"
        retention = "who attended: permanent; the reason of an absence: term retention.council_years"
        classes: ClassVar[dict[str, str]] = {"reason": "P2", "*": "P1"}


@tracked()
class FollowUp(Hung, Versioned):
    """What somebody does after a meeting, and until when."""

    meeting = Inside(Meeting, related_name="follow_ups")
    motion = Inside("council.Motion", null=True, related_name="follow_ups")
    text = models.CharField(max_length=500)
    who = models.CharField(max_length=60)
    user = models.IntegerField(null=True, help_text="account id of who does it")
    until = models.DateField()
    done_on = models.DateField(null=True)
    outcome = models.CharField(max_length=500, default="", blank=True)
    void = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["community", "until"], name="council_follow_until")]

    class Personal:
        purpose = "that decisions are carried out"
        source = "the meeting"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}
