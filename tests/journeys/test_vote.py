"""A vote from its draft to the recount: a resident votes by code on a phone in elder mode, without script and without an account."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.walker import PHONE, Walker

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]
VOTERS = 51


def draft(worker: Walker, title: str) -> str:
    """A vote is drafted and opened with a typed roll; the address of its page."""
    worker.go("/ballots/new/")
    worker.fill(
        title=title, question="您认为应当先做哪一项？", options="3栋路灯改造，30000\n院落添置长椅，8000"
    )
    worker.choose("kind", "one")
    worker.page.locator(".form-foot button[type=submit]").click()
    expect(worker.page.locator("h1")).to_have_text(title)
    page = worker.path
    worker.go(f"{page}open/")
    worker.fill(lines="\n".join(f"{n} 居民{n}" for n in range(1, VOTERS + 1)), until="+5", booths="居委会")
    worker.page.locator(".form-foot button[type=submit]").click()
    expect(worker.page.locator(".state").first).to_contain_text("投票至")
    return page


def code_of(worker: Walker, page: str, number: int) -> str:
    """A new code for one line of the roll."""
    worker.go(f"{page}roll/?q=居民{number}")
    worker.page.locator("tbody th a").first.click()
    worker.page.locator(".form-foot button[type=submit]").click()
    expect(worker.page.locator("h1")).to_contain_text("投票码")
    return re.sub(r"\D", "", worker.title)


def to_the_ballot(resident: Walker, area: str, code: str) -> None:
    resident.go(f"/c/{area}/votes/")
    resident.press("凭投票码投票")
    resident.fill(code=code)
    resident.press("进入投票")


def test_from_the_draft_to_the_recount(somebody: Somebody, tmp_path: Path) -> None:
    worker, resident = somebody("shegong"), somebody("", PHONE, script=False)
    page = draft(worker, "路灯和长椅先做哪一项")
    public = worker.page.locator("aside a[href*='/votes/']").get_attribute("href") or ""
    area = public.split("/")[2]
    code = code_of(worker, page, 1)

    # choose, look once more, vote: two steps, in large print, nothing sideways
    resident.page.context.add_cookies([{"name": "linli_elder", "value": "24", "url": resident.url}])
    to_the_ballot(resident, area, code)
    assert "第 1 步" in resident.text
    resident.page.locator("label.option", has_text="3栋路灯改造").click()
    resident.press("下一步：核对")
    assert "第 2 步" in resident.text
    assert "3栋路灯改造" in resident.text
    assert resident.sideways() == 0
    resident.press("投票")
    expect(resident.page.locator("h1")).to_have_text("您的选票已投入票箱")
    receipt = resident.page.locator(".receipt-text").inner_text()

    # a second try is refused; the receipt proves taking part
    to_the_ballot(resident, area, code)
    expect(resident.page.locator(".wrong").first).to_contain_text("已经投过票")
    resident.go(f"/c/{area}/votes/receipt/")
    resident.page.context.clear_cookies()
    resident.go(f"/c/{area}/votes/receipt/")
    resident.fill(receipt=receipt)
    resident.press("核对")
    assert "路灯和长椅先做哪一项" in resident.text

    # the worker closes; the page shows the arithmetic
    worker.go(f"{page}close/")
    worker.page.locator(".form-foot button[type=submit]").click()
    expect(worker.page.locator(".state").first).to_contain_text(f"{VOTERS} 人中 1 人参加")
    expect(worker.page.locator(".outcome")).to_contain_text("入选")
    resident.go(public)
    assert "从 50 张选票起" in resident.text or "50" in resident.text
    assert resident.page.locator(".chain").first.inner_text()


def test_a_published_pack_is_recounted_with_plain_python(somebody: Somebody, tmp_path: Path) -> None:
    """Sheets of a booth are typed by two people until 50 ballots lie in the box; then anyone recounts."""
    one, two, guest = somebody("shegong"), somebody("shuji"), somebody("")
    page = draft(one, "五十一人表决")
    booth = one.page.locator("a[href*='/ballots/booths/']").first.get_attribute("href") or ""
    public = one.page.locator("aside a[href*='/votes/']").get_attribute("href") or ""
    for number in range(1, VOTERS + 1):
        post(one, f"{booth}hand/", {"who": str(number)})
    for walker in (one, two):
        for number in range(1, VOTERS + 1):
            post(walker, f"{booth}sheets/{number}/", {"choice": "1" if number % 3 else "2"})
    one.go(f"{page}close/")
    one.page.locator(".form-foot button[type=submit]").click()
    expect(one.page.locator(".state").first).to_contain_text(f"{VOTERS} 人中 {VOTERS} 人参加")
    guest.go(public)
    pack, program = tmp_path / "pack.json", tmp_path / "recount.py"
    pack.write_bytes(guest.page.request.get(guest.url + f"{public}pack/").body())
    program.write_bytes(
        guest.page.request.get(guest.url + "/".join([*public.split("/")[:4], "recount.py"])).body()
    )
    head = guest.page.locator(".note .chain").last.inner_text()
    command = [sys.executable, "-I", "-S", str(program), str(pack), "--head", head]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "与公布的结果一致" in done.stdout


def post(walker: Walker, path: str, values: dict[str, str]) -> None:
    """What a form would send, without drawing the page each time."""
    token = next(one["value"] for one in walker.page.context.cookies() if one["name"] == "csrftoken")
    answer = walker.page.request.post(
        walker.url + path, form={**values, "csrfmiddlewaretoken": token}, headers={"Referer": walker.url}
    )
    assert answer.ok, f"{path}: {answer.status}"
