"""Two records that may be one person, and one identity in two communities."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Versioned, Walled

from .people import Person


@tracked()
class Doubt(Walled, Versioned):
    """Two person records that may be one; marked, then merged or found different; reversible.

    `moved` lists what a merge moved ([model, id] pairs), so that it can be taken back exactly.
    """

    kept = Inside(Person, related_name="doubts")
    other = Inside(Person, related_name="doubted")
    state = models.CharField(
        max_length=9,
        choices=[(one, one) for one in ("marked", "merged", "different", "undone")],
        default="marked",
    )
    why = models.CharField(max_length=200, default="", blank=True)
    moved = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "kept", "other"],
                condition=Q(state__in=["marked", "merged"]),
                name="residents_doubt_once",
            ),
            models.CheckConstraint(condition=~Q(kept=F("other")), name="residents_doubt_two"),
        ]

    class Personal:
        purpose = "one record per person"
        source = "workers, imports"
        retention = "as the persons"
        classes: ClassVar[dict[str, str]] = {"why": "P2", "*": "P1"}


class Identity(models.Model):
    """Which identities live in which community: keyed hashes only, outside the walls.

    Asked only through `queries.identities.lives_elsewhere`, which answers yes or no, never
    where or who. `twice` is true on each row of an identity that counts in several communities.
    """

    NO_WALL: ClassVar[str] = "keyed hashes only; answers yes or no across communities"

    digest = models.BinaryField(max_length=16)
    lives_in = models.IntegerField()
    twice = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "lives_in"], name="residents_identity_once")]
        indexes = [
            models.Index(fields=["lives_in"], name="residents_identity_twice", condition=Q(twice=True)),
        ]

    class Personal:
        purpose = "finding one identity counted twice"
        source = "the register"
        retention = "while the residence is open"
        classes: ClassVar[dict[str, str]] = {"digest": "P3"}
