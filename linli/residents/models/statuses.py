"""Dated status 特殊群体身份."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from linli.base.constraints import days, ends_after_start
from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Hung, Versioned

from .people import Person
from .sourced import Sourced


@tracked()
class Status(Hung, Versioned, Sourced):
    """A dated membership of a special group with its own purpose and source.

    Class P3: what it says rests only in `facts` (sealed JSON: kind, category, level, number …);
    `mark` and `submark` are keyed hashes of kind and kind+level by which figures find it.
    Age groups are computed, never stored.
    """

    person = Inside(Person, related_name="statuses")
    mark = models.BinaryField(max_length=16)
    submark = models.BinaryField(max_length=16, null=True)
    number_digest = models.BinaryField(max_length=16, null=True)
    facts = SealedField()
    purpose = models.CharField(max_length=100)
    source = models.CharField(max_length=100)
    start = models.DateField()
    end = models.DateField(null=True)
    review_on = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="residents_one_status_a_day",
                expressions=[
                    ("community", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("mark", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                condition=Q(void=False),
            ),
            ends_after_start("residents_status_days"),
        ]
        indexes = [models.Index(fields=["community", "mark", "person"], name="residents_status_mark")]

    class Personal:
        purpose = "the purpose column of each row"
        source = "the source column of each row"
        retention = "2 years after its end"
        classes: ClassVar[dict[str, str]] = {
            "mark": "P3", "submark": "P3", "number_digest": "P3", "facts": "P3", "purpose": "P3", "source": "P1",
        }  # fmt: skip
