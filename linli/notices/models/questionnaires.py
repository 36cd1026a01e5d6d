"""Questionnaires: sheets issued with a number and a code, returned on paper or on the page. Nobody's name is asked."""

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
class Questionnaire(Walled, Versioned):
    """Questions put to households or residents from one day to another (half-open)."""

    title = models.CharField(max_length=80)
    text = models.CharField(max_length=500, default="", blank=True, help_text="what it is for")
    start = models.DateField()
    end = models.DateField()
    state = models.CharField(max_length=6, choices=one_of(codes.SURVEY_STATES), default="draft")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="notices_survey_days")]

    class Personal:
        purpose = "what residents think, asked without names"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class Question(Hung, Versioned):
    """One question; `options` are the answers to choose from, empty for words."""

    questionnaire = Inside(Questionnaire, related_name="questions")
    place = models.SmallIntegerField()
    kind = models.CharField(max_length=5, choices=one_of(codes.QUESTIONS))
    text = models.CharField(max_length=200)
    options = ArrayField(models.CharField(max_length=60), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "questionnaire", "place"], name="notices_question_place"
            )
        ]

    class Personal:
        purpose = "what residents think, asked without names"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class Sheet(Hung, Versioned):
    """One issued sheet, told from others by its number alone; nobody is written down as who has it."""

    questionnaire = Inside(Questionnaire, related_name="sheets")
    number = models.IntegerField()
    issued_on = models.DateField()
    returned_on = models.DateField(null=True)
    way = models.CharField(max_length=5, choices=one_of(codes.WAYS), default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "questionnaire", "number"], name="notices_sheet_number"
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True, way="") | (Q(returned_on__isnull=False) & ~Q(way="")),
                name="notices_sheet_returned",
            ),
        ]

    class Personal:
        purpose = "sheets issued and returned are counted"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class Answer(Hung, Versioned):
    """The answer of one sheet to one question: places of the options chosen, or words."""

    sheet = Inside(Sheet, related_name="answers")
    question = Inside(Question, related_name="answers")
    chosen = ArrayField(models.SmallIntegerField(), default=list)
    words = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "sheet", "question"], name="notices_answer_once")
        ]

    class Personal:
        purpose = "what residents think, asked without names"
        source = "resident"
        retention = "words until the years of the term retention.notice_years after the questionnaire ended"
        classes: ClassVar[dict[str, str]] = {"words": "P1", "*": "P0"}
