"""Somebody moves in, is looked up, moves, and leaves: by hand, at the desk and at the door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.walker import DESK, PHONE, Walker

from .roster import number

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]
BORN = dt.date(1990, 3, 7)


def register(walker: Walker, name: str, serial: int, door: str) -> str:
    """登记新住户; the address of the person's page."""
    walker.go("/residents/register/")
    walker.fill(number=number(serial, BORN), name=name, door=door, start="2018-12-20")
    walker.choose("kind", "inflow")
    walker.verb("登记").click()
    expect(walker.page.locator("h1")).to_have_text(name)
    return walker.path


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_registered_by_hand_then_checked_moved_and_closed_by_two(
    somebody: Somebody, size: dict[str, int]
) -> None:
    serial = size["width"]
    name = "车明远" if size is DESK else "车明近"
    walker, worker = somebody("wangge", size), somebody("shegong", size)
    person = register(walker, name, serial, "英国小镇1栋1单元101")
    assert "英国小镇1栋1单元101" in walker.text
    assert number(serial, BORN) not in walker.page.content()

    walker.press("核实")
    walker.choose("way", "door")
    walker.choose("outcome", "unchanged")
    walker.press("记核实")
    expect(walker.page.locator(".story")).to_contain_text("核实无变化")

    walker.page.locator("summary", has_text="更多").first.click()
    walker.press("辖区内搬迁")
    walker.fill(door="英国小镇1栋1单元102", on="2018-12-24")
    walker.send()
    expect(walker.page.locator("h1")).to_have_text(name)
    expect(walker.page.locator(".head")).to_contain_text("英国小镇1栋1单元102")

    walker.page.locator("summary", has_text="更多").first.click()
    walker.press("办理注销")
    walker.choose("reason", "left_city")
    walker.fill(on="今天")
    walker.send()
    expect(walker.page.locator(".wrong")).to_contain_text("最晚填昨天")
    walker.fill(on="昨天")
    walker.send()
    expect(walker.page.locator("h1")).to_have_text(name)
    expect(walker.page.locator(".head")).to_contain_text("拟注销")

    worker.go(person)
    worker.touch(worker.page.locator("main a[href*='/confirm/']").first)
    worker.send()
    expect(worker.page.locator("h1")).to_have_text(name)
    expect(worker.page.locator("main")).to_contain_text("离市")
    worker.go(f"/residents/?q={name}")
    assert worker.page.locator("tbody th").count() == 0
    worker.go(f"/residents/?q={name}&state=gone")
    assert worker.page.locator("tbody th").count() == 1


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(somebody: Somebody) -> None:
    worker = somebody("shegong")
    worker.go("/residents/register/")
    worker.fill(
        number="99000019900230001X", name="车小满", phone="1381234567", door="没有这栋99", start="2018-02-30"
    )
    worker.verb("登记").click()
    expect(worker.page.locator("main .wrong")).to_have_count(4)
    assert "没有 2月30日" in worker.text
    assert worker.page.locator("[name=name]").input_value() == "车小满"
    assert worker.page.evaluate("document.activeElement.closest('.has-error') !== null")


def test_a_double_click_makes_one_record(somebody: Somebody) -> None:
    for script, serial in ((True, 11), (False, 12)):
        worker = somebody("shegong", script=script)
        worker.go("/residents/register/")
        worker.fill(
            number=number(serial, BORN), name="双击人", door="英国小镇1栋1单元102", start="2018-12-20"
        )
        worker.choose("kind", "inflow")
        worker.verb("登记").dblclick()
        expect(worker.page.locator("h1")).to_have_text("双击人")
        worker.go(f"/residents/?q={number(serial, BORN)}")
        assert worker.page.locator("tbody th").count() == 1


def test_of_two_who_correct_one_person_the_second_sees_both_versions(somebody: Somebody) -> None:
    first, second = somebody("shegong"), somebody("wangge")
    person = register(first, "两人改", 21, "英国小镇1栋1单元102")
    for one in (first, second):
        one.go(f"{person}correct/")
    first.fill(workplace="文家电子厂")
    first.press("保存")
    expect(first.page.locator("h1")).to_have_text("两人改")
    second.fill(workplace="快活超市")
    with second.page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        second.verb("保存").click()
    assert answer.value.status == 409
    expect(second.page.locator(".conflict")).to_contain_text("文家电子厂")
    expect(second.page.locator(".conflict")).to_contain_text("快活超市")
    expect(second.page.locator(".conflict")).to_contain_text("周社工")


def test_without_script_forms_post_lists_page_and_search_finds(somebody: Somebody) -> None:
    worker = somebody("shegong", script=False)
    register(worker, "无脚本", 31, "英国小镇1栋1单元102")
    worker.go("/residents/")
    first = worker.page.locator("tbody th").first.inner_text()
    worker.page.locator("main").get_by_role("link", name="下一页").click()
    expect(worker.page.locator("tbody th").first).not_to_have_text(first)
    worker.page.fill("#seek", "wujiaoben")
    worker.page.press("#seek", "Enter")
    expect(worker.page.locator("main")).to_contain_text("无脚本")
