"""The area tree with its dated names, codes, parents, facts and terms. Public (P0) and unwalled: they decide which walls there are."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from linli.base.constraints import days

PUBLIC = "public geography, decides the walls themselves"
LEVELS = ("province", "city", "district", "subdistrict", "community")


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
