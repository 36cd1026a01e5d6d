"""Party organisation 党组织, its names and its terms of office."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from linli.base.constraints import ends_after_start
from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules.codes import ORGANISATIONS
from .parts import once_a_day, one_of


@tracked()
class Organisation(Walled, Versioned):
    """A committee, general branch, branch or group from its founding to its dissolution.

    `name` is what it is called now; every name with its days stands in `Naming`.
    """

    kind = models.CharField(max_length=14, choices=one_of(ORGANISATIONS))
    name = models.CharField(max_length=80)
    above = Inside("self", null=True, related_name="below")
    rank = models.SmallIntegerField(default=0, help_text="place in lists")
    start = models.DateField(help_text="founded on")
    end = models.DateField(null=True, help_text="first day after its dissolution")
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ends_after_start("party_organisation_days"),
            models.CheckConstraint(condition=~Q(above=F("id")), name="party_not_above_itself"),
        ]
        indexes = [models.Index(fields=["community", "kind", "rank", "id"], name="party_organisation_kind")]

    class Personal:
        purpose = "who belongs where"
        source = "the Party committee"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class Naming(Hung, Versioned):
    """What an organisation was called from one day to another."""

    organisation = Inside(Organisation, related_name="names")
    name = models.CharField(max_length=80)
    start = models.DateField()
    end = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            once_a_day("party_one_name_a_day", "organisation"),
            ends_after_start("party_naming_days"),
        ]

    class Personal:
        purpose = "who belongs where"
        source = "the Party committee"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class Term(Hung, Versioned):
    """A term of office 届 from the election to the day on which it is over (届满日)."""

    organisation = Inside(Organisation, related_name="terms")
    start = models.DateField(help_text="elected on")
    end = models.DateField(help_text="first day after the term")
    note = models.CharField(max_length=200, default="", blank=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            once_a_day("party_one_term_a_day", "organisation"),
            ends_after_start("party_term_days"),
        ]

    class Personal:
        purpose = "elections in time"
        source = "the Party committee"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}
