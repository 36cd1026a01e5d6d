"""What each post sees, and what it does not."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.walker import DESK, PHONE, Walker

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]
LIST = "/reports/open/?figure=aged_80_or_over&period=2018"


def test_a_grid_worker_on_a_phone_sees_the_own_grid_only(somebody: Somebody) -> None:
    walker, worker = somebody("wangge", PHONE), somebody("shegong")
    expect(walker.page.locator(".thumbs")).to_be_visible()
    walker.go("/residents/")
    doors = walker.page.locator("tbody td[data-label='门牌']").all_inner_texts()
    assert doors
    assert all(re.fullmatch(r"英国小镇[1-6]栋.*", door) for door in doors)
    worker.go("/residents/?q=青年公寓1-815")
    foreign = worker.page.locator("tbody th a").first.get_attribute("href") or ""
    assert walker.go(foreign).status == 404
    walker.go("/reports/population/?period=2018")
    heads = walker.page.locator("thead th").all_inner_texts()
    assert "第1网格" in heads
    assert "第2网格" not in heads


def test_a_captain_sees_doors_and_no_person(somebody: Somebody) -> None:
    captain, worker = somebody("louzhang", PHONE), somebody("shegong")
    assert "101" in captain.text
    worker.go("/residents/?q=英国小镇1-1-101")
    names = worker.page.locator("tbody th").all_inner_texts()
    person = worker.page.locator("tbody th a").first.get_attribute("href") or ""
    assert names
    assert not any(name in captain.page.content() for name in names)
    assert not re.search(r"\d{3}····\d{4}", captain.text)
    assert captain.go(person).status == 403
    assert captain.go("/residents/").status == 403
    assert captain.go("/reports/population/").status == 403


def test_the_subdistrict_sees_counts_and_no_list(somebody: Somebody) -> None:
    above, worker = somebody("jiedao"), somebody("shegong")
    above.go("/reports/population/?period=2018")
    assert above.figure("80岁以上") == "48"
    assert above.page.locator("main a.opens, main a[href*='/open/']").count() == 0
    worker.go("/reports/population/?period=2018")
    opened = (
        worker.page.locator("tr", has=worker.page.locator("th", has_text="80岁以上")).locator("a.opens").first
    )
    address = opened.get_attribute("href") or ""
    assert above.go(address).status == 403
    assert above.go("/residents/").status == 403


def test_each_account_has_a_home(somebody: Somebody) -> None:
    titles = {}
    for username in ("shuji", "liangwei", "shenji", "jishu", "jiedao", "xinshi", "danwei", "zhiyuan"):
        walker = somebody(username, DESK)
        titles[username] = walker.title
        walker.page.context.clear_cookies()
    assert all(titles.values())
