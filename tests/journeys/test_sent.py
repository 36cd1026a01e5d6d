"""A table that was sent stays as it was; what is corrected later says who came in and who left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.walker import Walker

from .roster import number

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]


def test_a_correction_after_sending_becomes_an_amendment_with_names(somebody: Somebody) -> None:
    secretary, worker = somebody("shuji"), somebody("shegong")
    secretary.go("/reports/population/?period=2018")
    secretary.press("报送")
    secretary.fill(receiver="文家街道")
    secretary.send()
    expect(secretary.page.locator("main")).to_contain_text("已报送（数据已锁定）")
    sent = secretary.path
    assert secretary.figure("80岁以上") == "48"

    worker.go("/reports/population/?period=2018")
    worker.page.locator("tr", has=worker.page.locator("th", has_text="80岁以上")).locator(
        "a.opens"
    ).first.click()
    expect(worker.page.locator("tbody tr")).to_have_count(48)
    leaves = worker.page.locator("tbody th a").first
    left = leaves.inner_text()
    leaves.click()
    expect(worker.page.locator("h1")).to_have_text(left)
    worker.page.locator("summary", has_text="更多").first.click()
    worker.press("录入错误")
    if worker.page.locator("[name=why]").count():
        worker.fill(why="登记到了别人名下")
    worker.send()
    expect(worker.page.locator("h1")).to_have_text(left)
    for serial, name in ((51, "简寿昌"), (52, "简福昌")):
        worker.go("/residents/register/")
        worker.fill(
            number=number(serial, dt.date(1933, 5, 5)),
            name=name,
            door="英国小镇1栋1单元102",
            start="2018-11-20",
        )
        worker.choose("kind", "hukou_here")
        worker.verb("登记").click()
        expect(worker.page.locator("h1")).to_have_text(name)

    secretary.go(sent)
    assert secretary.figure("80岁以上") == "48"
    changed = secretary.page.locator("main li", has=secretary.page.locator("b", has_text="80岁以上")).first
    expect(changed).to_contain_text("48 → 49")
    for name in ("简寿昌", "简福昌", left):
        expect(changed).to_contain_text(name)
    secretary.fill(why="漏登两人，误登一人")
    secretary.send()
    expect(secretary.page.locator("main")).to_contain_text("漏登两人，误登一人")
    assert secretary.path != sent
    assert secretary.figure("80岁以上") == "49"
