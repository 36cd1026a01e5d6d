"""From opinion to brick: an opinion becomes a project, is shown, decided, built, mended, paid and told; a resident opens it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.walker import DESK, PHONE, Walker

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]
HERE = "/c/510105014013"


def saved(walker: Walker) -> None:
    """Press the button at the foot of the form."""
    walker.page.locator(".form-foot button[type=submit]").click()


def test_an_opinion_becomes_a_project_and_no_step_is_skipped(somebody: Somebody) -> None:
    desk = somebody("shegong", DESK)
    desk.go("/council/opinions/new/")
    desk.fill(on="2018-12-27", text="南门口想装一个遮雨棚", place="南门", author="陈阿姨")
    saved(desk)
    expect(desk.page.locator(".state")).to_contain_text("未梳理")
    desk.press("形成项目")
    desk.fill(title="南门遮雨棚", summary="在南门口安装遮雨棚，方便居民等车。")
    saved(desk)
    expect(desk.page.locator(".state")).to_contain_text("下一步：梳理")
    project = desk.path

    # before the works nothing is accepted: the page says which step comes next, what was typed stays
    desk.go(f"{project}accept/")
    desk.fill(on="2018-12-28", people="冯议事 居民\n秦居民 居民", text="合格")
    saved(desk)
    expect(desk.page.locator(".wrong").first).to_contain_text("没有实施就不能验收")
    assert "秦居民" in desk.page.locator("[name=people]").input_value()

    desk.go(f"{project}sort/")
    saved(desk)
    expect(desk.page.locator(".state")).to_contain_text("已梳理")
    lead = somebody("liangwei", DESK)
    lead.go(f"{project}show/")
    saved(lead)
    expect(lead.page.locator(".state")).to_contain_text("意见公示")
    lead.go(f"{project}review/")
    lead.page.locator("form").first.wait_for()
    for field in lead.page.locator("main input[type=text]").all():
        if not field.input_value():
            field.fill("逐条核对")
    saved(lead)
    expect(lead.page.locator(".wrong").first).to_contain_text("公示到")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_auditor_and_the_resident_follow_a_finished_project(
    somebody: Somebody, size: dict[str, int]
) -> None:
    lead = somebody("shuji", size)
    lead.go("/council/projects/?q=健身器材")
    lead.page.locator("tbody th a").first.click()
    expect(lead.page.locator("main")).to_contain_text("两处地垫翘边")
    expect(lead.page.locator("main")).to_contain_text("复验合格")
    lead.go(f"{lead.path}dossier/")
    expect(lead.page.locator(".state")).not_to_contain_text("缺")
    lead.go("/council/projects/?q=助洁")
    lead.page.locator("tbody th a").first.click()
    lead.go(f"{lead.path}dossier/")
    expect(lead.page.locator("main")).to_contain_text("缺签字件")

    resident = somebody("", size)
    resident.go(f"{HERE}/projects/?q=健身器材")
    resident.page.locator(".project-list a").first.click()
    main = resident.page.locator("main")
    for words in ("来自谁的意见", "居民议事会", "钱花在哪里", "支付", "居民评议"):
        expect(main).to_contain_text(words)
