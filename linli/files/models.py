"""Files that records own, and work that goes on in the background with its progress."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from linli.base.fields import Inside
from linli.base.models import Walled


class File(Walled):
    """A stored file, encrypted where it rests; only its owner record's rule lets it be served.

    owner  "residents.import", key: the record whose rule decides
    """

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100, help_text="media type")
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=200, help_text="path below the files folder")
    owner = models.CharField(max_length=40)
    key = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    user = models.IntegerField(null=True)
    gone_at = models.DateTimeField(null=True, help_text="when the content was removed; the line stays")

    class Meta:
        indexes = [models.Index(fields=["community", "owner", "key"], name="files_file_owner")]

    class Personal:
        purpose = "uploads and generated files of records"
        source = "the uploader"
        retention = "as the owner record; uploads of imports 2 years"
        classes: ClassVar[dict[str, str]] = {"name": "P2", "*": "P1"}


class Work(Walled):
    """A job a person waits for: an import being read, an export being written."""

    kind = models.CharField(max_length=40)
    key = models.BigIntegerField(null=True, help_text="the record it works on")
    user = models.IntegerField(null=True)
    started = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    state = models.CharField(
        max_length=8,
        default="waiting",
        choices=[(one, one) for one in ("waiting", "running", "done", "failed")],
    )
    facts = models.JSONField(default=dict, help_text="what to do, or what went wrong; no personal data")
    file = Inside(File, related_name="+", null=True)
    job = models.BigIntegerField(null=True, help_text="number in the queue, to find work whose worker died")
    beat = models.DateTimeField(null=True, help_text="last sign of life, by the machine's clock")

    class Meta:
        indexes = [models.Index(fields=["community", "user", "-started"], name="files_work_user")]

    class Personal:
        purpose = "progress of background work"
        source = "the software"
        retention = "30 days"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}
