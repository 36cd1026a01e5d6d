"""The command box and the figures of places."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from linli.base import slots
from linli.base.figures import Declared, Figure, Ratio, Spine
from linli.kernel import Actor
from linli.kernel.actor import COUNCIL
from linli.places import figures
from linli.places.views import board

from . import factories as f

pytestmark = pytest.mark.django_db
ON = dt.date(2018, 6, 1)


def test_the_command_box_finds_rooms_buildings_and_the_community(worker: Actor, home: int) -> None:
    f.building(home, "3栋", units=2, compound="英国小镇")

    def titles(text: str) -> list[str]:
        return [hit.title for hit in board.find(worker, text, ON, 5)]

    assert titles("3-2-101") == ["英国小镇3栋2单元101"]
    assert titles("ygxz") == ["英国小镇3栋"]
    assert titles("3栋") == ["英国小镇3栋"]
    assert titles("510105012009") == ["快活社区"]
    assert titles("快活") == ["快活社区"]
    assert titles("王小明") == []


@pytest.mark.parametrize("typed", ["", " ", "%", "'", "-", "3--", "栋" * 300, "9" * 300, "\u202e3栋"])
def test_whatever_is_typed_is_answered(typed: str, worker: Actor, home: int) -> None:
    f.building(home, "3栋")
    assert isinstance(board.find(worker, typed, ON, 5), list)


def test_who_reads_no_addresses_finds_none(home: int) -> None:
    f.building(home, "3栋")
    council = Actor(None, "赵路人", home, frozenset({COUNCIL}))
    assert board.find(council, "3栋", ON, 5) == []


def test_finding_asks_few_questions(worker: Actor, home: int, django_assert_max_num_queries: Any) -> None:
    for number in range(40):
        f.building(home, f"{number}栋", units=3)
    with django_assert_max_num_queries(7):
        assert board.find(worker, "3-2-101", ON, 5)


def test_the_slots_are_filled_and_every_figure_has_its_spine() -> None:
    answers = dict(slots.figures.ask())
    names = {one.name for one in answers["places"] if isinstance(one, Spine)}
    spines = [one.spine for one in answers["places"] if isinstance(one, Figure)]
    assert set(spines) <= names
    stated = {one.name for one in figures.FIGURES if isinstance(one, Declared | Ratio)}
    assert {"area", "facility_slots", "facilities_filled"} <= stated
