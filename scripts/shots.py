"""Pictures of the pages (``make shots``): the README's into docs/pictures/, every scene into shots/.

The demonstration is built as for the journeys (or taken as built), served, and photographed at its own
moment, so that the same version gives the same pictures. ``make shots`` takes all; names after the
program (``scripts/shots.py population import``) only those scenes.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from linli.project import testing  # noqa: E402
from tests.demo import Served  # noqa: E402
from tests.scenes import BY_NAME, SCENES, Scene, open_at  # noqa: E402
from tests.walker import DESK, PHONE, QUIET, Walker  # noqa: E402

#: High enough to show the ages, in compact rows.
TALL = {"width": 1366, "height": 1142}
#: Picture of the README → scene and size of the window.
PICTURES = {
    "population": ("population", TALL),
    "workbench": ("workbench-secretary", DESK),
    "import": ("import", DESK),
    "person": ("person", PHONE),
    "appeal": ("appeal", DESK),
    "resident": ("resident-follow", PHONE),
}
LARGEST = 150_000
WIDTHS = {"desk": DESK, "phone": PHONE}


def main(wanted: list[str]) -> int:
    """Take the pictures; 1 when a picture of the README is too large."""
    found = testing.chromium()
    if not found:
        print("Chromium is not here. Type: sudo apt-get install -y chromium fonts-noto-cjk")
        return 1
    unknown = [name for name in wanted if name not in BY_NAME]
    if unknown:
        print(f"There is no scene {', '.join(unknown)}. There are: {', '.join(BY_NAME)}")
        return 2
    with Served("shots") as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        try:
            take_scenes(browser, served.url, [BY_NAME[name] for name in wanted] or list(SCENES))
            return 0 if wanted else take_pictures(browser, served.url)
        finally:
            browser.close()


def take_scenes(browser: Browser, url: str, scenes: list[Scene]) -> None:
    """Every scene at desk and phone width, the whole page, into shots/."""
    folder = ROOT / "shots"
    folder.mkdir(exist_ok=True)
    for word, size in WIDTHS.items():
        walkers: dict[str, Walker] = {}
        for scene in scenes:
            walker = walkers.get(scene.who) or come(browser, url, scene.who, size)
            walkers[scene.who] = walker
            open_at(walker, scene)
            walker.page.screenshot(
                path=folder / f"{scene.name}-{word}.png", full_page=True, animations="disabled"
            )
            print(f"shots/{scene.name}-{word}.png", flush=True)
        for walker in walkers.values():
            walker.leave()


def take_pictures(browser: Browser, url: str) -> int:
    """The README's pictures: one window each."""
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    large = 0
    for name, (scene, size) in PICTURES.items():
        walker = come(browser, url, BY_NAME[scene].who, size)
        if size is TALL:
            walker.context.add_cookies([{"name": "linli_compact", "value": "1", "url": url}])
        open_at(walker, BY_NAME[scene])
        walker.page.evaluate("document.activeElement && document.activeElement.blur(); window.scrollTo(0, 0)")
        file = folder / f"{name}.png"
        walker.page.screenshot(path=file, animations="disabled")
        with Image.open(file) as picture:  # pages have few colours: a palette halves the file
            picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=256).save(file, optimize=True)
        walker.leave()
        bytes_ = file.stat().st_size
        print(f"docs/pictures/{name}.png {bytes_ // 1000} kB", flush=True)
        if bytes_ > LARGEST:
            print(f"docs/pictures/{name}.png is larger than {LARGEST // 1000} kB")
            large = 1
    return large


def come(browser: Browser, url: str, who: str, size: dict[str, int]) -> Walker:
    """Somebody with a browser, signed in."""
    walker = Walker(browser, url, size)
    if who:
        walker.sign_in(who)
    return walker


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
