"""Files on their way into the register, and what their senders' heads meant."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from linli.base.history import tracked
from linli.base.models import Versioned, Walled


@tracked()
class Import(Walled, Versioned):
    """One file on its way into the register.

    state    uploaded → read (columns bound) → planned → applied → undone; or refused, failed
    columns  table index → {column index: field}, as bound or corrected by the worker
    tally    rows and cells: created, changed, unchanged, refused, ignored, missing
    """

    title = models.CharField(max_length=200)
    sender = models.CharField(
        max_length=60, default="", blank=True, help_text="who gave the file, to remember its columns"
    )
    file = models.BigIntegerField(help_text="files.File")
    plan_file = models.BigIntegerField(null=True, help_text="the sealed plan")
    marked_file = models.BigIntegerField(null=True, help_text="the workbook back with faulty cells marked")
    state = models.CharField(
        max_length=9,
        default="uploaded",
        choices=[
            (one, one)
            for one in ("uploaded", "read", "planned", "applying", "applied", "undone", "refused", "failed")
        ],
    )
    columns = models.JSONField(default=dict)
    tables = models.JSONField(default=list, help_text="sheet names, row counts, header texts")
    tally = models.JSONField(default=dict)
    options = models.JSONField(
        default=dict, help_text="what the rows are: kind of residence, day, leave out refused rows"
    )
    why = models.TextField(default="", blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.IntegerField(null=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["community", "-at"], name="residents_import_at")]

    class Personal:
        purpose = "taking over rosters"
        source = "the uploaded file"
        retention = "file and plan 2 years, the line permanent"
        classes: ClassVar[dict[str, str]] = {"title": "P2", "columns": "P1", "tables": "P1", "*": "P1"}


class Learnt(Walled):
    """What a sender's file taught: this header means this field."""

    sender = models.CharField(max_length=60)
    header = models.CharField(max_length=120)
    field = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "sender", "header"], name="residents_learnt_once")
        ]

    class Personal:
        purpose = "binding columns"
        source = "workers' corrections"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}
