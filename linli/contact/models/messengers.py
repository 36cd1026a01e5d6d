"""Messengers 民情信使: recruited in public, chosen, in office for a term, on a roster."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models

from linli.base.constraints import ends_after_start
from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import codes
from .parts import once_a_day, one_of


def _moments() -> models.Func:
    """From `starts` up to `ends` as a range: an hour is answered by one messenger at most."""
    return models.Func(
        models.F("starts"), models.F("ends"), function="tstzrange", output_field=DateTimeRangeField()
    )


@tracked()
class Recruitment(Walled, Versioned):
    """A call for messengers: seats, days of application, the notice that carries it."""

    title = models.CharField(max_length=80)
    text = models.TextField(max_length=3000)
    seats = models.SmallIntegerField()
    start = models.DateField(help_text="first day of applications")
    end = models.DateField(help_text="first day after applications")
    term_start = models.DateField()
    term_end = models.DateField()
    state = models.CharField(max_length=8, choices=one_of(codes.RECRUITMENTS), default="draft")
    notice = models.BigIntegerField(null=True, help_text="notices.Notice")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="contact_call_days"),
            models.CheckConstraint(
                condition=models.Q(term_end__gt=models.F("term_start")), name="contact_call_term"
            ),
        ]

    class Personal:
        purpose = "public recruitment"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class Candidate(Hung, Versioned):
    """Somebody who applied to a recruitment, and what became of it."""

    recruitment = Inside(Recruitment, related_name="candidates")
    name = models.CharField(max_length=60)
    phone = SealedField()
    digest = models.BinaryField(max_length=16, help_text="keyed hash of the phone: one application each")
    person = Inside("residents.Person", null=True, related_name="+")
    words = models.TextField(max_length=1000, default="", blank=True)
    hours = models.CharField(max_length=200, default="", blank=True, help_text="when they could answer")
    state = models.CharField(max_length=9, choices=one_of(codes.CANDIDATES), default="applied")
    reason = models.CharField(max_length=200, default="", blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "recruitment", "digest"],
                condition=~models.Q(state="withdrawn"),
                name="contact_applies_once",
            )
        ]

    class Personal:
        purpose = "choosing messengers"
        source = "the candidate"
        retention = "1 year after the recruitment closed"
        classes: ClassVar[dict[str, str]] = {"phone": "P3", "digest": "P3", "*": "P2"}


@tracked()
class Messenger(Walled, Versioned):
    """A messenger in office from one day to another."""

    name = models.CharField(max_length=60)
    phone = SealedField(null=True)
    person = Inside("residents.Person", null=True, related_name="+")
    candidate = Inside(Candidate, null=True, related_name="+")
    user = models.IntegerField(null=True, help_text="account id, where the messenger signs in")
    start = models.DateField()
    end = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            once_a_day("contact_messenger_once", "user", condition=models.Q(user__isnull=False)),
            ends_after_start("contact_messenger_days"),
        ]

    class Personal:
        purpose = "whom residents can call"
        source = "the messenger"
        retention = "2 years after the term"
        classes: ClassVar[dict[str, str]] = {"phone": "P3", "*": "P1"}


@tracked()
class MessengerArea(Hung, Versioned):
    """A cell that a messenger looks after from one day to another."""

    messenger = Inside(Messenger, related_name="areas")
    cell = Inside("places.Cell", related_name="+")
    start = models.DateField()
    end = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            once_a_day("contact_messenger_area_once", "messenger", "cell"),
            ends_after_start("contact_messenger_area_days"),
        ]

    class Personal:
        purpose = "division of work"
        source = "community"
        retention = "as its messenger"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class Shift(Hung, Versioned):
    """A messenger answers calls from one moment to another (UTC). Hours without one go to the duty phone or to nobody."""

    messenger = Inside(Messenger, related_name="shifts")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")), name="contact_shift_moments"
            ),
            ExclusionConstraint(
                name="contact_one_answers",
                expressions=[("community", RangeOperators.EQUAL), (_moments(), RangeOperators.OVERLAPS)],
                condition=models.Q(void=False),
            ),
        ]
        indexes = [models.Index(fields=["community", "starts"], name="contact_shift_starts")]

    class Personal:
        purpose = "whom to call at an hour"
        source = "community"
        retention = "as its messenger"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class Exchange(Hung, Versioned):
    """A messenger asks somebody, or anybody (`to` empty), to take over a shift."""

    shift = Inside(Shift, related_name="exchanges")
    asker = Inside(Messenger, related_name="+")
    to = Inside(Messenger, null=True, related_name="+")
    taker = Inside(Messenger, null=True, related_name="+")
    why = models.CharField(max_length=200, default="", blank=True)
    state = models.CharField(max_length=9, choices=one_of(codes.EXCHANGES), default="asked")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "shift"], condition=models.Q(state="asked"), name="contact_asked_once"
            )
        ]

    class Personal:
        purpose = "the roster"
        source = "messengers"
        retention = "2 years"
        classes: ClassVar[dict[str, str]] = {"why": "P2", "*": "P1"}
