"""Projects, the opinions that they grew from, their way, the lists, who backs and follows them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import project_codes as codes
from .opinions import Opinion
from .parts import one_of


@tracked()
class Project(Walled, Versioned):
    """One project of a fund year. Each day says when a stage was reached; a stage done again keeps its last day."""

    number = models.CharField(max_length=12)
    year = models.SmallIntegerField()
    title = models.CharField(max_length=codes.TITLE_MOST)
    summary = models.CharField(max_length=codes.TEXT_MOST)
    kind = models.CharField(max_length=13, choices=one_of(codes.KINDS))
    place = models.CharField(max_length=100, default="", blank=True)
    state = models.CharField(max_length=14, choices=one_of(codes.STATES), default="collected")
    before = models.CharField(
        max_length=14, default="", blank=True, help_text="state left for merged or stopped"
    )
    into = Inside("self", related_name="taken_in", null=True)
    beneficiaries = models.IntegerField(null=True, help_text="people whom it serves, as told in the result")
    result = models.CharField(max_length=codes.TEXT_MOST, default="", blank=True)
    reason = models.CharField(
        max_length=codes.NOTE_MOST, default="", blank=True, help_text="of rejection, deferring or stop"
    )
    motion = models.BigIntegerField(null=True, help_text="the motion by which it was decided")
    procurement = models.CharField(max_length=200, default="", blank=True, help_text="how it is bought")
    shown_key = models.BigIntegerField(
        null=True, help_text="key of the notice council.shown; one may show many projects"
    )
    decision_key = models.BigIntegerField(null=True, help_text="key of the notice council.decision")
    result_key = models.BigIntegerField(null=True, help_text="key of the notice council.result")
    collected_on = models.DateField()
    sorted_on = models.DateField(null=True)
    shown_on = models.DateField(null=True)
    reviewed_on = models.DateField(null=True)
    submitted_on = models.DateField(null=True)
    carried_on = models.DateField(null=True)
    budgeted_on = models.DateField(null=True)
    filed_on = models.DateField(null=True)
    filed_number = models.CharField(max_length=60, default="", blank=True)
    decision_shown_on = models.DateField(null=True)
    in_works_on = models.DateField(null=True)
    supervised_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    paid_on = models.DateField(null=True)
    result_shown_on = models.DateField(null=True)
    rated_on = models.DateField(null=True)
    archived_on = models.DateField(null=True)
    ended_on = models.DateField(null=True, help_text="rejected, stopped or merged")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="council_project_number"),
            models.CheckConstraint(
                condition=Q(state="merged", into__isnull=False) | (~Q(state="merged") & Q(into__isnull=True)),
                name="council_project_into",
            ),
        ]
        indexes = [models.Index(fields=["community", "-year", "number"], name="council_project_year")]

    class Personal:
        purpose = "what residents ask for is decided, done and accounted for"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"reason": "P1", "before": "P1", "motion": "P1", "*": "P0"}


@tracked()
class Link(Hung, Versioned):
    """An opinion belongs to a project; taken out it is `void` and may come in elsewhere."""

    project = Inside(Project, related_name="links")
    opinion = Inside(Opinion, related_name="links")
    on = models.DateField()
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "opinion"],
                condition=Q(void=False),
                name="council_opinion_in_one_project",
            )
        ]

    class Personal:
        purpose = "from whose words a project came"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class Backing(Hung, Versioned):
    """Somebody backs a project after it was put together; merging and parting leave it where it was given."""

    project = Inside(Project, related_name="backings")
    name = models.CharField(max_length=60)
    person = Inside("residents.Person", related_name="+", null=True)
    on = models.DateField()
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "project", "person"],
                condition=Q(void=False),
                name="council_backing_once",
            )
        ]

    class Personal:
        purpose = "how many want the project"
        source = "resident"
        retention = "retention.opinion_years after the day, then without a name"
        classes: ClassVar[dict[str, str]] = {"name": "P2", "person": "P2", "*": "P1"}


class Stage(Hung):
    """One step on the way of a project: the story, never changed."""

    project = Inside(Project, related_name="stages")
    verb = models.CharField(max_length=20)
    state = models.CharField(max_length=14, choices=one_of(codes.STATES), help_text="reached by it")
    on = models.DateField()
    at = models.DateTimeField()
    by = models.IntegerField(null=True, help_text="account id")
    note = models.CharField(max_length=codes.NOTE_MOST, default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["community", "project", "id"], name="council_stage_project")]

    class Personal:
        purpose = "who moved a project on, and when"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"by": "P1", "note": "P1", "*": "P0"}


@tracked()
class ListCheck(Hung, Versioned):
    """One line of the positive or negative list of the year, asked of one project, with the reason."""

    project = Inside(Project, related_name="list_checks")
    line = models.CharField(max_length=40, help_text="code of the term's line")
    side = models.CharField(max_length=8, choices=one_of(codes.SIDES))
    text = models.CharField(max_length=200, help_text="the line as it stood on the day")
    fits = models.BooleanField(help_text="positive: it is for this; negative: it is one of these")
    reason = models.CharField(max_length=codes.NOTE_MOST)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "project", "line"], name="council_list_line_once")
        ]

    class Personal:
        purpose = "public money is spent for what it is given for"
        source = "committee"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class Follower(Hung, Versioned):
    """A phone that wants to hear how a project goes on."""

    project = Inside(Project, related_name="followers")
    phone = SealedField()
    digest = models.BinaryField(help_text="keyed hash of the phone")
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "project", "digest"], name="council_follows_once")
        ]

    class Personal:
        purpose = "telling whoever asked how a project goes on"
        source = "resident"
        retention = "until the project is archived"
        classes: ClassVar[dict[str, str]] = {"phone": "P3", "digest": "P2", "*": "P1"}
