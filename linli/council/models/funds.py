"""资金: what a year may spend and by which reckoning, what was budgeted, what the bank says. Money is whole fen."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import project_codes as codes
from .parts import one_of
from .projects import Project


@tracked()
class Fund(Walled, Versioned):
    """One source of money in one year. `derived` keeps how the quota was reckoned from term and register."""

    year = models.SmallIntegerField()
    source = models.CharField(max_length=9, choices=one_of(codes.SOURCES))
    quota = models.BigIntegerField(help_text="fen")
    derived = models.JSONField(default=dict, help_text="a kept sentence")
    residents = models.IntegerField(null=True, help_text="people counted for the quota")
    counted_on = models.DateField(null=True)
    basis = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "year", "source"], name="council_fund_once"),
            models.CheckConstraint(condition=Q(quota__gte=0), name="council_fund_quota"),
        ]

    class Personal:
        purpose = "public money of the community"
        source = "term and register, or the notice of the subdistrict"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class BudgetLine(Hung, Versioned):
    """One line of a project's budget: how many of what at which price, and where the price comes from."""

    project = Inside(Project, related_name="budget_lines")
    name = models.CharField(max_length=60)
    amount = models.IntegerField(help_text="how many, in hundredths of the unit")
    unit = models.CharField(max_length=10)
    price = models.BigIntegerField(help_text="fen for one unit")
    total = models.BigIntegerField(help_text="fen")
    basis = models.CharField(
        max_length=200, help_text="price basis: list price, three quotes, contract of last year"
    )
    fund = Inside(
        Fund,
        related_name="budget_lines",
        null=True,
        help_text="empty: from the fund named when the budget is closed",
    )
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, price__gte=0, total__gte=0), name="council_budget_line_sums"
            )
        ]

    class Personal:
        purpose = "public money is planned before it is spent"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class Commitment(Hung, Versioned):
    """So much of a fund is kept for a project, from the budget on. Released when the project stops or costs less."""

    fund = Inside(Fund, related_name="commitments")
    project = Inside(Project, related_name="commitments")
    amount = models.BigIntegerField(help_text="fen")
    on = models.DateField()
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "project", "fund"],
                condition=Q(void=False),
                name="council_commitment_once",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="council_commitment_amount"),
        ]

    class Personal:
        purpose = "what a fund has left is known before it is promised"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class Statement(Walled, Versioned):
    """A statement of the separate bank account, read from the bank's file."""

    fund = Inside(Fund, related_name="statements")
    name = models.CharField(max_length=100)
    file = models.BigIntegerField(null=True, help_text="id of files")
    first = models.DateField()
    last = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="council_statement_days")
        ]

    class Personal:
        purpose = "what was paid is compared with the bank"
        source = "bank"
        retention = "10 years"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class BankLine(Hung, Versioned):
    """One line of a statement: what went out to whom."""

    statement = Inside(Statement, related_name="lines")
    row = models.IntegerField(help_text="row of the file, as the bank numbers it")
    on = models.DateField()
    amount = models.BigIntegerField(help_text="fen")
    payee = models.CharField(max_length=100)
    reference = models.CharField(max_length=60, default="", blank=True)

    class Personal:
        purpose = "what was paid is compared with the bank"
        source = "bank"
        retention = "10 years"
        classes: ClassVar[dict[str, str]] = {"payee": "P1", "*": "P1"}
