"""What every row of the register has that a file may have brought."""

from __future__ import annotations

from django.db import models


class Sourced(models.Model):
    """Where a row version came from: import, sheet and row; 0 when typed by hand."""

    source_import = models.BigIntegerField(default=0)
    source_sheet = models.SmallIntegerField(default=0, help_text="index of the table within the import")
    source_row = models.IntegerField(default=0)

    class Meta:
        abstract = True
