"""意见征集: rounds of collection, sheets that households were given, opinions and who supports them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import project_codes as codes
from .parts import one_of


@tracked()
class Collection(Walled, Versioned):
    """A round in which opinions are asked for; its last day is the day before `end`."""

    title = models.CharField(max_length=codes.TITLE_MOST)
    year = models.SmallIntegerField(help_text="fund year for which opinions are asked")
    start = models.DateField()
    end = models.DateField()
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="council_collection_days")
        ]

    class Personal:
        purpose = "what residents ask for is collected once a year"
        source = "community"
        retention = "10 years"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class Sheet(Hung, Versioned):
    """One paper sheet given to one household; `returned` once it came back with a signature."""

    collection = Inside(Collection, related_name="sheets")
    number = models.IntegerField(help_text="number within the round")
    household = Inside("residents.Household", related_name="+", null=True)
    door = models.CharField(max_length=100)
    issued = models.DateField()
    returned = models.DateField(null=True)
    signed = models.CharField(max_length=60, default="", blank=True, help_text="who signed for the household")
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "collection", "number"], name="council_sheet_number"),
            models.UniqueConstraint(
                fields=["community", "collection", "household"], condition=Q(void=False), name="council_sheet_once"
            ),
            models.CheckConstraint(
                condition=Q(returned__isnull=True) | Q(returned__gte=F("issued")), name="council_sheet_days"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["community", "returned"], name="council_sheet_returned")]

    class Personal:
        purpose = "one household, one sheet; issued and returned are counted"
        source = "household"
        retention = "retention.opinion_years after the round, then without name and door"
        classes: ClassVar[dict[str, str]] = {"signed": "P2", "door": "P2", "household": "P2", "*": "P1"}


@tracked()
class Opinion(Walled, Versioned):
    """One thing that somebody asks for, in their own words."""

    collection = Inside(Collection, related_name="opinions", null=True)
    sheet = Inside(Sheet, related_name="opinions", null=True)
    appeal = Inside("appeals.Appeal", related_name="+", null=True)
    channel = models.CharField(max_length=7, choices=one_of(codes.CHANNELS))
    kind = models.CharField(max_length=13, choices=one_of(codes.KINDS), default="other")
    text = models.CharField(max_length=codes.TEXT_MOST)
    place = models.CharField(max_length=100, default="", blank=True)
    on = models.DateField()
    author = models.CharField(max_length=60, default="", blank=True)
    person = Inside("residents.Person", related_name="+", null=True)
    phone = SealedField(null=True)
    mark = models.BinaryField(
        null=True, help_text="keyed hash of the receipt's code, for the author's own page"
    )
    state = models.CharField(max_length=6, choices=one_of(codes.OPINION_STATES), default="open")
    aside = models.CharField(
        max_length=codes.NOTE_MOST, default="", blank=True, help_text="why it became no project"
    )
    part_of = Inside("self", related_name="parts", null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "appeal"], condition=Q(void=False, part_of__isnull=True), name="council_opinion_of_appeal"
            )
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["community", "-on", "-id"], name="council_opinion_on"),
            models.Index(fields=["community", "mark"], name="council_opinion_mark"),
        ]

    class Personal:
        purpose = "projects grow from what residents ask for"
        source = "resident"
        retention = "retention.opinion_years after the day, then without who said it"
        classes: ClassVar[dict[str, str]] = {
            "author": "P2", "person": "P2", "phone": "P3", "mark": "P2", "text": "P2", "place": "P2", "aside": "P1", "*": "P1",
        }  # fmt: skip


@tracked()
class Support(Hung, Versioned):
    """Somebody supports an opinion of somebody else."""

    opinion = Inside(Opinion, related_name="supports")
    name = models.CharField(max_length=60)
    person = Inside("residents.Person", related_name="+", null=True)
    on = models.DateField()
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "opinion", "person"],
                condition=Q(void=False),
                name="council_support_once",
            )
        ]

    class Personal:
        purpose = "how many ask for the same"
        source = "resident"
        retention = "as its opinion"
        classes: ClassVar[dict[str, str]] = {"name": "P2", "person": "P2", "*": "P1"}
