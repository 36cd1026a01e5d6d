"""What the models of every app stand on."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class Walled(models.Model):
    """A row that belongs to one community and is seen only inside its scope.

    Every concrete model also has a `class Personal` that declares the classes P0–P4 of its
    fields, their purpose, source and retention; tests/test_personal.py reads it.
    """

    community: models.ForeignKey[models.Model, models.Model] = models.ForeignKey(
        "places.Area", models.PROTECT, related_name="+", db_index=False
    )
    community_id: int

    class Meta:
        abstract = True


class Hung(Walled):
    """A walled row that hangs on another one of its community by a reference that is never empty.

    That reference is held as a pair with the community, so the community's own would be asked of
    the database a second time for every row.
    """

    community = models.ForeignKey(
        "places.Area", models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )

    class Meta:
        abstract = True


class Versioned(models.Model):
    """Who saved the row last and how often it was saved, for conflicts and history."""

    version = models.IntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.IntegerField(null=True, help_text="account id; empty for the system")

    class Meta:
        abstract = True


class ClockShift(models.Model):
    """How far the demo's clock is from the real one; no row in real use.

    One row, unwalled: it concerns the installation.
    """

    NO_WALL: ClassVar[str] = "one row for the whole installation, no personal data"

    id = models.SmallIntegerField(primary_key=True, default=1)
    seconds = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="base_clock_one_row")]


class SubmitKey(models.Model):
    """A form that was sent: the second sending of the same form is answered with the first's result."""

    NO_WALL: ClassVar[str] = "random keys and addresses of our own pages, kept for two days"

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    at = models.DateTimeField()
    result = models.TextField(default="")


class Limit(models.Model):
    """How often something was tried since a moment: the count of one term of one key (`base.limits`).

    The key is a keyed hash of what is limited (a network address, a number), so that the row
    says nothing about anybody; it goes when its term has ended.
    """

    NO_WALL: ClassVar[str] = "keyed hashes and counts of some minutes, kept before any community is known"

    key = models.BinaryField(primary_key=True)
    count = models.IntegerField()
    ends = models.DateTimeField(db_index=True)
