"""The dispute, its parties, and who mediates. Words and names are P3: sealed wherever they rest."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import codes
from .parts import PURPOSE, RETENTION, one_of


@tracked()
class Mediator(Walled, Versioned):
    """A member of the people's mediation committee (人民调解法 art. 8–9: 3 to 9, a woman among them, three years)."""

    name = models.CharField(max_length=40)
    sex = models.CharField(max_length=1, choices=one_of(codes.SEX))
    account = models.IntegerField(null=True, help_text="account id, of those who work with the software")
    chair = models.BooleanField(default=False)
    start = models.DateField()
    end = models.DateField(null=True, help_text="first day out of office; empty: the term runs")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")), name="mediation_mediator_days"
            )
        ]

    class Personal:
        purpose = "residents choose their mediators from this list"
        source = "community"
        retention = "permanent: the list of a public committee"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class Dispute(Walled, Versioned):
    """One dispute (矛盾纠纷) from the day it was found or applied for until its dossier is closed.

    year, serial   number of the dossier, （2018）人调字第3号, given when it is accepted, without gaps
    due            last day of the month within which it is settled; `derivation` says how it was counted
    settled        when an agreement took effect, or it ended without one
    resolved       when the quarrel was over, by whichever way (figure 矛盾化解率)
    """

    state = models.CharField(max_length=11, choices=one_of(codes.STATES), default="found")
    outcome = models.CharField(max_length=11, choices=one_of(codes.OUTCOMES), default="", blank=True)
    source = models.CharField(max_length=11, choices=one_of(codes.SOURCES))
    category = models.CharField(max_length=20, help_text="code of the term mediation_categories")
    building = Inside("places.Building", null=True, related_name="+")
    found = models.DateField(help_text="day on which it was found or applied for")
    brief = SealedField(null=True, help_text="纠纷简要情况")
    claim = SealedField(null=True, help_text="请求事项")
    open_talks = models.BooleanField(
        default=False, help_text="mediated in public; closed unless both want it"
    )
    entered_by = models.IntegerField(null=True, help_text="account id")

    year = models.SmallIntegerField(null=True)
    serial = models.IntegerField(null=True)
    accepted = models.DateField(null=True)
    accepted_by = models.IntegerField(null=True, help_text="account id")
    due = models.DateField(null=True)
    derivation = models.JSONField(default=dict)
    extended = models.DateField(null=True, help_text="day on which the parties agreed to a longer time")
    settled = models.DateField(null=True)
    resolved = models.DateField(null=True)
    performed = models.DateField(null=True, help_text="day on which the agreement was performed in full")
    ways = ArrayField(models.CharField(max_length=14, choices=one_of(codes.WAYS)), default=list)
    told = models.DateField(null=True, help_text="day on which the ways that remain were told")
    transferred_to = models.CharField(max_length=11, choices=one_of(codes.RECEIVERS), default="", blank=True)
    ended_note = SealedField(null=True, help_text="why it ended so")
    closed = models.DateField(null=True)
    closed_by = models.IntegerField(null=True, help_text="account id")
    case_note = SealedField(null=True, help_text="卷宗情况说明")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "year", "serial"], name="mediation_number_once"),
            models.CheckConstraint(
                condition=Q(accepted__isnull=True, serial__isnull=True, year__isnull=True)
                | Q(accepted__isnull=False, serial__gte=1, year__isnull=False),
                name="mediation_numbered_when_accepted",
            ),
            models.CheckConstraint(
                condition=Q(accepted__isnull=True) | Q(accepted__gte=F("found")),
                name="mediation_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(settled__isnull=True) | Q(settled__gte=F("found")), name="mediation_settled_after"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-found", "-id"], name="mediation_newest"),
            models.Index(fields=["community", "state", "due"], name="mediation_state"),
            models.Index(fields=["community", "accepted"], name="mediation_accepted"),
            models.Index(fields=["community", "settled"], name="mediation_settled"),
        ]

    class Personal:
        purpose = PURPOSE
        source = "parties, or whoever found it"
        retention = RETENTION
        classes: ClassVar[dict[str, str]] = {
            "brief": "P3", "claim": "P3", "ended_note": "P3", "case_note": "P3", "*": "P1",
        }  # fmt: skip


@tracked()
class Party(Hung, Versioned):
    """One party to a dispute as the form asks for it. No link leads to the register: what one quarrels about stays here.

    identity     the paper that was shown, never its number
    agent        who acts for the party; then the mandate is part of the dossier
    """

    dispute = Inside(Dispute, related_name="parties")
    side = models.CharField(max_length=10, choices=one_of(codes.SIDES))
    name = SealedField()
    phone = SealedField(null=True)
    address = SealedField(null=True)
    about = SealedField(null=True, help_text="性别、民族、年龄、职业 as one text, as far as the form asks")
    agent = SealedField(null=True)
    identity = models.CharField(max_length=10, choices=one_of(codes.PROOFS), default="", blank=True)
    consent = models.BooleanField(null=True, help_text="agrees to mediation; empty: not asked yet")
    consented = models.DateField(null=True)
    rights_told = models.DateField(null=True)
    signed = models.DateField(null=True)
    way = models.CharField(max_length=11, choices=one_of(codes.SIGNINGS), default="", blank=True)
    out = models.BooleanField(default=False, help_text="entered by mistake")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed__isnull=True, way="") | (Q(signed__isnull=False) & ~Q(way="")),
                name="mediation_party_signed",
            )
        ]

    class Personal:
        purpose = PURPOSE
        source = "the party"
        retention = RETENTION
        classes: ClassVar[dict[str, str]] = {
            "name": "P3", "phone": "P3", "address": "P3", "about": "P3", "agent": "P3", "*": "P1",
        }  # fmt: skip


@tracked()
class Charge(Hung, Versioned):
    """A mediator of a dispute: chosen or accepted by the parties, until one of them stands aside (回避)."""

    dispute = Inside(Dispute, related_name="charges")
    mediator = Inside(Mediator, related_name="charges")
    how = models.CharField(max_length=8, choices=one_of(codes.CHOSEN))
    first = models.BooleanField(default=False, help_text="首席: leads")
    since = models.DateField()
    recused = models.DateField(null=True)
    recusal = models.CharField(max_length=10, choices=one_of(codes.RECUSALS), default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "dispute", "mediator"], name="mediation_charge_once")
        ]

    class Personal:
        purpose = PURPOSE
        source = "parties and mediators"
        retention = RETENTION
        classes: ClassVar[dict[str, str]] = {"*": "P1"}
