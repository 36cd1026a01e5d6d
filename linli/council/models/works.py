"""实施: contract, progress, changes, supervision, acceptance, rating."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Hung, Versioned

from ..rules import project_codes as codes
from .parts import one_of
from .projects import Project


@tracked()
class Contract(Hung, Versioned):
    """Who does the works for how much from when to when."""

    project = Inside(Project, related_name="contracts")
    number = models.CharField(max_length=40)
    contractor = models.CharField(max_length=100)
    credit_code = models.CharField(max_length=18, default="", blank=True, help_text="统一社会信用代码")
    chosen = models.CharField(max_length=200, help_text="how the contractor was chosen")
    signed = models.DateField()
    amount = models.BigIntegerField(help_text="fen")
    start = models.DateField(help_text="agreed first day of works")
    finish = models.DateField(help_text="agreed last day of works")
    started = models.DateField(null=True)
    finished = models.DateField(null=True)
    files = ArrayField(models.BigIntegerField(), default=list)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(finish__gte=F("start"), amount__gt=0), name="council_contract_sums"),
            models.UniqueConstraint(
                fields=["community", "project", "number"], condition=Q(void=False), name="council_contract_once"
            ),
        ]  # fmt: skip

    class Personal:
        purpose = "works are given out openly"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"credit_code": "P1", "files": "P1", "*": "P0"}


@tracked()
class Progress(Hung, Versioned):
    """How far the works are on a day."""

    project = Inside(Project, related_name="progress")
    on = models.DateField()
    percent = models.SmallIntegerField()
    text = models.CharField(max_length=codes.TEXT_MOST)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100), name="council_progress_percent"
            )
        ]

    class Personal:
        purpose = "residents see how far the works are"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class Photo(Hung, Versioned):
    """A picture of the place: before, during the works, after."""

    project = Inside(Project, related_name="photos")
    phase = models.CharField(max_length=6, choices=one_of(codes.PHOTOS))
    file = models.BigIntegerField(help_text="id of files")
    caption = models.CharField(max_length=100, default="", blank=True)
    on = models.DateField()
    void = models.BooleanField(default=False)

    class Personal:
        purpose = "before and after, for everybody to see"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class Change(Hung, Versioned):
    """The works shall differ from what was decided. What costs more or is another thing goes back to the council."""

    project = Inside(Project, related_name="changes")
    on = models.DateField()
    what = models.CharField(max_length=codes.TEXT_MOST)
    reason = models.CharField(max_length=codes.NOTE_MOST)
    cost = models.BigIntegerField(default=0, help_text="fen more (or less) than decided")
    state = models.CharField(max_length=7, choices=one_of(codes.CHANGE_STATES))
    answer = models.CharField(max_length=codes.NOTE_MOST, default="", blank=True)
    motion = models.BigIntegerField(null=True)
    decided = models.DateField(null=True)

    class Personal:
        purpose = "what was decided is what is built"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"motion": "P1", "*": "P0"}


@tracked()
class Inspection(Hung, Versioned):
    """The supervision committee looked at the works."""

    project = Inside(Project, related_name="inspections")
    on = models.DateField()
    by = models.CharField(max_length=60)
    user = models.IntegerField(null=True, help_text="account id")
    finding = models.CharField(max_length=6, choices=one_of(codes.FINDINGS))
    text = models.CharField(max_length=codes.TEXT_MOST)

    class Personal:
        purpose = "supervision of the works"
        source = "supervision committee"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"by": "P1", "user": "P1", "*": "P0"}


@tracked()
class Acceptance(Hung, Versioned):
    """验收: named people looked at what was built and said whether it is as agreed."""

    project = Inside(Project, related_name="acceptances")
    round = models.SmallIntegerField(help_text="1 the first time; each re-inspection counts on")
    on = models.DateField()
    outcome = models.CharField(max_length=7, choices=one_of(codes.ACCEPTANCE))
    text = models.CharField(max_length=codes.TEXT_MOST)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "project", "round"], name="council_acceptance_round")
        ]

    class Personal:
        purpose = "what was built is looked at before it is paid"
        source = "acceptance group"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class Acceptor(Hung, Versioned):
    """One who accepted, by name."""

    acceptance = Inside(Acceptance, related_name="acceptors")
    name = models.CharField(max_length=60)
    seat = models.CharField(max_length=10, choices=one_of(codes.SEATS))
    person = Inside("residents.Person", related_name="+", null=True)
    agrees = models.BooleanField()

    class Personal:
        purpose = "who answers for the acceptance"
        source = "acceptance group"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"name": "P1", "person": "P2", "*": "P1"}


@tracked()
class Defect(Hung, Versioned):
    """Something that has to be mended before the works are accepted."""

    acceptance = Inside(Acceptance, related_name="defects")
    text = models.CharField(max_length=codes.NOTE_MOST)
    due = models.DateField()
    mended = models.DateField(null=True)
    note = models.CharField(max_length=codes.NOTE_MOST, default="", blank=True)

    class Personal:
        purpose = "what is not as agreed is mended"
        source = "acceptance group"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class RatingSheet(Hung, Versioned):
    """One sheet by which a resident says whether the project is any good; not returned while `rating` is empty."""

    project = Inside(Project, related_name="rating_sheets")
    number = models.IntegerField()
    issued = models.DateField()
    returned = models.DateField(null=True)
    rating = models.CharField(max_length=9, choices=one_of(codes.RATINGS), default="", blank=True)
    words = models.CharField(max_length=codes.NOTE_MOST, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "project", "number"], name="council_rating_number"),
            models.CheckConstraint(
                condition=Q(returned__isnull=True, rating="") | (Q(returned__isnull=False) & ~Q(rating="")),
                name="council_rating_returned",
            ),
        ]

    class Personal:
        purpose = "residents say whether it was worth it; without names"
        source = "resident"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}
