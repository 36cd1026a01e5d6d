"""Getting in, being kept out, and who holds which post."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.walker import DEMO_PASSWORD, DESK, PHONE, Walker

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]
LIMIT = 8


def try_to_sign_in(walker: Walker, username: str, password: str) -> None:
    """Send the form, whatever comes of it."""
    walker.go("/sign-in/")
    walker.page.fill("#id_login", username)
    walker.page.fill("#id_password", password)
    walker.press("登录")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_touch_on_a_demonstration_account_signs_in(somebody: Somebody, size: dict[str, int]) -> None:
    walker = somebody(size=size)
    walker.go("/residents/")
    assert walker.path == "/sign-in/"
    walker.page.locator("button.demo-one", has_text="shegong").first.click()
    expect(walker.page.locator(".name-menu summary")).to_have_text("周社工")


def test_after_eight_wrong_passwords_even_the_right_one_waits(somebody: Somebody) -> None:
    walker = somebody()
    for _ in range(LIMIT):
        try_to_sign_in(walker, "zhiyuan", "wrong-password-1")
    try_to_sign_in(walker, "zhiyuan", DEMO_PASSWORD)
    expect(walker.page.locator("main")).to_contain_text("密码输错次数太多")
    other = somebody("shegong")
    assert other.path == "/"


def test_a_second_factor_is_set_up_and_asked_for(somebody: Somebody) -> None:
    walker = somebody("liangwei")
    walker.go("/me/second/codes/")
    if walker.page.locator("#id_password").count():
        walker.page.fill("#id_password", DEMO_PASSWORD)
        walker.send()
    secret = walker.page.locator("code.secret").inner_text()
    send_code(walker, secret, "开启")
    expect(walker.page.locator("main")).not_to_contain_text(secret)
    walker.sign_out()
    try_to_sign_in(walker, "liangwei", DEMO_PASSWORD)
    assert walker.path == "/sign-in/second/"
    walker.go("/residents/")
    assert walker.path.startswith("/sign-in/")
    walker.go("/sign-in/second/")
    walker.fill(code="000000" if code(secret) != "000000" else "111111")
    walker.press("登录")
    expect(walker.page.locator(".wrong").first).to_be_visible()
    send_code(walker, secret, "登录")
    expect(walker.page.locator(".name-menu")).to_be_visible()


def send_code(walker: Walker, secret: str, button: str) -> None:
    """The code of now; one that ran out on the way (it holds for 30 s) is followed by the next."""
    for _try in range(2):
        walker.fill(code=code(secret))
        walker.press(button)
        if not walker.page.locator(".wrong").count():
            return
    raise AssertionError(walker.text)


def code(secret: str) -> str:
    """What an app on a phone shows now (RFC 6238)."""
    key = base64.b32decode(secret.replace(" ", "") + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def test_a_new_colleague_gets_an_account_and_chooses_a_password(somebody: Somebody) -> None:
    secretary, colleague = somebody("shuji"), somebody()
    secretary.go("/settings/people/new/")
    secretary.fill(name="范新来", username="fanxinlai", start="今天")
    secretary.choose("role", "social_worker")
    secretary.press("建账号")
    password = secretary.page.locator(".secret").inner_text()
    try_to_sign_in(colleague, "fanxinlai", password)
    assert colleague.path == "/me/password/"
    colleague.go("/residents/")
    assert colleague.path == "/me/password/"
    for field in colleague.page.locator("main input[type=password]").all():
        name = field.get_attribute("name") or ""
        field.fill(password if "old" in name else "a-long-new-password-7")
    colleague.send()
    expect(colleague.page.locator(".wrong")).to_have_count(0)
    colleague.go("/residents/")
    assert colleague.title == "居民"


def test_open_work_is_handed_over_in_one_step(somebody: Somebody) -> None:
    secretary = somebody("shuji")
    secretary.go("/settings/people/hand-over/")
    secretary.page.select_option("[name=old]", label="周社工")
    secretary.page.select_option("[name=new]", label="陈委员")
    secretary.press("看要交接什么")
    assert "值班" in secretary.text
    secretary.press("交接")
    expect(secretary.page.locator("#messages")).to_contain_text("交接")
    secretary.go("/settings/people/hand-over/")
    secretary.page.select_option("[name=old]", label="周社工")
    secretary.page.select_option("[name=new]", label="陈委员")
    secretary.press("看要交接什么")
    assert "值班" not in secretary.text.partition("交接吗")[0].replace("值班表", "")


def test_a_shift_is_entered_and_stands_in_the_roster(somebody: Somebody) -> None:
    secretary = somebody("shuji")
    secretary.go("/settings/duty/enter/")
    secretary.page.select_option("[name=user]", label="沈审计")
    secretary.fill(phone="028-87310012", first="2019-02-05", last="2019-02-05", begin="18:00", close="21:00")
    for box in secretary.page.locator("input[name=weekdays]").all():
        box.check(force=True)
    secretary.press("登记")
    expect(secretary.page.locator(".wrong")).to_have_count(0)
    expect(secretary.page.locator(".roster")).to_be_visible()
    secretary.go("/settings/duty/?week=2019-02-05")
    if "沈审计" not in secretary.text:
        secretary.go("/settings/duty/?day=2019-02-05")
    expect(secretary.page.locator(".roster")).to_contain_text("沈审计")
