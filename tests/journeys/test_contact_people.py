"""A captain is replaced, a gap of the week is filled, a shift changes hands on two phones, a resident applies without account."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.walker import PHONE, Walker

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]
HERE = "/c/510105014013/"
NEXT_WEEK = "/contact/messengers/?week=2018-12-31"


def covered(walker: Walker) -> int:
    """The hours of the week in which somebody answers, as the page says them."""
    found = re.search(r"(\d+) 小时有人接听", walker.text)
    assert found, walker.text[:200]
    return int(found[1])


def test_a_captain_is_replaced_and_two_for_one_building_are_refused(somebody: Somebody) -> None:
    walker = somebody("shuji")
    walker.go("/contact/captains/new/")
    walker.page.select_option("[name=building]", label="英国小镇2栋")
    walker.fill(name="试一试")
    walker.page.locator(".form-foot button[type=submit]").click()
    wrong = walker.page.locator(".wrong, .field-error, [role=alert]").first
    expect(wrong).to_contain_text("英国小镇2栋")
    walker.go("/contact/captains/?q=英国小镇2栋")
    row = walker.page.locator("tbody tr").first
    before = row.locator("td").nth(1).inner_text()
    row.locator("th a").click()
    walker.press("更换")
    walker.fill(name="顾阿姨", phone="19200007999")
    walker.page.locator(".form-foot button[type=submit]").click()
    expect(walker.page.locator("h1")).to_have_text("顾阿姨")
    assert before in walker.text
    assert "19200007999" not in walker.text


def test_the_week_shows_who_answers_and_a_gap_is_filled(somebody: Somebody) -> None:
    walker = somebody("shegong")
    walker.go(NEXT_WEEK)
    before = covered(walker)
    walker.page.locator(".hour-span.is-nobody a").first.click()
    walker.page.locator("label", has_text="邹建平").click()
    walker.page.locator(".form-foot button[type=submit]").click()
    expect(walker.page.locator(".hour-span.is-messenger", has_text="邹建平").first).to_be_visible()
    assert covered(walker) > before
    # one hour more than the cap of a week is refused with the arithmetic
    walker.go("/contact/shifts/enter/?day=2018-12-31&from=07:00&to=22:00")
    walker.page.locator("label", has_text="赵信使").click()
    walker.fill(first="2019-01-21", last="2019-01-27")
    walker.page.locator(".form-foot button[type=submit]").click()
    expect(walker.page.locator("main")).to_contain_text("每周最多 28 小时")


def test_a_shift_changes_hands_between_two_phones(somebody: Somebody) -> None:
    asker, taker = somebody("xinshi", PHONE), somebody("xinshi4", PHONE)
    asker.go("/")
    assert "我的班" in asker.text
    asker.touch(
        asker.page.locator("a[href*='/contact/shifts/']").nth(1)
    )  # the last of the three is offered already
    when = asker.page.locator("h1").inner_text().partition(" ")[2]
    asker.press("换班")
    asker.page.locator(".form-foot button[type=submit]").click()
    expect(asker.page.locator(".state")).to_contain_text("所有信使")
    taker.go("/")
    taker.go("/contact/messengers/")
    taker.page.locator("main .rows a[href*='/exchanges/']", has_text=when).first.click()
    taker.press("接班")
    taker.page.locator(".form-foot button[type=submit]").click()
    expect(taker.page.locator(".state")).to_contain_text("已接班")
    asker.go("/messages/")
    expect(asker.page.locator("main")).to_contain_text("接了")


def test_a_resident_applies_without_an_account(somebody: Somebody) -> None:
    office = somebody("shegong")
    office.go("/contact/recruitments/new/")
    office.fill(
        title="2019年招募民情信使", text="自愿报名，聘期一年。", seats="2", start="2018-12-28", last="2019-01-10",
        term_start="2019-02-01", term_last="2020-01-31",
    )  # fmt: skip
    office.page.locator(".form-foot button[type=submit]").click()
    office.press("发布")
    office.page.locator(".form-foot button[type=submit]").click()
    expect(office.page.locator(".state")).to_contain_text("正在报名")
    record = office.path
    resident = somebody("", PHONE)
    resident.go(HERE)
    resident.page.locator("a", has_text="2019年招募民情信使").click()
    resident.fill(name="佟秀兰", phone="19200009001", hours="周末")
    resident.page.wait_for_timeout(3500)
    resident.page.locator(".form-foot button[type=submit]").click()
    expect(resident.page.locator("h1")).to_contain_text("报名已收到")
    office.go(record)
    expect(office.page.locator("tbody tr")).to_have_count(1)
    assert "佟秀兰" in office.text
