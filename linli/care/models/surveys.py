"""量体裁衣: the yearly survey of every certificate holder, their plan, what was done, and its entry elsewhere."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Hung, Versioned

from ..rules import codes


@tracked()
class Survey(Hung, Versioned):
    """One certificate holder in one year.

    facts  sealed JSON: answered (who), home, can, needs [[kind, text]], help, plan, services [[day, text, provider]], receipt
    """

    person = Inside("residents.Person", related_name="+")
    year = models.SmallIntegerField()
    on = models.DateField(help_text="day at the door")
    state = models.CharField(
        max_length=8, choices=[(one, one) for one in codes.SURVEY_STATES], default="visited"
    )
    facts = SealedField()
    entered_on = models.DateField(null=True, help_text="day of the entry in the federation's system")
    hidden_on = models.DateField(
        null=True, help_text="what it said was taken out when the term of retention had passed"
    )
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "person", "year"],
                condition=Q(void=False),
                name="care_survey_once_a_year",
            )
        ]
        indexes = [models.Index(fields=["community", "year", "state"], name="care_survey_year")]

    class Personal:
        purpose = "services that fit what the person can do and needs"
        source = "the person or who answers for them"
        retention = "5 years after its year"
        classes: ClassVar[dict[str, str]] = {"facts": "P3", "person": "P2", "*": "P1"}
