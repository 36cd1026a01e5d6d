"""Somebody registers, is put forward for a relayed post, is hired, entered outside; the number goes up by one and opens."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.walker import DESK, PHONE, Walker

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]


def save(walker: Walker) -> None:
    """The form's own button."""
    walker.page.locator(".form-foot button[type=submit]").click()
    walker.page.wait_for_load_state()


def employed(walker: Walker) -> int:
    """How many employments of the year stand in the list."""
    walker.go("/jobs/employed/?period=2018")
    words = walker.page.locator("main").inner_text()
    found = re.search(r"就业 (\d+) 条", words)
    assert found, words
    return int(found[1])


def chosen(walker: Walker, surname: str) -> str:
    """Somebody of 25 to 45 found by name who can be registered; the registration's address."""
    walker.go("/jobs/who/?for=seeker&q=" + surname)
    rows = walker.page.locator("tbody tr")
    links = []
    for at in range(rows.count()):
        found = re.search(r"(?<!\d)(\d\d)(?!\d)", rows.nth(at).inner_text())
        if found and 25 <= int(found[1]) <= 45:
            links.append(rows.nth(at).locator("th a").get_attribute("href") or "")
    for link in links:
        walker.go(link)
        walker.fill(on="2018-12-20", trade="普工", lost_on="2018-11-30")
        save(walker)
        if re.search(r"/jobs/seekers/\d+/$", walker.path):
            return walker.path
    raise AssertionError(f"nobody called {surname} could be registered")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_from_the_registration_to_the_number(somebody: Somebody, size: dict[str, int]) -> None:
    walker, unit = somebody("shegong", size), "航空部件厂" if size is DESK else "邻里餐馆二店"
    before = employed(walker)

    # a posting that asks for sex and age is refused in its own words, what was typed stays
    walker.go("/jobs/posts/new/")
    walker.fill(
        unit=unit, trade="装配工", wanted="6", asks="限男性，35岁以下", on="2018-12-18", until="2019-01-31"
    )
    walker.page.select_option("[name=section]", "C")
    save(walker)
    expect(walker.page.locator(".wrong").first).to_contain_text("限定年龄")
    assert walker.page.locator("[name=asks]").input_value() == "限男性，35岁以下"
    walker.fill(asks="会看图纸，性别不限")
    save(walker)
    expect(walker.page.locator("h1")).to_contain_text(unit)
    offered = walker.path.rstrip("/").rpartition("/")[2]

    # somebody registers and is recommended: by whom is asked
    one = chosen(walker, "王" if size is DESK else "李")
    walker.go(f"{one}refer/")
    walker.choose("route", "recommended")
    walker.choose("vacancy", offered)
    walker.fill(on="2018-12-21")
    save(walker)
    expect(walker.page.locator(".wrong").first).to_contain_text("推荐人")
    walker.fill(by="唐师傅")
    save(walker)
    expect(walker.page.locator("main")).to_contain_text("唐师傅")

    # hired: the registration ends, the employment begins with its two follow-ups
    walker.page.locator("main tbody th a", has_text=unit).click()
    walker.page.locator("main a", has_text=re.compile(r"^录用$")).click()
    walker.fill(on="2018-12-26")
    save(walker)
    expect(walker.page.locator("main")).to_contain_text("2019-03-26")
    expect(walker.page.locator("main")).to_contain_text("2019-06-26")
    work = walker.path
    walker.go(f"{work}entry/")
    walker.fill(entry=f"CD2018XZJY9{size['width']:04d}", on="2018-12-27")
    save(walker)
    expect(walker.page.locator("aside")).to_contain_text("CD2018XZJY9")
    walker.go(one)
    expect(walker.page.locator(".state")).to_contain_text("已就业")

    # the number went up by one, the ledger shows the line with the name masked
    assert employed(walker) == before + 1
    walker.go("/jobs/ledger/?period=2018-12")
    expect(walker.page.locator("tbody tr", has_text=unit).first).to_contain_text("已录用")
    assert walker.sideways() == 0
    # the department's list of the year was compared before: everybody in both
    walker.go("/jobs/lists/")
    walker.page.locator("tbody th a").first.click()
    expect(walker.page.locator("main")).to_contain_text("双方都有 196 人")
