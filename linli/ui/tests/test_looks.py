"""The gallery in a real browser: axe finds nothing, nothing scrolls sideways, hands and keys work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

pytestmark = [
    pytest.mark.looks,
    pytest.mark.urls("linli.ui.tests.urls"),
    pytest.mark.django_db(transaction=True),
]
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
FRAMES = ("", "record/", "board/", "public/", "print/", "alone/", "fault/")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page at desk width."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    yield context.new_page()
    context.close()


@pytest.fixture
def gallery(live_server: Any, settings: Any) -> str:
    """Where the gallery stands."""
    settings.LINLI_DEMO = True
    return f"{live_server.url}/gallery/"


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("elder", ["0", "24"])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(
    page: Page, gallery: str, width: int, elder: str
) -> None:
    page.context.add_cookies([{"name": "linli_elder", "value": elder, "url": gallery}])
    page.set_viewport_size({"width": width, "height": 768})
    wrong = []
    for frame in FRAMES:
        page.goto(gallery + frame)
        found = Axe().run(page, options=WCAG)
        wrong += [f"{frame} {v['id']}: {v['nodes'][0]['html'][:160]}" for v in found.response["violations"]]
        if frame != "print/":
            assert page.evaluate("document.documentElement.scrollWidth") <= width, frame
    assert wrong == []


def test_targets_of_a_phone_are_44_px_and_of_large_print_60(page: Page, gallery: str) -> None:
    height = "Math.min(...Array.from(document.querySelectorAll('.todo-verb .button, .form-foot .button'), b => b.offsetHeight))"
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(gallery)
    assert page.evaluate(height) >= 44
    page.context.add_cookies([{"name": "linli_elder", "value": "20", "url": gallery}])
    page.goto(gallery)
    assert page.evaluate(height) >= 60


def test_nothing_is_smaller_than_13_px_but_tags_in_tables(page: Page, gallery: str) -> None:
    page.goto(gallery)
    small = page.evaluate(
        """Array.from(document.querySelectorAll('main *')).filter(e => e.childNodes.length && parseFloat(getComputedStyle(e).fontSize) < 13
            && !e.matches('.by-hand, .sheet .unit')).map(e => e.className)"""
    )
    assert small == []


@pytest.mark.parametrize("key", ["/", "、", "Control+k"])
def test_a_key_leads_to_the_search_box(page: Page, gallery: str, key: str) -> None:
    page.goto(gallery + "board/")
    if key == "、":
        page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '、', bubbles: true}))")
    else:
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.id") == "seek"


def test_enter_goes_to_the_next_field_but_not_while_composing(page: Page, gallery: str) -> None:
    page.goto(gallery)
    page.locator("#id_identity").first.focus()
    page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )
    assert page.evaluate("document.activeElement.name") == "identity"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "phone"


def test_an_identity_number_is_grouped_while_it_is_typed(page: Page, gallery: str) -> None:
    page.goto(gallery)
    field = page.locator("#id_identity").first
    field.press_sequentially("99000019281203002x")
    assert field.input_value() == "990000 19281203 002X"


def test_cells_dragged_over_are_copied_as_excel_cells(page: Page, gallery: str) -> None:
    page.goto(gallery)
    table = page.locator("table[data-cells]").nth(1)
    first, last = (
        table.locator("tbody tr").nth(0).locator("td").nth(0),
        table.locator("tbody tr").nth(1).locator("td").nth(1),
    )
    first.hover()
    page.mouse.down()
    last.hover()
    page.mouse.up()
    copied = page.evaluate(
        """() => { const data = new DataTransfer();
            document.body.dispatchEvent(new ClipboardEvent('copy', {clipboardData: data, bubbles: true, cancelable: true}));
            return data.getData('text/plain'); }"""
    )
    assert copied == "82\t3栋2单元501\n91\t5栋1单元302"


def test_a_form_is_sent_once(page: Page, gallery: str) -> None:
    page.goto(gallery)
    sent = page.evaluate(
        """() => { let sent = 0; const form = document.querySelector('form[data-form]');
            document.addEventListener('submit', (e) => { if (!e.defaultPrevented) sent += 1; e.preventDefault(); });
            form.requestSubmit(); form.requestSubmit(); return sent; }"""
    )
    assert sent == 1


def test_pages_work_without_script(browser: Browser, gallery: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(gallery)
    assert page.locator(".needs-script").first.is_hidden()
    assert page.locator("form[data-form] button[type=submit]").first.is_visible()
    context.close()
