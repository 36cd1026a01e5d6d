"""Single-letter keys, rows under ↑↓ and Enter, 上一条 and 下一条: a day without the mouse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.walker import Walker

from .roster import number

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]
BORN = dt.date(1991, 3, 7)
NAMES = ("单于飞燕", "单于飞鸿")


@pytest.fixture
def worker(somebody: Somebody) -> Walker:
    """The community worker, when two people of a rare surname live here."""
    worker = somebody("shegong")
    for serial, name in enumerate(NAMES, 51):
        worker.go("/residents/register/")
        worker.fill(number=number(serial, BORN), name=name, door="英国小镇2栋1单元301", start="2018-12-20")
        worker.choose("kind", "inflow")
        worker.verb("登记").click()
        expect(worker.page.locator("h1")).to_have_text(name)
    return worker


def test_letters_rows_and_neighbours(worker: Walker) -> None:
    page = worker.page
    worker.go("/residents/?q=单于飞")
    page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.textContent.trim()")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.textContent.trim()")
    assert {first, second} == set(NAMES)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(first)
    page.locator(".turns a[rel=next]").click()
    expect(page.locator("h1")).to_have_text(second)
    person = worker.path
    page.keyboard.press("v")
    page.wait_for_url("**/check/")
    page.go_back()
    expect(page.locator("h1")).to_have_text(second)
    page.keyboard.press("r")
    page.wait_for_url(lambda url: url.startswith(worker.url + person) and not url.endswith(person))
    worker.go("/")
    page.keyboard.press("n")
    page.wait_for_url("**/residents/register/")

    # In a field, while an input method composes, and with a modifier they are letters like any others.
    page.fill("main [name=name]", "")
    page.focus("main [name=name]")
    page.keyboard.type("nv")
    assert page.input_value("main [name=name]") == "nv"
    worker.go("/residents/?q=单于飞")
    for event in ("{key: 'n', isComposing: true}", "{key: 'n', ctrlKey: true}"):
        page.evaluate(
            f"document.body.dispatchEvent(new KeyboardEvent('keydown', {{...{event}, bubbles: true}}))"
        )
    page.wait_for_timeout(300)
    assert worker.path == "/residents/"


def test_who_does_not_want_them_switches_them_off(somebody: Somebody) -> None:
    other = somebody("wangge")
    other.go("/me/")
    other.page.uncheck("[name=keys_on]")
    other.press("保存")
    other.go("/")
    other.page.keyboard.press("n")
    other.page.wait_for_timeout(300)
    assert other.path == "/"
