"""Motions, votes, resolutions, and the four steps with two disclosures (四议两公开)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import codes
from .bodies import Body, Seat
from .meetings import Meeting


@tracked()
class Motion(Hung, Versioned):
    """An item of a meeting's agenda. `state` follows from the count by the clause of the day; `told` is the arithmetic.

    subject, key  the record that it decides about ("council.project", 7)
    voters        who could vote: present, not recused
    decision      the decision in the ballot box, for a secret vote
    """

    meeting = Inside(Meeting, related_name="motions")
    number = models.SmallIntegerField(help_text="place on the agenda")
    kind = models.CharField(max_length=8, choices=[(one, one) for one in codes.MOTIONS], default="matter")
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=2000, default="", blank=True)
    subject = models.CharField(max_length=30, default="", blank=True)
    key = models.BigIntegerField(null=True)
    state = models.CharField(max_length=8, choices=[(one, one) for one in codes.OUTCOMES], default="open")
    way = models.CharField(max_length=6, choices=[(one, one) for one in codes.WAYS], default="", blank=True)
    should = models.IntegerField(default=0)
    voters = models.IntegerField(default=0)
    yes = models.IntegerField(default=0)
    no = models.IntegerField(default=0)
    abstain = models.IntegerField(default=0)
    recused = models.IntegerField(default=0)
    base = models.IntegerField(default=0, help_text="of how many a share was asked")
    needed = models.IntegerField(default=0, help_text="how many had to say yes")
    told = models.JSONField(default=dict)
    tellers = models.CharField(max_length=121, default="", blank=True, help_text="two who counted")
    entered_by = models.IntegerField(null=True, help_text="account that entered the named votes")
    checked_by = models.IntegerField(null=True, help_text="another account that checked them")
    decision = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=200, default="", blank=True, help_text="why it was put off")
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(yes__gte=0, no__gte=0, abstain__gte=0)
                & Q(voters__gte=models.F("yes") + models.F("no") + models.F("abstain")),
                name="council_votes_of_voters",
            ),
            models.CheckConstraint(
                condition=~Q(state="carried") | Q(yes__gte=models.F("needed"), needed__gte=1),
                name="council_carried_by_rule",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=models.F("entered_by")),
                name="council_checked_by_another",
            ),
            models.UniqueConstraint(
                fields=["community", "meeting", "number"],
                condition=Q(void=False),
                name="council_agenda_place",
            ),
        ]
        indexes = [models.Index(fields=["community", "subject", "key"], name="council_motion_subject")]

    class Personal:
        purpose = "what was decided and by how many"
        source = "the meeting"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class Recusal(Hung, Versioned):
    """A member who may not decide on one motion, and why."""

    motion = Inside(Motion, related_name="recusals")
    seat = Inside(Seat, related_name="recusals")
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "motion", "seat"], name="council_recused_once")
        ]

    class Personal:
        purpose = "that nobody decides about an own matter"
        source = "the member"
        retention = "that a member was recused: permanent; the reason: term retention.council_years"
        classes: ClassVar[dict[str, str]] = {"reason": "P2", "*": "P1"}


@tracked()
class Mark(Hung, Versioned):
    """A cell of the members × motions grid: the answer as first entered, and as a second person read it."""

    motion = Inside(Motion, related_name="marks")
    seat = Inside(Seat, related_name="marks")
    answer = models.CharField(max_length=7, choices=[(one, one) for one in codes.ANSWERS])
    second = models.CharField(
        max_length=7, choices=[(one, one) for one in codes.ANSWERS], default="", blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "motion", "seat"], name="council_votes_once")
        ]

    class Personal:
        purpose = "an open vote by name"
        source = "the meeting"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class Resolution(Hung, Versioned):
    """What a carried motion says from now on, with its number in the year: 议决〔2018〕3号."""

    motion = Inside(Motion, related_name="resolutions")
    year = models.SmallIntegerField()
    number = models.SmallIntegerField()
    text = models.TextField(max_length=4000)
    on = models.DateField()
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "year", "number"], name="council_resolution_number"),
            models.UniqueConstraint(
                fields=["community", "motion"], condition=Q(void=False), name="council_resolved_once"
            ),
        ]

    class Personal:
        purpose = "what holds for the residents"
        source = "the meeting"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class Process(Walled, Versioned):
    """A subject that goes through the four steps with two disclosures."""

    title = models.CharField(max_length=200)
    subject = models.CharField(max_length=30, default="", blank=True)
    key = models.BigIntegerField(null=True)
    start = models.DateField()
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "subject", "key"], condition=Q(void=False, key__isnull=False),
                name="council_one_process",
            )
        ]  # fmt: skip

    class Personal:
        purpose = "that a matter of all goes its whole way"
        source = "the residents' committee"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class Step(Hung, Versioned):
    """One step that was taken: when, by which body, by how many, with which minutes.

    number         1 to 6, each once and none before the one before it
    motion         the vote in a meeting kept here
    party_meeting  a meeting of the Party's own ledger
    notice         the public notice of a disclosure
    """

    process = Inside(Process, related_name="steps")
    number = models.SmallIntegerField()
    kind = models.CharField(max_length=7, choices=[(one, one) for one in codes.STEPS])
    on = models.DateField()
    body = Inside(Body, null=True, related_name="+")
    motion = Inside(Motion, null=True, related_name="steps")
    party_meeting = models.BigIntegerField(null=True)
    notice = models.BigIntegerField(null=True)
    who = models.CharField(
        max_length=100, default="", blank=True, help_text="the body in words, where it is not kept here"
    )
    text = models.TextField(max_length=4000, default="", blank=True)
    should = models.IntegerField(null=True)
    present = models.IntegerField(null=True)
    yes = models.IntegerField(null=True)
    no = models.IntegerField(null=True)
    abstain = models.IntegerField(null=True)
    until = models.DateField(null=True, help_text="last day on which a disclosure is shown")
    files = ArrayField(models.BigIntegerField(), default=list, help_text="attachments, ids of files")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "process", "number"], name="council_step_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=6), name="council_six_steps"),
        ]

    class Personal:
        purpose = "that no step was skipped"
        source = "the bodies"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}
