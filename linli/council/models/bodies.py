"""Bodies that meet and decide, and who sits in them from one day to another."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.base.constraints import ends_after_start, once_a_day
from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import codes


@tracked()
class Body(Walled, Versioned):
    """居民会议, 居民代表会议, 议事会, 两委, 党员大会, 监委会, 居民小组: from its founding to its dissolution."""

    kind = models.CharField(max_length=15, choices=[(one, one) for one in codes.BODIES])
    name = models.CharField(max_length=60)
    size = models.SmallIntegerField(null=True, help_text="seats to be filled, where that is fixed")
    note = models.CharField(max_length=200, default="", blank=True)
    start = models.DateField()
    end = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            once_a_day("council_one_body_a_day", "kind", "name"),
            ends_after_start("council_body_days"),
        ]

    class Personal:
        purpose = "which bodies decide here"
        source = "the residents' committee"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class Seat(Hung, Versioned):
    """Somebody sits in a body from one day to another; why it began and why it ended.

    `person` is the record of the register, where the member lives here; `user` the account, where the
    member signs in. A resident sits once a day in a body, held by the database.
    """

    body = Inside(Body, related_name="seats")
    name = models.CharField(max_length=60)
    sort = models.CharField(max_length=120, default="", help_text="pinyin of the name")
    sex = models.CharField(max_length=1, default="0", help_text="GB/T 2261.1")
    person = Inside("residents.Person", null=True, related_name="+")
    user = models.IntegerField(null=True, help_text="account id")
    office = models.CharField(max_length=6, choices=[(one, one) for one in codes.OFFICES], default="member")
    began = models.CharField(max_length=7, choices=[(one, one) for one in codes.BEGAN], default="elected")
    ended = models.CharField(
        max_length=8, choices=[(one, one) for one in codes.ENDED], default="", blank=True
    )
    note = models.CharField(max_length=200, default="", blank=True)
    start = models.DateField()
    end = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            once_a_day("council_one_seat_a_day", "body", "person", condition=Q(person__isnull=False)),
            once_a_day("council_one_chair_a_day", "body", condition=Q(office="chair")),
            ends_after_start("council_seat_days"),
        ]
        indexes = [models.Index(fields=["community", "person"], name="council_seat_person")]

    class Personal:
        purpose = "who may vote in a body, and who answers for its decisions"
        source = "the election"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"sex": "P2", "person": "P2", "note": "P2", "*": "P1"}
