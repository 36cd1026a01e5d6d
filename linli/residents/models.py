"""The register: person ≠ household ≠ residence episode ≠ status.

All days are half-open: `end` is the first day on which a row no longer holds. Nothing is
deleted; what was entered by mistake is `void`: out of every list and figure, kept in history.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from linli.base.constraints import days, ends_after_start
from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Hung, Versioned, Walled

#: Kinds of residence. hukou_here 户籍在住, inflow 流入, outflow 流出 (registered here, lives
#: elsewhere), absent 空挂 (registered here without a dwelling), overseas 境外人员 living here.
KINDS = ("hukou_here", "inflow", "outflow", "absent", "overseas")
#: Kinds that live here: 实有人口.
LIVING = ("hukou_here", "inflow", "overseas")
#: Kinds whose household registration is here: 户籍人口.
REGISTERED = ("hukou_here", "outflow", "absent")
#: 流动人口.
FLOATING = ("inflow",)

STATES = ("to_verify", "open", "to_close", "closed")
#: Reasons of closing; other_lawful never spells out custody.
REASONS = (
    "moved_out", "left_city", "returned_home", "died", "enlisted", "other_lawful",
    "became_registered", "duplicate", "not_found", "entry_error", "moved_within",
)  # fmt: skip


class Sourced(models.Model):
    """Where a row version came from: import, sheet and row; 0 when typed by hand."""

    source_import = models.BigIntegerField(default=0)
    source_sheet = models.SmallIntegerField(default=0, help_text="index of the table within the import")
    source_row = models.IntegerField(default=0)

    class Meta:
        abstract = True


@tracked(unasked=["merged_into"])
class Person(Walled, Versioned, Sourced):
    """One human being as one community knows them.

    digest  keyed hash of the normal form of the identity number, NULL without papers
    letters ' wangxiaoming wxm' with every reading of the surname (kernel.names)
    tail    keyed hash of the number's last four
    """

    name = models.CharField(max_length=60)
    letters = models.CharField(max_length=200, default="")
    sort = models.CharField(max_length=80, default="")
    former_names = ArrayField(models.CharField(max_length=60), default=list)
    sex = models.CharField(
        max_length=1, default="0", help_text="GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated"
    )
    born = models.DateField(null=True)
    number_kind = models.CharField(
        max_length=12, default="none", help_text="citizen, permit, foreigner, passport, none"
    )
    number = SealedField(null=True)
    digest = models.BinaryField(max_length=16, null=True)
    tail = models.BinaryField(max_length=16, null=True)
    ethnic = models.CharField(max_length=2, default="", blank=True, help_text="GB/T 3304")
    phone = models.CharField(max_length=20, default="", blank=True)
    phone2 = models.CharField(max_length=20, default="", blank=True)
    education = models.CharField(max_length=2, default="", blank=True, help_text="GB/T 4658")
    marital = models.CharField(max_length=2, default="", blank=True, help_text="GB/T 2261.2")
    political = models.CharField(max_length=2, default="", blank=True, help_text="GB/T 4762")
    employment = models.CharField(max_length=12, default="", blank=True)
    workplace = models.CharField(max_length=100, default="", blank=True)
    hukou_place = models.CharField(max_length=120, default="", blank=True)
    called = models.CharField(
        max_length=20, default="", blank=True, help_text="称呼 used at the door, such as 王阿姨"
    )
    void = models.BooleanField(default=False)
    merged_into = Inside("self", null=True, related_name="merged_from", db_index=False)
    hidden_on = models.DateField(null=True, help_text="pseudonymised when the retention term had passed")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "digest"],
                condition=Q(void=False, merged_into__isnull=True),
                name="residents_one_person_a_number",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="residents_not_merged_into_self"),
        ]
        indexes = [
            models.Index(fields=["community", "name", "id"], name="residents_person_name"),
            models.Index(fields=["community", "letters", "id"], name="residents_person_letters"),
            models.Index(
                fields=["community", "sort", "id"],
                name="residents_person_sort",
                condition=Q(void=False, merged_into__isnull=True),
            ),
            models.Index(
                fields=["community", "phone"], name="residents_person_phone", condition=~Q(phone="")
            ),
            models.Index(
                fields=["community", "phone2"], name="residents_person_phone2", condition=~Q(phone2="")
            ),
            models.Index(fields=["community", "tail"], name="residents_person_tail"),
        ]

    class Personal:
        purpose = "statutory registration and public services"
        source = "the person, an import, a door visit"
        retention = (
            "2 years after the last residence of a floating resident, 10 years otherwise; then pseudonymised"
        )
        classes: ClassVar[dict[str, str]] = {
            "name": "P2", "letters": "P2", "sort": "P2", "former_names": "P2", "sex": "P2", "born": "P2",
            "number": "P3", "digest": "P3", "tail": "P3", "ethnic": "P2", "phone": "P2", "phone2": "P2",
            "education": "P2", "marital": "P2", "political": "P2", "employment": "P2", "workplace": "P2",
            "hukou_place": "P2", "called": "P2",
        }  # fmt: skip


@tracked(unasked=["room"])
class Household(Hung, Versioned, Sourced):
    """People who keep house together behind one door (户)."""

    number = models.CharField(max_length=30, default="", blank=True, help_text="户号")
    room = Inside("places.Room", related_name="households", db_index=False)
    kind = models.CharField(
        max_length=10, default="family", choices=[(one, one) for one in ("family", "collective")]
    )
    tenancy = models.CharField(
        max_length=8, default="unknown", choices=[(one, one) for one in ("own", "rent", "other", "unknown")]
    )
    start = models.DateField()
    end = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [ends_after_start("residents_household_days")]
        indexes = [
            models.Index(fields=["community", "room"], name="residents_household_room"),
            models.Index(
                fields=["community", "number"], name="residents_household_number", condition=~Q(number="")
            ),
        ]

    class Personal:
        purpose = "statutory registration and public services"
        source = "the household, an import"
        retention = "as its members"
        classes: ClassVar[dict[str, str]] = {"number": "P2", "*": "P1"}


@tracked(unasked=["household", "person"])
class Member(Hung, Versioned, Sourced):
    """A person belongs to a household from one day to another; code 0x means head (GB/T 4761)."""

    household = Inside(Household, related_name="members")
    person = Inside(Person, related_name="memberships")
    relation = models.CharField(
        max_length=2, default="99", help_text="GB/T 4761 relation to the head; 99 not stated"
    )
    head = models.BooleanField(default=False)
    start = models.DateField()
    end = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="residents_one_household_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("community", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                condition=Q(void=False),
            ),
            ExclusionConstraint(
                name="residents_one_head_a_day",
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    ("community", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                condition=Q(void=False, head=True),
            ),
            ends_after_start("residents_member_days"),
        ]

    class Personal:
        purpose = "statutory registration and public services"
        source = "the household, an import"
        retention = "as its persons"
        classes: ClassVar[dict[str, str]] = {"relation": "P2", "*": "P1"}


@tracked(unasked=["room"])
class Residence(Hung, Versioned, Sourced):
    """A person lives or is registered behind a door from one day to another (居住登记).

    At most one non-void episode per person and community at any instant, held by the
    database, so that rows counted are persons counted.
    """

    person = Inside(Person, related_name="residences", db_index=False)
    room = Inside("places.Room", related_name="residences", null=True, db_index=False)
    kind = models.CharField(max_length=10, choices=[(one, one) for one in KINDS])
    state = models.CharField(max_length=9, choices=[(one, one) for one in STATES], default="open")
    start = models.DateField()
    end = models.DateField(null=True)
    reason = models.CharField(max_length=17, choices=[(one, one) for one in REASONS], default="", blank=True)
    closing_on = models.DateField(
        null=True, help_text="day of a closing that was asked for and waits to be confirmed"
    )
    closing_reason = models.CharField(
        max_length=17, choices=[(one, one) for one in REASONS], default="", blank=True
    )
    note = models.CharField(max_length=200, default="", blank=True)
    born_here = models.BooleanField(default=False, help_text="opened by a birth: counted apart from arrivals")
    moved_within = models.BooleanField(
        default=False, help_text="opened by a move inside the community: no arrival"
    )
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="residents_one_residence_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("community", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                condition=Q(void=False),
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True, reason="") | (Q(end__isnull=False) & ~Q(reason="")),
                name="residents_reason_with_end",
            ),
            models.CheckConstraint(
                condition=Q(state="to_close", closing_on__isnull=False)
                | (~Q(state="to_close") & Q(closing_on__isnull=True)),
                name="residents_asked_while_to_close",
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")) | Q(void=True),
                name="residents_residence_days",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "room"], name="residents_residence_room"),
            models.Index(
                fields=["community", "person", "start"],
                include=["end", "kind", "state", "room", "void"],
                name="residents_residence_person",
            ),
            models.Index(fields=["community", "start", "end"], name="residents_residence_days_idx"),
            models.Index(
                fields=["community", "end"], name="residents_residence_end", condition=Q(end__isnull=False)
            ),
        ]

    class Personal:
        purpose = "statutory registration and public services"
        source = "the person, an import, a door visit"
        retention = "2 years after closing for floating residents, 10 years otherwise"
        classes: ClassVar[dict[str, str]] = {
            "reason": "P2",
            "closing_reason": "P2",
            "note": "P2",
            "kind": "P2",
            "*": "P1",
        }


@tracked()
class Status(Hung, Versioned, Sourced):
    """A dated membership of a special group with its own purpose and source.

    Class P3: what it says rests only in `facts` (sealed JSON: kind, category, level, number …);
    `mark` and `submark` are keyed hashes of kind and kind+level by which figures find it.
    Age groups are computed, never stored.
    """

    person = Inside(Person, related_name="statuses")
    mark = models.BinaryField(max_length=16)
    submark = models.BinaryField(max_length=16, null=True)
    number_digest = models.BinaryField(max_length=16, null=True)
    facts = SealedField()
    purpose = models.CharField(max_length=100)
    source = models.CharField(max_length=100)
    start = models.DateField()
    end = models.DateField(null=True)
    review_on = models.DateField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="residents_one_status_a_day",
                expressions=[
                    ("community", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("mark", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                condition=Q(void=False),
            ),
            ends_after_start("residents_status_days"),
        ]
        indexes = [models.Index(fields=["community", "mark", "person"], name="residents_status_mark")]

    class Personal:
        purpose = "the purpose column of each row"
        source = "the source column of each row"
        retention = "2 years after its end"
        classes: ClassVar[dict[str, str]] = {
            "mark": "P3", "submark": "P3", "number_digest": "P3", "facts": "P3", "purpose": "P3", "source": "P1",
        }  # fmt: skip


@tracked()
class Check(Hung, Versioned):
    """An information check (信息核实): a business record of looking whether the register is right.

    outcome  unchanged, changed (old → new in `changes`, sealed), or not_met (nobody at the door)
    """

    person = Inside(Person, related_name="checks")
    residence = Inside(Residence, related_name="checks", null=True)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.IntegerField(null=True)
    by_name = models.CharField(max_length=60)
    way = models.CharField(
        max_length=8, choices=[(one, one) for one in ("door", "phone", "counter", "import", "other")]
    )
    outcome = models.CharField(
        max_length=9, choices=[(one, one) for one in ("unchanged", "changed", "not_met")]
    )
    fields = ArrayField(models.CharField(max_length=20), default=list)
    changes = SealedField(null=True, help_text="JSON list of [field, old, new]")
    source_import = models.BigIntegerField(default=0)
    void = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["community", "on", "person"], name="residents_check_on"),
            models.Index(
                fields=["community", "person", "-at"],
                include=["on", "outcome", "void"],
                name="residents_check_person",
            ),
        ]

    class Personal:
        purpose = "keeping the register right"
        source = "door, phone, counter, import"
        retention = "2 years"
        classes: ClassVar[dict[str, str]] = {"changes": "P3", "outcome": "P2", "*": "P1"}


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


@tracked()
class Import(Walled, Versioned):
    """One file on its way into the register.

    state    uploaded → read (columns bound) → planned → applied → undone; or refused, failed
    columns  table index → {column index: field}, as bound or corrected by the worker
    tally    rows and cells: created, changed, unchanged, refused, ignored, missing
    """

    title = models.CharField(max_length=200)
    sender = models.CharField(
        max_length=60, default="", blank=True, help_text="who gave the file, to remember its columns"
    )
    file = models.BigIntegerField(help_text="files.File")
    plan_file = models.BigIntegerField(null=True, help_text="the sealed plan")
    marked_file = models.BigIntegerField(null=True, help_text="the workbook back with faulty cells marked")
    state = models.CharField(
        max_length=9,
        default="uploaded",
        choices=[
            (one, one)
            for one in ("uploaded", "read", "planned", "applying", "applied", "undone", "refused", "failed")
        ],
    )
    columns = models.JSONField(default=dict)
    tables = models.JSONField(default=list, help_text="sheet names, row counts, header texts")
    tally = models.JSONField(default=dict)
    options = models.JSONField(
        default=dict, help_text="what the rows are: kind of residence, day, leave out refused rows"
    )
    why = models.TextField(default="", blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.IntegerField(null=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["community", "-at"], name="residents_import_at")]

    class Personal:
        purpose = "taking over rosters"
        source = "the uploaded file"
        retention = "file and plan 2 years, the line permanent"
        classes: ClassVar[dict[str, str]] = {"title": "P2", "columns": "P1", "tables": "P1", "*": "P1"}


class Learnt(Walled):
    """What a sender's file taught: this header means this field."""

    sender = models.CharField(max_length=60)
    header = models.CharField(max_length=120)
    field = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "sender", "header"], name="residents_learnt_once")
        ]

    class Personal:
        purpose = "binding columns"
        source = "workers' corrections"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}
