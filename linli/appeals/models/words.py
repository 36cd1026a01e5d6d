"""By what an appeal's words are found without being read: keyed hashes, one row per appeal."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Words(models.Model):
    """The marks of one appeal's words.

    pairs          every two neighbouring signs of number, text and place: a search asks for all of its own
    first … fourth signs by which similar texts meet (queries.marks): equal in two texts with much in common
    spot           the square of about 100 m in which its point lies; 0 without a point

    PostgreSQL reads no inverted index behind row-level security, because containment is not leakproof. The
    marks therefore stand outside the wall: 32 bits of a keyed hash in which the community takes part. They say
    nothing without the ring, and every key found is looked up among the appeals of the wall before it is shown.
    """

    NO_WALL: ClassVar[str] = "keyed hashes in which the community takes part; hits are read behind the wall"

    appeal = models.BigIntegerField(primary_key=True, help_text="appeals.Appeal")
    pairs = ArrayField(models.IntegerField(), default=list)
    first = models.IntegerField(default=0)
    second = models.IntegerField(default=0)
    third = models.IntegerField(default=0)
    fourth = models.IntegerField(default=0)
    spot = models.IntegerField(default=0)

    class Meta:
        indexes = [
            GinIndex(fields=["pairs"], name="appeals_words_pairs", fastupdate=False),
            models.Index(fields=["first", "-appeal"], name="appeals_words_first"),
            models.Index(fields=["second", "-appeal"], name="appeals_words_second"),
            models.Index(fields=["third", "-appeal"], name="appeals_words_third"),
            models.Index(fields=["fourth", "-appeal"], name="appeals_words_fourth"),
            models.Index(fields=["spot", "-appeal"], name="appeals_words_spot", condition=~models.Q(spot=0)),
        ]

    class Personal:
        purpose = "finding an appeal by its words, and those that say the same"
        source = "the software, from the text"
        retention = "as the appeal"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}
