"""A door plate's code finds its building without a community, and is borne once in the installation."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from linli.base.scope import SETTING, community_scope
from linli.kernel import Actor
from linli.places import api as places
from linli.places.actions import coding
from linli.places.api import DoorParts
from linli.places.models import Building, BuildingCode

from . import factories as f

pytestmark = pytest.mark.django_db


def test_a_code_finds_its_building_however_it_is_typed() -> None:
    here, elsewhere = f.community(), f.community()
    building = f.building(here, "3栋", 2, compound="英国小镇", address="快活路8号")
    f.building(elsewhere, "3栋")
    grid, ended = f.cell(here, "第1网格", buildings=[building]), f.cell(here, "第2网格", code="x")
    typed = f" {building.code[:3].lower()}-{building.code[3:]} "
    with community_scope(None):
        found = places.building_by_code(typed)
        assert found is not None
        community, one = found
        assert (community, one.id, one.title, one.address) == (
            here,
            building.pk,
            "英国小镇3栋",
            "快活路8号",
        )
        assert [cell.id for cell in one.cells] == [grid.pk]
        assert ended.pk not in {cell.id for cell in one.cells}


@pytest.mark.parametrize("code", ["", "ZZZZZZ", "../../", "0O1IL1", "码" * 6])
def test_a_code_that_nobody_bears_finds_nothing(code: str) -> None:
    with community_scope(None):
        assert places.building_by_code(code) is None


def test_the_scope_is_as_it_was_and_the_queries_are_few(django_assert_max_num_queries: Any) -> None:
    building = f.building(f.community())
    with community_scope(None):
        with django_assert_max_num_queries(7):
            assert places.building_by_code(building.code) is not None
        with connection.cursor() as cursor:
            cursor.execute("select current_setting(%s)", [SETTING])
            assert cursor.fetchone() == ("{}",)


def test_buildings_made_in_bulk_and_by_hand_bear_codes(worker: Actor) -> None:
    with community_scope(worker.community):
        places.make_rooms(
            worker, [DoorParts("", str(n), 1, "101") for n in range(1, 31)], f.AT, start=f.START
        )
        by_hand = places.register_building(
            actor=worker, about=places.About(name="40栋"), start=f.START, at=f.AT
        )
        codes = dict(Building.objects.values_list("pk", "code"))
    assert by_hand in codes
    assert len(codes) == 31
    assert dict(BuildingCode.objects.values_list("building", "code")) == codes
    assert set(BuildingCode.objects.values_list("area", flat=True)) == {worker.community}


def test_no_code_is_borne_in_two_communities() -> None:
    building = f.building(f.community())
    other = f.building(f.community())
    with pytest.raises(IntegrityError), transaction.atomic(), community_scope(other.community_id):
        Building.objects.filter(pk=other.pk).update(code=building.code)


def test_a_code_that_is_taken_is_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = f.building(f.community()).code
    draws = iter([taken, "ABCDEF", taken, "GHJKMN"])
    monkeypatch.setattr(coding, "public_code", lambda: next(draws))
    assert sorted(coding.fresh_codes(2)) == ["ABCDEF", "GHJKMN"]


def test_a_changed_code_is_followed() -> None:
    building = f.building(f.community())
    with community_scope(building.community_id):
        Building.objects.filter(pk=building.pk).update(code="ABCDEF", name="9栋")
    assert list(BuildingCode.objects.values_list("code", "building")) == [("ABCDEF", building.pk)]
