"""Lines and texts are kept as they are, without what hides in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.refusal import Refused
from linli.kernel.text import as_cell, clean_line, clean_text, half_width

from .english import english


def test_a_line_keeps_its_characters_and_wide_punctuation() -> None:
    assert clean_line("  快活路  8号，㛃𬭩䶮𠅤（后门） \n", 40) == "快活路 8号，㛃𬭩䶮𠅤（后门）"


def test_a_text_keeps_its_lines() -> None:
    assert clean_text("一\r\n\r\n\r\n\r\n二  三 ", 20) == "一\n\n二 三"


@pytest.mark.parametrize("hidden", ["\x00", "\x1b", "\u202e", "\u2066", "\ud800"])
def test_hidden_characters_are_refused_by_their_code(hidden: str) -> None:
    with pytest.raises(Refused) as caught:
        clean_line("a" + hidden, 20)
    assert f"U+{ord(hidden):04X}" in english(caught.value.reason)


def test_overlong_text_is_refused_with_its_count() -> None:
    with pytest.raises(Refused) as caught:
        clean_text("字" * 12, 10)
    assert "12" in english(caught.value.reason)
    assert "2 fewer" in english(caught.value.reason)


@given(st.text())
def test_cleaning_again_changes_nothing(text: str) -> None:
    for clean in (clean_line, clean_text):
        try:
            once = clean(text, 10_000)
        except Refused:
            continue
        assert clean(once, 10_000) == once


@given(st.text())
def test_no_exported_cell_is_a_formula(text: str) -> None:
    assert not as_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_codes_are_narrowed() -> None:
    assert half_width("３栋－２单元（Ａ）\u3000１") == "3栋-2单元(A) 1"
