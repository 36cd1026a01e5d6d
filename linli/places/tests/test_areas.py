"""The area tree: one community through renames, other codes and other parents."""

from __future__ import annotations

import datetime as dt

import pytest

from linli.kernel import Actor, NotFound, Refused
from linli.places import api as places
from linli.places.actions import areas as actions
from linli.places.models import Area

from . import factories as f

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
REFORM = dt.date(2020, 1, 1)
IN_2018, IN_2021 = dt.date(2018, 12, 31), dt.date(2021, 12, 31)


@pytest.fixture
def tree() -> dict[str, int]:
    """青羊区 as the bundled file has it."""
    return places.load_areas("areas-510105.json", actor=SYSTEM, at=f.AT)


def test_a_community_is_found_by_either_code_and_stays_one(tree: dict[str, int]) -> None:
    for code in ("510105014013", "510105012009", " 510105012009 "):
        found = places.area_by_code(code)
        assert found is not None
        assert (found.id, found.name) == (tree["kuaihuo"], "快活社区")


def test_a_year_adds_up_under_the_subdistrict_of_that_year(tree: dict[str, int]) -> None:
    def under(ref: str, on: dt.date) -> list[int]:
        return [one.id for one in places.communities_under(tree[ref], on)]

    assert under("wenjia", IN_2018) == [tree["kuaihuo"]]
    assert under("huangtianba", IN_2018) == []
    assert under("wenjia", IN_2021) == []
    assert under("huangtianba", IN_2021) == [tree["kuaihuo"]]
    assert under("qingyang", IN_2018) == under("chengdu", IN_2018) == [tree["kuaihuo"], tree["qingyangc"]]


def test_a_place_shows_the_code_and_parent_of_the_day(tree: dict[str, int]) -> None:
    before, after = (places.community(tree["kuaihuo"], on) for on in (IN_2018, IN_2021))
    assert (before.code, before.parent_name) == ("510105014013", "文家街道")
    assert (after.code, after.parent_name) == ("510105012009", "黄田坝街道")


def test_on_a_day_only_the_bearer_of_that_day_answers(tree: dict[str, int]) -> None:
    assert places.area_by_code("510105012009", IN_2018) is None
    assert places.area_by_code("510105014013", IN_2021) is None
    assert places.area_by_code("510105014013", REFORM - dt.timedelta(days=1)) is not None
    assert places.area_by_code("510105012009", REFORM) is not None


def test_a_code_given_to_another_community_means_its_present_bearer(tree: dict[str, int]) -> None:
    other = actions.found_area(
        actor=SYSTEM, level="community", name="新社区", parent=tree["wenjia"], start=REFORM, at=f.AT
    )
    later = dt.date(2020, 6, 1)
    actions.recode_area(actor=SYSTEM, area=other, code="510105014013", start=later, at=f.AT)
    assert places.area_by_code("510105014013").id == other  # type: ignore[union-attr]
    assert places.area_by_code("510105014013", IN_2018).id == tree["kuaihuo"]  # type: ignore[union-attr]


def test_two_areas_never_bear_one_code_on_a_day(tree: dict[str, int]) -> None:
    other = actions.found_area(actor=SYSTEM, level="community", name="新社区", at=f.AT)
    with pytest.raises(Refused, match="Another area bears this code"):
        actions.recode_area(actor=SYSTEM, area=other, code="510105012009", start=REFORM, at=f.AT)


def test_loading_the_file_again_changes_nothing(tree: dict[str, int]) -> None:
    before = Area.objects.count()
    assert places.load_areas("areas-510105.json", actor=SYSTEM, at=f.AT) == tree
    assert Area.objects.count() == before


def test_a_rename_on_the_first_day_corrects_and_later_ends_the_former_name(tree: dict[str, int]) -> None:
    area = tree["kuaihuo"]
    actions.rename_area(actor=SYSTEM, area=area, name="快活林社区", start=IN_2018, at=f.AT)
    actions.rename_area(actor=SYSTEM, area=area, name="快活里社区", start=IN_2018, at=f.AT)
    assert places.name_of(area, IN_2018 - dt.timedelta(days=1)) == "快活社区"
    assert places.name_of(area, IN_2018) == "快活里社区"


def test_changes_are_entered_in_their_order(tree: dict[str, int]) -> None:
    with pytest.raises(Refused, match="Another change begins on 2020-01-01"):
        actions.recode_area(actor=SYSTEM, area=tree["kuaihuo"], code="510105099001", start=IN_2018, at=f.AT)


def test_an_area_cannot_stand_under_what_is_below_it(tree: dict[str, int]) -> None:
    with pytest.raises(Refused, match="under itself"):
        actions.move_area(actor=SYSTEM, area=tree["qingyang"], parent=tree["wenjia"], start=IN_2021, at=f.AT)


def test_a_code_has_the_digits_of_its_level(tree: dict[str, int]) -> None:
    with pytest.raises(Refused, match="12 digits"):
        actions.recode_area(actor=SYSTEM, area=tree["kuaihuo"], code="510105012", start=IN_2021, at=f.AT)


def test_a_secretary_changes_the_own_community_only(secretary: Actor) -> None:
    actions.rename_area(
        actor=secretary, area=secretary.community or 0, name="快活里社区", start=IN_2018, at=f.AT
    )
    with pytest.raises(Refused):
        actions.rename_area(actor=secretary, area=f.community(), name="别的社区", start=IN_2018, at=f.AT)


def test_what_is_no_area_is_not_found() -> None:
    with pytest.raises(NotFound):
        places.community(987654321, IN_2018)
    assert places.area_by_code("999999999999") is None
    assert places.area_by_code("一二三") is None


def test_a_declared_fact_keeps_its_former_value(secretary: Actor) -> None:
    area = secretary.community or 0
    for value, start in (("1.5", dt.date(2018, 1, 1)), ("1.6", dt.date(2019, 1, 1))):
        actions.declare_fact(
            actor=secretary,
            area=area,
            name="area",
            value=value,
            about="约",
            unit="平方公里",
            start=start,
            at=f.AT,
        )
    assert [one.value for one in places.facts(area, IN_2018).declared] == ["1.5"]
    assert [one.value for one in places.facts(area, IN_2021).declared] == ["1.6"]
