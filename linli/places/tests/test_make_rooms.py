"""Rooms in bulk, as an import of a roster makes them."""

from __future__ import annotations

from typing import Any

import pytest

from linli.base.scope import community_scope
from linli.kernel import Actor, Refused
from linli.kernel.actor import GRID_WORKER
from linli.places import api as places
from linli.places.api import DoorParts
from linli.places.models import Building, Room

from . import factories as f

pytestmark = pytest.mark.django_db
ROSTER = [
    DoorParts("英国小镇", "3", 2, "501"),
    DoorParts("英国小镇", "3栋", 2, "502"),
    DoorParts("英国小镇", "3号楼", 1, "101"),
    DoorParts("", "创业楼", None, "A101"),
]


def test_missing_buildings_units_and_rooms_are_made_once(worker: Actor) -> None:
    with community_scope(worker.community):
        first = places.make_rooms(worker, ROSTER, f.AT)
        again = places.make_rooms(worker, ROSTER, f.AT)
        assert first == again
        assert set(first) == {"英国小镇|3-2-501", "英国小镇|3-2-502", "英国小镇|3-1-101", "创业楼-0-A101"}
        assert sorted(Building.objects.values_list("compound", "name")) == [
            ("", "创业楼"),
            ("英国小镇", "3栋"),
        ]
        assert Room.objects.get(pk=first["英国小镇|3-2-501"]).door == "英国小镇3栋2单元501"


def test_doors_of_a_building_entered_by_hand_are_recognised(worker: Actor) -> None:
    building = f.building(worker.community or 0, "3号楼", units=2, compound="英国小镇")
    room = f.room(building, 2, "501")
    with community_scope(worker.community):
        assert places.make_rooms(worker, ROSTER[:1], f.AT) == {"英国小镇|3-2-501": room.pk}


def test_the_number_of_statements_does_not_grow_with_the_roster(
    worker: Actor, django_assert_max_num_queries: Any
) -> None:
    roster = [DoorParts("英国小镇", str(b), 1, str(n)) for b in range(1, 21) for n in range(101, 141)]
    with community_scope(worker.community), django_assert_max_num_queries(10):
        assert len(places.make_rooms(worker, roster, f.AT)) == 800


def test_a_grid_worker_makes_no_rooms(worker: Actor) -> None:
    other = Actor(None, "李网格员", worker.community, frozenset({GRID_WORKER}))
    with community_scope(worker.community), pytest.raises(Refused):
        places.make_rooms(other, ROSTER, f.AT)
