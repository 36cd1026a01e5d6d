"""Who is responsible for which cell: Party area 党员片区, building captain 楼栋长, a number that may be printed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from linli.base.constraints import ends_after_start
from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import codes
from .parts import once_a_day, one_of


@tracked()
class Charge(Hung, Versioned):
    """A Party member answers for a Party area (cell of the scheme party_area) from one day to another.

    One first responsible (第一责任人) a day for each area, held by the database. `user` is the member's
    account here, where there is one: a need recorded by it counts as recorded by a member.
    """

    cell = Inside("places.Cell", related_name="+")
    member = Inside("party.Member", related_name="+")
    kind = models.CharField(max_length=6, choices=one_of(codes.CHARGES), default="member")
    user = models.IntegerField(null=True, help_text="account id")
    start = models.DateField()
    end = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            once_a_day("contact_one_first_a_day", "cell", condition=models.Q(kind="first")),
            once_a_day("contact_one_charge_a_day", "cell", "member"),
            ends_after_start("contact_charge_days"),
        ]
        indexes = [models.Index(fields=["community", "member"], name="contact_charge_member")]

    class Personal:
        purpose = "whom a household can call"
        source = "the Party committee"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class Captain(Hung, Versioned):
    """A building captain of a cell of the scheme captain (a building or some of its units), or a deputy."""

    cell = Inside("places.Cell", related_name="+")
    kind = models.CharField(max_length=7, choices=one_of(codes.CAPTAINS), default="primary")
    name = models.CharField(max_length=60)
    person = Inside("residents.Person", null=True, related_name="+")
    sex = models.CharField(max_length=1, default="0", help_text="GB/T 2261.1")
    born = models.CharField(max_length=7, default="", blank=True, help_text="year and month, 1956-03")
    politics = models.CharField(max_length=2, default="", blank=True, help_text="GB/T 4762 政治面貌")
    home = models.CharField(max_length=100, default="", blank=True, help_text="where the captain lives")
    phone = SealedField(null=True)
    user = models.IntegerField(null=True, help_text="account id, where the captain signs in")
    liaison = models.IntegerField(
        null=True, help_text="account id of the committee member in charge 分管干部"
    )
    start = models.DateField()
    end = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            once_a_day("contact_one_captain_a_day", "cell", condition=models.Q(kind="primary")),
            ends_after_start("contact_captain_days"),
        ]

    class Personal:
        purpose = "whom neighbours and the office can call"
        source = "the captain"
        retention = "2 years after the term"
        classes: ClassVar[dict[str, str]] = {"phone": "P3", "born": "P2", "politics": "P2", "*": "P1"}


@tracked()
class Consent(Walled, Versioned):
    """The owner of a private number agreed that it is printed on contact cards, until withdrawn."""

    owner = models.CharField(max_length=9, choices=one_of(codes.OWNERS))
    key = models.BigIntegerField(help_text="party.Member, Captain or Messenger, by `owner`")
    phone = SealedField()
    start = models.DateField()
    end = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            once_a_day("contact_one_number_a_day", "owner", "key"),
            ends_after_start("contact_consent_days"),
        ]

    class Personal:
        purpose = "a private number on a contact card"
        source = "its owner, in writing"
        retention = "2 years after its end"
        classes: ClassVar[dict[str, str]] = {"phone": "P3", "*": "P1"}
