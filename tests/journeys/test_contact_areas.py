"""The secretary opens coverage, opens the rest, prints the cards that are out of date; they come to their doors."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.walker import PHONE, Walker

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]
CARDS = 68


def test_from_coverage_to_the_last_door(somebody: Somebody) -> None:
    walker = somebody("shuji")
    walker.go("/contact/coverage/")
    for part in ("责任覆盖", "建卡覆盖", "责任且建卡"):
        assert share(walker, part)[0] == "100.0%"
    _percent, met, occupied = share(walker, "走访覆盖")

    # every part and its rest open to their households, with the reason in words
    row = walker.page.locator(".cover tbody tr", has_text="走访覆盖")
    assert row.locator("td").nth(1).inner_text() == str(occupied - met)
    walker.touch(row.locator("td").nth(1).locator("a"))
    assert f"{occupied - met} 户" in walker.text
    assert re.search("走访|家中无人|入住", walker.page.locator("tbody tr").first.inner_text())

    # the responsible person of one area changed yesterday: its cards are printed anew, by a job because they are many
    walker.go("/contact/coverage/")
    walker.touch(walker.page.locator(".state a", has_text=f"{CARDS} 张卡内容已变"))
    assert walker.page.locator("tbody tr").count() >= 1
    walker.go("/contact/cards/print/")
    walker.page.locator(".form-foot button[type=submit]").click()
    expect(walker.page.locator(".state")).to_contain_text(f"还有 {CARDS} 张待送达")
    batch = walker.path
    paper = walker.page.locator("a[href$='/pdf/']").first.get_attribute("href") or ""
    walker.go(paper)
    expect(walker.page.locator("main")).to_contain_text("已完成", timeout=120_000)
    made = walker.page.request.get(f"{walker.url}{paper}")
    assert made.body()[:5] == b"%PDF-"

    # one at the door on a phone, the others from the desk; then nothing is out of date any more
    carrier = somebody("shegong", PHONE)
    carrier.go(f"/contact/cards/doors/?batch={batch.rstrip('/').rpartition('/')[2]}")
    expect(carrier.page.locator(".door-row")).to_have_count(CARDS)
    carrier.touch(carrier.page.locator(".door-row").first.get_by_role("button", name="签收"))
    expect(carrier.page.locator(".door-row")).to_have_count(CARDS - 1)
    walker.go("/contact/cards/doors/")
    walker.page.locator("button[name=every]").click()
    expect(walker.page.locator("main")).to_contain_text("印好的卡都已送达")
    walker.go("/contact/cards/?state=outdated")
    assert walker.page.locator("tbody tr").count() == 0
    walker.go("/contact/coverage/")
    assert "内容已变" not in walker.text
    assert share(walker, "建卡覆盖")[0] == "100.0%"


def test_a_unit_in_a_second_area_is_refused_with_the_first_one(somebody: Somebody) -> None:
    walker = somebody("shuji")
    walker.go("/contact/areas/plan/")
    walker.page.select_option("[name=cell]", label="第1党员片区")
    walker.page.locator("tr", has_text="英国小镇24栋").locator("[name=building]").check()
    walker.page.locator(".plan-bar button").click()
    expect(walker.page.locator("main")).to_contain_text("自 2018-01-02 起在第10党员片区")


def share(walker: Walker, part: str) -> tuple[str, int, int]:
    """(percent, n, m) of a part on the page of coverage."""
    text = walker.page.locator(".cover tbody tr", has_text=part).locator("td").first.inner_text()
    found = re.search(r"([\d.]+%)\W*(\d[\d,]*)/(\d[\d,]*)", text)
    assert found, text
    return found[1], int(found[2].replace(",", "")), int(found[3].replace(",", ""))
