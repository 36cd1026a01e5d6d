"""三会一课: meetings, who should attend and did, what was resolved."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import codes
from .members import Member
from .organisations import Organisation
from .parts import one_of


@tracked()
class Meeting(Walled, Versioned):
    """A meeting of an organisation; `held` once its attendance is written down."""

    organisation = Inside(Organisation, related_name="meetings")
    kind = models.CharField(max_length=17, choices=one_of(codes.MEETINGS))
    state = models.CharField(max_length=7, choices=one_of(codes.MEETING_STATES), default="planned")
    on = models.DateField()
    begins = models.TimeField(null=True)
    place = models.CharField(max_length=100, default="", blank=True)
    topics = models.TextField(max_length=2000, default="", blank=True)
    minutes = models.TextField(max_length=10000, default="", blank=True)
    chair = models.CharField(max_length=60, default="", blank=True)
    recorder = models.CharField(max_length=60, default="", blank=True)
    should = models.SmallIntegerField(default=0, help_text="who should attend, by the roster of the day")
    present = models.SmallIntegerField(default=0)
    files = ArrayField(models.BigIntegerField(), default=list, help_text="attachments, ids of files")
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(present__lte=models.F("should")), name="party_present_of_should"
            )
        ]
        indexes = [models.Index(fields=["community", "-on", "-id"], name="party_meeting_on")]

    class Personal:
        purpose = "the Party's organisational life"
        source = "the branch"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {
            "chair": "P2",
            "recorder": "P2",
            "minutes": "P2",
            "topics": "P2",
            "*": "P1",
        }


@tracked()
class Attendance(Hung, Versioned):
    """One member who should attend one meeting: present, on leave or not present, and why."""

    meeting = Inside(Meeting, related_name="attendances")
    member = Inside(Member, related_name="attendances")
    voting = models.BooleanField(help_text="a formal member on the day")
    presence = models.CharField(max_length=7, choices=one_of(codes.PRESENCE), default="present")
    reason = models.CharField(max_length=100, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "meeting", "member"], name="party_attends_once")
        ]

    class Personal:
        purpose = "quorum and attendance of a meeting"
        source = "the branch"
        retention = "as its meeting"
        classes: ClassVar[dict[str, str]] = {"*": "P2"}


@tracked()
class Resolution(Hung, Versioned):
    """What a meeting decided, counted by the clause of the day. `told` keeps the arithmetic as a sentence."""

    meeting = Inside(Meeting, related_name="resolutions")
    kind = models.CharField(max_length=10, choices=one_of(codes.RESOLUTIONS), default="resolution")
    text = models.TextField(max_length=2000)
    should = models.SmallIntegerField(help_text="with a vote, who should attend")
    present = models.SmallIntegerField(help_text="with a vote, present")
    recused = ArrayField(
        models.BigIntegerField(), default=list, help_text="members who may not decide on this"
    )
    yes = models.SmallIntegerField()
    no = models.SmallIntegerField(default=0)
    abstain = models.SmallIntegerField(default=0)
    carried = models.BooleanField()
    told = models.JSONField(default=dict)
    void = models.BooleanField(default=False)

    class Personal:
        purpose = "what was decided and by how many"
        source = "the meeting"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"text": "P2", "recused": "P2", "*": "P1"}
