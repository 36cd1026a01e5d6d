"""双报到: units and on-job members who report to the community; 一单一表一卡 and the quarterly feedback."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from linli.base.constraints import ends_after_start
from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import codes
from .parts import one_of


@tracked()
class CheckIn(Walled, Versioned):
    """报到单: a unit, or an on-job member of a unit, reports from one day to another. Never counted as a member."""

    kind = models.CharField(max_length=6, choices=one_of(codes.CHECK_INS))
    unit = models.CharField(max_length=100)
    name = models.CharField(max_length=60, help_text="the member, or the unit's contact")
    phone = SealedField(null=True)
    post = models.CharField(max_length=60, default="", blank=True, help_text="岗位, such as 环境巡查")
    chosen = models.CharField(max_length=8, choices=one_of(codes.POSTS), default="claimed")
    start = models.DateField()
    end = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [ends_after_start("party_check_in_days")]
        indexes = [models.Index(fields=["community", "-start", "-id"], name="party_check_in_start")]

    class Personal:
        purpose = "service to the community by those who work elsewhere"
        source = "the unit, the member"
        retention = "2 years after its end"
        classes: ClassVar[dict[str, str]] = {"phone": "P3", "name": "P2", "*": "P1"}


@tracked()
class Need(Walled, Versioned):
    """服务需求表: what the community asks of those who report."""

    text = models.CharField(max_length=200)
    people = models.SmallIntegerField(default=1, help_text="how many are wanted")
    start = models.DateField()
    state = models.CharField(max_length=5, choices=one_of(codes.NEEDS), default="open")
    taken_by = Inside(CheckIn, null=True, related_name="needs")
    void = models.BooleanField(default=False)

    class Personal:
        purpose = "service where it is needed"
        source = "the community"
        retention = "2 years"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class Service(Hung, Versioned):
    """One line of the 服务登记卡: when, what, how long, how it was rated, who signed."""

    check_in = Inside(CheckIn, related_name="services")
    need = Inside(Need, null=True, related_name="services")
    on = models.DateField()
    text = models.CharField(max_length=200)
    minutes = models.SmallIntegerField()
    rating = models.CharField(max_length=4, choices=one_of(codes.RATINGS), default="", blank=True)
    signed_by = models.CharField(max_length=60, default="", blank=True)
    void = models.BooleanField(default=False)

    class Personal:
        purpose = "proof of service for the unit"
        source = "the community"
        retention = "2 years"
        classes: ClassVar[dict[str, str]] = {"signed_by": "P2", "*": "P1"}


@tracked()
class Feedback(Hung, Versioned):
    """季度反馈: what the unit was told of one quarter. `quarter` is its first day."""

    check_in = Inside(CheckIn, related_name="feedbacks")
    quarter = models.DateField()
    text = models.CharField(max_length=500)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "check_in", "quarter"], name="party_feedback_once")
        ]

    class Personal:
        purpose = "the unit knows of its members' service"
        source = "the community"
        retention = "2 years"
        classes: ClassVar[dict[str, str]] = {"text": "P2", "*": "P1"}
