"""A dispute from the application to the sealed agreement and the closed dossier; what does not fit is refused with the reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.walker import DESK, PHONE, Walker

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]
TODAY = "2018-12-28"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_dispute_from_consent_to_the_closed_dossier(somebody: Somebody, size: dict[str, int]) -> None:
    walker = somebody("tiaojie", size)
    walker.go("/mediation/new/")
    walker.choose("source", "application")
    walker.page.select_option("[name=category]", label="邻里")
    walker.fill(
        brief="楼上漏水，天花板发霉。",
        claim="修好漏水，赔偿粉刷费。",
        applicant="司马光明",
        respondent="司徒小兰",
        found=TODAY,
    )
    walker.send()
    expect(walker.page.locator(".state")).to_contain_text("已征求 0/2 位当事人的意见")
    page = walker.path

    # accepted before anybody was asked: refused, and says what is missing
    walker.go(f"{page}accept/")
    walker.page.locator("[name=mediators]").nth(1).check()
    walker.send()
    expect(walker.page.locator(".wrong").first).to_contain_text("请先征求每一位当事人的意见")
    for name in ("司马光明", "司徒小兰"):
        walker.go(page)
        walker.page.get_by_role("link", name=name).click()
        walker.send()
        assert walker.path == page
    walker.go(f"{page}accept/")
    walker.page.locator("[name=mediators]").nth(1).check()
    walker.send()
    assert walker.path == page
    expect(walker.page.locator("main")).to_contain_text("人调字第")

    # no session before the parties know their rights
    walker.go(f"{page}session/")
    walker.fill(words="双方讲了经过，愿意各让一步。", result="达成协议")
    walker.send()
    expect(walker.page.locator(".wrong").first).to_contain_text("权利义务")
    walker.go(f"{page}rights/")
    walker.send()
    assert walker.path == page
    walker.go(f"{page}session/")
    walker.fill(words="双方讲了经过，愿意各让一步。", result="达成协议")
    walker.send()
    assert walker.path == page
    walker.go(f"{page}agree/")
    walker.fill(content="楼上十日内修好漏水，赔偿粉刷费 600 元。")
    walker.send()
    assert walker.path == page

    # unsigned by one side the seal is refused
    walker.go(f"{page}sign/")
    walker.page.locator("[name=parties]").first.check()
    walker.page.locator("[name=mediator]").check()
    walker.send()
    assert walker.path == page
    expect(walker.page.locator("main")).to_contain_text("还差 1 个签名")
    lead = somebody("shuji", size)
    lead.go(f"{page}seal/")
    lead.send()
    expect(lead.page.locator(".wrong").first).to_contain_text("还没有签名")
    walker.go(f"{page}sign/")
    walker.page.locator("[name=parties]").first.check()
    walker.send()
    assert walker.path == page
    lead.go(f"{page}seal/")
    lead.send()
    assert lead.path == page
    expect(lead.page.locator(".state")).to_contain_text("生效")

    # performed, revisited; the dossier names what is missing, then it closes
    walker.go(f"{page}perform/")
    walker.fill(note="当面付清")
    walker.send()
    assert walker.path == page
    walker.go(f"{page}close/")
    walker.send()
    expect(walker.page.locator(".wrong").first).to_contain_text("3 身份证明")
    for name in ("司马光明", "司徒小兰"):
        walker.go(page)
        walker.page.get_by_role("link", name=name).click()
        walker.choose("identity", "identity")
        walker.send()
        assert walker.path == page
    walker.go(f"{page}revisit/")
    walker.choose("content", "content")
    walker.send()
    assert walker.path == page
    walker.go(f"{page}close/")
    walker.send()
    assert walker.path == page
    expect(walker.page.locator(".state").first).to_contain_text("结案")

    # counted, and the number opens; nobody outside reads it
    walker.go("/mediation/month/?period=2018-12")
    walker.page.locator("tbody tr").first.locator("a.opens:visible").first.click()
    expect(walker.page.locator("tbody tr").first).to_contain_text("司马**")
    assert walker.sideways() == 0
