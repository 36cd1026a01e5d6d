"""The box 票箱: ballots without a name, a moment or an order. No row versions, no reference to the roll."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from linli.base.fields import Inside
from linli.base.models import Hung

from .decisions import Decision


class Ballot(Hung):
    """One ballot of a secret decision.

    key     random, 32 hexadecimal digits; the only order that ballots have
    vote    keys of options; for ranked ones best first
    points  one number for each of `vote` where the kind has numbers (for answers 1 yes, 0 abstain, -1 no)
    The database takes a ballot only while voting is open, with the mark of a voter in the same transaction,
    and within its limits (trigger ballots_box).
    """

    key = models.CharField(primary_key=True, max_length=32)
    decision = Inside(Decision, related_name="ballots")
    vote = ArrayField(models.CharField(max_length=40), default=list)
    points = ArrayField(models.IntegerField(), default=list)

    class Personal:
        purpose = "what was voted, by nobody in particular"
        source = "voters"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}
