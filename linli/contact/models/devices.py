"""Phones that work without network: what they may hold, what they sent, where two of them differ."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import codes
from .parts import one_of
from .visits import Sheet


@tracked()
class Device(Walled, Versioned):
    """A worker's phone that may take a route along. Locked from afar at its next contact."""

    user = models.IntegerField(help_text="account id")
    key = models.UUIDField()
    token = models.BinaryField(max_length=32, help_text="keyed hash of what the phone answers with")
    name = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=one_of(codes.DEVICES), default="active")
    start = models.DateTimeField()
    seen_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True)
    wiped_at = models.DateTimeField(null=True, help_text="the phone said that it erased what it held")
    clock_off = models.IntegerField(
        default=0, help_text="seconds that its clock was ahead at the last contact"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "key"], name="contact_device_key")]

    class Personal:
        purpose = "work without network; locking a lost phone"
        source = "the worker"
        retention = "90 days after its release"
        classes: ClassVar[dict[str, str]] = {"token": "P3", "*": "P1"}


class Sent(Walled):
    """One operation that a phone sent, by its own key: the answer to every further sending of the same."""

    key = models.UUIDField()
    device = Inside(Device, related_name="sent")
    serial = models.BigIntegerField(help_text="the phone's own order")
    kind = models.CharField(max_length=8, help_text="visit, sheet, photo, stop, card")
    state = models.CharField(max_length=7, choices=one_of(codes.SENT))
    written_at = models.DateTimeField(help_text="by the phone's clock")
    came_at = models.DateTimeField()
    clock_off = models.IntegerField(default=0, help_text="seconds that the phone's clock was ahead")
    body = SealedField(help_text="as it was sent")
    answer = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "key"], name="contact_sent_key")]
        indexes = [models.Index(fields=["community", "device", "serial"], name="contact_sent_device")]

    class Personal:
        purpose = "one record for repeated sending; settling what two phones wrote"
        source = "the worker's phone"
        retention = "90 days"
        classes: ClassVar[dict[str, str]] = {"body": "P3", "*": "P1"}


class Chunk(Walled):
    """A part of a sealed photo that is still arriving: the phone goes on where the last part ended."""

    key = models.UUIDField(help_text="the photo's own key")
    device = Inside(Device, related_name="chunks")
    start = models.IntegerField(help_text="bytes before this part")
    size = models.IntegerField()
    content = models.BinaryField(help_text="as sealed by the phone to our key")
    came_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "key", "start"], name="contact_chunk_once")
        ]

    class Personal:
        purpose = "photos that arrive in parts"
        source = "the worker's phone"
        retention = "until the photo is whole, at most 7 days"
        classes: ClassVar[dict[str, str]] = {"content": "P3", "*": "P1"}


@tracked()
class Clash(Hung, Versioned):
    """One field of a household sheet that two people changed: what it was, what either wrote, what was settled."""

    sent = Inside(Sent, related_name="clashes")
    sheet = Inside(Sheet, related_name="clashes")
    field = models.CharField(max_length=20)
    before = models.CharField(max_length=300, default="", blank=True)
    theirs = models.CharField(max_length=300, default="", blank=True, help_text="what stood there meanwhile")
    mine = models.CharField(max_length=300, default="", blank=True, help_text="what the phone wrote")
    user = models.IntegerField(help_text="account id of whose phone it was")
    settled = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["community", "settled"], name="contact_clash_open")]

    class Personal:
        purpose = "nothing is silently overwritten"
        source = "workers"
        retention = "90 days"
        classes: ClassVar[dict[str, str]] = {"before": "P2", "theirs": "P2", "mine": "P2", "*": "P1"}
