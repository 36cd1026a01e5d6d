"""What happened to an appeal, in rows that are only ever added."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from linli.base.fields import Inside, SealedField
from linli.base.models import Walled

from ..rules import codes
from .appeal import Appeal, _one_of


class Deed(Walled):
    """One entry of the story: who did which verb when; `text` is what was said or written, in full.

    internal  never shown outside the office: not to the resident, not on the board, not through channels
    facts     states, levels, account ids, deadlines as plain codes; no personal data
    """

    appeal = Inside(Appeal, related_name="deeds")
    at = models.DateTimeField()
    user = models.IntegerField(null=True)
    who = models.CharField(max_length=60)
    verb = models.CharField(max_length=20)
    state = models.CharField(max_length=10, help_text="state after it")
    text = models.TextField(default="", blank=True)
    internal = models.BooleanField(default=False)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["community", "appeal", "-at", "-id"], name="appeals_deed_story")]

    class Personal:
        purpose = "what became of an appeal"
        source = "workers, the resident, the software"
        retention = "as the appeal"
        classes: ClassVar[dict[str, str]] = {"who": "P1", "text": "P2", "*": "P1"}


class Answer(Walled):
    """What was told to the resident.

    explicit  not today: `reason` why not, `doer` who does what, `promised_on` by when, `way` told how, `told` to whom
    final     what was done, or why it cannot be done
    progress  a word in between
    """

    appeal = Inside(Appeal, related_name="answers")
    kind = models.CharField(max_length=8, choices=_one_of(("explicit", "final", "progress")))
    at = models.DateTimeField()
    by = models.IntegerField(null=True)
    by_name = models.CharField(max_length=60)
    text = models.TextField()
    reason = models.CharField(max_length=400, default="", blank=True)
    doer = models.CharField(max_length=200, default="", blank=True)
    promised_on = models.DateField(null=True)
    way = models.CharField(max_length=8, default="", blank=True, choices=_one_of(codes.TOLD_CODES))
    told = models.CharField(max_length=60, default="", blank=True, help_text="to whom, such as 本人 or 女儿")
    told_at = models.DateTimeField(null=True)
    told_by = models.IntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["community", "appeal", "-at"], name="appeals_answer_at")]

    class Personal:
        purpose = "what was answered"
        source = "the handler"
        retention = "as the appeal"
        classes: ClassVar[dict[str, str]] = {
            "text": "P2", "reason": "P2", "doer": "P2", "told": "P2", "*": "P1",
        }  # fmt: skip


class Revisit(Walled):
    """What the resident says of the answer: asked by another person than the handler, or said on the code page."""

    appeal = Inside(Appeal, related_name="revisits")
    at = models.DateTimeField()
    by = models.IntegerField(null=True, help_text="empty: the resident's own page")
    by_name = models.CharField(max_length=60)
    way = models.CharField(max_length=8, choices=_one_of(codes.TOLD_CODES))
    reached = models.BooleanField(default=True)
    solved = models.BooleanField(null=True)
    rating = models.CharField(max_length=11, default="", blank=True, choices=_one_of(codes.RATING_CODES))
    words = models.TextField(default="", blank=True)
    round = models.SmallIntegerField(default=0, help_text="how often it had been redone then")

    class Meta:
        indexes = [models.Index(fields=["community", "appeal", "-at"], name="appeals_revisit_at")]

    class Personal:
        purpose = "ended with the resident's satisfaction"
        source = "the resident"
        retention = "as the appeal"
        classes: ClassVar[dict[str, str]] = {"words": "P2", "*": "P1"}


class Photo(Walled):
    """A picture of the matter, cleaned of position and other data before it was stored."""

    appeal = Inside(Appeal, related_name="photos")
    file = models.BigIntegerField(help_text="files.File")
    at = models.DateTimeField()
    by = models.IntegerField(null=True)
    after = models.BooleanField(default=False, help_text="shows the work done")
    public = models.BooleanField(default=False, help_text="released with the appeal")
    note = SealedField(null=True)

    class Meta:
        indexes = [models.Index(fields=["community", "appeal", "at"], name="appeals_photo_at")]

    class Personal:
        purpose = "showing the matter"
        source = "the resident, workers"
        retention = "as the appeal"
        classes: ClassVar[dict[str, str]] = {"file": "P2", "note": "P3", "*": "P1"}
