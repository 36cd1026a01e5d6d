"""The roll 投票名单: who may vote on one decision, fixed when it opens. Nothing here says what anybody voted.

Neither table has row versions, nor a moment: the roll is fixed by triggers, and a version of a marked row
would keep when somebody voted.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.base.fields import Inside
from linli.base.models import Hung

from ..rules import codes
from .decisions import Decision
from .papers import Booth


class Voter(Hung):
    """One who may vote on one decision.

    ref     how the roll names them in its own order ("3栋2单元501", "24"), unique in the roll
    person  the human being in the register; user: the account with which they vote signed in
    recused stands on the roll and may not vote on this
    twice   another line is of the same person, whose two records became one since: barred, and counted nowhere
    voted   marked once and never unmarked; way and booth say how
    """

    decision = Inside(Decision, related_name="voters", db_index=False)
    ref = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    person = Inside("residents.Person", null=True, related_name="+")
    user = models.IntegerField(null=True)
    recused = models.BooleanField(default=False)
    twice = models.BooleanField(default=False, db_default=False)
    voted = models.BooleanField(default=False)
    way = models.CharField(max_length=9, default="", blank=True, choices=[(one, one) for one in codes.WAYS])
    booth = Inside(Booth, null=True, related_name="voters")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "decision", "ref"], name="ballots_voter_ref"),
            models.UniqueConstraint(
                fields=["community", "decision", "user"],
                condition=Q(user__isnull=False),
                name="ballots_voter_user",
            ),
            models.UniqueConstraint(
                fields=["community", "decision", "person"],
                condition=Q(person__isnull=False),
                name="ballots_voter_person",
            ),
            models.CheckConstraint(
                condition=Q(recused=False) | Q(voted=False), name="ballots_voter_not_recused"
            ),
            models.CheckConstraint(condition=Q(twice=False) | Q(recused=True), name="ballots_voter_twice"),
            models.CheckConstraint(
                condition=Q(voted=False, way="") | (Q(voted=True) & ~Q(way="")), name="ballots_voter_way"
            ),
            models.CheckConstraint(
                condition=Q(way=codes.PAPER, booth__isnull=False)
                | (~Q(way=codes.PAPER) & Q(booth__isnull=True)),
                name="ballots_voter_booth",
            ),
        ]

    class Personal:
        purpose = "one person, one vote"
        source = "the register, the list of a body on the day of opening"
        retention = "2 years after closing"
        classes: ClassVar[dict[str, str]] = {"name": "P2", "person": "P2", "ref": "P2", "*": "P1"}


class Receipt(Hung):
    """Proof that a voter took part; of what was voted it knows nothing. `digest`: keyed hash of its text."""

    voter = Inside(Voter, related_name="receipts", db_index=False)
    digest = models.BinaryField(max_length=16, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "voter"], name="ballots_receipt_once"),
        ]

    class Personal:
        purpose = "proof of taking part"
        source = "the voter"
        retention = "as its voter"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}
