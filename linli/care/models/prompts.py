"""Prompts are computed; what is kept is that one was closed, and why."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Hung, Versioned


@tracked()
class Closing(Hung, Versioned):
    """A prompt for a person that was closed with a reason; it stays away for that scheme and year.

    mark  keyed hash of kind, scheme and year
    """

    person = Inside("residents.Person", related_name="+")
    mark = models.BinaryField(max_length=16)
    reason = SealedField()
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "person", "mark"], name="care_prompt_closed_once")
        ]

    class Personal:
        purpose = "nobody is asked twice about a benefit that they do not want"
        source = "worker"
        retention = "5 years after it was closed"
        classes: ClassVar[dict[str, str]] = {"mark": "P3", "reason": "P3", "person": "P2", "*": "P1"}
