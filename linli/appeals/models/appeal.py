"""The appeal (诉求) and who asked. Nothing is deleted; what was entered by mistake is `void`."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from linli.base.fields import Inside, SealedField
from linli.base.history import tracked
from linli.base.models import Versioned, Walled

from ..rules import codes


def _one_of(values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(one, one) for one in values]


#: What lists and sight ask of an appeal, kept in their indexes: ids are found without touching a row.
_LISTED = [
    "void", "audience", "state", "unit", "category", "channel", "level", "handler", "first_contact", "entered_by",
    "offered_to", "assisting", "about", "about_user", "naming", "sent_to", "due_at",
]  # fmt: skip


@tracked()
class Appeal(Walled, Versioned):
    """One need, from the moment it was heard until the resident confirms the answer.

    number         the day and a serial, such as 20181228-031; printed on the receipt, said on the phone
    first_contact  首问责任人: the first worker asked; guides the resident to the end, never changes
    handler        承办人: the one accountable now; `offered_to` takes over only by accepting
    audience       who may find it at all: the office, the supervision committee or the subdistrict
    level          where it is handled now; `closed_level` where it was settled
    counts_on      the working day to which the today rule counts it (rules.today)
    today_due      close of that day; solved_at or explicit_at up to then keeps the promise
    due_at         the nearest open deadline, kept beside the clocks so that lists need no join
    sent_to        the subdistrict (places.Area) that sees it since it was sent up
    unit           places.Unit by which it falls into grids and other partitions
    """

    number = models.CharField(max_length=16)
    channel = models.CharField(max_length=10, choices=_one_of(codes.CHANNEL_CODES))
    state = models.CharField(max_length=10, choices=_one_of(codes.STATE_CODES), default="registered")
    before_hold = models.CharField(
        max_length=10, default="", blank=True, help_text="state to go back to after 暂缓"
    )
    level = models.CharField(max_length=11, choices=_one_of(codes.LEVEL_CODES), default="community")
    category = models.CharField(
        max_length=30, default="other", help_text="leaf of the term appeal_categories"
    )
    text = models.TextField(max_length=codes.TEXT_MOST, help_text="in the resident's own words")
    wish = models.CharField(max_length=400, default="", blank=True, help_text="what the resident hopes for")
    urgent = models.BooleanField(default=False)

    room = Inside("places.Room", null=True, related_name="+")
    building = Inside("places.Building", null=True, related_name="+")
    unit = Inside("places.Unit", null=True, related_name="+")
    place = models.CharField(max_length=120, default="", blank=True, help_text="where, in words")
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)

    naming = models.CharField(max_length=12, choices=_one_of(codes.NAMING_CODES), default="named")
    audience = models.CharField(max_length=11, choices=_one_of(codes.AUDIENCE_CODES), default="office")
    about = models.CharField(max_length=9, choices=_one_of(codes.ABOUT_CODES), default="matter")
    about_user = models.IntegerField(null=True, help_text="the worker it is about: cannot find it")

    entered_by = models.IntegerField(
        null=True, help_text="account that wrote it down; empty: the resident's page"
    )
    first_contact = models.IntegerField(null=True)
    handler = models.IntegerField(null=True)
    offered_to = models.IntegerField(null=True)
    offered_at = models.DateTimeField(null=True)
    assisting = ArrayField(models.IntegerField(), default=list, blank=True, help_text="协办")
    sent_to = models.IntegerField(null=True)

    received_at = models.DateTimeField()
    counts_on = models.DateField()
    today_due = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    due_kind = models.CharField(max_length=9, default="", blank=True)
    accepted_at = models.DateTimeField(null=True)
    first_reply_at = models.DateTimeField(null=True, help_text="first word of a person, no automatic receipt")
    explicit_at = models.DateTimeField(null=True, help_text="when the explicit answer was given")
    promised_on = models.DateField(null=True)
    solved_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.IntegerField(null=True, help_text="who wrote the last answer: does not revisit")
    told_at = models.DateTimeField(null=True, help_text="when the resident had the answer from a person")
    closed_at = models.DateTimeField(null=True)
    closed_level = models.CharField(max_length=11, default="", blank=True)
    outcome = models.CharField(max_length=12, default="", blank=True, choices=_one_of(codes.OUTCOME_CODES))
    rating = models.CharField(max_length=11, default="", blank=True, choices=_one_of(codes.RATING_CODES))
    confirmed = models.BooleanField(null=True, help_text="whether the resident says that it is solved")
    redone = models.SmallIntegerField(default=0)
    unreached = models.SmallIntegerField(
        default=0, help_text="revisits that found nobody, since the last answer"
    )

    part_of = Inside("self", null=True, related_name="parts")
    merged_into = Inside("self", null=True, related_name="merged_from")

    consents = models.BooleanField(default=False, help_text="the resident agrees to publication")
    released_at = models.DateTimeField(null=True)
    released_by = models.IntegerField(null=True)
    public_text = models.TextField(default="", blank=True, help_text="what everybody reads, masked")
    public_answer = models.TextField(default="", blank=True)
    public_place = models.CharField(max_length=120, default="", blank=True, help_text="down to the building")
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="appeals_number_once"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="appeals_not_merged_into_self"),
            models.CheckConstraint(condition=~Q(part_of=F("id")), name="appeals_not_part_of_self"),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(consents=True), name="appeals_published_by_consent"
            ),
            models.CheckConstraint(
                condition=Q(about="matter") | ~Q(audience="office"), name="appeals_not_judged_by_themselves"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-received_at", "-id"], name="appeals_newest", include=_LISTED),
            # narrow, for a page far back of the office's whole list
            models.Index(
                fields=["community", "-received_at", "-id"], name="appeals_office",
                condition=Q(void=False, audience="office"),
            ),
            models.Index(
                fields=["community", "state", "-received_at", "-id"], name="appeals_state",
                include=[one for one in _LISTED if one != "state"],
            ),
            models.Index(
                fields=["community", "due_at", "id"], name="appeals_due",
                include=[one for one in _LISTED if one != "due_at"],
            ),
            models.Index(fields=["community", "handler", "state", "due_at"], name="appeals_handler"),
            models.Index(fields=["community", "room", "-id"], name="appeals_room", condition=Q(room__isnull=False)),
            models.Index(
                fields=["community", "building", "-received_at"], name="appeals_building",
                condition=Q(building__isnull=False),
            ),
            models.Index(fields=["community", "unit", "-received_at"], name="appeals_unit", condition=Q(unit__isnull=False)),
            models.Index(fields=["community", "counts_on"], name="appeals_counts_on"),
            models.Index(fields=["community", "closed_at"], name="appeals_closed", condition=Q(closed_at__isnull=False)),
            models.Index(
                fields=["community", "-released_at", "-id"], name="appeals_released",
                condition=Q(released_at__isnull=False),
            ),
            models.Index(
                fields=["community", "sent_to", "state"], name="appeals_sent", condition=Q(sent_to__isnull=False)
            ),
        ]  # fmt: skip

    class Personal:
        purpose = "answering what residents ask for"
        source = "the resident, or who reports for them"
        retention = "5 years after closing; then pseudonymised"
        classes: ClassVar[dict[str, str]] = {
            "text": "P2", "wish": "P2", "place": "P2", "room": "P2", "about_user": "P2", "longitude": "P2", "latitude": "P2",
            "public_text": "P0", "public_answer": "P0", "public_place": "P0", "*": "P1",
        }  # fmt: skip


@tracked()
class Reporter(Walled):
    """Who asked, apart from the appeal: named, or sealed for the one or two who must know.

    An anonymous appeal has no row. A confidential one has only `sealed` (JSON: name, phone, relation, other),
    and neither person, household nor phone by which it could be found.
    """

    appeal = Inside(Appeal, related_name="reporters")
    name = models.CharField(max_length=60, default="", blank=True)
    phone = models.CharField(max_length=20, default="", blank=True)
    person = Inside("residents.Person", null=True, related_name="+")
    household = Inside("residents.Household", null=True, related_name="+")
    for_other = models.CharField(
        max_length=60, default="", blank=True, help_text="asks on behalf of this person"
    )
    relation = models.CharField(max_length=20, default="", blank=True, help_text="to that person")
    sealed = SealedField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "appeal"], name="appeals_one_reporter"),
            models.CheckConstraint(
                condition=Q(sealed__isnull=True)
                | Q(name="", phone="", person__isnull=True, household__isnull=True, for_other=""),
                name="appeals_sealed_or_named",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "phone", "appeal"], name="appeals_reporter_phone", condition=~Q(phone="")),
            models.Index(
                fields=["community", "household", "appeal"], name="appeals_reporter_household",
                condition=Q(household__isnull=False),
            ),
            models.Index(
                fields=["community", "person", "appeal"], name="appeals_reporter_person", condition=Q(person__isnull=False)
            ),
        ]  # fmt: skip

    class Personal:
        purpose = "answering and calling back"
        source = "the resident"
        retention = "as the appeal"
        classes: ClassVar[dict[str, str]] = {
            "name": "P2", "phone": "P2", "person": "P2", "household": "P2", "for_other": "P2", "relation": "P2", "sealed": "P3", "*": "P1",
        }  # fmt: skip


class Serial(Walled):
    """The last number given on a day."""

    day = models.DateField()
    last = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "day"], name="appeals_serial_day")]

    class Personal:
        purpose = "numbers without gaps"
        source = "the software"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}
