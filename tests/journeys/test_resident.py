"""A resident without an account: scans the code at the door, reports, is answered, follows and rates; a child elsewhere too."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.walker import DESK, PHONE, Walker

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]
#: A form sent within three seconds asks to be sent once more; so often at most.
TRIES = 40


def plate(worker: Walker) -> str:
    """The code of the first building, as its page says it."""
    worker.go("/places/buildings/")
    worker.page.locator("tbody th a").first.click()
    return worker.page.locator(".code-word").inner_text()


def send(resident: Walker, until: str) -> None:
    """发送, once more where the page says that it was very quick; nothing typed is lost by it."""
    for _try in range(TRIES):
        resident.press("发送")
        if resident.title == until:
            return
    raise AssertionError(resident.text)


def report(resident: Walker, code: str, text: str, **fields: str) -> tuple[str, str]:
    """From the code at the door to number and code of the receipt."""
    resident.go(f"/b/{code}/")
    resident.press("我要反映")
    resident.fill(text=text, **fields)
    send(resident, "已收到您的反映")
    number, follow = resident.page.locator(".big-digits").all_inner_texts()
    return number, follow


def answer(worker: Walker, number: str) -> None:
    """受理, then the answer on the spot, told by phone."""
    worker.go(f"/find/?q={number}")
    worker.go(worker.page.locator(f"main a:has-text('{number}')").first.get_attribute("href") or "")
    record = worker.path
    for verb, typed in (("accept", {}), ("solve", {"text": "灯已经换好，晚上再看看。", "told": "本人"})):
        worker.go(f"{record}{verb}/")
        worker.fill(**typed)
        worker.send()
        assert worker.path == record


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_the_code_at_the_door_to_the_rating(somebody: Somebody, script: bool) -> None:
    worker, resident = somebody("shegong"), somebody("", PHONE, script=script)
    words = "三单元二楼楼道灯不亮，老人上下楼看不见" if script else "门口的井盖松了，踩上去会响"
    number, code = report(resident, plate(worker), words, place="2单元", name="王秀英", phone="19212345678")
    assert re.fullmatch(r"20\d{6}-\d{3,}", number)
    assert "前给您答复" in resident.text
    assert resident.sideways() == 0
    resident.press("查进度")
    expect(resident.page.locator("main")).to_contain_text(words)
    assert "19212345678" not in resident.page.content()

    answer(worker, number)

    child = somebody("", DESK, script=script)
    child.go(resident.path)
    child.fill(number=number, code="111 222 3333")
    child.press("查看")
    expect(child.page.locator(".wrong")).to_contain_text("对不上")
    child.fill(number=number, code=code)
    child.press("查看")
    expect(child.page.locator("main")).to_contain_text("灯已经换好")
    child.press("评价")
    child.choose("solved", "yes")
    child.choose("rating", "satisfied")
    child.press("发送")
    expect(child.page.locator("main")).to_contain_text("已收到您的评价")

    resident.go(resident.path)
    expect(resident.page.locator("main")).to_contain_text("满意")
    resident.press("没解决")
    resident.fill(why="晚上又不亮了")
    resident.press("发送")
    expect(resident.page.locator("h1")).to_contain_text("重新办")


def test_the_printed_code_opens_the_page_and_leaves_the_address(somebody: Somebody) -> None:
    worker, resident = somebody("shegong"), somebody("", PHONE)
    number, code = report(resident, plate(worker), "单元门关不上")
    root = resident.path.removesuffix("reported/")
    other = somebody("", PHONE)
    other.go(f"{root}follow/#number={number}&code={code.replace(' ', '')}")
    expect(other.page.locator("main")).to_contain_text("单元门关不上")
    assert "#" not in other.page.url
    assert code.replace(" ", "") not in other.page.url


def test_pages_are_light_and_large_print_fits_a_narrow_phone(somebody: Somebody) -> None:
    worker, resident = somebody("shegong"), somebody("", {"width": 360, "height": 740})
    code = plate(worker)
    resident.go(f"/b/{code}/")
    resident.touch(resident.page.locator(".public-foot button[name=size][value='30']"))
    for way in ("我要反映", "查进度", "找谁办", "办事指南"):
        resident.go(f"/b/{code}/")
        resident.press(way)
        assert resident.sideways() == 0, way
        expect(resident.page.locator(".public-bar a[href^='tel:']")).to_be_visible()
