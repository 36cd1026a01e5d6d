"""Applications for benefits. What somebody applies for says what they are: it rests sealed, found by keyed hashes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import codes


@tracked()
class Showing(Walled, Versioned):
    """One public notice for the applications of a scheme that stand on it together (notices: subject care.showing)."""

    mark = models.BinaryField(max_length=16)
    line_mark = models.BinaryField(max_length=16)
    year = models.SmallIntegerField(help_text="benefit year")
    start = models.DateField(help_text="first day shown")
    end = models.DateField(help_text="first day not shown any more")
    count = models.SmallIntegerField(help_text="applications on it")

    class Personal:
        purpose = "objections before a case is sent on"
        source = "community"
        retention = "permanent, it names nobody"
        classes: ClassVar[dict[str, str]] = {"mark": "P3", "line_mark": "P3", "*": "P1"}


@tracked()
class Application(Hung, Versioned):
    """One application of a person for one scheme in one benefit year.

    mark, submark, line_mark  keyed hashes of scheme, scheme and level of the certificate, 条线
    terms_on   day whose terms hold for the case
    facts      sealed JSON: scheme, name, category, level, agent, relation, mandate, received, lacking, checks, note …
    counts     False once withdrawn or refused: the person may then apply again
    """

    person = Inside("residents.Person", related_name="+")
    mark = models.BinaryField(max_length=16)
    submark = models.BinaryField(max_length=16, null=True)
    line_mark = models.BinaryField(max_length=16)
    benefit_year = models.SmallIntegerField()
    state = models.CharField(max_length=10, choices=[(one, one) for one in codes.STATES], default="draft")
    channel = models.CharField(
        max_length=11, choices=[(one, one) for one in codes.CHANNELS], default="counter"
    )
    terms_on = models.DateField()
    facts = SealedField()
    submitted_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    approved = models.BooleanField(null=True)
    paid_on = models.DateField(null=True, help_text="first payment")
    ended_on = models.DateField(null=True, help_text="first day not in receipt any more, or closed")
    showing = Inside(Showing, null=True, related_name="applications")
    counts = models.BooleanField(default=True)
    hidden_on = models.DateField(
        null=True, help_text="what it said was taken out when the term of retention had passed"
    )
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "person", "mark", "benefit_year"],
                condition=Q(void=False, counts=True),
                name="care_once_a_benefit_year",
            )  # fmt: skip
        ]
        indexes = [
            models.Index(fields=["community", "state", "line_mark"], name="care_application_state"),
            models.Index(fields=["community", "-submitted_on", "-id"], name="care_application_day"),
            models.Index(fields=["community", "showing"], name="care_application_showing"),
        ]

    class Personal:
        purpose = "help with an application for a benefit"
        source = "the applicant, their agent, the authority"
        retention = "5 years after the case ended"
        classes: ClassVar[dict[str, str]] = {
            "mark": "P3", "submark": "P3", "line_mark": "P3", "facts": "P3", "person": "P2", "*": "P1",
        }  # fmt: skip


@tracked()
class Step(Hung, Versioned):
    """What was done with an application: by whom, when, with what opinion, result, number or amount (sealed JSON)."""

    application = Inside(Application, related_name="steps")
    verb = models.CharField(max_length=14, choices=[(one, one) for one in codes.DEEDS])
    at = models.DateTimeField()
    on = models.DateField()
    by = models.IntegerField(null=True, help_text="account id; empty for the system")
    facts = SealedField(null=True)

    class Meta:
        indexes = [models.Index(fields=["community", "application", "at"], name="care_step_of")]

    class Personal:
        purpose = "signed opinions of each level and what came of them"
        source = "worker, the authority"
        retention = "as its application"
        classes: ClassVar[dict[str, str]] = {"facts": "P3", "*": "P1"}
