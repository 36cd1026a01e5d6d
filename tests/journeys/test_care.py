"""The one certificate holder without a subsidy: seen in the prompts, filed at the kitchen table on a phone, shown, decided, counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.demo import Served
from tests.walker import PHONE, Walker

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]
PAPERS = ("身份证复印件", "残疾人证复印件", "银行卡复印件")
UPTAKE = "/reports/figures/care_one_off_holders/?period=2018"


def do(walker: Walker, record: str, verb: str, **typed: str) -> None:
    """One verb of a case on its own page; back on the record."""
    walker.go(f"{record}{verb}/")
    for name, value in typed.items():
        if walker.page.locator(f"main [name='{name}']").first.get_attribute("type") == "radio":
            walker.choose(name, value)
        else:
            walker.fill(**{name: value})
    walker.send()
    assert walker.path == record, walker.text


def test_the_one_who_was_left_is_found_helped_and_counted(somebody: Somebody, demo: Served) -> None:
    phone, desk, lead = somebody("shegong", PHONE), somebody("shegong"), somebody("shuji")
    desk.go(UPTAKE)
    assert "67" in desk.text

    # the prompt says why; on the phone the check is opened and the case is filed at the kitchen table
    phone.go("/care/prompts/?kind=unclaimed&scheme=one_off")
    assert phone.sideways() == 0
    who = phone.page.locator("tbody tr")
    expect(who).to_have_count(1)
    expect(who.first).to_contain_text("2018 年度没有申请")
    name = who.first.locator("th").inner_text().strip()
    phone.touch(who.first.locator("th a"))
    expect(phone.page.locator("main")).to_contain_text("仅供参考")
    phone.go(f"{phone.path}apply/one_off/")
    assert phone.sideways() == 0
    for paper in PAPERS:
        phone.choose("received", paper)
    phone.choose("channel", "home")
    phone.send()
    record = phone.path
    expect(phone.page.locator("h1")).to_contain_text(name)
    do(phone, record, "accept", opinion="材料齐全")

    # the notice names nobody whole; the secretary approves it
    do(desk, record, "show")
    expect(desk.page.locator(".state")).to_contain_text("等审批")
    desk.page.locator("aside a", has_text="公示").first.click()
    desk.page.wait_for_url(lambda url: "/notices/" in url)
    assert name not in desk.text
    assert f"{name[0]}*" in desk.text
    lead.go(f"{desk.path}approve/")
    lead.page.locator("main form .form-foot button[type=submit]").last.click()
    lead.page.wait_for_load_state()

    # while it stands the case waits; after seven days the secretary sends it on, the district answers
    lead.go(f"{record}forward/")
    lead.send()
    expect(lead.page.locator("main .wrong").first).to_contain_text("公示")
    demo.linli("clock", "2019-01-07T09:10")
    do(lead, record, "forward", opinion="同意上报")
    do(desk, record, "decide", granted="yes", number="青残联〔2019〕2号", day="20190107")
    do(desk, record, "pay", fen="600", day="20190107")
    expect(desk.page.locator("main")).to_contain_text("600.00")

    # the figure opens to 68 people, and nothing is prompted any more for that year
    desk.go(UPTAKE)
    assert "68" in desk.text
    desk.go("/care/ledger/?period=2018-12")
    expect(desk.page.locator("main")).to_contain_text(f"{name[0]}*")
    assert name not in desk.text
    assert [*phone.faults, *desk.faults, *lead.faults] == []
