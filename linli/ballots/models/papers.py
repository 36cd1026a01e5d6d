"""Booths and paper ballots: each sheet is numbered when its box is opened and typed in by two people."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Hung, Versioned

from .decisions import Decision


@tracked()
class Booth(Hung, Versioned):
    """A place with a ballot box 投票点. `missing`: voters marked there whose sheet was not in the box, and why."""

    decision = Inside(Decision, related_name="booths")
    name = models.CharField(max_length=60)
    missing = models.IntegerField(default=0)
    missing_reason = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "decision", "name"], name="ballots_booth_name"),
            models.CheckConstraint(
                condition=Q(missing=0) | (Q(missing__gt=0) & ~Q(missing_reason="")),
                name="ballots_booth_missing",
            ),
        ]

    class Personal:
        purpose = "subtotals that add up"
        source = "the community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


class Paper(Hung):
    """One sheet out of a booth's box. It has no row versions and no moment, as the box has none.

    number  written on the sheet when the box is opened, after the sheets were mixed
    first, second, final  {"vote": […], "points": […], "spoiled": false}; two people type, `final` is what counts
    boxed   its ballot lies in the box
    """

    booth = Inside(Booth, related_name="papers", db_index=False)
    number = models.IntegerField()
    first = models.JSONField()
    entered_by = models.IntegerField()
    second = models.JSONField(null=True)
    checked_by = models.IntegerField(null=True)
    final = models.JSONField(null=True)
    settled_by = models.IntegerField(null=True)
    boxed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "booth", "number"], name="ballots_paper_number"),
            models.CheckConstraint(condition=Q(number__gt=0), name="ballots_paper_positive"),
            models.CheckConstraint(
                condition=Q(second__isnull=True, checked_by__isnull=True)
                | (Q(second__isnull=False, checked_by__isnull=False) & ~Q(checked_by=F("entered_by"))),
                name="ballots_paper_checker",
            ),
            models.CheckConstraint(
                condition=Q(final__isnull=True) | Q(second__isnull=False, settled_by__isnull=False),
                name="ballots_paper_settled",
            ),
            models.CheckConstraint(
                condition=Q(boxed=False) | Q(final__isnull=False), name="ballots_paper_boxed"
            ),
        ]

    class Personal:
        purpose = "paper ballots read by two people"
        source = "sheets out of the box"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {
            "entered_by": "P1",
            "checked_by": "P1",
            "settled_by": "P1",
            "*": "P0",
        }
