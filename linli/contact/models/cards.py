"""Contact cards 联系卡: printed in batches, delivered door by door, replaced when what they say changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import codes
from .parts import one_of


@tracked()
class Batch(Walled, Versioned):
    """Cards printed together for an area, as one PDF."""

    cell = Inside("places.Cell", null=True, related_name="+")
    title = models.CharField(max_length=80)
    count = models.IntegerField(default=0)
    file = models.BigIntegerField(null=True, help_text="files.File")
    on = models.DateField()

    class Personal:
        purpose = "printing cards"
        source = "community"
        retention = "2 years"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class Card(Hung, Versioned):
    """The card of one household. `says` is a fingerprint of the people and numbers printed on it.

    A card whose `says` differs from what would be printed today is to be issued anew.
    """

    household = Inside("residents.Household", related_name="+")
    batch = Inside(Batch, related_name="cards")
    cell = Inside("places.Cell", related_name="+", help_text="its Party area when it was printed")
    number = models.IntegerField(help_text="running number in the community")
    says = models.CharField(max_length=32)
    reason = models.CharField(max_length=8, choices=one_of(codes.CARD_REASONS), default="first")
    state = models.CharField(max_length=9, choices=one_of(codes.CARD_STATES), default="issued")
    issued_on = models.DateField()
    delivered_on = models.DateField(null=True)
    delivered_by = models.IntegerField(null=True, help_text="account id")
    receipt = models.CharField(max_length=6, choices=one_of(codes.RECEIPTS), default="", blank=True)
    ended_on = models.DateField(null=True, help_text="replaced or taken back on")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="contact_card_number"),
            models.UniqueConstraint(
                fields=["community", "household"],
                condition=models.Q(state="issued"),
                name="contact_one_card_issued",
            ),
            models.UniqueConstraint(
                fields=["community", "household"],
                condition=models.Q(state="delivered"),
                name="contact_one_card_held",
            ),
            models.CheckConstraint(
                condition=models.Q(delivered_on__isnull=False) | ~models.Q(state="delivered"),
                name="contact_card_delivered_on",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "household"], name="contact_card_household"),
            models.Index(fields=["community", "state", "cell"], name="contact_card_state"),
        ]

    class Personal:
        purpose = "that every household knows whom to call"
        source = "community"
        retention = "2 years after its end"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}
