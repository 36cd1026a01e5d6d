"""Names are kept whole, spelled for search and masked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.names import clean_name, letters, mask_name, sort_key
from linli.kernel.refusal import Refused

from .english import english


@pytest.mark.parametrize(
    "name", ["㛃一", "王𬭩", "䶮䶮", "李𠅤", "张三丰", "〇一", "John Smith", "O'Neil", "J. R. Smith"]
)
def test_good_and_rare_names_stay_whole(name: str) -> None:
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("张　三", "张三"),
        (" 张  三 ", "张三"),
        ("张\u200b三\ufeff", "张三"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽．买买提", "阿依古丽·买买提"),
        ("阿依古丽.买买提", "阿依古丽·买买提"),
        ("阿依古丽 · 买买提", "阿依古丽·买买提"),
        ("Ｊｏｈｎ　 Smith", "John Smith"),
    ],
)
def test_what_alignment_and_input_methods_add_is_taken_away(typed: str, name: str) -> None:
    assert clean_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("张3", "“3”"),
        ("<b>张</b>", "“<”"),
        ("张三（户主）", "“(”"),
        ("张\u202e三", "U+202E"),
        ("张\x00三", "U+0000"),
        ("张\ue863", "private font"),
        ("张\U0001f600", "cannot stand"),
        ("", "No name"),
        ("··", "No name"),
        ("'", "is no name"),
        ("张" * 61, "61 characters"),
        ("张" * 1000, "1000 characters"),
    ],
)
def test_what_cannot_stand_in_a_name_is_said(typed: str, told: str) -> None:
    with pytest.raises(Refused) as caught:
        clean_name(typed)
    assert told in english(caught.value.reason)


@given(st.text(max_size=70))
def test_any_text_is_kept_or_refused_and_cleaning_again_changes_nothing(text: str) -> None:
    try:
        name = clean_name(text)
    except Refused:
        return
    assert clean_name(name) == name
    assert len(mask_name(name)) <= len(name)
    spelled = letters(name)
    assert spelled == "" or spelled.startswith(" ")
    assert "  " not in spelled


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("曾小明", " zengxiaoming zxm cengxiaoming cxm"),
        ("王小明", " wangxiaoming wxm"),
        ("单一", " shanyi sy danyi dy"),
        ("尉迟恭", " yuchigong ycg weichigong wcg"),
        ("万俟明", " moqiming mqm wansiming wsm"),
        ("吕一", " lvyi ly"),
        ("欧阳修", " ouyangxiu oyx"),
        ("John Smith", " johnsmith js"),
        ("䶮一", " yanyi yy"),
    ],
)
def test_a_name_is_found_by_every_reading_of_its_surname(name: str, keys: str) -> None:
    assert letters(name) == keys


@pytest.mark.parametrize(
    ("surname", "readings"),
    [
        ("解", "xie jie"),
        ("仇", "qiu chou"),
        ("查", "zha cha"),
        ("区", "ou qu"),
        ("盖", "ge gai"),
        ("覃", "qin tan"),
        ("长孙", "zhangsun changsun"),
    ],
)
def test_surnames_with_several_readings(surname: str, readings: str) -> None:
    keys = letters(surname + "一").split()
    assert [f"{reading}yi" for reading in readings.split()] == keys[::2]


def test_a_character_without_reading_is_its_own_key() -> None:
    assert letters("王\U0003134a") == " wang\U0003134a w\U0003134a"


def test_names_are_ordered_by_syllables_of_the_right_reading() -> None:
    assert sorted(["西安一", "先一", "曾一", "张一"], key=sort_key) == ["西安一", "先一", "曾一", "张一"]
    assert sort_key("曾小明") == "zeng xiao ming"


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张三丰", "张**"),
        ("欧阳修", "欧阳*"),
        ("欧阳", "欧*"),
        ("阿依古丽·买买提", "阿**"),
        ("张", "*"),
        ("", ""),
    ],
)
def test_a_masked_name_shows_the_surname(name: str, masked: str) -> None:
    assert mask_name(name) == masked
