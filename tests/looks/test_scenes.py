"""Every scene at desk and phone width: axe finds nothing, no page scrolls sideways, one language at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.demo import Served
from tests.scenes import SCENES, Scene, open_at
from tests.walker import DESK, NARROW, PHONE, Walker

pytestmark = pytest.mark.looks

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
#: Words of no language, or of both.
NEUTRAL = {
    "linli",
    "excel",
    "xlsx",
    "xls",
    "csv",
    "pin",
    "english",
    "wcag",
    "ctrl",
    "k",
    "x",
    "q",
    "pdf",
    "qr",
    "json",
    "a",
    "p",
    "mib",
    "georeport",
    "http",
}
People = Callable[[str, dict[str, int]], Walker]


@pytest.fixture(scope="module")
def people(browser: Browser, demo: Served) -> Iterator[People]:
    """Each person signs in once per width."""
    known: dict[tuple[str, int], Walker] = {}

    def come(who: str, size: dict[str, int]) -> Walker:
        key = (who, size["width"])
        if key not in known:
            known[key] = Walker(browser, demo.url, size)
            if who:
                known[key].sign_in(who)
        return known[key]

    yield come
    for walker in known.values():
        walker.leave()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    people: People, scene: Scene, size: dict[str, int]
) -> None:
    walker = people(scene.who, size)
    open_at(walker, scene)
    found = Axe().run(walker.page, options=WCAG).response["violations"]
    assert [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found] == []
    assert walker.sideways() == 0
    assert english_words(walker) == []
    if size is PHONE:
        walker.page.set_viewport_size({"width": NARROW["width"], "height": NARROW["height"]})
        assert walker.sideways() == 0
        walker.page.set_viewport_size({"width": size["width"], "height": size["height"]})


ELDER = [
    scene
    for scene in SCENES
    if scene.name
    in (
        "sign-in",
        "workbench",
        "people",
        "person",
        "register",
        "population",
        "not-found",
        "appeals",
        "appeal",
        "intake",
        "resident-home",
        "resident-report",
        "resident-answers",
        "resident-who",
    )
]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scene", ELDER, ids=lambda scene: scene.name)
def test_large_print_fits(people: People, scene: Scene, size: dict[str, int]) -> None:
    walker = people(scene.who, size)
    walker.context.add_cookies([{"name": "linli_elder", "value": "24", "url": walker.url}])
    try:
        open_at(walker, scene)
        found = Axe().run(walker.page, options=WCAG).response["violations"]
        assert [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found] == []
        assert walker.sideways() == 0
    finally:
        walker.context.add_cookies([{"name": "linli_elder", "value": "0", "url": walker.url}])


IN_ENGLISH = [scene for scene in SCENES if scene.prepare is None and scene.name != "gallery"]
CHROME = ".bar nav, .thumbs, main h1, main h2, main thead th, main label, main legend, main button, main .button, main .state, .look-word, .drop-link"


@pytest.mark.parametrize("scene", IN_ENGLISH, ids=lambda scene: scene.name)
def test_in_english_no_chinese_stands_in_menus_heads_and_buttons(people: People, scene: Scene) -> None:
    walker = people(scene.who, DESK)
    walker.context.add_cookies([{"name": "django_language", "value": "en", "url": walker.url}])
    try:
        open_at(walker, scene)
        words = walker.page.locator(CHROME).all_inner_texts()
        assert chinese_left(words) == []
    finally:
        walker.context.add_cookies([{"name": "django_language", "value": "zh-hans", "url": walker.url}])


#: Names of things of the community, and words that say themselves in their own language.
OWN_NAMES = re.compile(
    r"快活社区|文家街道|第\d+(网格|居民小组|党员片区)|英国小镇|快活新居|青年公寓|[\u4e00-\u9fff]{1,2}(书记|委员|社工|网格员|调解|监委|议事|联系|党务|志愿|审计|街道|技术|阿姨|信使)|六站一室一港湾|\d+栋(\d+单元)?|中文|简体|王阿姨|青羊区|成都市"
)


def chinese_left(texts: list[str]) -> list[str]:
    """Texts in which 汉字 are left when names are taken out."""
    return [text for text in texts if re.search(r"[\u4e00-\u9fff]", OWN_NAMES.sub("", text))]


def english_words(walker: Walker) -> list[str]:
    """English words that stand in a Chinese page outside of names, numbers, addresses and code."""
    if "/gallery" in walker.path:
        return []
    text = walker.page.evaluate(
        """() => { const copy = document.body.cloneNode(true);
            copy.querySelectorAll('script, style, code, svg, time, select[name=timezone], [lang=en], .demo-accounts, .fault-code, .username').forEach(e => e.remove());
            return copy.textContent; }"""
    )
    found = re.findall(r"(?<![\w./:@-])[A-Za-z]{3,}(?![\w./@-])", text)
    accounts = re.compile(
        r"(shuji|liangwei|shegong|tiaojie|jianwei|yishi|danwei|dangwu|zhiyuan|shenji|wangge|louzhang|xinshi|jiedao|jishu)\d*"
    )
    return sorted({word for word in found if word.lower() not in NEUTRAL and not accounts.fullmatch(word)})
