"""Information check 信息核实."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Hung, Versioned

from .homes import Residence
from .people import Person


@tracked()
class Check(Hung, Versioned):
    """An information check (信息核实): a business record of looking whether the register is right.

    outcome  unchanged, changed (old → new in `changes`, sealed), or not_met (nobody at the door)
    """

    person = Inside(Person, related_name="checks")
    residence = Inside(Residence, related_name="checks", null=True)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.IntegerField(null=True)
    by_name = models.CharField(max_length=60)
    way = models.CharField(
        max_length=8, choices=[(one, one) for one in ("door", "phone", "counter", "import", "other")]
    )
    outcome = models.CharField(
        max_length=9, choices=[(one, one) for one in ("unchanged", "changed", "not_met")]
    )
    fields = ArrayField(models.CharField(max_length=20), default=list)
    changes = SealedField(null=True, help_text="JSON list of [field, old, new]")
    source_import = models.BigIntegerField(default=0)
    void = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["community", "on", "person"], name="residents_check_on"),
            models.Index(
                fields=["community", "person", "-at"],
                include=["on", "outcome", "void"],
                name="residents_check_person",
            ),
        ]

    class Personal:
        purpose = "keeping the register right"
        source = "door, phone, counter, import"
        retention = "2 years"
        classes: ClassVar[dict[str, str]] = {"changes": "P3", "outcome": "P2", "*": "P1"}
