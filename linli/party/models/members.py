"""Party member 党员: branch by branch, standing by standing, dated facts and offices."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.base.constraints import ends_after_start
from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

from ..rules import codes
from .organisations import Organisation
from .parts import once_a_day, one_of


@tracked()
class Member(Walled, Versioned):
    """A Party member as the Party's own roster has them.

    person  the same human being in the register, where they live here
    digest  keyed hash of the identity number
    """

    person = Inside("residents.Person", null=True, related_name="+")
    name = models.CharField(max_length=60)
    letters = models.CharField(max_length=200, default="")
    sort = models.CharField(max_length=80, default="")
    sex = models.CharField(max_length=1, default="0", help_text="GB/T 2261.1")
    born = models.DateField(null=True)
    number = SealedField(null=True)
    digest = models.BinaryField(max_length=16, null=True)
    phone = SealedField(null=True)
    education = models.CharField(max_length=2, default="", blank=True, help_text="GB/T 4658")
    employment = models.CharField(max_length=8, default="", blank=True, choices=one_of(codes.EMPLOYMENT))
    joined = models.DateField(null=True, help_text="day of joining the Party")
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "digest"], condition=Q(void=False), name="party_one_member_a_number"
            )
        ]
        indexes = [models.Index(fields=["community", "sort", "id"], name="party_member_sort")]

    class Personal:
        purpose = "the Party's organisational life and service to residents"
        source = "the member, the Party committee"
        retention = "2 years after the last branch membership"
        classes: ClassVar[dict[str, str]] = {
            "number": "P3", "digest": "P3", "phone": "P3", "*": "P2",
        }  # fmt: skip


@tracked()
class Belonging(Hung, Versioned):
    """A member belongs to one branch from one day to another; the database holds one branch a day."""

    member = Inside(Member, related_name="belongings")
    branch = Inside(Organisation, related_name="belongings")
    group = Inside(Organisation, null=True, related_name="+")
    start = models.DateField()
    end = models.DateField(null=True)
    way_in = models.CharField(max_length=11, choices=one_of(codes.WAYS_IN), default="transferred")
    came_from = models.CharField(max_length=100, default="", blank=True)
    way_out = models.CharField(max_length=11, choices=one_of(codes.WAYS_OUT), default="", blank=True)
    went_to = models.CharField(max_length=100, default="", blank=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            once_a_day("party_one_branch_a_day", "member"),
            ends_after_start("party_belonging_days"),
            models.CheckConstraint(
                condition=Q(end__isnull=True, way_out="") | (Q(end__isnull=False) & ~Q(way_out="")),
                name="party_way_out_with_end",
            ),
        ]
        indexes = [models.Index(fields=["community", "branch", "start"], name="party_belonging_branch")]

    class Personal:
        purpose = "the roster of each branch on each day"
        source = "the Party committee, letters of transfer"
        retention = "as its member"
        classes: ClassVar[dict[str, str]] = {"*": "P2"}


@tracked()
class Standing(Hung, Versioned):
    """Probationary or formal from one day to another; the first formal day is 转正日期."""

    member = Inside(Member, related_name="standings")
    kind = models.CharField(max_length=12, choices=one_of(codes.STANDINGS))
    start = models.DateField()
    end = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            once_a_day("party_one_standing_a_day", "member"),
            ends_after_start("party_standing_days"),
        ]

    class Personal:
        purpose = "who has a vote"
        source = "the Party committee"
        retention = "as its member"
        classes: ClassVar[dict[str, str]] = {"*": "P2"}


@tracked()
class Fact(Hung, Versioned):
    """A dated fact of a member: hardship, skill, floating, long-standing.

    Class P3: what it says rests in `text` (sealed) alone; `mark` is a keyed hash of the kind.
    """

    member = Inside(Member, related_name="facts")
    mark = models.BinaryField(max_length=16)
    text = SealedField()
    start = models.DateField()
    end = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [ends_after_start("party_fact_days")]
        indexes = [models.Index(fields=["community", "mark", "member"], name="party_fact_mark")]

    class Personal:
        purpose = "help in hardship, skills offered for service"
        source = "the member"
        retention = "2 years after its end"
        classes: ClassVar[dict[str, str]] = {"mark": "P3", "text": "P3", "*": "P2"}


@tracked()
class Office(Hung, Versioned):
    """An office held from one day to another; community work (社区工作) has no organisation."""

    member = Inside(Member, related_name="offices")
    organisation = Inside(Organisation, null=True, related_name="offices")
    kind = models.CharField(max_length=14, choices=one_of(codes.OFFICES))
    duties = models.CharField(max_length=100, default="", blank=True, help_text="委员分工")
    start = models.DateField()
    end = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            once_a_day("party_one_holder_a_day", "organisation", "kind", condition=Q(kind__in=codes.SINGLE)),
            once_a_day("party_one_office_a_day", "member", "organisation", "kind"),
            ends_after_start("party_office_days"),
            models.CheckConstraint(
                condition=Q(kind="community_work", organisation__isnull=True)
                | (~Q(kind="community_work") & Q(organisation__isnull=False)),
                name="party_office_somewhere",
            ),
        ]

    class Personal:
        purpose = "who answers for what; tenure"
        source = "elections and appointments"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}
