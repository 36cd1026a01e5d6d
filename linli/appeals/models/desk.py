"""What stands beside intake: reception book, guide, standard texts, who is looking."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Versioned, Walled

from .appeal import Appeal, _one_of


@tracked()
class Reception(Walled, Versioned):
    """One line of the reception book (接待登记): who came, what was asked, what was answered."""

    at = models.DateTimeField()
    name = models.CharField(max_length=60, default="", blank=True)
    sex = models.CharField(max_length=1, default="0", help_text="GB/T 2261.1")
    age = models.SmallIntegerField(null=True)
    address = models.CharField(max_length=120, default="", blank=True)
    phone = models.CharField(max_length=20, default="", blank=True)
    way = models.CharField(max_length=8, choices=_one_of(("counter", "phone", "other")), default="counter")
    category = models.CharField(max_length=30, default="other")
    text = models.TextField(max_length=2000)
    reply = models.TextField(max_length=2000, default="", blank=True)
    received_by = models.IntegerField(null=True)
    by_name = models.CharField(max_length=60, default="")
    result = models.CharField(
        max_length=8, choices=_one_of(("answered", "referred", "appeal", "open")), default="answered"
    )
    referred_to = models.CharField(max_length=120, default="", blank=True, help_text="office, phone, place")
    appeal = Inside(Appeal, null=True, related_name="receptions")
    void = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["community", "-at", "-id"], name="appeals_reception_at")]

    class Personal:
        purpose = "no buck-passing at reception"
        source = "the visitor"
        retention = "2 years"
        classes: ClassVar[dict[str, str]] = {
            "name": "P2", "phone": "P2", "address": "P2", "age": "P2", "sex": "P2", "text": "P2", "reply": "P2", "*": "P1",
        }  # fmt: skip


@tracked()
class Guide(Walled, Versioned):
    """办事指南: which matter, which papers, who does it, where and when."""

    matter = models.CharField(max_length=60)
    category = models.CharField(max_length=30, default="", blank=True)
    papers = models.JSONField(default=list, help_text="names of papers, in order")
    who = models.CharField(max_length=60, default="", blank=True)
    phone = models.CharField(max_length=20, default="", blank=True)
    place = models.CharField(max_length=120, default="", blank=True)
    hours = models.CharField(max_length=120, default="", blank=True)
    steps = models.TextField(max_length=2000, default="", blank=True)
    basis = models.CharField(
        max_length=300, default="", blank=True, help_text="law or notice, and since when"
    )
    rank = models.SmallIntegerField(default=0)
    public = models.BooleanField(default=True)
    void = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["community", "rank", "id"], name="appeals_guide_rank")]

    class Personal:
        purpose = "who does what, for everybody"
        source = "the office"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class StandardText(Walled, Versioned):
    """A text to start an answer from, by category ("" for all) and verb ("" for all)."""

    category = models.CharField(max_length=30, default="", blank=True)
    verb = models.CharField(max_length=20, default="", blank=True)
    title = models.CharField(max_length=60)
    text = models.TextField(max_length=2000)
    void = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["community", "verb", "category"], name="appeals_text_verb")]

    class Personal:
        purpose = "answers that are right and quick"
        source = "the office"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


class Looking(Walled):
    """Who has an appeal open right now; gone within a minute, in no history and no backup (an unlogged table)."""

    appeal = Inside(Appeal, related_name="+")
    user = models.IntegerField()
    name = models.CharField(max_length=60)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "appeal", "user"], name="appeals_looking_once")
        ]

    class Personal:
        purpose = "two people do not do the same at once"
        source = "the open page"
        retention = "one minute"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}
