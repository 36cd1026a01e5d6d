"""What may be written down, the tree of categories and the marks of words, without a database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.appeals.queries import marks
from linli.appeals.rules import categories, intake
from linli.appeals.rules.intake import ReporterParts
from linli.kernel import Refused

TERMS = Path(__file__).parents[2] / "places" / "terms" / "country.json"


def test_the_term_of_the_country_is_the_seed_and_every_code_has_its_word() -> None:
    held = json.loads(TERMS.read_text())["terms"]
    value = next(one["value"] for one in held if one["key"] == categories.TERM)
    assert categories.tree(value).codes == categories.tree().codes == set(categories.WORDS)
    assert all(len(code) <= 30 for code in categories.WORDS)


def test_a_branch_holds_all_below_it() -> None:
    tree = categories.tree()
    assert tree.below("property") == ("property", "lift", "property_fee", "gate")
    assert tree.below("praise") == ("praise",)
    assert tree.below("of an older tree") == ("of an older tree",)
    assert tree.top_of("lift") == "property"
    assert [code for code, _ in tree.choices()][:3] == ["livelihood", "environment", "garbage"]


def test_a_city_says_its_own_words() -> None:
    tree = categories.tree([{"code": "snow", "name": "除雪"}, {"name": "no code"}])
    assert (tree.word("snow"), tree.word("weather"), len(tree.nodes)) == ("除雪", "weather", 1)
    assert not categories.may_be("lift", tree)


@given(st.text(max_size=300))
def test_whatever_is_typed_is_kept_clean_or_refused(text: str) -> None:
    try:
        kept = intake.fit_text(text)
    except Refused:
        kept = ""
    assert not kept or intake.fit_text(kept) == kept
    assert not set(kept) & set("\x00\u202e\u2066\u200b\r")


@pytest.mark.parametrize(
    "typed", ["138 0013 8000", "１３８００１３８０００", "+86 13800138000", "138-0013-8000"]
)
def test_a_phone_has_one_form(typed: str) -> None:
    assert intake.fit_phone(typed) == "13800138000"


def test_nobody_is_kept_of_who_asks_without_a_name() -> None:
    assert intake.fit_reporter(ReporterParts(name="张秀英", phone="13800138000"), "anonymous") is None


def test_kinds_of_private_numbers_are_named_once() -> None:
    assert intake.warnings("电话13800138000，或13900139000") == ("phone",)
    assert set(intake.warnings("")) == set()
    assert "13800138000" not in intake.hidden("打13800138000")


@pytest.mark.parametrize(
    ("content", "fits"),
    [
        (b"\xff\xd8\xff\xe0 jpeg", True), (b"\x89PNG\r\n\x1a\n", True), (b"RIFF1234WEBPVP8 ", True), (b"RIFF1234WAVE", False),
        (b"\xff\xd8\xff<SCRIPT>", False), (b"\xff\xd8\xff<svg onload=x>", False), (b"\xff\xd8\xff<svgx", True), (b"MZ", False),
    ],
)  # fmt: skip
def test_a_picture_is_known_by_its_first_bytes_and_hides_no_script(content: bytes, fits: bool) -> None:
    assert bool(intake.may_be_picture(content, 0)) is fits


def test_words_are_cut_at_blanks_and_signs() -> None:
    assert marks.runs("３栋，电梯 LED灯！") == ["3栋", "电梯", "led灯"]
    assert "电梯" in marks.telling("我们小区的电梯坏了")
    assert marks.telling("我们小区的问题") == set()


def test_marks_differ_between_communities_and_are_the_same_within_one() -> None:
    assert marks.pair_marks(1, ["电梯坏了"]) == marks.pair_marks(1, ["电梯坏了"])
    assert not set(marks.pair_marks(1, ["电梯坏了"])) & set(marks.pair_marks(2, ["电梯坏了"]))
    assert marks.similar_marks(1, ["的"]) == (0, 0, 0, 0)


@given(st.text(alphabet="电梯坏路灯不亮漏水管道", min_size=8, max_size=60))
def test_a_text_meets_itself_with_a_word_more(text: str) -> None:
    mine, more = marks.similar_marks(1, [text]), marks.similar_marks(1, [text + "，张"])
    assert mine == more


def test_numbers_are_the_day_and_a_serial() -> None:
    import datetime as dt

    assert intake.number_of(dt.date(2018, 12, 28), 31) == "20181228-031"
    assert len(intake.number_of(dt.date(2018, 12, 28), 1_000_000)) <= 16
