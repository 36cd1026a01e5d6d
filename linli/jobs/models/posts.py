"""Vacancies that are relayed, referrals, employments, follow-ups."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.base.constraints import ends_after_start
from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import codes
from .parts import once_a_day, one_of
from .seekers import Seeker


@tracked()
class Vacancy(Walled, Versioned):
    """招聘信息: a post of a unit, relayed as it was published. There is no column for a fee."""

    unit = models.CharField(max_length=100)
    trade = models.CharField(max_length=60)
    wanted = models.SmallIntegerField(help_text="how many are wanted")
    asks = models.CharField(max_length=500, default="", blank=True)
    section = models.CharField(max_length=1, choices=one_of(codes.SECTIONS))
    pay_from = models.IntegerField(null=True, help_text="yuan a month")
    pay_to = models.IntegerField(null=True)
    offers = models.CharField(max_length=200, default="", blank=True)
    place = models.CharField(max_length=100, default="", blank=True)
    shift = models.CharField(max_length=5, choices=one_of(codes.SHIFTS), default="any")
    contact = models.CharField(max_length=60, default="", blank=True)
    phone = models.CharField(max_length=20, default="", blank=True)
    source = models.CharField(max_length=10, choices=one_of(codes.SOURCES))
    start = models.DateField()
    end = models.DateField(help_text="first day on which it is no longer open")
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ends_after_start("jobs_vacancy_days"),
            models.CheckConstraint(condition=Q(wanted__gt=0), name="jobs_vacancy_wanted"),
        ]
        indexes = [models.Index(fields=["community", "-start", "-id"], name="jobs_vacancy_start")]

    class Personal:
        purpose = "telling residents of public posts"
        source = "the unit, the employment department"
        retention = "3 years after its end"
        classes: ClassVar[dict[str, str]] = {"contact": "P2", "phone": "P2", "*": "P0"}


@tracked()
class Referral(Hung, Versioned):
    """推荐: a jobseeker is put forward for a post by one of the three routes, with result and reason."""

    seeker = Inside(Seeker, related_name="referrals")
    vacancy = Inside(Vacancy, null=True, related_name="referrals")
    unit = models.CharField(max_length=100)
    trade = models.CharField(max_length=60)
    route = models.CharField(max_length=11, choices=one_of(codes.ROUTES))
    by = models.CharField(max_length=60, default="", blank=True)
    on = models.DateField()
    state = models.CharField(max_length=9, choices=one_of(codes.RESULTS), default="referred")
    interview_on = models.DateField(null=True)
    result_on = models.DateField(null=True)
    reason = models.CharField(max_length=8, choices=one_of(codes.REFUSALS), default="", blank=True)
    note = models.CharField(max_length=200, default="", blank=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=codes.OPEN_RESULTS, result_on__isnull=True)
                | Q(state="hired", result_on__isnull=False)
                | Q(state="not_hired", result_on__isnull=False) & ~Q(reason=""),
                name="jobs_referral_result",
            ),
        ]
        indexes = [models.Index(fields=["community", "-on", "-id"], name="jobs_referral_on")]

    class Personal:
        purpose = "help with finding work"
        source = "the person, the unit"
        retention = "as its registration"
        classes: ClassVar[dict[str, str]] = {"*": "P2"}


@tracked()
class Placement(Hung, Versioned):
    """就业: somebody works for a unit, or for themselves, from a day to a day.

    seeker    the registration that it ended, where there was one
    entry     number in the department's real-name system, entered_on the day on which it was entered there
    """

    person = Inside("residents.Person", related_name="+")
    seeker = Inside(Seeker, null=True, related_name="placements")
    referral = Inside(Referral, null=True, related_name="placements")
    unit = models.CharField(max_length=100)
    trade = models.CharField(max_length=60, default="", blank=True)
    section = models.CharField(max_length=1, choices=one_of(codes.SECTIONS))
    kind = models.CharField(max_length=11, choices=one_of(codes.EMPLOYMENTS))
    route = models.CharField(max_length=11, choices=one_of(codes.ROUTES), default="", blank=True)
    start = models.DateField()
    end = models.DateField(null=True)
    ending = models.CharField(max_length=9, choices=one_of(codes.EMPLOYMENT_ENDS), default="", blank=True)
    entry = models.CharField(max_length=40, default="", blank=True)
    entered_on = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            once_a_day("jobs_one_place_a_day", "person", "unit"),
            ends_after_start("jobs_placement_days"),
            models.UniqueConstraint(
                fields=["community", "entry"], condition=Q(void=False) & ~Q(entry=""), name="jobs_one_entry"
            ),
            models.CheckConstraint(
                condition=Q(entry="", entered_on__isnull=True) | ~Q(entry="") & Q(entered_on__isnull=False),
                name="jobs_entry_with_day",
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True, ending="") | Q(end__isnull=False) & ~Q(ending=""),
                name="jobs_placement_ending",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-start", "-id"], name="jobs_placement_start"),
            models.Index(fields=["community", "person"], name="jobs_placement_person"),
        ]

    class Personal:
        purpose = "new employment by name, follow-up"
        source = "the person, the unit, the employment department"
        retention = "3 years after its end"
        classes: ClassVar[dict[str, str]] = {"*": "P2"}


@tracked()
class FollowUp(Hung, Versioned):
    """就业跟踪: somebody asks three and six months after the first day of work."""

    placement = Inside(Placement, related_name="follow_ups")
    months = models.SmallIntegerField()
    due = models.DateField()
    on = models.DateField(null=True)
    way = models.CharField(max_length=7, choices=one_of(codes.WAYS), default="", blank=True)
    outcome = models.CharField(max_length=11, choices=one_of(codes.FOLLOW_UPS), default="", blank=True)
    note = models.CharField(max_length=200, default="", blank=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "placement", "months"], name="jobs_one_follow_up"),
            models.CheckConstraint(
                condition=Q(on__isnull=True, outcome="") | Q(on__isnull=False) & ~Q(outcome=""),
                name="jobs_follow_up_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["community", "due"],
                name="jobs_follow_up_due",
                condition=Q(on__isnull=True, void=False),
            )
        ]

    class Personal:
        purpose = "whether the work lasted"
        source = "the person, the unit"
        retention = "as its employment"
        classes: ClassVar[dict[str, str]] = {"*": "P2"}
