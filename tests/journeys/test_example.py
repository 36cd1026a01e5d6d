"""The whole way of one fact: a figure, the people behind it, a roster that changes it, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.demo import Served
from tests.walker import DESK, PHONE, Walker

from . import roster

pytestmark = pytest.mark.journey

COMMUNITY = "510105014013"
Somebody = Callable[..., Walker]


def to_the_table(worker: Walker) -> None:
    """台账报表 › 统计表 › 人口情况表, year 2018."""
    worker.touch(worker.page.locator(".entries").get_by_role("link", name="台账报表"))
    worker.touch(worker.page.locator("main").get_by_role("link", name="人口情况表"))
    worker.fill(period="2018")
    worker.press("显示")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_48_opens_to_48_people_and_one_of_them_to_her_page(somebody: Somebody, size: dict[str, int]) -> None:
    worker = somebody("shegong", size)
    to_the_table(worker)
    assert worker.title == "人口情况表"
    assert worker.figure("80岁以上") == "48"
    assert worker.sideways() == 0
    worker.page.locator("tr", has=worker.page.locator("th", has_text="80岁以上")).get_by_role(
        "link", name="48"
    ).click()
    expect(worker.page.locator("tbody tr")).to_have_count(48)
    first = worker.page.locator("tbody tr th a").first
    name = first.inner_text()
    first.click()
    expect(worker.page.locator("h1")).to_have_text(name)
    assert "80岁以上" not in worker.page.title()


def test_the_secretary_of_the_other_community_does_not_find_that_person(somebody: Somebody) -> None:
    worker = somebody("shegong")
    worker.go("/reports/population/?period=2018")
    worker.page.locator("tr", has=worker.page.locator("th", has_text="80岁以上")).get_by_role(
        "link", name="48"
    ).click()
    expect(worker.page.locator("tbody tr")).to_have_count(48)
    first = worker.page.locator("tbody tr th a").first
    name = first.inner_text()
    first.click()
    expect(worker.page.locator("h1")).to_have_text(name)
    person = worker.path
    other = somebody("shuji.qy")
    answer = other.go(person)
    assert answer.status == 404
    assert name not in other.page.content()
    other.go(f"/find/?q={name}")
    assert person not in other.page.content()


def test_the_same_by_command(demo: Served) -> None:
    figures = {
        one["name"]: one
        for one in demo.json("figures", "--area", COMMUNITY, "--year", "2018", "--format", "json")
    }
    old = figures["aged_80_or_over"]
    assert old["value"] == 48
    assert {"name", "label", "value", "unit", "kind", "definition"} <= set(old)
    keys = demo.json(
        "figures", "--area", COMMUNITY, "--year", "2018", "--rows", "aged_80_or_over", "--format", "json"
    )
    assert len(set(keys)) == 48
    expected = {"aged_90_or_over": 6, "disability_certificates": 68, "entered": 941}
    assert {name: figures[name]["value"] for name in expected} == expected


def test_a_messy_roster_is_mended_applied_seen_and_undone(somebody: Somebody, tmp_path: Path) -> None:
    worker = somebody("shegong")
    before = population(worker)
    worker.go("/residents/imports/")
    if worker.page.locator("details#upload[open]").count() == 0:
        worker.page.locator("details#upload > summary").click()
    worker.page.set_input_files("input[type=file]", roster.write(tmp_path))
    worker.choose("rows", "arrivals")
    worker.fill(sender="产业园人事")
    worker.press("上传")
    expect(worker.page.locator(".state")).to_contain_text("3 行有问题", timeout=120_000)
    faults = worker.page.locator("form[action$='/cells/'] tbody tr")
    expect(faults).to_have_count(3)
    for value, mended in (
        (roster.broken(roster.NUMBERS["温建业"])[-4:], roster.NUMBERS["温建业"]),
        ("4560", "19212345604"),
        ("2018.2.30", "2018.12.10"),
    ):
        faults.filter(has_text=value).locator("input[type=text]").fill(mended)
    worker.press("重新检查")
    expect(worker.page.locator(".state")).to_contain_text("没有问题", timeout=120_000)
    worker.press("导入")
    worker.send()
    expect(worker.page.locator(".state")).to_contain_text("已导入", timeout=120_000)
    page = worker.path
    assert population(worker) == {"实有人口": before["实有人口"] + 5, "80岁以上": before["80岁以上"] + 1}
    worker.go(f"/residents/?q={roster.NUMBERS['温建业']}")
    worker.page.locator("tbody th a", has_text="温建业").click()
    expect(worker.page.locator("h1")).to_have_text("温建业")
    worker.go(f"{worker.path}extract/")
    expect(worker.page.locator("body")).to_contain_text("12月新增人员.xlsx · 12月 第 5 行")

    worker.go(page)
    worker.press("撤销导入")
    worker.send()
    expect(worker.page.locator(".state")).to_contain_text("已撤销", timeout=120_000)
    assert population(worker) == before
    worker.go("/residents/?q=温建业&state=any")
    assert worker.page.locator("tbody th a", has_text="温建业").count() == 0


def population(worker: Walker) -> dict[str, int]:
    """What the table of this year says now."""
    worker.go("/reports/population/?period=2018")
    return {label: int(worker.figure(label).replace(",", "")) for label in ("实有人口", "80岁以上")}
