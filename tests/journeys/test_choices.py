"""Large print and language are the reader's, and stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.walker import DESK, PHONE, Walker

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]
SIZE = "parseFloat(getComputedStyle(document.body).fontSize)"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_large_print_and_english_outlast_signing_out(somebody: Somebody, size: dict[str, int]) -> None:
    reader = somebody("liangwei", size)
    normal = reader.page.evaluate(SIZE)
    choose(reader, "[name=size][value='24']")
    assert reader.page.evaluate(SIZE) > normal
    choose(reader, "[name=language][value=en]")
    expect(reader.page.locator("html")).to_have_attribute("lang", "en")
    reader.page.locator(".menu summary").click()  # in large print the eight entries fold into one
    expect(reader.page.locator(".menu nav")).to_contain_text("Workbench")
    reader.page.locator(".menu summary").click()
    reader.page.locator(".name-menu summary").click()
    reader.page.locator(".name-menu .drop-last button").click()
    expect(reader.page.locator("#id_login")).to_be_visible()
    expect(reader.page.locator("html")).to_have_attribute("lang", "en")
    assert reader.page.evaluate(SIZE) == 24
    reader.page.fill("#id_login", "liangwei")
    reader.page.fill("#id_password", "linli-demo-2018")
    reader.press("Sign in")
    expect(reader.page.locator("html")).to_have_attribute("lang", "en")
    assert reader.page.evaluate(SIZE) == 24
    assert reader.sideways() == 0


def choose(reader: Walker, button: str) -> None:
    """A choice of the menu behind the name."""
    reader.page.locator(".name-menu summary").click()
    reader.touch(reader.page.locator(f".name-menu .look button{button}"))
