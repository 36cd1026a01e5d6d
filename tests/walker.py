"""Somebody at a browser: signs in, goes to addresses, reads what stands there."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Locator, Page, Response, expect

#: As the sign-in page of a demonstration says.
DEMO_PASSWORD = "linli-demo-2018"

DESK, PHONE, NARROW = (
    {"width": 1366, "height": 768},
    {"width": 390, "height": 844},
    {"width": 360, "height": 740},
)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--lang=zh-CN",
]
PATIENCE = 60_000
#: Whether a touch on this button or link asks for another page, and not for a part of this one or a file.
LEADS_ON = """(touched) => {
    const link = touched.closest("a[href]"), form = touched.form;
    const plain = (one) => one.target !== "_blank" && !one.matches("[hx-get], [hx-post], [download]");
    if (link) return plain(link) && !link.getAttribute("href").startsWith("#");
    return !!form && touched.type === "submit" && plain(form) && plain(touched) && (form.noValidate || form.checkValidity());
}"""
expect.set_options(timeout=PATIENCE)


class Walker:
    """One person with one browser; `faults` are what the pages' scripts complained about."""

    def __init__(self, browser: Browser, url: str, size: dict[str, int], *, script: bool = True) -> None:
        self.url = url
        touch = size["width"] < 600
        self.context = browser.new_context(
            viewport={"width": size["width"], "height": size["height"]}, locale="zh-CN", timezone_id="Asia/Shanghai",
            java_script_enabled=script, has_touch=touch, accept_downloads=True,
        )  # fmt: skip
        self.context.set_default_timeout(PATIENCE)
        self.faults: list[str] = []
        self.page = self.tab()

    def tab(self) -> Page:
        """A further page of the same browser."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        return page

    def widen(self, size: dict[str, int]) -> None:
        """Make the window so wide and high."""
        self.page.set_viewport_size({"width": size["width"], "height": size["height"]})

    def leave(self) -> None:
        """Close the browser; a fault of a script is a fault of the journey."""
        self.context.close()
        assert self.faults == []

    def go(self, path: str) -> Response:
        """Open an address of ours."""
        answer = self.page.goto(self.url + path if path.startswith("/") else path)
        assert answer is not None
        return answer

    def sign_in(self, username: str, password: str = DEMO_PASSWORD) -> None:
        """By the form of the sign-in page."""
        self.go("/sign-in/")
        self.page.fill("#id_login", username)
        self.page.fill("#id_password", password)
        self.press("登录")
        expect(self.page.locator(".name-menu")).to_be_visible()

    def sign_out(self) -> None:
        """By the menu behind the name."""
        self.page.locator(".name-menu summary").click()
        self.page.locator(".name-menu .drop-last button").click()
        expect(self.page.locator("#id_login")).to_be_visible()

    def press(self, word: str) -> None:
        """The button or link in the page proper with exactly this word; waits until the next page stands."""
        self.touch(self.verb(word))

    def send(self) -> None:
        """The first button at the foot of the form; waits until the next page stands."""
        self.touch(self.page.locator("main .form-foot button[type=submit]").first)

    def touch(self, button: Locator) -> None:
        """A click; where it leads to another page, what follows finds that page and not the one before."""
        if button.evaluate(LEADS_ON):
            with self.page.expect_navigation():
                button.click()
        else:
            button.click()
        self.page.wait_for_load_state()

    def verb(self, word: str) -> Locator:
        """A button or link of the page proper, by its whole word."""
        whole = re.compile(rf"^\s*{re.escape(word)}\s*$")
        return self.page.locator("main :is(a, button, summary)").filter(has_text=whole).first

    def fill(self, **fields: str) -> None:
        """Type into fields by their names; one under 更多 is unfolded first."""
        for name, text in fields.items():
            field = self.page.locator(f"main [name='{name}']").first
            field.wait_for(state="attached")  # whether it is folded can only be asked of what is there
            if not field.is_visible():
                self.page.locator(
                    "main details:not([open])", has=self.page.locator(f"[name='{name}']")
                ).locator("> summary").first.click()
            field.fill(text)

    def choose(self, name: str, value: str) -> None:
        """One of the buttons or of the list that stands for a choice."""
        self.page.locator(f":is(select, input)[name='{name}']").first.wait_for(state="attached")
        select = self.page.locator(f"select[name='{name}']")
        if select.count():
            select.select_option(value)
        else:
            option = self.page.locator(f"input[name='{name}'][value='{value}']")
            self.page.locator(f"label[for='{option.get_attribute('id')}']").click()

    @property
    def title(self) -> str:
        """The page's own name."""
        return self.page.locator("h1").inner_text()

    @property
    def text(self) -> str:
        """All that stands in the page proper."""
        return self.page.locator("main").inner_text()

    @property
    def path(self) -> str:
        """Where we are, without host and question."""
        return self.page.url.removeprefix(self.url).partition("?")[0]

    def figure(self, label: str) -> str:
        """The total beside a label in a table of figures."""
        row = self.page.locator("tr").filter(
            has=self.page.locator("th", has_text=re.compile(rf"^{re.escape(label)}$"))
        )
        return row.locator("td.is-lead .number, td .number").first.inner_text()

    def sideways(self) -> int:
        """By how many pixels the page is wider than the window."""
        found = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        return max(0, int(found))
