"""The council meets: called in time, attendance, an item counted by its rule, votes by name read by two people."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.walker import DESK, PHONE, Walker

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]


def saved(walker: Walker) -> None:
    """Press the button at the foot of the form."""
    walker.page.locator(".form-foot button[type=submit]").click()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_council_meeting_from_the_call_to_the_resolution(somebody: Somebody, size: dict[str, int]) -> None:
    walker = somebody("shegong", size)

    # called one day before: refused with the first possible day, what was typed stays
    walker.go("/council/meetings/new/")
    walker.page.locator("main label", has_text="居民议事会").click()
    walker.fill(on="2018-12-27", notice_on="2018-12-26", place="社区议事厅", topics="楼道堆物")
    saved(walker)
    expect(walker.page.locator(".wrong").first).to_contain_text("最早可在 2018-12-29 开会")
    assert walker.page.locator("[name=topics]").input_value() == "楼道堆物"
    walker.fill(notice_on="2018-12-20")
    saved(walker)
    expect(walker.page.locator(".state")).to_contain_text("待召开")
    meeting = walker.path
    walker.go(f"{meeting}put/")
    walker.fill(title="楼道堆物清理公约")
    saved(walker)

    # 24 on the roll, 20 came
    walker.go(f"{meeting}hold/")
    for place in range(4):
        walker.page.locator("[name^=reason_]").nth(20 + place).fill("出差")
    saved(walker)
    expect(walker.page.locator(".state")).to_contain_text("应到 24 人，实到 20 人")
    expect(walker.page.locator(".state")).to_contain_text("达到法定人数")

    # 12 of 24 are not more than half: announced as carried it is refused with the arithmetic
    walker.page.get_by_role("link", name="楼道堆物清理公约").first.click()
    expect(walker.page.locator("main")).to_contain_text("需 13 票同意")
    item = walker.path
    walker.go(f"{item}count/")
    walker.fill(yes="12", no="6", abstain="2", tellers="周社工", other="林社工")
    saved(walker)
    expect(walker.page.locator(".wrong").first).to_contain_text("超过半数需 13 票，未通过")
    walker.fill(yes="15", no="3", abstain="2")
    saved(walker)
    expect(walker.page.locator("main")).to_contain_text(
        "同意 15 票，不同意 3 票，弃权 2 票，超过半数需 13 票，通过"
    )

    # the resolution gets its number
    walker.press("写决议")
    walker.fill(text="通过楼道堆物清理公约。")
    saved(walker)
    expect(walker.page.locator("main")).to_contain_text(re.compile(r"决议 议决〔2018〕\d+号"))


def test_votes_by_name_are_read_by_two_people(somebody: Somebody) -> None:
    walker = somebody("shegong", DESK)
    walker.go("/council/meetings/new/")
    walker.page.locator("main label", has_text="居务监督委员会").click()
    walker.fill(on="2018-12-26", notice_on="2018-12-20", topics="抽查")
    saved(walker)
    expect(walker.page.locator(".state")).to_contain_text("待召开")
    meeting = walker.path
    for title in ("抽查晾衣架项目", "抽查路灯项目"):
        walker.go(f"{meeting}put/")
        walker.fill(title=title)
        saved(walker)
        expect(walker.page.locator("main")).to_contain_text(title)
    walker.go(f"{meeting}hold/")
    saved(walker)
    expect(walker.page.locator(".state")).to_contain_text("实到 7 人")
    walker.press("录入记名票")
    enter(walker, differing="no")
    expect(walker.page.locator("main")).to_contain_text("已录入，待核对")

    # the second reader does not see the first reading; a difference is named, then both agree
    other = somebody("liangwei", DESK)
    other.go(f"{meeting}votes/")
    assert other.page.locator("select[name^=vote_]").first.input_value() == ""
    enter(other, differing="abstain")
    expect(other.page.locator("main")).to_contain_text("两次录入不一致")
    enter(other, differing="no")
    expect(other.page.locator("main")).to_contain_text("同意 6 票，不同意 1 票")


def enter(walker: Walker, *, differing: str) -> None:
    """Everybody says yes to everything, but for one cell."""
    rests = walker.page.locator("select[name^=rest_]")
    for place in range(rests.count()):
        rests.nth(place).select_option("yes")
    walker.page.locator("select[name^=vote_]").first.select_option(differing)
    saved(walker)
    walker.page.wait_for_load_state()
