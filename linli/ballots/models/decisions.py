"""A decision 表决: what is asked, by which rule it is counted, and what came out."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from linli.base.history import tracked
from linli.base.models import Versioned, Walled

from ..rules import codes


@tracked()
class Decision(Walled, Versioned):
    """One vote.

    subject, key  the record of another app that is decided on, such as ("council.project", 7)
    secret        ballots lie in a box without names; otherwise answers stand beside names
    options       [{"key", "name", "cost" (fen), "group"}], in the order of the ballot paper
    rule          declared values of linli.ballots.rules, or a clause of majority for kind answer
    most          how many options, or how many points, a ballot gives at most
    budget        fen, what a ballot of kind knapsack spends at most
    head          last link of the hash chain over the ballots in key order
    told          what the result says, as JSON keeps it
    override      options that people chose beside the computed result, with their reason
    From opening on the database changes nothing of what was asked (trigger ballots_decision_fixed).
    """

    title = models.CharField(max_length=100)
    question = models.TextField(max_length=2000)
    subject = models.CharField(max_length=40, default="", blank=True)
    key = models.BigIntegerField(null=True)
    secret = models.BooleanField()
    kind = models.CharField(max_length=8, choices=[(one, one) for one in codes.KINDS])
    options = models.JSONField()
    rule = models.JSONField()
    most = models.IntegerField(null=True)
    budget = models.BigIntegerField(null=True)
    ties = ArrayField(models.CharField(max_length=8), default=list)
    state = models.CharField(max_length=8, default=codes.DRAFT, choices=[(one, one) for one in codes.STATES])
    opened = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    closed = models.DateTimeField(null=True)
    n_roll = models.IntegerField(default=0, help_text="who is on the roll, the recused too")
    n_voted = models.IntegerField(null=True, help_text="ballots, or members present; known at closing")
    told = models.JSONField(default=dict)
    head = models.CharField(max_length=64, default="", blank=True)
    lot = ArrayField(models.CharField(max_length=40), default=list)
    lot_note = models.CharField(max_length=300, default="", blank=True)
    override = ArrayField(models.CharField(max_length=40), null=True)
    override_reason = models.CharField(max_length=500, default="", blank=True)
    override_by = models.IntegerField(null=True)
    reason = models.CharField(max_length=300, default="", blank=True, help_text="why it was withdrawn")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("opened")), name="ballots_decision_until"
            ),
            models.CheckConstraint(
                condition=Q(most__isnull=True) | Q(most__gt=0), name="ballots_decision_most"
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind=codes.KNAPSACK, budget__isnull=False, budget__gt=0) | ~Q(kind=codes.KNAPSACK)
                ),
                name="ballots_decision_budget",
            ),
            models.CheckConstraint(
                condition=Q(secret=True) | Q(kind=codes.ANSWER), name="ballots_decision_named"
            ),
            models.CheckConstraint(
                condition=~Q(state=codes.CLOSED) | Q(closed__isnull=False, n_voted__isnull=False),
                name="ballots_decision_closed",
            ),
            models.CheckConstraint(
                condition=Q(override__isnull=True)
                | (Q(state=codes.CLOSED, override_by__isnull=False) & ~Q(override_reason="")),
                name="ballots_decision_override",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "subject", "key"], name="ballots_decision_subject"),
            models.Index(fields=["community", "-id"], name="ballots_decision_newest"),
        ]

    class Personal:
        purpose = "what residents decide, by which rule and with which result"
        source = "the community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}
