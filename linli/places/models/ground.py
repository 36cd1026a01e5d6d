"""What stands on the ground of a community: cells of partitions, buildings, units, rooms, facilities."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import Q

from linli.base.constraints import days, ends_after_start
from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Versioned, Walled

from .areas import Area

SCHEMES = ("grid", "compound", "group", "party_area", "captain")
USES = ("home", "shop", "plant", "office", "public", "other")
TENURES = ("commodity", "resettlement", "public", "collective", "other")
OCCUPANCY = ("owner", "let", "vacant", "business", "unknown")


@tracked()
class Cell(Walled, Versioned):
    """One part of a partition scheme: a grid, compound, residents' group or Party area."""

    scheme = models.CharField(max_length=12, choices=[(one, one) for one in SCHEMES])
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    start = models.DateField()
    end = models.DateField(null=True)
    outline = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "scheme", "code", "start"], name="places_cell_code"),
            models.UniqueConstraint(fields=["community", "id", "scheme"], name="places_cell_scheme"),
            ends_after_start("places_cell_days"),
        ]

    class Personal:
        purpose = "division of work"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class Building(Walled, Versioned):
    """A building with homes, shops or plants. `code` is permanent and public (/b/<code>)."""

    code = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    name_sort = models.CharField(max_length=60, default="", help_text="orders 2栋 before 10栋")
    compound = models.CharField(max_length=60, default="", help_text="estate name before the building number")
    address = models.CharField(max_length=120, default="", blank=True)
    use = models.CharField(max_length=8, choices=[(one, one) for one in USES], default="home")
    floors = models.SmallIntegerField(null=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    start = models.DateField()
    end = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "code"], name="places_building_code"),
            models.UniqueConstraint(
                fields=["community", "compound", "name"],
                condition=Q(end__isnull=True),
                name="places_building_name",
            ),
            ends_after_start("places_building_days"),
        ]

    class Personal:
        purpose = "address skeleton"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


class BuildingCode(models.Model):
    """Whose a building's public code is. Written by a trigger of the database with every building.

    /b/<code> is opened by somebody of whom no community is known yet; this row names it.
    """

    NO_WALL: ClassVar[str] = "printed on the building's door; says in which community to look for it"

    code = models.CharField(max_length=12, primary_key=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", help_text="the community")
    building = models.OneToOneField(Building, models.CASCADE, related_name="+")


@tracked()
class Unit(Walled, Versioned):
    """An entrance (单元) of a building; number 0 where a building has none."""

    building = Inside(Building, related_name="units")
    number = models.SmallIntegerField()
    name = models.CharField(max_length=40, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "building", "number"], name="places_unit_number")
        ]

    class Personal:
        purpose = "address skeleton"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class Membership(Walled, Versioned):
    """A unit lies in one cell of a scheme from one day to another."""

    scheme = models.CharField(max_length=12, choices=[(one, one) for one in SCHEMES])
    unit = Inside(Unit, related_name="memberships")
    cell = Inside(Cell, related_name="memberships")
    start = models.DateField()
    end = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="places_one_cell_a_day",
                expressions=[
                    ("community", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("scheme", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
            ),
            ends_after_start("places_membership_days"),
        ]

    class Personal:
        purpose = "division of work"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}


@tracked()
class Room(Walled, Versioned):
    """A home, shop or workshop behind one door; `door` is the whole text 3栋2单元501."""

    unit = Inside(Unit, related_name="rooms")
    number = models.CharField(max_length=20)
    door = models.CharField(max_length=100)
    door_key = models.CharField(max_length=60, help_text="3-2-501, as typed in search")
    floor = models.SmallIntegerField(null=True)
    use = models.CharField(max_length=8, choices=[(one, one) for one in USES], default="home")
    tenure = models.CharField(max_length=12, choices=[(one, one) for one in TENURES], default="commodity")
    occupancy = models.CharField(max_length=8, choices=[(one, one) for one in OCCUPANCY], default="unknown")
    square_metres = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    note = models.CharField(max_length=200, default="", blank=True)
    start = models.DateField()
    end = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "unit", "number"], name="places_room_number"),
            ends_after_start("places_room_days"),
        ]
        indexes = [models.Index(fields=["community", "door_key"], name="places_room_door")]

    class Personal:
        purpose = "address skeleton"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P1"}


@tracked()
class Facility(Walled, Versioned):
    """One slot of the facility template (六站一室一港湾) or a further facility, from day to day."""

    slot = models.CharField(
        max_length=40, help_text="code of the template's slot, empty for others", default="", blank=True
    )
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    place = models.CharField(max_length=120, default="", blank=True)
    building = Inside(Building, related_name="facilities", null=True)
    hours = models.CharField(max_length=120, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    keeper = models.CharField(max_length=60, default="", blank=True)
    services = ArrayField(models.CharField(max_length=40), default=list)
    start = models.DateField()
    end = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="places_one_facility_a_slot",
                expressions=[
                    ("community", RangeOperators.EQUAL),
                    ("slot", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                condition=~Q(slot=""),
            ),
            ends_after_start("places_facility_days"),
        ]

    class Personal:
        purpose = "public services"
        source = "community"
        retention = "permanent"
        classes: ClassVar[dict[str, str]] = {"*": "P0"}
