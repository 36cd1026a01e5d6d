"""Bars beside the numbers: each is a number of the table or of its months, and the parts make the whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.appeals.tests import factories as appeals
from linli.base.scope import community_scope
from linli.kernel import Period
from linli.kernel.actor import SECRETARY
from linli.places.tests import factories as places
from linli.reports import engine
from linli.reports.queries import pictures, sheets
from linli.reports.rules.tables import APPEALS_MONTH, POPULATION


@pytest.fixture
def here(db: None) -> Iterator[int]:
    """A community that heard appeals in two months."""
    community = appeals.community()
    with community_scope(community):
        for month, day, category in ((2, 5, "lighting"), (2, 6, "parking"), (11, 5, "parking")):
            at = dt.datetime(2018, month, day, 2, tzinfo=dt.UTC)
            appeals.appeal(community, at=at, ticking=False, category=category)
        yield community


def drawn(here: int, scheme: str = "") -> list[pictures.Picture]:
    lens = engine.community_lens(appeals.actor(here, SECRETARY), Period.year(2018), scheme=scheme)
    return pictures.of(sheets.down(APPEALS_MONTH, lens))


def by_area(here: int) -> pictures.Picture:
    return next(one for one in drawn(here, "grid") if one.title.msgid == "{figure}, by area")


def test_the_months_make_the_year_and_the_longest_bar_is_the_most(here: int) -> None:
    months = drawn(here)[0]
    assert [bar.label for bar in months.bars] == [f"2018-{number:02d}" for number in range(1, 13)]
    assert {bar.label: bar.cell.amount.value for bar in months.bars if bar.cell.amount.value} == {
        "2018-02": 2,
        "2018-11": 1,
    }
    assert {bar.label: bar.length for bar in months.bars if bar.length} == {"2018-02": 100.0, "2018-11": 50.0}
    assert all(bar.cell.url for bar in months.bars if bar.cell.amount.value), "every number opens"


def test_categories_stand_by_how_many_there_are_and_make_the_whole(here: int) -> None:
    spread = next(one for one in drawn(here) if one.title.msgid == "By category")
    counts = [bar.cell.amount.value for bar in spread.bars]
    assert counts == sorted(counts, key=lambda n: -(n or 0))
    assert sum(n or 0 for n in counts) == 3


def test_nothing_is_drawn_where_nothing_was_heard_nor_for_tables_without_pictures(here: int) -> None:
    lens = engine.community_lens(appeals.actor(here, SECRETARY), Period.year(2016))
    assert pictures.of(sheets.down(APPEALS_MONTH, lens)) == []
    assert pictures.of(sheets.down(POPULATION, lens)) == []


def test_cells_with_outlines_are_a_map_too_each_as_dark_as_its_number_and_opening(here: int) -> None:
    assert by_area(here).ground is None, "no cell has an outline yet"
    for index, (code, heard) in enumerate((("001", 4), ("002", 1), ("003", 0))):
        west = 104 + index / 100
        corners = [[west, 30], [west + 0.01, 30], [west + 0.01, 30.01], [west, 30.01], [west, 30]]
        building = places.building(here)
        places.cell(
            here, code=code, buildings=[building], outline={"type": "Polygon", "coordinates": [corners]}
        )
        for _ in range(heard):
            appeals.appeal(here, ticking=False, building=building, unit=building.units.get())
    ground = by_area(here).ground
    assert ground is not None
    assert [(patch.cell.text, patch.depth, bool(patch.cell.url)) for patch in ground.patches] == [
        ("4", 4, True), ("1", 1, True), ("0", 0, False),
    ]  # fmt: skip


def test_the_page_draws_without_script(here: int, client: Client) -> None:
    accounts.sign_in(client, accounts.user("王书记", SECRETARY, here))
    page = client.get(reverse("reports:appeals_month"), {"period": "2018"}).content.decode()
    assert '<rect width="50.0" height="10"/>' in page
