"""The first page of each role, and the command box."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from linli.accounts.tests import factories as accounts
from linli.base import clock
from linli.base.scope import community_scope
from linli.places.tests import factories as places
from linli.residents.tests import factories as residents

pytestmark = pytest.mark.django_db
AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _the_day() -> Iterator[None]:
    clock.move_to(AT)
    yield
    clock.forget()


@pytest.fixture
def here() -> Iterator[int]:
    community = residents.community(name="快活社区")
    with community_scope(community):
        yield community


def signed_in(role: str, area: int, **post: Any) -> Client:
    client = Client()
    accounts.sign_in(client, accounts.user("王敏", role, area, password=None, **post))
    return client


def home(client: Client) -> str:
    page = client.get("/")
    assert page.status_code == 200
    return str(page.content.decode())


def test_a_worker_reads_the_day_who_is_on_duty_and_what_waits(here: int) -> None:
    accounts.duty(here, AT, AT + dt.timedelta(hours=10), name="韩网格员", phone="028-87310012")
    residents.resident(here, name="王波", verified=False)
    text = home(signed_in("social_worker", here))
    assert "2018年12月28日 周五" in text
    assert "韩网格员" in text
    assert 'href="#accept"' in text
    assert "王波" in text
    assert "登记新住户" in text


def test_nothing_to_do_is_said_and_says_what_will_come(here: int) -> None:
    text = home(signed_in("social_worker", here))
    assert "今天没有待办的事" in text
    assert 'class="empty"' in text


def test_what_was_done_today_is_counted_and_folded(here: int) -> None:
    client = signed_in("social_worker", here)
    made = residents.resident(here)
    client.post(f"/residents/{made.person}/check/", {"way": "door", "outcome": "unchanged"})
    assert "今日已办" in home(client)


def test_the_secretary_reads_eight_numbers_each_beside_last_years(here: int) -> None:
    residents.resident(here)
    text = home(signed_in("secretary", here))
    assert text.count('class="figure-pair"') == 8
    assert "上年同期" in text
    assert "data-copy" in text


def test_a_grid_worker_reads_the_doors_of_the_own_grid_and_three_buttons(here: int) -> None:
    mine, theirs = (
        places.building(here, "3栋", compound="英国小镇"),
        places.building(here, "9栋", compound="快活新居"),
    )
    cell = places.cell(here, buildings=[mine])
    for building in (mine, theirs):
        residents.resident(here, places.rooms(building)[0])
    text = home(signed_in("grid_worker", here, cell=cell.pk))
    assert "英国小镇3栋" in text
    assert "快活新居9栋" not in text
    assert text.split('class="reach-do"', 1)[1].split("</p>", 1)[0].count('class="button') == 3


def test_a_captain_reads_doors_and_forms_of_address_and_no_names(here: int) -> None:
    building = places.building(here, "3栋", compound="英国小镇")
    cell = places.cell(here, buildings=[building])
    room = places.rooms(building)[0]
    residents.resident(here, room, name="陈秀兰", called="陈阿姨", phone="13812340123")
    text = home(signed_in("captain", here, cell=cell.pk))
    assert "陈阿姨" in text
    assert "陈秀兰" not in text
    assert "0123" not in text


@pytest.mark.parametrize(
    ("role", "leads"), [("auditor", "/settings/log/"), ("tech_admin", "/settings/people/")]
)
def test_who_serves_no_residents_is_led_to_the_own_page(here: int, role: str, leads: str) -> None:
    page = signed_in(role, here).get("/")
    assert page.status_code == 302
    assert page["Location"] == leads


def test_a_subdistrict_reads_what_its_communities_sent_up_and_finds_the_tables() -> None:
    area = accounts.area("subdistrict", "文家街道")
    text = home(signed_in("subdistrict", area.pk))
    assert "没有社区上报的事待处理" in text
    assert "/reports/population/" in text


def test_a_supervisor_has_no_building_of_a_captain(here: int) -> None:
    text = home(signed_in("supervisor", here))
    assert "我的楼栋" not in text
    assert "工作台" in text


def test_nobody_signed_in_is_sent_to_the_door() -> None:
    assert "login" in Client().get("/")["Location"] or "sign" in Client().get("/")["Location"]


def test_the_command_box_finds_people_and_pages(here: int) -> None:
    made = residents.resident(here, name="王波")
    client = signed_in("social_worker", here)
    for text in ("王波", "wangbo", "wb"):
        assert f"/residents/{made.person}/" in client.get("/find/", {"q": text}).content.decode()
    part = client.get("/find/", {"q": "居住登记", "part": "1"}).content.decode()
    assert "/residents/residences/" in part
    assert "<html" not in part
    assert client.get("/find/", {"q": "\x00‮%_<script>"}).status_code == 200


def test_the_command_box_stays_inside_the_community(here: int) -> None:
    residents.resident(residents.community(), name="邻区人")
    assert "邻区人" not in signed_in("secretary", here).get("/find/", {"q": "邻区人"}).content.decode().split(
        "<main", 1
    )[1].replace('value="邻区人"', "").replace("“邻区人”", "")


def test_a_tab_that_may_not_be_opened_is_not_in_the_menu(here: int) -> None:
    assert "/residents/imports/" not in home(signed_in("secretary", here))
    assert "/residents/imports/" in home(signed_in("social_worker", here))
