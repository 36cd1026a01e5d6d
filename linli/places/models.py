"""Where things are: areas, partitions, buildings, units, rooms, facilities, dated terms.

Areas, their names, codes and parents are public (P0) and unwalled: they decide which walls
there are. All days are half-open: `end` is the first day on which a row no longer holds.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from linli.base.constraints import days, ends_after_start
from linli.base.fields import Inside
from linli.base.history import tracked
from linli.base.models import Versioned, Walled

PUBLIC = "public geography, decides the walls themselves"

LEVELS = ("province", "city", "district", "subdistrict", "community")
SCHEMES = ("grid", "compound", "group", "party_area")
USES = ("home", "shop", "plant", "office", "public", "other")
TENURES = ("commodity", "resettlement", "public", "collective", "other")
OCCUPANCY = ("owner", "let", "vacant", "business", "unknown")


class Area(models.Model):
    """A province, city, district, subdistrict or community. Its id never changes."""

    NO_WALL: ClassVar[str] = PUBLIC

    id = models.AutoField(primary_key=True)
    level = models.CharField(max_length=12, choices=[(one, one) for one in LEVELS])
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    outline = models.JSONField(null=True, help_text="GeoJSON geometry, WGS84")

    class Meta:
        indexes = [models.Index(fields=["level", "id"], name="places_area_level")]


class AreaName(models.Model):
    """What an area is called from one day to another."""

    NO_WALL: ClassVar[str] = PUBLIC

    area = models.ForeignKey(Area, models.CASCADE, related_name="names")
    name = models.CharField(max_length=60)
    start = models.DateField(null=True)
    end = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="places_one_name_a_day",
                expressions=[("area", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            )
        ]


class AreaCode(models.Model):
    """A statistical division code (text) that an area bears; later another may bear it."""

    NO_WALL: ClassVar[str] = PUBLIC

    area = models.ForeignKey(Area, models.CASCADE, related_name="codes")
    code = models.CharField(max_length=12)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    source = models.CharField(max_length=200, default="")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="places_one_code_a_day",
                expressions=[("area", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
            ExclusionConstraint(
                name="places_code_of_one_area",
                expressions=[("code", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
        ]


class AreaParent(models.Model):
    """Under which area an area stands from one day to another."""

    NO_WALL: ClassVar[str] = PUBLIC

    area = models.ForeignKey(Area, models.CASCADE, related_name="parents")
    parent = models.ForeignKey(Area, models.PROTECT, related_name="children")
    start = models.DateField(null=True)
    end = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="places_one_parent_a_day",
                expressions=[("area", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=~Q(area=F("parent")), name="places_no_own_parent"),
        ]


class AreaFact(models.Model):
    """A declared fact of an area, such as 约1.5 km²: a text with its qualifier and source."""

    NO_WALL: ClassVar[str] = PUBLIC

    area = models.ForeignKey(Area, models.CASCADE, related_name="facts")
    name = models.CharField(max_length=40)
    value = models.CharField(max_length=200)
    about = models.CharField(max_length=2, default="", help_text="约, 近, 余 or empty")
    unit = models.CharField(max_length=20, default="")
    source = models.CharField(max_length=200, default="")
    start = models.DateField(null=True)
    end = models.DateField(null=True)


class Term(models.Model):
    """A dated number or rule of a jurisdiction with its legal basis (政策标准).

    `jurisdiction` is an area code prefix: "" the country, 51 Sichuan, 510105 the district.
    Changed only by `linli terms` from versioned files.
    """

    NO_WALL: ClassVar[str] = "published rules, no personal data"

    key = models.CharField(max_length=60)
    jurisdiction = models.CharField(max_length=12, default="", blank=True)
    value = models.JSONField()
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    legal_basis = models.CharField(max_length=300)
    verified_by = models.CharField(max_length=60, default="")
    file = models.CharField(max_length=120, default="")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="places_one_term_a_day",
                expressions=[
                    ("key", RangeOperators.EQUAL),
                    ("jurisdiction", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
            )
        ]


class HolidayYear(models.Model):
    """What the notice of one year says: days off by name, make-up working days (调休).

    `days` is {"holidays": [{"name", "first", "last"}], "make_up": [{"name", "day"}]}; changed only by
    `linli workdays`, which makes new rows.
    """

    NO_WALL: ClassVar[str] = "published facts of the country, no personal data"

    jurisdiction = models.CharField(max_length=2, default="CN")
    year = models.SmallIntegerField()
    days = models.JSONField()
    source = models.CharField(max_length=300)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "year"], name="places_holiday_year")]


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
