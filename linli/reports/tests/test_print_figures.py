"""`linli figures`: what another program reads."""

from __future__ import annotations

import datetime as dt
import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from linli.base.scope import community_scope
from linli.places.models import AreaCode, AreaParent
from linli.places.tests import factories as places
from linli.reports import engine
from linli.residents.models import Identity, Status
from linli.residents.queries import marks

from . import factories
from .factories import Ground

pytestmark = pytest.mark.django_db

REFORM = dt.date(2020, 1, 1)


@pytest.fixture
def kuaihuo() -> Ground:
    """快活社区 with its code and parent before and after the reform, and 48 of 80 or over, 6 of them 90."""
    before, after = (
        places.area("subdistrict", "文家街道", "510105014"),
        places.area("subdistrict", "黄田坝街道", "510105012"),
    )
    here = factories.ground("快活社区")
    AreaCode.objects.create(area_id=here.community, code="510105014013", end=REFORM)
    AreaCode.objects.create(area_id=here.community, code="510105012009", start=REFORM)
    AreaParent.objects.create(area_id=here.community, parent=before, end=REFORM)
    AreaParent.objects.create(area_id=here.community, parent=after, start=REFORM)
    for index in range(48):
        born = dt.date(1928, 12, 31) if index < 6 else dt.date(1938, 12, 31)
        factories.residence(
            here, factories.person(here, born=born), room=index % 2, start=dt.date(2010, 1, 1)
        )
    factories.residence(here, factories.person(here, born=dt.date(1939, 1, 1)), start=dt.date(2010, 1, 1))
    factories.residence(here, factories.person(here, born=dt.date(1930, 1, 1)), kind="absent", room=None)
    return here


def run(*words: str) -> str:
    out = StringIO()
    call_command("figures", *words, stdout=out)
    return out.getvalue()


def found(*words: str) -> dict[str, Any]:
    return {one["name"]: one for one in json.loads(run(*words, "--format", "json"))}


def test_both_readings_of_eighty_or_over_by_hand(kuaihuo: Ground) -> None:
    answer = found("--area", "510105014013", "--year", "2018")
    assert answer["aged_90_or_over"]["value"] == 6
    assert answer["aged_80_or_over"]["value"] == 48
    assert answer["aged_80_to_89"]["value"] == 42
    assert answer["aged_70_to_79"]["value"] == 1
    assert answer["registered_absent"]["value"] == 1


def test_half_open_bands_meet_on_the_birthday(kuaihuo: Ground) -> None:
    day_before = found("--area", "510105014013", "--period", "2018-12-30")
    assert day_before["aged_80_to_89"]["value"] == 6  # those born in 1928 are 89 still
    assert day_before["aged_70_to_79"]["value"] == 43
    assert day_before["aged_90_or_over"]["value"] == 0


def test_an_object_says_everything_that_a_table_needs(kuaihuo: Ground) -> None:
    answer = found("--area", "510105014013", "--year", "2018")
    people = answer["aged_80_or_over"]
    assert {"name", "label", "value", "unit", "kind", "definition", "version"} <= set(people)
    assert people["label"] == "80岁以上"
    assert people["kind"] == "stock"
    assert answer["facilities_filled"]["kind"] == "ratio"


def test_a_community_is_found_by_both_codes_and_adds_up_under_both_streets(kuaihuo: Ground) -> None:
    old_code = found("--area", "510105014013", "--year", "2018")["population"]["value"]
    assert found("--area", "510105012009", "--year", "2018")["population"]["value"] == old_code
    assert found("--area", "510105012009", "--year", "2021")["population"]["value"] == old_code
    assert found("--area", "510105014", "--year", "2018")["population"]["value"] == old_code
    assert found("--area", "510105012", "--year", "2021")["population"]["value"] == old_code


def test_a_street_without_communities_that_year_is_a_sentence(kuaihuo: Ground) -> None:
    with pytest.raises(CommandError, match="510105014 下没有社区") as fault:
        run("--area", "510105014", "--year", "2021")
    assert fault.value.returncode == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--area", "999999999999", "--year", "2018"), "没有哪个区划用过代码"),
        (("--area", "510105014013", "--year", "20x8"), "20x8"),
        (("--area", "510105014013", "--year", "2018-06"), "不是年份"),
        (("--area", "510105014013", "--period", "2018-02-30"), "2018-02-30"),
        (("--area", "510105014013", "--year", "2018", "--rows", "nothing"), "nothing"),
        (("--area", "510105014013", "--year", "2018", "--figure", "nothing"), "nothing"),
        (("--area", "510105014013", "--year", "2018", "--rows", "area"), "手填"),
        (("--area", "510105014013", "--year", "2018", "--period", "2018"), "--period"),
        (("--area", "510105014013", "--year", "2018", "--by", "community"), "社区可按"),
        (("--area", "510105014", "--year", "2018", "--by", "grid"), "只能按社区"),
    ],
)
def test_what_is_typed_wrong_is_one_sentence_and_status_two(
    kuaihuo: Ground, words: tuple[str, ...], said: str
) -> None:
    with pytest.raises(CommandError, match=said) as fault:
        run(*words)
    assert fault.value.returncode == 2


def test_record_keys_are_as_many_as_the_number(kuaihuo: Ground) -> None:
    keys = run("--area", "510105014013", "--year", "2018", "--rows", "aged_80_or_over").split()
    assert len(set(keys)) == len(keys) == 48
    assert json.loads(
        run("--area", "510105014013", "--year", "2018", "--rows", "aged_90_or_over", "--format", "json")
    )


def test_parts_by_grid_add_up_and_csv_has_a_column_for_each(kuaihuo: Ground) -> None:
    one = found("--area", "510105014013", "--year", "2018", "--by", "grid")["aged_80_or_over"]
    assert sum(part["value"] for part in one["parts"]) == one["value"]
    lines = run("--area", "510105014013", "--year", "2018", "--by", "grid", "--format", "csv").splitlines()
    assert "第1网格" in lines[0]
    assert any(line.startswith("aged_80_or_over,80岁以上,48,") for line in lines)
    assert "80岁以上" in run("--area", "510105014013", "--year", "2018")


def test_the_same_identity_in_two_communities_is_said_in_the_sum(kuaihuo: Ground) -> None:
    street = AreaParent.objects.get(area_id=kuaihuo.community, end=REFORM).parent
    other = factories.ground("红碾社区", "510105014012", street)
    digest = b"0123456789abcdef"
    for here in (kuaihuo, other):
        factories.residence(here, factories.person(here, digest=digest), kind="inflow")
        Identity.objects.create(digest=digest, lives_in=here.community, twice=True)
    answer = found("--area", "510105014", "--year", "2018")
    assert answer["floating"]["value"] == 2
    assert answer["floating"]["twice"] == 1
    assert "twice" not in answer["aged_90_or_over"]


def test_small_counts_of_a_sensitive_status_stay_inside_the_community(kuaihuo: Ground) -> None:
    street = AreaParent.objects.get(area_id=kuaihuo.community, end=REFORM).parent
    other = factories.ground("红碾社区", "510105014012", street)
    for here, count in ((kuaihuo, 3), (other, 6)):
        for _ in range(count):
            _certificate(here)
    from linli.accounts.tests import factories as accounts

    actor = accounts.actor("subdistrict", street, save=False)
    from linli.kernel import Period

    answer = engine.ask(
        ["disability_certificates", "population"], engine.subdistrict_lens(actor, Period.year(2018))
    )
    assert answer.amount("disability_certificates", part=kuaihuo.community).hidden
    assert answer.amount("disability_certificates", part=other.community).value == 6
    assert answer.amount("disability_certificates").value is None  # 9 would give the 3 away
    assert (answer.amount("population").value or 0) > 50


def _certificate(here: Ground) -> None:
    lived = factories.residence(here)
    with community_scope(here.community):
        Status.objects.create(
            community_id=here.community, person=lived.person, mark=marks.mark("disability"), facts="{}",
            purpose="p", source="s", start=dt.date(2017, 1, 1), changed_at=factories.AT,
        )  # fmt: skip
