"""Surplus labour, training, and lists of the department compared with ours."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.base.constraints import ends_after_start
from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import codes
from .parts import once_a_day, one_of
from .posts import Placement
from .seekers import Seeker


@tracked()
class Surplus(Hung, Versioned):
    """农村富余劳动力: somebody registered here, of working age, without full farm work, from a day to a day."""

    person = Inside("residents.Person", related_name="+")
    basis = models.CharField(max_length=200)
    start = models.DateField()
    end = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [once_a_day("jobs_one_surplus_a_day", "person"), ends_after_start("jobs_surplus_days")]

    class Personal:
        purpose = "work outside farming for who wants it"
        source = "the labour survey"
        retention = "3 years after its end"
        classes: ClassVar[dict[str, str]] = {"*": "P2"}


@tracked()
class Training(Walled, Versioned):
    """培训: a course from its first day to the day after its last."""

    title = models.CharField(max_length=100)
    organiser = models.CharField(max_length=100)
    place = models.CharField(max_length=100, default="", blank=True)
    hours = models.SmallIntegerField(help_text="class hours in all")
    start = models.DateField()
    end = models.DateField()
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [ends_after_start("jobs_training_days")]

    class Personal:
        purpose = "training of jobseekers"
        source = "the organiser"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class Trainee(Hung, Versioned):
    """Somebody takes part in a course."""

    training = Inside(Training, related_name="trainees")
    person = Inside("residents.Person", related_name="+")
    result = models.CharField(max_length=11, choices=one_of(codes.TRAINED), default="enrolled")
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "training", "person"], condition=Q(void=False), name="jobs_one_trainee"
            )
        ]

    class Personal:
        purpose = "training of jobseekers"
        source = "the person, the organiser"
        retention = "3 years after the course"
        classes: ClassVar[dict[str, str]] = {"*": "P2"}


@tracked()
class Export(Walled, Versioned):
    """对账: a list of the employment department for a period, compared person by person with ours."""

    kind = models.CharField(max_length=10, choices=one_of(codes.EXPORTS))
    name = models.CharField(max_length=200)
    start = models.DateField()
    end = models.DateField()
    on = models.DateField(help_text="the day of the list")
    rows = models.IntegerField(default=0)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [ends_after_start("jobs_export_days")]

    class Personal:
        purpose = "the same people there and here"
        source = "the employment department"
        retention = "3 years"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class Match(Hung, Versioned):
    """One person of a comparison. What the list said rests sealed; an identity number is not kept.

    outcome  both, here, there, differs; settled: how it was cleared up
    """

    export = Inside(Export, related_name="matches")
    outcome = models.CharField(max_length=7, choices=one_of(codes.OUTCOMES))
    row = models.IntegerField(null=True)
    person = Inside("residents.Person", null=True, related_name="+")
    placement = Inside(Placement, null=True, related_name="matches")
    seeker = Inside(Seeker, null=True, related_name="matches")
    said = SealedField(null=True, help_text="JSON of the line: name, unit, start, entry; and what differs")
    settled = models.CharField(max_length=200, default="", blank=True)
    settled_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["community", "export", "outcome"], name="jobs_match_outcome")]

    class Personal:
        purpose = "the same people there and here"
        source = "the employment department's list"
        retention = "as its list"
        classes: ClassVar[dict[str, str]] = {"said": "P3", "*": "P2"}
