"""主题活动: records of any app under one of the six themes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.base.history import tracked
from linli.base.models import Versioned, Walled

from ..rules import codes
from .parts import one_of


@tracked()
class Tag(Walled, Versioned):
    """One record under a theme: kind and key, and its day for the count. What it is about stays in its app."""

    theme = models.CharField(max_length=8, choices=one_of(codes.THEMES))
    subject = models.CharField(max_length=40)
    key = models.BigIntegerField()
    on = models.DateField()
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "theme", "subject", "key"],
                condition=Q(void=False),
                name="notices_tag_once",
            )
        ]
        indexes = [models.Index(fields=["community", "subject", "key"], name="notices_tag_record")]

    class Personal:
        purpose = "what was done for residents, counted by theme"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}
