"""Who did what, and who read whom.

One line per action (an import is one action), one line per page of personal data read.
Lines never hold personal data: a subject is named by its kind and key. Both tables are only
ever added to; row versions stand in the history tables.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from linli.base.models import Walled


class Line(Walled):
    """One action, or one refusal (`refused`), in a community."""

    at = models.DateTimeField()
    user = models.IntegerField(null=True)
    who = models.CharField(max_length=60)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=40, default="")
    key = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)
    why = models.CharField(max_length=200, default="")
    refused = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["community", "subject", "key", "-at"], name="journal_line_subject"),
            models.Index(fields=["community", "-at"], name="journal_line_at"),
        ]

    class Personal:
        purpose = "proof of who did what (GB/T 22239)"
        source = "the software"
        retention = "10 years"
        classes: ClassVar[dict[str, str]] = {"who": "P1", "facts": "P1", "why": "P1"}


class Read(Walled):
    """One page of personal data that somebody opened: purpose, kind and keys."""

    at = models.DateTimeField()
    user = models.IntegerField(null=True)
    who = models.CharField(max_length=60)
    purpose = models.CharField(max_length=200)
    subject = models.CharField(max_length=40)
    keys = ArrayField(models.BigIntegerField())
    shown = models.CharField(
        max_length=60, default="", help_text="what was revealed beyond the list, such as number"
    )

    class Meta:
        indexes = [
            models.Index(fields=["community", "-at"], name="journal_read_at"),
            GinIndex(fields=["keys"], name="journal_read_keys"),
        ]

    class Personal:
        purpose = "the resident's right to know who read (个人信息保护法 §44–50)"
        source = "the software"
        retention = "3 years"
        classes: ClassVar[dict[str, str]] = {"who": "P1", "keys": "P1", "purpose": "P1"}


class Grant(Walled):
    """A task that opens personal records to one person for a stated purpose until done or day's end.

    Moments are real ones (security is not a matter of the demo's clock); `ended` when done early.
    """

    user = models.IntegerField()
    purpose = models.CharField(max_length=200)
    subject = models.CharField(max_length=40)
    keys = ArrayField(models.BigIntegerField())
    what = models.CharField(
        max_length=60, default="", help_text="what is open beyond the list, such as phone"
    )
    opened = models.DateTimeField()
    until = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["community", "user", "-until"], name="journal_grant_user")]

    class Personal:
        purpose = "need-to-know for one task, such as a list of calls"
        source = "the worker who opens the task"
        retention = "3 years"
        classes: ClassVar[dict[str, str]] = {"keys": "P1", "purpose": "P1"}


class HouseLine(models.Model):
    """An action outside any community: accounts, terms, areas, keys."""

    NO_WALL: ClassVar[str] = (
        "concerns the installation, not a community's rows; no personal data of residents"
    )

    at = models.DateTimeField()
    user = models.IntegerField(null=True)
    who = models.CharField(max_length=60)
    verb = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="journal_house_at")]
