"""Visits 走访: planned as a route, recorded at the door, with the needs that became appeals."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import codes
from .parts import one_of


@tracked()
class Route(Walled, Versioned):
    """Doors that one worker plans to go to on a day. Never a trail of where somebody was."""

    user = models.IntegerField(help_text="account id of who goes")
    on = models.DateField()
    title = models.CharField(max_length=80)
    state = models.CharField(max_length=7, choices=one_of(codes.ROUTES), default="open")

    class Meta:
        indexes = [models.Index(fields=["community", "user", "on"], name="contact_route_user")]

    class Personal:
        purpose = "planning visits"
        source = "community"
        retention = "90 days after its day"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class Stop(Hung, Versioned):
    """One household of a route, with the reasons for going."""

    route = Inside(Route, related_name="stops")
    household = Inside("residents.Household", related_name="+")
    room = Inside("places.Room", related_name="+")
    rank = models.SmallIntegerField(help_text="walking order")
    needs = ArrayField(models.CharField(max_length=8), default=list)
    state = models.CharField(max_length=8, choices=one_of(codes.STOPS), default="open")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "route", "household"], name="contact_stop_once")
        ]

    class Personal:
        purpose = "planning visits"
        source = "community"
        retention = "as its route"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class Visit(Walled, Versioned):
    """One visit or call: when, who spoke with whom, what they said, what was done.

    `key` names the record on the phone that sent it: repeated sending makes one row.
    `went` is the day as counted; `at` the moment as the writer gave it; `clock_off` by how many seconds the
    phone's clock was ahead of ours when it was sent.
    """

    key = models.UUIDField()
    household = Inside("residents.Household", null=True, related_name="+")
    room = Inside("places.Room", null=True, related_name="+")
    person = Inside("residents.Person", null=True, related_name="+")
    was_person = models.BigIntegerField(null=True, help_text="the record that was merged into `person`")
    at = models.DateTimeField()
    went = models.DateField()
    way = models.CharField(max_length=8, choices=one_of(codes.WAYS), default="door")
    result = models.CharField(max_length=8, choices=one_of(codes.RESULTS), default="met")
    who = models.CharField(max_length=8, choices=one_of(codes.WHO), default="resident")
    spoke = models.CharField(
        max_length=60, default="", blank=True, help_text="who was spoken with, as called"
    )
    situation = models.TextField(max_length=500, default="", blank=True, help_text="家庭基本情况")
    said = models.TextField(max_length=2000, default="", blank=True, help_text="反映的需求、问题、建议")
    measures = models.TextField(max_length=1000, default="", blank=True, help_text="采取的对策和措施")
    outcome = models.TextField(max_length=500, default="", blank=True, help_text="处理结果")
    return_on = models.DateField(null=True, help_text="a return was promised for this day")
    returned = models.BooleanField(default=False, help_text="the promised return was kept")
    user = models.IntegerField(null=True, help_text="account id of who went")
    keeper = models.IntegerField(
        null=True, help_text="who keeps the promise since a hand-over; empty: who went"
    )
    helpers = ArrayField(models.CharField(max_length=60), default=list, help_text="who went along")
    by_member = models.BooleanField(
        default=False, help_text="who went was a Party member of a charge that day"
    )
    photos = ArrayField(models.BigIntegerField(), default=list, help_text="files; only where necessary")
    clock_off = models.IntegerField(default=0)
    remarks = ArrayField(models.CharField(max_length=9), default=list, help_text="rules.codes.REMARKS")
    stop = Inside(Stop, null=True, related_name="visits", help_text="the door of a route that it answers")
    void = models.BooleanField(default=False)
    void_reason = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "key"], name="contact_visit_key")]
        indexes = [
            models.Index(fields=["community", "-went", "-id"], name="contact_visit_went"),
            models.Index(fields=["community", "household", "went"], name="contact_visit_household"),
            models.Index(fields=["community", "person"], name="contact_visit_person"),
            models.Index(fields=["community", "room", "went"], name="contact_visit_room"),
            models.Index(
                fields=["community", "return_on"],
                name="contact_visit_promised",
                condition=models.Q(return_on__isnull=False, returned=False, void=False),
            ),
        ]

    class Personal:
        purpose = "hearing residents and keeping what was promised"
        source = "the resident, who visited"
        retention = "2 years"
        classes: ClassVar[dict[str, str]] = {
            "spoke": "P2", "situation": "P2", "said": "P2", "measures": "P2", "outcome": "P2", "photos": "P2",
            "*": "P1",
        }  # fmt: skip


@tracked()
class VisitNeed(Hung, Versioned):
    """A need heard on a visit, and the appeal that it became.

    again  the appeal stood there already: the words were added to it
    """

    visit = Inside(Visit, related_name="needs")
    appeal = Inside("appeals.Appeal", related_name="+")
    key = models.UUIDField()
    again = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "key"], name="contact_need_key"),
            models.UniqueConstraint(fields=["community", "visit", "appeal"], name="contact_need_appeal"),
        ]

    class Personal:
        purpose = "the link between a visit and an appeal"
        source = "who visited"
        retention = "as its visit"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class Sheet(Hung, Versioned):
    """The household sheet 民情登记卡: what the household told us, so that it need not tell twice."""

    household = Inside("residents.Household", related_name="+")
    situation = models.CharField(max_length=300, default="", blank=True, help_text="家庭基本情况")
    living = models.CharField(max_length=300, default="", blank=True, help_text="生产生活状况")
    wishes = models.CharField(max_length=300, default="", blank=True, help_text="需要解决的问题")
    call_at = models.CharField(
        max_length=100, default="", blank=True, help_text="when it suits them 方便时间"
    )
    call_whom = models.CharField(max_length=100, default="", blank=True, help_text="whom to speak with")
    note = models.CharField(max_length=200, default="", blank=True, help_text="what to mind at the door")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "household"], name="contact_sheet_household")
        ]

    class Personal:
        purpose = "contact with the household"
        source = "the household"
        retention = "as its household"
        classes: ClassVar[dict[str, str]] = {"*": "P2"}
