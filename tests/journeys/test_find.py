"""Finding somebody with the hands on the keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.walker import DESK, PHONE, Walker

from .roster import number

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]
BORN = dt.date(1990, 3, 7)
NAME, DOOR, SERIAL = "单于飞燕", "英国小镇2栋1单元301", 41


@pytest.fixture
def worker(somebody: Somebody) -> Walker:
    """The community worker, when somebody easy to find lives here."""
    worker = somebody("shegong")
    worker.go(f"/residents/?q={number(SERIAL, BORN)}")
    if not worker.page.locator("tbody th").count():
        worker.go("/residents/register/")
        worker.fill(
            number=number(SERIAL, BORN), name=NAME, phone="19212349876", door=DOOR, start="2018-12-20"
        )
        worker.choose("kind", "inflow")
        worker.verb("登记").click()
        expect(worker.page.locator("h1")).to_have_text(NAME)
    return worker


def test_pinyin_initials_characters_door_number_and_last_four_find(worker: Walker) -> None:
    whole = number(SERIAL, BORN)
    typed = [
        "单于",
        "飞燕",
        "chanyufeiyan",
        "cyfy",
        whole,
        whole.lower(),
        whole[-4:],
        "19212349876",
        "9876",
        "英国小镇2-1-301",
    ]
    missed = []
    for text in typed:
        worker.go(f"/find/?q={text}")
        if worker.page.locator("main .found-title, h1", has_text=NAME).count() == 0:
            missed.append(text)
    assert missed == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_list_finds_by_door(somebody: Somebody, worker: Walker, size: dict[str, int]) -> None:
    other = somebody("shegong", size)
    other.go("/residents/")
    other.page.fill("main [name=q]", "英国小镇2-1-301")
    other.press("查找")
    expect(other.page.locator("tbody")).to_contain_text(NAME)


def test_ctrl_k_arrows_and_enter_lead_to_the_person(worker: Walker) -> None:
    worker.go("/")
    page = worker.page
    page.keyboard.press("Control+k")
    page.keyboard.insert_text(
        "cyfy"
    )  # at once: letter by letter, an answer to the first three may come between
    expect(page.locator("#found")).to_contain_text(NAME)
    page.keyboard.press("ArrowDown")
    assert NAME in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "seek"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(NAME)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_whole_number_stands_in_no_address(somebody: Somebody, worker: Walker, script: bool) -> None:
    whole = number(SERIAL, BORN)
    other = somebody("shegong", script=script)
    seen: list[str] = []
    other.page.on("request", lambda request: seen.append(request.url))
    other.go("/residents/")
    other.page.fill("main [name=q]", whole)
    other.press("查找")
    expect(other.page.locator("tbody")).to_contain_text(NAME)
    other.page.fill("#seek", whole)
    other.page.locator("#seek").press("Enter")
    expect(other.page.locator("h1")).to_have_text(NAME)
    assert not [url for url in seen if whole in url]


def test_while_an_input_method_composes_nothing_reacts(worker: Walker) -> None:
    worker.go("/")
    page = worker.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/find/" in request.url else None)
    page.focus("#seek")
    compose(page, "danyu")
    page.keyboard.press("Shift")
    page.evaluate(
        "for (const key of ['Enter', 'Escape', 'ArrowDown']) document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key, isComposing: true, bubbles: true, cancelable: true}))"
    )
    page.wait_for_timeout(300)
    assert asked == []
    assert page.evaluate("document.activeElement.id") == "seek"
    assert worker.path == "/"
    compose(page, "单于", done=True)
    expect(page.locator("#found")).to_contain_text(NAME)


def compose(page: Page, text: str, *, done: bool = False) -> None:
    """What a browser tells a field while an input method puts `text` into it, and when it is chosen."""
    page.evaluate(
        """([text, done]) => { const field = document.activeElement; field.value = text;
            if (!done) field.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true}));
            field.dispatchEvent(new InputEvent('input', {bubbles: true, isComposing: true}));
            if (done) field.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true, data: text})); }""",
        [text, done],
    )
