"""A bill from the mandate to the closed day, a receipt voided after closing, a list with a difference; an errand on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.walker import DESK, PHONE, Walker

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]


def sent(walker: Walker) -> None:
    """Send the form and wait for where it leads."""
    walker.page.locator(".form-foot button[type=submit]").click()
    walker.page.wait_for_load_state()


def first_resident(walker: Walker, page: str) -> str:
    """Find somebody by name and open the form for them; the address of the form."""
    walker.go(f"{page}?q=高海国")
    walker.page.locator("tbody th a").first.click()
    walker.page.wait_for_load_state()
    return walker.path


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_money_comes_is_paid_on_and_handed_over(somebody: Somebody, size: dict[str, int]) -> None:
    walker = somebody("shegong", size)
    first_resident(walker, "/bills/mandates/new/")
    number = f"88{size['width']:06d}"
    walker.fill(gas=number)
    sent(walker)
    expect(walker.page.locator("h1")).to_have_text("高海国")
    expect(walker.page.locator("main")).to_contain_text(f"····{number[-4:]}")
    expect(walker.page.locator("main")).not_to_contain_text(number)
    mandate = walker.path

    # cash without a second person is refused, what was typed stays
    walker.go(f"{mandate}receive/")
    walker.fill(amount="100")
    sent(walker)
    expect(walker.page.locator(".wrong").first).to_contain_text("收现金要两人在场")
    assert walker.page.locator("[name=amount]").input_value() in ("100", "100.00")
    walker.page.select_option("[name=witness]", label="林社工")
    sent(walker)
    expect(walker.page.locator("h1")).to_have_text(re.compile(r"收款单 2018-\d{4}"))
    receipt = walker.path

    walker.go(f"{receipt}pay/")
    walker.fill(amount="43.2", voucher=f"Q{size['width']}")
    sent(walker)
    expect(walker.page.locator(".state")).to_contain_text("在手 56.80 元")
    walker.go(f"{receipt}hand-over/")
    walker.fill(change="50")
    sent(walker)
    expect(walker.page.locator(".wrong").first).to_contain_text("应找零 56.80 元")
    walker.fill(change="56.80")
    sent(walker)
    expect(walker.page.locator(".state")).to_contain_text("已交付凭证")
    assert walker.sideways() == 0


def test_a_day_closes_with_its_difference_explained_and_is_not_edited_afterwards(
    somebody: Somebody, tmp_path: Path
) -> None:
    closer, taker = somebody("liangwei"), somebody("shegong")
    taker.go("/bills/closings/new/?on=2018-12-27")
    taker.fill(counted="265.40")
    sent(taker)
    expect(taker.page.locator(".wrong").first).to_contain_text("这天您收过现金")
    closer.go("/bills/closings/new/?on=2018-12-27")
    expect(closer.page.locator("main")).to_contain_text("应有 265.40 元")
    closer.fill(counted="260.40")
    sent(closer)
    expect(closer.page.locator(".wrong").first).to_contain_text("差 -5.00 元，请写明原因")
    closer.fill(explanation="少5元，次日核对")
    sent(closer)
    expect(closer.page.locator(".state")).to_contain_text("已日结，差 -5.00 元")

    # a receipt of that day can no longer be cancelled: a counter-entry takes it back
    taker.go("/bills/receipts/?state=received")
    taker.page.locator("tbody th a").last.click()
    receipt = taker.path
    assert taker.go(f"{receipt}cancel/").status == 200
    taker.fill(reason="金额写错")
    sent(taker)
    expect(taker.page.locator(".wrong").first).to_contain_text("已日结")
    taker.go(f"{receipt}counter/")
    taker.fill(reason="金额写错")
    taker.page.select_option("[name=witness]", label="林社工")
    sent(taker)
    expect(taker.page.locator("main")).to_contain_text("冲正")
    taker.go(receipt)
    expect(taker.page.locator(".state").first).to_contain_text("已冲正")

    # the utility's list: one line differs, and is explained
    path = tmp_path / "燃气12月.csv"
    path.write_text("户号,金额,凭证号\n99999999,12.00,X1\n", encoding="utf-8")
    closer.go("/bills/reconciliations/new/?utility=gas&month=2018-12")
    closer.page.set_input_files("[name=file]", str(path))
    sent(closer)
    expect(closer.page.locator("main")).to_contain_text("仅清单有")


def test_an_errand_goes_from_hand_to_hand_on_a_phone(somebody: Somebody) -> None:
    walker = somebody("shegong", PHONE)
    first_resident(walker, "/bills/errands/new/")
    walker.choose("kind", "fetch")
    walker.fill(what="代取慢病药", papers="医保卡1张")
    sent(walker)
    expect(walker.page.locator("h1")).to_have_text("代取慢病药")
    errand = walker.path
    walker.go(f"{errand}finish/")
    walker.fill(result="药3盒")
    sent(walker)
    walker.go(f"{errand}hand-over/")
    sent(walker)
    expect(walker.page.locator(".state").first).to_contain_text("已交付")
    assert walker.sideways() == 0
