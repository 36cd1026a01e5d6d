"""What the software tells people: in-app messages first."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from linli.base.models import Walled


class Message(Walled):
    """One sentence for one account, kept as msgid and values so that it reads in their language."""

    user = models.IntegerField()
    at = models.DateTimeField()
    msgid = models.TextField()
    values = models.JSONField(default=dict, help_text="counts, codes and keys; no personal data")
    url = models.CharField(max_length=200, default="")
    read_at = models.DateTimeField(null=True)
    once = models.CharField(max_length=80, null=True, help_text="nothing is told twice under one key")

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
