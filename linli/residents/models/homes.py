"""Household 户 and its members, and the residence episode 居住登记."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from linli.base.constraints import days, ends_after_start
from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Hung, Versioned

from .codes import KINDS, REASONS, STATES
from .people import Person
from .sourced import Sourced


@tracked(unasked=["room"])
class Household(Hung, Versioned, Sourced):
    """People who keep house together behind one door (户)."""

    number = models.CharField(max_length=30, default="", blank=True, help_text="户号")
    room = Inside("places.Room", related_name="households", db_index=False)
    kind = models.CharField(
        max_length=10, default="family", choices=[(one, one) for one in ("family", "collective")]
    )
    tenancy = models.CharField(
        max_length=8, default="unknown", choices=[(one, one) for one in ("own", "rent", "other", "unknown")]
    )
    start = models.DateField()
    end = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [ends_after_start("residents_household_days")]
        indexes = [
            models.Index(fields=["community", "room"], name="residents_household_room"),
            models.Index(
                fields=["community", "number"], name="residents_household_number", condition=~Q(number="")
            ),
        ]

    class Personal:
        purpose = "statutory registration and public services"
        source = "the household, an import"
        retention = "as its members"
        classes: ClassVar[dict[str, str]] = {"number": "P2", "*": "P1"}


@tracked(unasked=["household", "person"])
class Member(Hung, Versioned, Sourced):
    """A person belongs to a household from one day to another; code 0x means head (GB/T 4761)."""

    household = Inside(Household, related_name="members")
    person = Inside(Person, related_name="memberships")
    relation = models.CharField(
        max_length=2, default="99", help_text="GB/T 4761 relation to the head; 99 not stated"
    )
    head = models.BooleanField(default=False)
    start = models.DateField()
    end = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="residents_one_household_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("community", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                condition=Q(void=False),
            ),
            ExclusionConstraint(
                name="residents_one_head_a_day",
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    ("community", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                condition=Q(void=False, head=True),
            ),
            ends_after_start("residents_member_days"),
        ]

    class Personal:
        purpose = "statutory registration and public services"
        source = "the household, an import"
        retention = "as its persons"
        classes: ClassVar[dict[str, str]] = {"relation": "P2", "*": "P1"}


@tracked(unasked=["room"])
class Residence(Hung, Versioned, Sourced):
    """A person lives or is registered behind a door from one day to another (居住登记).

    At most one non-void episode per person and community at any instant, held by the
    database, so that rows counted are persons counted.
    """

    person = Inside(Person, related_name="residences", db_index=False)
    room = Inside("places.Room", related_name="residences", null=True, db_index=False)
    kind = models.CharField(max_length=10, choices=[(one, one) for one in KINDS])
    state = models.CharField(max_length=9, choices=[(one, one) for one in STATES], default="open")
    start = models.DateField()
    end = models.DateField(null=True)
    reason = models.CharField(max_length=17, choices=[(one, one) for one in REASONS], default="", blank=True)
    closing_on = models.DateField(
        null=True, help_text="day of a closing that was asked for and waits to be confirmed"
    )
    closing_reason = models.CharField(
        max_length=17, choices=[(one, one) for one in REASONS], default="", blank=True
    )
    note = models.CharField(max_length=200, default="", blank=True)
    born_here = models.BooleanField(default=False, help_text="opened by a birth: counted apart from arrivals")
    moved_within = models.BooleanField(
        default=False, help_text="opened by a move inside the community: no arrival"
    )
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="residents_one_residence_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("community", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                condition=Q(void=False),
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True, reason="") | (Q(end__isnull=False) & ~Q(reason="")),
                name="residents_reason_with_end",
            ),
            models.CheckConstraint(
                condition=Q(state="to_close", closing_on__isnull=False)
                | (~Q(state="to_close") & Q(closing_on__isnull=True)),
                name="residents_asked_while_to_close",
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")) | Q(void=True),
                name="residents_residence_days",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "room"], name="residents_residence_room"),
            models.Index(
                fields=["community", "person", "start"],
                include=["end", "kind", "state", "room", "void"],
                name="residents_residence_person",
            ),
            models.Index(fields=["community", "start", "end"], name="residents_residence_days_idx"),
            models.Index(
                fields=["community", "end"], name="residents_residence_end", condition=Q(end__isnull=False)
            ),
        ]

    class Personal:
        purpose = "statutory registration and public services"
        source = "the person, an import, a door visit"
        retention = "2 years after closing for floating residents, 10 years otherwise"
        classes: ClassVar[dict[str, str]] = {
            "reason": "P2",
            "closing_reason": "P2",
            "note": "P2",
            "kind": "P2",
            "*": "P1",
        }
