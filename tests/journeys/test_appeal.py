"""The whole way of one appeal: from the code at the door of a dark house to the answer that everybody reads."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from georeport import GeoReport
from playwright.sync_api import expect

from tests.demo import Served
from tests.walker import PHONE, Walker

from .test_resident import send

pytestmark = pytest.mark.journey

COMMUNITY = "510105014013"
Somebody = Callable[..., Walker]
WORDS = "2单元二楼到三楼的楼道灯全黑了，老人下楼看不见"
SAID = "楼道灯已换成声控灯，二楼到四楼都亮了。"


def plate_of(helper: Walker, worker: Walker) -> str:
    """The code at the door of the house that the messenger looks after."""
    house = helper.page.locator("#building h2").first.inner_text()
    name = re.match(r"\D+\d+栋", house)
    assert name, house
    compound, building = re.match(r"(\D+)(\d+栋)", name[0]).groups()  # type: ignore[union-attr]
    worker.go(f"/places/buildings/?q={compound}{building}")
    worker.page.locator(
        "tbody th a", has_text=re.compile(rf"^\s*(?:{compound})?{building}\s*$")
    ).first.click()
    return worker.page.locator(".code-word").inner_text()


def do(worker: Walker, record: str, verb: str, **typed: str) -> None:
    """One verb on its own page; back on the record."""
    worker.go(f"{record}{verb}/")
    for name, value in typed.items():
        if worker.page.locator(f"main [name='{name}']").first.get_attribute("type") == "radio":
            worker.choose(name, value)
        else:
            worker.fill(**{name: value})
    worker.send()
    assert worker.path == record


def test_a_dark_stairwell_from_the_door_to_the_open_interface(somebody: Somebody, demo: Served) -> None:
    demo.linli("clock", "2018-12-28T16:50")
    messenger, worker = somebody("xinshi", PHONE), somebody("shegong")
    code = plate_of(messenger, worker)

    # 16:50: the resident scans the code at the door and reports
    resident = somebody("", PHONE)
    resident.go(f"/b/{code}/")
    assert resident.sideways() == 0
    resident.press("我要反映")
    resident.fill(text=WORDS, place="2单元", name="王秀英", phone="19212345678")
    resident.page.locator("main details.more > summary").first.click()
    resident.choose("category", "facilities")
    resident.page.locator("main [name='consents']").check()
    send(resident, "已收到您的反映")
    number, follow = resident.page.locator(".big-digits").all_inner_texts()
    assert "今天 18:00 前给您答复" in resident.text

    # the messenger sees it
    messenger.go("/")
    expect(messenger.page.locator(".todo-title", has_text="楼道灯全黑了")).to_be_visible()

    # the worker takes it as first contact; it cannot be solved today
    worker.go("/")
    row = worker.page.locator(".todo", has_text="楼道灯全黑了")
    expect(row).to_contain_text("18:00")
    worker.touch(row.locator(".todo-title a"))
    record = worker.path
    assert re.fullmatch(r"/appeals/\d+/", record)
    do(worker, record, "accept")
    expect(worker.page.locator(".aside")).to_contain_text(re.compile(r"首问责任人\s*周社工"))

    demo.linli("clock", "2018-12-28T17:20")
    do(
        worker, record, "promise", reason="灯座烧坏了，配件明天才到", doer="社区电工李师傅更换", promised_on="12.29", told="本人",
    )  # fmt: skip
    resident.go(resident.path.replace("reported", "follow"))
    expect(resident.page.locator("main")).to_contain_text("灯座烧坏了，配件明天才到")
    expect(resident.page.locator("main")).to_contain_text("12月29日")

    # up to the community; the sentence counts the make-up Saturday and steps over the new year's holiday
    do(worker, record, "raise_level")
    worker.page.locator(".deadlines summary", has_text="本级办理").click()
    why = worker.page.locator(".deadlines .why-text", has_text="12月29日")
    expect(why).to_contain_text("调休上班")
    expect(why).to_contain_text("1月1日")

    # the make-up Saturday: the electrician's work is recorded and answered
    demo.linli("clock", "2018-12-29T10:10")
    do(worker, record, "start")
    do(worker, record, "progress", text="李师傅到场，换二楼至四楼灯座三个")
    do(worker, record, "answer", text=SAID)
    do(worker, record, "tell", told="本人")

    # another person asks; the handler may not
    expect(worker.page.locator("main a[href$='/revisit/']")).to_have_count(0)
    demo.linli("clock", "2018-12-29T14:30")
    other = somebody("shegong2")
    do(other, record, "revisit", solved="yes", rating="mostly", words="亮了，就是声控不太灵")

    # the resident's own word on the code page, on another phone
    child = somebody("", PHONE)
    child.go(resident.path)
    child.fill(number=number, code=follow)
    child.press("查看")
    child.press("评价")
    child.choose("solved", "yes")
    child.choose("rating", "satisfied")
    child.press("发送")
    expect(child.page.locator("main")).to_contain_text("满意")
    assert child.sideways() == 0

    # the secretary opens the number and finds it in the list
    secretary = somebody("shuji")
    secretary.page.locator(".figure-pair", has_text="当日响应率").locator("a.number").click()
    expect(secretary.page.locator("h1")).to_contain_text("当日响应")
    expect(secretary.page.locator("tbody")).to_contain_text(number)

    # released with the resident's consent, it is everybody's
    api = GeoReport(f"{demo.url}/open311/v2", jurisdiction=COMMUNITY)
    assert number not in [one["service_request_id"] for one in api.get_service_requests()]
    worker.go(record)
    do(worker, record, "release")
    found = {one["service_request_id"]: one for one in api.get_service_requests()}
    assert found[number]["status"] == "closed"
    assert "声控灯" in found[number]["status_notes"]
    assert "王秀英" not in str(found[number])
    assert "19212345678" not in str(found[number])
