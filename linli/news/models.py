"""What the software tells people: in-app messages, letters of the outbox, and who wants to be told how."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from linli.base.fields import SealedField
from linli.base.models import Walled

from .rules import ways
from .workflow import STATES


class Message(Walled):
    """One sentence for one account, kept as msgid and values so that it reads in their language."""

    user = models.IntegerField()
    at = models.DateTimeField()
    msgid = models.TextField()
    values = models.JSONField(default=dict, help_text="counts, codes and keys; no personal data")
    url = models.CharField(max_length=200, default="")
    read_at = models.DateTimeField(null=True)
    once = models.CharField(max_length=80, null=True, help_text="nothing is told twice under one key")
    kind = models.CharField(max_length=30, default="", help_text="event that can be switched off")
    shown_at = models.DateTimeField(null=True, help_text="end of the reader's quiet hours; empty: at once")

    class Meta:
        indexes = [models.Index(fields=["community", "user", "-at"], name="news_message_user")]
        constraints = [
            models.UniqueConstraint(fields=["community", "user", "once"], name="news_message_once")
        ]

    class Personal:
        purpose = "telling workers what changed"
        source = "the software"
        retention = "1 year"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


class Letter(Walled):
    """One thing to be told to one person or office on one way, and what became of it.

    subject, key  the record it tells of: ("appeals.appeal", 7)
    address       phone, WeChat id, e-mail address or name of an office's receiver
    tail          last four digits of a phone, for lists
    digest        keyed hash of the address: finds letters, keeps their order
    token         the receiver's id of this letter, the same in every attempt and after a restore
    caller        the account that is to call; others of the desk see the letter too unless `private`
    since         first moment at which sending was allowed; `next_at` the next attempt or call
    tries         calls that nobody answered; `attempts` sendings
    """

    token = models.UUIDField(default=uuid.uuid4)
    subject = models.CharField(max_length=40)
    key = models.BigIntegerField()
    number = models.CharField(max_length=40, default="", help_text="number that people know the record by")
    recipient = models.CharField(max_length=10, choices=[(one, one) for one in ways.RECIPIENTS])
    channel = models.CharField(max_length=10, choices=[(one, one) for one in ways.CHANNELS])
    name = models.CharField(max_length=60, default="")
    address = SealedField(null=True)
    tail = models.CharField(max_length=4, default="")
    digest = models.BinaryField(null=True)
    title = models.CharField(max_length=100, default="")
    text = SealedField(null=True)
    url = SealedField(null=True, help_text="public address on slips; may hold a code")
    page = models.CharField(max_length=200, default="", help_text="our own page of the record")
    caller = models.IntegerField(null=True)
    private = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default="waiting", choices=[(one, one) for one in STATES])
    tries = models.SmallIntegerField(default=0)
    attempts = models.SmallIntegerField(default=0)
    at = models.DateTimeField()
    since = models.DateTimeField()
    next_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=30, default="", help_text="code of ways.RESULTS")
    by = models.IntegerField(null=True, help_text="account that entered or last settled it")
    once = models.CharField(max_length=80)

    class Meta:
        indexes = [
            models.Index(fields=["community", "-at", "-id"], name="news_letter_at"),
            models.Index(fields=["community", "subject", "key"], name="news_letter_subject"),
            models.Index(
                fields=["community", "channel", "id"],
                name="news_letter_open",
                condition=models.Q(state__in=["waiting", "sending", "failed", "given_up"]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["community", "channel", "once"], name="news_letter_once"),
            models.UniqueConstraint(fields=["token"], name="news_letter_token"),
        ]

    class Personal:
        purpose = "telling residents and offices what became of a matter"
        source = "the record it tells of"
        retention = "1 year after it is settled: name, address and text go; the line after 3 years"
        classes: ClassVar[dict[str, str]] = {
            "name": "P2", "address": "P3", "tail": "P2", "digest": "P3", "text": "P3", "url": "P3", "title": "P1",
            "*": "P1",
        }  # fmt: skip


class Preference(Walled):
    """How somebody wants to be told: a worker (by account) or a resident (by the phone that was given).

    muted    kinds of in-app messages that a worker does not want
    quiet    a worker's own quiet hours; messages wait for their end
    channel  a resident's choice, `source` says where they said it
    """

    user = models.IntegerField(null=True)
    digest = models.BinaryField(null=True, help_text="keyed hash of the phone")
    channel = models.CharField(max_length=10, default="")
    source = models.CharField(max_length=60, default="")
    muted = ArrayField(models.CharField(max_length=30), default=list)
    quiet_from = models.TimeField(null=True)
    quiet_to = models.TimeField(null=True)
    changed_at = models.DateTimeField()
    changed_by = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "user"], name="news_preference_user"),
            models.UniqueConstraint(fields=["community", "digest"], name="news_preference_phone"),
            models.CheckConstraint(
                condition=models.Q(user__isnull=False) ^ models.Q(digest__isnull=False),
                name="news_preference_of_one",
            ),
        ]

    class Personal:
        purpose = "telling people the way they want"
        source = "the person"
        retention = "while it holds; a resident's 3 years after the last change"
        classes: ClassVar[dict[str, str]] = {"digest": "P3", "channel": "P2", "source": "P1", "*": "P1"}


class Pause(models.Model):
    """How long a receiver that does not answer is left alone; one row per receiver."""

    NO_WALL: ClassVar[str] = "state of the installation's one receiver, no personal data"

    receiver = models.CharField(primary_key=True, max_length=10)
    failures = models.IntegerField(default=0)
    until = models.DateTimeField(null=True)
    since = models.DateTimeField(null=True, help_text="when it stopped answering")
