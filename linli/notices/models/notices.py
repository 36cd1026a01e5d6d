"""Tables of notices: what is shown to whom from when to when, and the objections, which are appeals."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import codes
from .parts import one_of


@tracked()
class Notice(Walled, Versioned):
    """One notice (公示, 公告 …). Days are half-open; the row versions keep what stood there before a correction.

    subject, key  the record of another app that it shows, such as a recruitment or a project
    """

    kind = models.CharField(max_length=13, choices=one_of(codes.KINDS))
    category = models.CharField(max_length=7, choices=one_of(codes.CATEGORIES), default="affairs")
    forms = ArrayField(models.CharField(max_length=7, choices=one_of(codes.FORMS)), default=list)
    readers = models.CharField(max_length=9, choices=one_of(codes.READERS), default="residents")
    title = models.CharField(max_length=codes.TITLE_MOST)
    text = models.TextField(max_length=codes.TEXT_MOST)
    basis = models.CharField(max_length=codes.BASIS_MOST, default="", blank=True, help_text="legal basis")
    start = models.DateField(help_text="first day shown")
    end = models.DateField(help_text="first day not shown any more")
    opens = models.DateField(null=True, help_text="first day of objections")
    closes = models.DateField(null=True, help_text="first day without objections")
    state = models.CharField(max_length=10, choices=one_of(codes.STATES), default="draft")
    subject = models.CharField(max_length=40, default="", blank=True)
    key = models.BigIntegerField(null=True)
    drafted_by = models.IntegerField(null=True, help_text="account id")
    drafted_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    sent_back = models.CharField(max_length=200, default="", blank=True, help_text="why it came back")
    approved_by = models.IntegerField(null=True, help_text="account id")
    approved_at = models.DateTimeField(null=True)
    corrected_at = models.DateTimeField(null=True)
    correction = models.CharField(max_length=200, default="", blank=True, help_text="what was corrected")
    taken_on = models.DateField(null=True, help_text="day of the early end")
    taken_reason = models.CharField(max_length=200, default="", blank=True)
    paper_down_on = models.DateField(null=True, help_text="the paper was taken off the wall")
    paper_down_by = models.IntegerField(null=True, help_text="account id")
    result = models.TextField(
        max_length=2000, default="", blank=True, help_text="what came of the objections"
    )
    result_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="notices_days"),
            models.CheckConstraint(
                condition=Q(opens__isnull=True, closes__isnull=True)
                | Q(opens__gte=F("start"), closes__lte=F("end"), closes__gt=F("opens")),
                name="notices_window_inside",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-start", "-id"], name="notices_by_day"),
            models.Index(fields=["community", "state", "end"], name="notices_by_state"),
            models.Index(fields=["community", "subject", "key"], name="notices_by_subject"),
        ]

    class Personal:
        purpose = "disclosure that law and the community's rules ask for"
        source = "community"
        retention = "permanent: what was disclosed is the archive of the community"
        classes: ClassVar[dict[str, str]] = {
            "drafted_by": "P1",
            "approved_by": "P1",
            "paper_down_by": "P1",
            "sent_back": "P1",
            "*": "P0",
        }


@tracked()
class Audience(Hung, Versioned):
    """A building or a cell that a notice is meant for; a notice without any is for the whole community."""

    notice = Inside(Notice, related_name="audience")
    building = Inside("places.Building", null=True, related_name="+")
    cell = Inside("places.Cell", null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(building__isnull=False, cell__isnull=True) | Q(building__isnull=True, cell__isnull=False),
                name="notices_audience_one",
            )
        ]  # fmt: skip

    class Personal:
        purpose = "who is shown a notice"
        source = "community"
        retention = "as its notice"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class Objection(Hung, Versioned):
    """An objection to a notice: the appeal that it became. Who objects and why stands there alone."""

    notice = Inside(Notice, related_name="objections")
    appeal = Inside("appeals.Appeal", related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "appeal"], name="notices_objection_once")]

    class Personal:
        purpose = "objections are counted and answered"
        source = "resident"
        retention = "as its notice"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}
