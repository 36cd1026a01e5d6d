"""From coverage to the board: the secretary opens the rest, plans Saturday's route for one building and sees which cards are
to be printed; a grid worker takes the route along without network, notes six visits and two needs, changes a household
that a colleague changed too, loads the page anew, and back online everything is there once.

The network is switched off in the browser itself; the pages come from the phone's own worker, the records from its
own store. Wrong PINs, a lost phone, a day that is over and a lost answer are tried in the same browser.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.walker import DESK, PHONE, Walker

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]
PIN = "274913"
BUILDING = "英国小镇5栋"
SAID = [f"第{n}户说都好" for n in range(1, 7)]
NEEDS = ["楼道灯坏了半个月", "二楼扶手松了"]


def enable(worker: Walker, name: str = "周网格 红米") -> None:
    """启用 with a name and a PIN; the route comes at once."""
    worker.go("/contact/phone/")
    expect(worker.page.locator("#cover h1")).to_have_text("启用这部手机")
    for field, text in (("name", name), ("pin", PIN), ("again", PIN)):
        worker.page.fill(f"#cover [name={field}]", text)
    worker.page.locator("#cover .is-main").click()
    expect(worker.page.locator("#main h1")).to_have_text("今天的走访清单", timeout=60_000)
    worker.page.evaluate("navigator.serviceWorker.ready")
    expect(worker.page.locator("#sending")).not_to_contain_text("正在发送")


def unlock(page: Page, pin: str = PIN) -> None:
    """The PIN, as after every start."""
    page.fill("#cover [name=pin]", pin)
    page.locator("#cover .is-main").click()


def plan(worker: Walker, doors: int = 8) -> None:
    """A route of today over the first doors that have a reason, planned on the usual page."""
    worker.go("/contact/plan/")
    boxes = worker.page.locator("main input[type=checkbox][name=h]")
    for at in range(doors):
        boxes.nth(at).evaluate("one => one.click()")
    worker.page.fill("#id_on", "今天")
    worker.page.locator("main button.is-main[form=picked]").click()
    worker.page.wait_for_url(re.compile(r"/contact/routes/\d+/"))


def plan_from_coverage(secretary: Walker, doors: int = 8) -> None:
    """Coverage → the rest → one building → Saturday, for the grid worker; then which cards are to be printed."""
    secretary.go("/contact/coverage/")
    row = secretary.page.locator(".cover tbody tr", has_text="走访覆盖")
    assert re.match(r"7\d\.\d%", row.locator("td").first.inner_text())
    secretary.touch(row.locator("td").nth(1).locator("a"))
    secretary.press("排走访")
    secretary.page.select_option("[name=building]", label=BUILDING)
    secretary.press("查找")
    boxes = secretary.page.locator("main input[type=checkbox][name=h]")
    for at in range(doors):
        boxes.nth(at).check()
    secretary.page.fill("#id_on", "12.29")
    secretary.page.select_option("[name=user]", label="李网格员")
    secretary.touch(secretary.page.locator("main button.is-main[form=picked]"))
    expect(secretary.page.locator(".state")).to_contain_text(f"李网格员 · {doors} 户")
    secretary.go("/contact/coverage/")
    secretary.press("印卡")
    expect(secretary.page.locator("main")).to_contain_text("68 张")


def note(page: Page, door: int, said: str, need: str = "", inside: str = "") -> None:
    """One visit, as at the door."""
    of(page, inside).nth(door).click()
    page.get_by_role("link", name="记走访").click()
    page.fill("[name=said]", said)
    if need:
        page.get_by_role("button", name="加一条需求").click()
        page.fill("[name=need]", need)
    page.get_by_role("button", name="记下").click()
    expect(of(page, inside).nth(door)).to_contain_text("已走访")


def of(page: Page, building: str) -> Locator:
    """The doors of the list, or of one building in it."""
    return page.locator("section.group" if building else "#main", has_text=building or None).locator("a.door")


def reach(page: Page, door: int, text: str) -> str:
    """Change when it suits a household; the address of its sheet at the desk."""
    of(page, BUILDING).nth(door).click()
    page.get_by_role("link", name="改联系方式").click()
    page.fill("[name=call_at]", text)
    page.get_by_role("button", name="记下").click()
    expect(page.locator("dl.facts")).to_contain_text(text)
    key = re.search(r"#/h/(\d+)", page.url)
    assert key
    page.get_by_role("link", name="返回清单").click()
    return f"/contact/households/{key.group(1)}/sheet/edit/"


def colleague_writes(colleague: Walker, sheet: str, text: str) -> None:
    """The same field at the desk."""
    colleague.go(sheet)
    colleague.fill(call_at=text)
    colleague.verb("保存").click()
    colleague.page.wait_for_load_state()


def all_sent(page: Page) -> None:
    """The sending line says so."""
    expect(page.locator("#sending")).to_contain_text("已全部送出", timeout=60_000)


def test_a_day_without_network(somebody: Somebody) -> None:
    worker, colleague = somebody("wangge", PHONE), somebody("shegong", DESK)
    page = worker.page
    plan_from_coverage(somebody("shuji", DESK))
    enable(worker)
    expect(of(page, BUILDING)).to_have_count(8)
    expect(page.locator("#main")).not_to_contain_text(re.compile(r"\d{17}"))
    worker.context.set_offline(True)

    for door, said in enumerate(SAID):
        note(page, door, said, NEEDS[door] if door < len(NEEDS) else "", BUILDING)
        if door == 2:
            page.reload()
            unlock(page)
            expect(of(page, BUILDING).nth(2)).to_contain_text("已走访")
    sheet = reach(page, 7, "下班以后")
    colleague_writes(colleague, sheet, "周末上午")
    expect(page.locator("#sending")).to_contain_text("7 条待发送")
    expect(page.locator("#sending")).to_contain_text("没有网络")
    cold = worker.tab()
    page.close()
    worker.page = page = cold
    page.goto(worker.url + "/contact/phone/")
    unlock(page)
    expect(of(page, BUILDING).locator(".status")).to_have_count(6)
    assert worker.sideways() == 0

    worker.context.set_offline(False)
    all_sent(page)
    expect(page.locator("#sending")).to_contain_text("1 处和同事写的不一样")
    page.goto(worker.url + "/contact/phone/#/queue")
    expect(page.locator("#main .state")).to_have_text("全部送出了。")
    page.get_by_role("link", name="去核对").click()
    worker.page.locator("main tbody a, main .rows a").first.click()
    expect(page.locator("main")).to_contain_text("下班以后")
    expect(page.locator("main")).to_contain_text("周末上午")
    worker.choose("choice", "typed")
    worker.fill(value="周末上午或下班以后")
    worker.verb("核定").click()
    expect(page.locator("main")).to_contain_text("没有待核对的")
    colleague.go(sheet)
    expect(colleague.page.locator("[name=call_at]")).to_have_value("周末上午或下班以后")

    colleague.go("/contact/visits/")
    for said in SAID:
        expect(colleague.page.locator("main").get_by_text(said, exact=True)).to_have_count(1)
    colleague.go("/")
    for need in NEEDS:
        expect(colleague.page.locator("main").get_by_text(need)).to_have_count(1)
    worker.go("/contact/phone/")
    unlock(page)
    of(page, BUILDING).nth(7).click()
    expect(page.locator("dl.facts")).to_contain_text("周末上午或下班以后", timeout=60_000)


def test_ten_wrong_pins_erase_the_route_and_what_waits_is_still_sent(somebody: Somebody) -> None:
    worker = somebody("wangge", PHONE)
    page = worker.page
    enable(worker, "第二部")
    worker.context.set_offline(True)
    note(page, 6, "只有服务器读得到这句")
    held = page.evaluate(RESTS)
    assert all(word not in held for word in ("读得到", "call_at", "1栋"))
    page.reload()
    for left in range(9, 0, -1):
        unlock(page, "111222")
        expect(page.locator("#cover .wrong")).to_contain_text(f"还可试 {left} 次", timeout=60_000)
    unlock(page, "111222")
    expect(page.locator("#cover h1")).to_have_text("重新设密码", timeout=60_000)
    assert page.evaluate(KEYS) == []
    expect(page.locator("#sending")).to_contain_text("1 条待发送")
    worker.context.set_offline(False)
    all_sent(page)


#: What rests in the store, as text, bytes as letters; and what of the route is in it.
RESTS = """async () => {
  const db = await new Promise((done) => { const asked = indexedDB.open("linli-phone"); asked.onsuccess = () => done(asked.result); });
  const all = (name) => new Promise((done) => { const asked = db.transaction(name).objectStore(name).getAll(); asked.onsuccess = () => done(asked.result); });
  const plain = (key, value) => (value instanceof ArrayBuffer ? new TextDecoder().decode(value) : value instanceof Uint8Array ? "" : key === "token" ? "" : value);
  return JSON.stringify([await all("meta"), await all("ops"), await all("photos")], plain);
}"""
KEYS = """async () => {
  const db = await new Promise((done) => { const asked = indexedDB.open("linli-phone"); asked.onsuccess = () => done(asked.result); });
  const keys = await new Promise((done) => { const asked = db.transaction("meta").objectStore("meta").getAllKeys(); asked.onsuccess = () => done(asked.result); });
  return keys.filter((one) => one === "pack" || one === "lock");
}"""


def test_a_lost_phone_erases_at_its_next_contact_and_says_so(somebody: Somebody) -> None:
    worker, secretary = somebody("wangge", PHONE), somebody("shuji", DESK)
    page = worker.page
    enable(worker, "丢了的手机")
    worker.context.clear_cookies()
    secretary.go("/contact/phones/")
    row = secretary.page.locator("tr", has_text="丢了的手机")
    row.get_by_role("link", name="锁定").click()
    secretary.verb("锁定").click()
    expect(secretary.page.locator("tr", has_text="丢了的手机")).to_contain_text("尚未联网")
    page.reload()
    expect(page.locator("#cover h1")).to_have_text("手机已锁定", timeout=60_000)
    assert page.evaluate(KEYS) == []
    secretary.go("/contact/phones/")
    expect(secretary.page.locator("tr", has_text="丢了的手机")).to_contain_text("已擦除")


def test_a_route_older_than_a_day_is_erased_and_a_lost_answer_makes_one_record(somebody: Somebody) -> None:
    worker = somebody("shegong", PHONE)
    page = worker.page
    plan(worker, 2)
    enable(worker, "社工的手机")
    said = "回答丢在路上也只有一条"
    page.route("**/contact/phone/send/", lost := LostAnswers(2))
    note(page, 0, said)
    expect(page.locator("#sending")).to_contain_text("1 条待发送")
    for _again in range(3):
        page.goto(worker.url + "/contact/phone/#/queue")
        page.get_by_role("button", name="发送").click()
        page.wait_for_timeout(500)
    all_sent(page)
    assert lost.lost == 2
    page.goto(worker.url + "/contact/phone/#/")
    page.evaluate(LATER)
    worker.context.set_offline(True)
    page.reload()
    unlock(page)
    expect(page.locator("#main")).to_contain_text("满24小时，清单已擦除")
    worker.context.set_offline(False)
    worker.go("/contact/visits/")
    expect(page.locator("main").get_by_text(said, exact=True)).to_have_count(1)


class LostAnswers:
    """Lets a request reach the server and loses its answer, so many times."""

    def __init__(self, times: int) -> None:
        self.times, self.lost = times, 0

    def __call__(self, route: object) -> None:
        if self.lost < self.times:
            self.lost += 1
            route.fetch()  # type: ignore[attr-defined]
            route.abort()  # type: ignore[attr-defined]
        else:
            route.continue_()  # type: ignore[attr-defined]


#: The pack's day is over.
LATER = """async () => {
  const db = await new Promise((done) => { const asked = indexedDB.open("linli-phone"); asked.onsuccess = () => done(asked.result); });
  const turn = db.transaction("meta", "readwrite"), meta = turn.objectStore("meta");
  const pack = await new Promise((done) => { const asked = meta.get("pack"); asked.onsuccess = () => done(asked.result); });
  meta.put({ ...pack, until: Date.now() - 1000 }, "pack");
  await new Promise((done) => { turn.oncomplete = done; });
}"""
