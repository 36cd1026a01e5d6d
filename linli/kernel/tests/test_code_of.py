"""Code lists: what rosters write becomes the code that the register keeps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.codes import LISTS, code_list, code_of, label_of
from linli.kernel.refusal import Refused

from .english import english


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("relation", "儿媳妇", "38"), ("relation", "户 主", "02"), ("relation", 2.0, "02"), ("relation", "长子", "20"),
        ("relation", "30 女", "30"), ("relation", "老伴", "10"), ("relation", "外孙女", "42"), ("relation", "岳母", "56"),
        ("ethnic", "汉", "01"), ("ethnic", "01汉族", "01"), ("ethnic", 1, "01"), ("ethnic", "维族", "05"),
        ("sex", "男性", "1"), ("sex", "F", "2"), ("education", "大专", "30"), ("marital", "离异", "40"),
        ("political", "党员", "01"), ("kind", "流动人口", "inflow"), ("disability_level", "Ⅱ级", "2"),
    ],
)  # fmt: skip
def test_words_of_rosters(name: str, text: object, code: str) -> None:
    assert code_of(name, text) == code


@pytest.mark.parametrize("name", LISTS)
def test_every_list_names_its_source_and_reads_its_own_labels(name: str) -> None:
    read = code_list(name)
    assert "Checked" in read.source
    for code, label in read.labels.items():
        assert code_of(name, label) == code
        assert label_of(name, code) == label
    assert set(read.words.values()) == set(read.labels)


def test_there_are_56_ethnic_groups_and_two_more() -> None:
    assert len(code_list("ethnic").labels) == 58


def test_an_unknown_word_is_refused_with_the_choices() -> None:
    with pytest.raises(Refused) as caught:
        code_of("sex", "中")
    assert "男、女" in english(caught.value.reason)


@given(st.sampled_from(LISTS), st.one_of(st.text(max_size=20), st.floats(), st.integers()))
def test_anything_is_a_code_or_refused(name: str, value: object) -> None:
    try:
        assert code_of(name, value) in code_list(name).labels
    except Refused:
        return
