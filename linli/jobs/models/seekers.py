"""Registrations 求职登记 · 失业登记 and why finding work is hard 就业困难."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.base.constraints import ends_after_start
from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Hung, Versioned

from ..rules import codes
from .parts import once_a_day, one_of


@tracked()
class Seeker(Hung, Versioned):
    """Somebody is registered from a day to a day: as unemployed (the department decides), or as looking for work.

    number  of the department's registration; seen is the last day of contact
    """

    person = Inside("residents.Person", related_name="+")
    kind = models.CharField(max_length=8, choices=one_of(codes.REGISTRATIONS))
    category = models.CharField(max_length=12, choices=one_of(codes.CATEGORIES))
    state = models.CharField(max_length=10, choices=one_of(codes.STATES), default="registered")
    start = models.DateField()
    end = models.DateField(null=True)
    ending = models.CharField(max_length=14, choices=one_of(codes.ENDINGS), default="", blank=True)
    number = models.CharField(max_length=40, default="", blank=True)
    lost_on = models.DateField(null=True, help_text="失业时间")
    cause = models.CharField(max_length=15, choices=one_of(codes.CAUSES), default="", blank=True)
    trade = models.CharField(max_length=60, default="", blank=True)
    pay = models.IntegerField(null=True, help_text="yuan a month wished for, at least")
    place = models.CharField(max_length=60, default="", blank=True)
    shift = models.CharField(max_length=5, choices=one_of(codes.SHIFTS), default="any")
    skills = models.CharField(max_length=200, default="", blank=True)
    seen = models.DateField(help_text="last day of contact")
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            once_a_day("jobs_one_registration_a_day", "person", "kind"),
            ends_after_start("jobs_seeker_days"),
            models.CheckConstraint(
                condition=Q(end__isnull=True, ending="") & ~Q(state="ended")
                | Q(end__isnull=False, state="ended") & ~Q(ending=""),
                name="jobs_ending_with_end",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-start", "-id"], name="jobs_seeker_start"),
            models.Index(fields=["community", "person"], name="jobs_seeker_person"),
        ]

    class Personal:
        purpose = "help with finding work"
        source = "the person, the employment department"
        retention = "3 years after its end"
        classes: ClassVar[dict[str, str]] = {"*": "P2"}


@tracked()
class Hardship(Hung, Versioned):
    """就业困难人员: a category with its evidence from a day to a day.

    Class P3: category and evidence rest sealed in `text`; `mark` is a keyed hash of the category.
    """

    seeker = Inside(Seeker, related_name="hardships")
    mark = models.BinaryField(max_length=16)
    text = SealedField()
    start = models.DateField()
    end = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [ends_after_start("jobs_hardship_days")]
        indexes = [models.Index(fields=["community", "mark", "seeker"], name="jobs_hardship_mark")]

    class Personal:
        purpose = "employment help that the law grants"
        source = "the person's papers"
        retention = "as its registration"
        classes: ClassVar[dict[str, str]] = {"mark": "P3", "text": "P3", "*": "P2"}


@tracked()
class Help(Hung, Versioned):
    """就业援助: what was done for somebody, or that they were spoken with."""

    seeker = Inside(Seeker, related_name="helps")
    on = models.DateField()
    way = models.CharField(max_length=7, choices=one_of(codes.WAYS))
    text = models.CharField(max_length=300)
    void = models.BooleanField(default=False)

    class Personal:
        purpose = "who was helped how"
        source = "the worker"
        retention = "as its registration"
        classes: ClassVar[dict[str, str]] = {"*": "P2"}
