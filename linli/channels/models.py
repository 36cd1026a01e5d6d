"""Whose programs may send something here, and what they sent already."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Versioned, Walled

from .rules.keys import NAME_MOST, RIGHTS


@tracked()
class Client(Walled, Versioned):
    """A program of somebody else (接入方) with the key under which it sends. The key itself is kept nowhere.

    digest   keyed hash of the key, tail its last four signs, by which people tell keys apart
    used_on  the last day on which it sent something
    """

    name = models.CharField(max_length=NAME_MOST)
    contact = models.CharField(max_length=120, default="", blank=True, help_text="who keeps the program")
    rights = ArrayField(models.CharField(max_length=10, choices=[(one, one) for one in RIGHTS]), default=list)
    digest = models.BinaryField(max_length=16)
    tail = models.CharField(max_length=4)
    made_at = models.DateTimeField()
    made_by = models.IntegerField(null=True)
    used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.IntegerField(null=True)
    why = models.CharField(max_length=200, default="", blank=True, help_text="why it was revoked")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "digest"], name="channels_key_once"),
            models.UniqueConstraint(
                fields=["community", "name"],
                condition=Q(revoked_at__isnull=True),
                name="channels_client_once",
            ),
        ]

    class Personal:
        purpose = "letting other programs hand in appeals"
        source = "the secretary, the technical administrator"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


class Sent(Walled):
    """What a client sent under a token of its own: sent again, it is not written again, and its number is found.

    digest  keyed hash of the token
    number  of the appeal, "" while the first sending still runs
    """

    client = Inside(Client, related_name="sent")
    digest = models.BinaryField(max_length=16)
    number = models.CharField(max_length=16, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "digest"], name="channels_sent_once")]
        indexes = [models.Index(fields=["community", "client", "-at"], name="channels_sent_client")]

    class Personal:
        purpose = "writing nothing twice"
        source = "the client"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}
