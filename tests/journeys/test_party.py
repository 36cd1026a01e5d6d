"""A branch is founded, takes members in, meets and decides; what the secretary's years are is computed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.walker import DESK, PHONE, Walker

from .roster import number

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]
NAMES = ("车一鸣", "车二妹", "车三江", "车四海", "车五洲")


def take_in(walker: Walker, branch: str, name: str, serial: int) -> str:
    """登记党员 into a branch; the address of the member's page."""
    walker.go("/party/members/new/")
    walker.fill(name=name, number=number(serial, dt.date(1980, 5, 6)), on="2018-12-01", joined="2004-07-01")
    walker.page.select_option("[name=branch]", label=branch)
    walker.choose("way_in", "founding")
    walker.page.locator(".form-foot button[type=submit]").click()
    expect(walker.page.locator("h1")).to_have_text(name)
    return walker.path


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_branch_from_its_founding_to_its_first_resolution(somebody: Somebody, size: dict[str, int]) -> None:
    walker, branch = somebody("dangwu", size), "第十党支部" if size is DESK else "第十一党支部"
    walker.go("/party/branches/new/")
    walker.fill(name=branch, on="2018-12-01")
    walker.page.locator(".form-foot button[type=submit]").click()
    expect(walker.page.locator("h1")).to_have_text(branch)
    home = walker.path
    people = [take_in(walker, branch, name, size["width"] + place) for place, name in enumerate(NAMES)]

    # the same member in a second branch: refused with branch and day, what was typed stays
    walker.go(f"{people[0]}join/")
    walker.page.select_option("[name=branch]", label="第一党支部")
    walker.fill(on="2018-12-20", came_from="苏坡街道")
    walker.page.locator(".form-foot button[type=submit]").click()
    expect(walker.page.locator(".wrong").first).to_contain_text(f"自 2018-12-01 起在{branch}")
    assert walker.page.locator("[name=came_from]").input_value() == "苏坡街道"

    # the branch calls a meeting of all its members
    walker.go(home)
    walker.press("安排会议")
    walker.fill(on="2018-12-27", begins="1430", place="社区会议室", topics="通过年度服务计划")
    walker.page.locator(".form-foot button[type=submit]").click()
    expect(walker.page.locator(".state")).to_contain_text("待召开")
    meeting = walker.path

    # three of five on leave: no quorum, refused with the arithmetic, the text stays
    attendance(walker, meeting, NAMES[:3])
    expect(walker.page.locator(".state")).to_contain_text("应到 5 人，实到 2 人")
    resolve(walker, meeting, yes=2)
    expect(walker.page.locator(".wrong").first).to_contain_text("未达到法定人数：应到 5 人，实到 2 人")
    expect(walker.page.locator(".wrong").first).to_contain_text("还差 1 人")
    assert walker.page.locator("[name=text]").input_value() == "通过年度服务计划"

    # attendance corrected: four came, and three of five are more than half of who should attend
    attendance(walker, meeting, NAMES[:1])
    expect(walker.page.locator(".state")).to_contain_text("实到 4 人")
    resolve(walker, meeting, yes=3, no=1)
    expect(walker.page.locator("main")).to_contain_text("超过半数需 3 票，通过")
    expect(walker.page.locator("main")).to_contain_text("外出")

    # the statistics count it, and the number opens to it
    walker.go("/party/meetings/statistics/?period=2018-12")
    row = walker.page.locator("tr", has=walker.page.locator("th", has_text=re.compile(rf"^\s*{branch}\s*$")))
    expect(row).to_contain_text("80.0%")
    row.locator("a.opens").nth(1).click()
    expect(walker.page.locator("tbody tr[data-key]")).to_have_count(1)
    assert walker.sideways() == 0


def attendance(walker: Walker, meeting: str, away: tuple[str, ...]) -> None:
    """Write down who was on leave; all others came."""
    walker.go(f"{meeting}hold/")
    for name in NAMES:
        line = walker.page.locator("tbody tr", has_text=name)
        line.locator("select").select_option("leave" if name in away else "present")
        line.locator("input").fill("外出" if name in away else "")
    walker.page.locator(".form-foot button[type=submit]").click()
    walker.page.wait_for_url(f"**{meeting}")


def resolve(walker: Walker, meeting: str, *, yes: int, no: int = 0) -> None:
    """Count a resolution."""
    walker.go(f"{meeting}resolve/")
    walker.fill(text="通过年度服务计划", yes=str(yes), no=str(no))
    walker.page.locator(".form-foot button[type=submit]").click()
    walker.page.wait_for_load_state()


def test_the_secretary_s_years_are_computed_and_the_sum_over_branches_is_the_number(
    somebody: Somebody,
) -> None:
    walker = somebody("liangwei")
    walker.go("/party/branches/")
    committee = walker.page.locator("tr", has=walker.page.locator("th", has_text="社区党委"))
    name = committee.locator("td").nth(3 + 1).inner_text()
    walker.go(f"/party/members/?q={name}")
    walker.page.locator("tbody th a", has_text=name).first.click()
    expect(walker.page.locator("aside")).to_contain_text(re.compile(r"社区工作\s*11 年"))
    expect(walker.page.locator("aside")).to_contain_text(re.compile(r"担任书记\s*第3个年头"))
    walker.go("/party/members/statistics/?period=2018-11")
    total, *branches = (int(one) for one in walker.page.locator("tbody tr td:nth-child(2)").all_inner_texts())
    assert total == sum(branches)
    assert (total, branches[:9]) == (145, [17, 16, 16, 16, 16, 16, 16, 16, 16])
    walker.page.locator("tr.is-total a.opens").first.click()
    expect(walker.page.locator("main")).to_contain_text("145 名党员")
    # the committee reads: no verb is offered, a caller by its address is refused
    assert walker.page.locator("main a", has_text="登记党员").count() == 0
    assert walker.go("/party/members/new/").status == 403
