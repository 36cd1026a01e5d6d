"""A notice from the draft to its conclusion: a worker drafts, the secretary approves, a resident reads and objects on a phone, is answered."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.walker import PHONE, Walker

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]
HERE = "/c/510105014013/"
TITLE = "一期雨棚项目公示"


def save(walker: Walker) -> None:
    """The button at the foot of the form."""
    walker.page.locator("main form .form-foot button[type=submit]").last.click()
    walker.page.wait_for_load_state()


def test_from_the_draft_to_what_came_of_the_objection(somebody: Somebody) -> None:
    worker, lead, resident = somebody("wangge"), somebody("shuji"), somebody("", PHONE)
    worker.go("/notices/new/")
    walker_text = "拟在一期自行车棚加装雨棚，预算 12,000 元。"
    worker.fill(title=TITLE, text=f"{walker_text}联系人电话13800000123。", basis="四议两公开工作法")
    save(worker)
    expect(worker.page.locator("main .wrong").first).to_contain_text("138····0123")
    worker.fill(text=walker_text)
    save(worker)
    expect(worker.page.locator("h1")).to_have_text(TITLE)
    record = worker.path
    worker.press("报批")
    save(worker)
    expect(worker.page.locator(".state")).to_contain_text("待审批")
    # the secretary sees it on the workbench and approves what was read
    lead.go("/")
    expect(lead.page.locator("main")).to_contain_text(f"《{TITLE}》待审批")
    lead.go(f"{record}approve/")
    expect(lead.page.locator("main")).to_contain_text(walker_text)
    save(lead)
    expect(lead.page.locator(".state")).to_contain_text("公示至")
    # a resident without an account
    resident.go(HERE)
    resident.page.locator("main a", has_text="全部公示").click()
    resident.page.locator("main a", has_text=TITLE).click()
    expect(resident.page.locator("main")).to_contain_text("收到 0 件")
    assert resident.sideways() == 0
    resident.press("提异议")
    resident.fill(text="雨棚会挡住二楼采光，请改低一点。", name="佟秀兰")
    resident.page.wait_for_timeout(3500)
    save(resident)
    expect(resident.page.locator(".big-digits").first).to_be_visible()
    number = resident.page.locator(".big-digits").first.inner_text()
    assert re.fullmatch(r"2018\d{4}-\d{3,}", number)
    # it may not be concluded before it is answered
    lead.go(f"{record}conclude/")
    lead.fill(result="无异议。")
    save(lead)
    expect(lead.page.locator("main .wrong").first).to_contain_text("没有答复")
    worker.go(record)
    assert number not in worker.text  # it lies in no grid: a grid worker counts it and reads nothing of it
    desk = somebody("shegong")
    desk.go(record)
    desk.page.locator("main tbody a", has_text=number).first.click()
    desk.page.wait_for_url(lambda url: "/appeals/" in url)
    desk.go(f"{desk.path}solve/")
    desk.fill(text="已改低 40 厘米，效果图在服务站。", told="本人")
    desk.send()
    lead.go(f"{record}conclude/")
    lead.fill(result="收到异议 1 件，雨棚降低 40 厘米后实施。")
    save(lead)
    resident.go(HERE)
    resident.page.locator("main a", has_text="全部公示").click()
    resident.page.locator("main a", has_text=TITLE).click()
    expect(resident.page.locator("main")).to_contain_text("降低 40 厘米")
    expect(resident.page.locator("main")).to_contain_text("收到 1 件，已答复 1 件")
