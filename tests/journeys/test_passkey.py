"""A passkey of the device: set up with the browser's own authenticator, then signed in with, without a password."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, expect

from tests.walker import DEMO_PASSWORD, Walker

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]


def authenticator(walker: Walker, *, verified: bool = True) -> CDPSession:
    """Chromium's virtual device with fingerprint and keys of its own; `verified`: the finger fits."""
    session = walker.context.new_cdp_session(walker.page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
                "isUserVerified": verified, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    return session


def test_a_passkey_is_set_up_on_localhost_and_signs_in_alone(somebody: Somebody) -> None:
    worker = somebody("shegong")
    assert worker.url.startswith("http://localhost:")
    authenticator(worker)
    worker.go("/me/second/passkey/")
    worker.page.fill("#id_password", DEMO_PASSWORD)
    worker.press("继续")
    worker.fill(name="办公室电脑")
    worker.page.check("#id_passwordless")
    worker.page.click("#passkey_go")
    # The page of the form lies under /me/second/ as well: only another page shows that the key was kept.
    worker.page.wait_for_url(lambda url: "/me/second/" in url and not url.endswith("/me/second/passkey/"))
    worker.go("/me/second/")
    expect(worker.page.locator("main")).to_contain_text("办公室电脑")

    worker.sign_out()
    worker.go("/sign-in/?next=/residents/")
    worker.page.click("#passkey_go")
    worker.page.wait_for_url(f"{worker.url}/residents/")  # the sign-in's own address ends with the same word
    expect(worker.page.locator(".name-menu")).to_contain_text("周社工")


def test_without_a_passkey_the_page_says_so_and_the_password_still_opens(somebody: Somebody) -> None:
    other = somebody()
    authenticator(other)
    other.go("/sign-in/")
    other.page.click("#passkey_go")
    expect(other.page.locator("#passkey_failed")).to_be_visible()
    other.sign_in("wangge")
