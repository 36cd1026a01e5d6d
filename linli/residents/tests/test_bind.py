"""Columns are bound to fields by their heads, and what has no purpose is named and left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.residents.importing.binding import Binding, bind, is_forbidden, key_of
from linli.residents.importing.fields import FIELDS, LABELS
from linli.residents.importing.headings import SYNONYMS

from .rosters import header


def fields(*heads: str, taught: dict[str, str] | None = None, titles: tuple[str, ...] = ()) -> list[str]:
    found = bind(header(*heads), taught, titles).columns
    return [found.get(at, "") for at in range(len(heads))]


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("身份证号", "number"), ("公民身份号码", "number"), ("证件号码", "number"), (" 身 份 证 号 码 ", "number"),
        ("*身份证号码（18位）", "number"), ("居民姓名", "name"), ("姓  名", "name"), ("出生年月", "born"), ("民族", "ethnic"),
        ("联系方式", "phone"), ("本人联系电话", "phone"), ("电话（手机）", "phone"), ("楼栋", "building"), ("幢号", "building"),
        ("单元", "unit"), ("户室", "room_number"), ("现居住地址", "address"), ("与户主关系", "relation"), ("户籍所在地", "hukou_place"),
        ("人户状态", "kind"), ("人员类型", "kind"), ("来本地日期", "start"), ("文化程度", "education"), ("婚姻状况", "marital"),
        ("政治面貌", "political"), ("就业状态", "employment"), ("户号", "household_number"), 
        ("残疾人证号", "certificate"), ("残疾等级", "disability_level"), ("备注", "note"), ("租客姓名", "name"),
        ("现住址·楼栋", "building"), ("现住址·房号", "room_number"), ("居住地·小区", "compound"), ("户籍地·省", "hukou_place"),
        ("户籍地·楼栋", "hukou_place"), ("户籍地址·详细地址", "hukou_place"), ("基本信息·性别", "sex"),
        ("序号", ""), ("年龄", ""), ("房东电话", ""), ("房东·姓名", ""), 
        ("监护人·姓名", ""), ("紧急联系人电话", ""), ("网格员", ""), ("电话1", "phone"), ("家长·电话", ""), ("所属网格", ""), ("籍贯", ""), ("问题", ""), ("单位电话", ""),
        ("什么", ""), ("", ""),
    ],
)  # fmt: skip
def test_heads_and_their_fields(head: str, field: str) -> None:
    beside = ("栋号",) if field == "room_number" else ()
    assert fields(head, *beside)[0] == field


@pytest.mark.parametrize(
    "head",
    [
        "宗教信仰",
        "血型",
        "指纹编号",
        "DNA编号",
        "身高(cm)",
        "吸毒人员标志",
        "是否重点人员",
        "刑满释放",
        "健康·血型",
    ],
)
def test_columns_without_purpose_are_named_and_never_read(head: str) -> None:
    found = bind(header("姓名", head), {head: "note"})
    assert found.columns == {0: "name"}
    assert [left.text for left in found.forbidden] == [head]
    assert is_forbidden(header(head)[0])


@pytest.mark.parametrize("head", ["户主", "户主姓名", "户 主", "户主·姓名"])
def test_the_head_is_told_from_the_person_of_the_row(head: str) -> None:
    assert fields(head, "姓名") == ["head_name", "name"]


@pytest.mark.parametrize("head", ["户主身份证号", "户主·身份证号", "户主电话"])
def test_what_belongs_to_the_head_is_not_the_persons(head: str) -> None:
    assert fields("姓名", "户主", head) == ["name", "head_name", ""]


def test_what_a_sender_taught_wins() -> None:
    assert fields("号码", "类别", "姓名") == ["", "", "name"]
    assert fields("号码", "类别", "姓名", taught={"号码": "number", "类别": "kind", "姓名": ""}) == [
        "number",
        "kind",
        "",
    ]


def test_the_surer_of_two_columns_gets_the_field_and_the_other_is_told() -> None:
    found = bind(header("本人身份号码", "身份证号"))
    assert found.columns == {1: "number"}
    assert [left.index for left in found.ignored] == [0]


def test_a_second_phone_column_is_the_second_phone() -> None:
    assert fields("联系电话", "手机") == ["phone", "phone2"]


def test_several_columns_may_fill_the_place_of_registration() -> None:
    assert fields("户籍地·省", "户籍地·市", "户籍地·详细地址") == ["hukou_place"] * 3


def test_a_list_of_disabled_people_makes_category_and_level_theirs() -> None:
    assert fields("姓名", "残疾人证号", "类别", "等级") == [
        "name",
        "certificate",
        "disability_category",
        "disability_level",
    ]
    assert fields("类别", "等级", titles=("残疾人花名册",)) == ["disability_category", "disability_level"]
    assert fields("类别", "等级") == ["", ""]


def test_a_table_that_names_heads_only_is_a_table_of_heads() -> None:
    found = bind(header("户号", "户主姓名", "户主身份证号", "户主电话", "地址"))
    assert found.columns == {0: "household_number", 1: "name", 2: "number", 3: "phone", 4: "address"}
    assert (found.heads, found.missing) == (True, ())
    assert bind(header("户主·姓名", "户主·身份证号")).columns == {0: "name", 1: "number"}
    assert not bind(header("户主姓名", "姓名", "户主身份证号")).heads


def test_a_room_without_a_building_is_an_address() -> None:
    assert fields("姓名", "房号") == ["name", "address"]
    assert fields("姓名", "房号", "楼栋") == ["name", "room_number", "building"]
    assert fields("姓名", "房号", "住址") == ["name", "room_number", "address"]


def test_what_is_missing_is_told() -> None:
    assert bind(header("姓名", "身份证号", "住址")).missing == ()
    assert [group[0] for group in bind(header("性别")).missing] == ["name", "number", "address"]
    assert len(bind(header("性别")).missing_text) == 3


def test_every_synonym_means_a_field_and_is_written_as_it_is_compared() -> None:
    assert set(SYNONYMS.values()) == set(FIELDS) == set(LABELS)
    assert [word for word in SYNONYMS if key_of(word) != word] == []


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_heads_are_bound_and_every_column_is_somewhere(heads: list[str]) -> None:
    found: Binding = bind(header(*heads))
    places = [
        *found.columns,
        *(left.index for left in found.ignored),
        *(left.index for left in found.forbidden),
    ]
    assert sorted(places) == list(range(len(heads)))
