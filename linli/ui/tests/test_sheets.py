"""The sheets and scripts keep to the floor (Chromium 83) and to the tokens."""

from __future__ import annotations

import gzip
import importlib.util
import re
from pathlib import Path

import pytest

UI = Path(__file__).resolve().parent.parent
STATIC = UI / "static" / "ui"
SHEETS = sorted(STATIC.glob("*.css"))
OURS = [sheet for sheet in SHEETS if sheet.name != "tokens.css"]

# Chromium 83 does not know these.
TOO_NEW = {
    ":has": r":has\(",
    ":is or :where": r":(is|where)\(",
    "color-mix": r"color-mix\(",
    "light-dark": r"light-dark\(",
    "oklch": r"okl(ch|ab)\(",
    "@layer": r"@layer",
    "container query": r"@container|container-type",
    "gap without grid": r"(?<!column-)(?<!row-)(?<!grid-)\bgap\s*:",
    "inset": r"(?<![\w-])inset(-\w+)?\s*:",
    "aspect-ratio": r"aspect-ratio",
    "nesting": r"[{;]\s*&",
    "svh": r"\d[sdl]v[hw]\b",
}


def rules(text: str) -> str:
    """A sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
@pytest.mark.parametrize("word", TOO_NEW)
def test_a_sheet_holds_nothing_that_chromium_83_lacks(sheet: Path, word: str) -> None:
    assert not re.findall(TOO_NEW[word], rules(sheet.read_text()))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_blocks_are_not_nested(sheet: Path) -> None:
    depth = deepest = 0
    in_media = False
    for part in re.findall(r"@media[^{]*\{|@page[^{]*\{|\{|\}", rules(sheet.read_text())):
        in_media = in_media or part.startswith("@")
        depth += -1 if part == "}" else 1
        deepest = max(deepest, depth - in_media)
        in_media = in_media and depth > 0
    assert (depth, deepest) == (0, 1)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_focus_visible_stands_only_beside_a_plain_focus_rule(sheet: Path) -> None:
    text = rules(sheet.read_text())
    bare = re.findall(r":focus-visible", text.replace(":focus:not(:focus-visible)", ""))
    assert bare == []
    assert "focus-visible" not in text or ":focus {" in text


def test_column_gaps_stand_only_in_grids() -> None:
    for sheet in OURS:
        for block in re.findall(r"[^{}]*\{[^{}]*\}", rules(sheet.read_text())):
            if re.search(r"(?<!grid-)(column|row)-gap", block):
                assert "grid" in block, block


@pytest.mark.parametrize("sheet", OURS, ids=lambda sheet: sheet.name)
def test_colours_sizes_and_spaces_stand_in_tokens_alone(sheet: Path) -> None:
    text = re.sub(r"@media[^{]*\{", "{", rules(sheet.read_text()))
    text = re.sub(r"@page\b[^}]*\}\s*\}?", "", text)  # paper has its own measures; var() cannot stand there
    colours = re.findall(r"#[0-9A-Fa-f]{3,8}\b(?![^{]*\{)|\brgba?\(|\bhsla?\(", text)
    named = re.findall(r":\s*(?:white|black|red|blue|gr[ae]y|orange|green|yellow)\b", text)
    sizes = re.findall(r"(?<![\w-])\d*\.?\d+(?:px|rem|pt|mm|cm)\b", text)
    assert (colours, named, sizes) == ([], [], [])


def test_breakpoints_are_the_two_of_the_tokens() -> None:
    widths = {
        w for sheet in SHEETS for w in re.findall(r"@media[^{]*?width:\s*(\d+px)", rules(sheet.read_text()))
    }
    assert widths == {"640px", "1024px"}


def test_every_token_in_use_is_defined_and_every_token_is_used() -> None:
    texts = {sheet.name: rules(sheet.read_text()) for sheet in SHEETS}
    defined = set(re.findall(r"(--[\w-]+)\s*:", texts["tokens.css"]))
    used = {name for text in texts.values() for name in re.findall(r"var\((--[\w-]+)", text)}
    assert used - defined == set()
    assert defined - used == set()


def test_a_phone_page_weighs_at_most_120_kilobytes() -> None:
    files = [
        UI / "static/vendor/bootstrap-5.3.8/bootstrap.min.css",
        UI / "static/vendor/htmx-2.0.11/htmx.min.js",
        *(
            STATIC / name
            for name in (
                "tokens.css",
                "linli.css",
                "elder.css",
                "print.css",
                "linli.js",
                "icons.svg",
                "mark.svg",
            )
        ),
    ]
    page = 30_000  # of mark-up, before compression, is a long page: it shrinks to about a sixth
    weight = sum(len(gzip.compress(file.read_bytes(), 6)) for file in files) + page // 6
    assert weight <= 120_000


def test_no_page_names_a_vendored_file_that_is_not_there() -> None:
    for template in (UI / "templates").rglob("*.html"):
        for name in re.findall(r"static '(vendor/[^']+|ui/[^']+)'", template.read_text()):
            assert (UI / "static" / name).exists(), name


def test_vendored_files_agree_with_their_manifest() -> None:
    path = UI.parent.parent / "scripts" / "vendor.py"
    spec = importlib.util.spec_from_file_location("vendor", path)
    assert spec is not None
    assert spec.loader is not None
    vendor = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["vendor"] = vendor
    spec.loader.exec_module(vendor)
    assert vendor.check() == 0


def test_the_script_uses_nothing_newer_than_es2020() -> None:
    text = re.sub(r"/\*.*?\*/", "", (STATIC / "linli.js").read_text(), flags=re.DOTALL)
    assert not re.findall(
        r"\?\?=|\|\|=|&&=|\.at\(|replaceAll\(|#\w+\s*[=(;]|structuredClone|\.findLast", text
    )


def test_every_key_handler_waits_for_the_input_method() -> None:
    text = (STATIC / "linli.js").read_text()
    handlers = re.findall(r'addEventListener\("keydown", \(event\) => \{(.{0,260})', text, flags=re.DOTALL)
    assert len(handlers) >= 4
    assert all("composing(event)" in handler for handler in handlers)
