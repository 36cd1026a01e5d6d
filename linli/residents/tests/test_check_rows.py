"""Every row is checked, all faults at once; what holds becomes a draft."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.say import say
from linli.residents.importing.binding import bind
from linli.residents.importing.cells import Options
from linli.residents.importing.fields import FIELDS
from linli.residents.importing.headings import SYNONYMS
from linli.residents.importing.rows import Checker
from linli.residents.rules import codes

from .rosters import BORN, ON, check, number, table, told

HEADS = ("姓名", "身份证号", "性别", "出生日期", "联系电话", "现住址", "与户主关系", "文化程度")


def test_a_good_row_becomes_a_draft_as_the_register_keeps_it() -> None:
    checked = check(
        table(
            HEADS,
            ("张　三", number(), "男", "1990.3.7", "13800000123/02887312345", "3栋2单元501", "户主", "大专"),
        ),
        keys=["3-2-501"],
    )
    draft = checked.drafts[0]
    assert checked.faults == []
    assert draft.values == {
        "name": "张三", "number": number(), "number_kind": "citizen", "sex": "1", "born": BORN, "phone": "13800000123",
        "phone2": "028-87312345", "relation": "02", "education": "30",
    }  # fmt: skip
    assert draft.door is not None
    assert (draft.door.key, draft.door.known, draft.head, draft.family) == ("3-2-501", True, True, 0)
    assert draft.cells == ("name", "number", "sex", "born", "phone", "door", "relation", "education")
    assert (draft.sheet, draft.table, draft.row) == ("名册", 0, 3)


def test_birthday_and_sex_come_from_the_number_where_they_are_not_typed() -> None:
    draft = check(table(("姓名", "身份证号"), ("张三", number(sex="2").lower()))).drafts[0]
    assert (draft.values["born"], draft.values["sex"]) == (BORN, "2")


@pytest.mark.parametrize(
    "born",
    [
        "1990.3.7",
        "1990年3月7日",
        32939,
        32939.0,
        "32939",
        dt.datetime(1990, 3, 7),  # noqa: DTZ001
        "1990.3",
        "1990年3月",
    ],
)
def test_a_typed_birthday_is_compared_in_every_form(born: Any) -> None:
    assert check(table(("姓名", "身份证号", "出生年月"), ("张三", number(), born))).faults == []
    wrong = check(table(("姓名", "身份证号", "出生年月"), ("张三", number(born=dt.date(1991, 4, 8)), born)))
    assert [(row, head) for row, head, _ in told(wrong)] == [(3, "出生年月")]


def test_all_faults_of_all_rows_are_told_at_once_with_sheet_row_and_column() -> None:
    good = number(2)
    checked = check(
        table(
            HEADS,
            (
                "张三",
                number()[:-1] + ("0" if number()[-1] != "0" else "1"),
                "女",
                "2月30日",
                "1380000012",
                "不知道",
                "远房",
                "天才",
            ),
            ("张3", good, "男", "1990-03-07", "", "", "", ""),
            ("李四", good, "女", "1990-03-08", "", "", "", ""),
            ("", number(3), "", "", "", "", "", ""),
            ("王五", "", "", "", "", "", "", ""),
        )
    )
    assert checked.drafts == []
    assert [(row, head) for row, head, _ in told(checked)] == [
        (3, "身份证号"), (3, "出生日期"), (3, "联系电话"), (3, "现住址"), (3, "与户主关系"), (3, "文化程度"),
        (4, "姓名"), (5, "出生日期"), (5, "性别"), (5, "身份证号"), (6, "姓名"), (7, "出生日期"),
    ]  # fmt: skip
    first = checked.faults[0]
    assert (first.sheet, first.table, first.column, first.field, first.value[:4]) == (
        "名册",
        0,
        2,
        "number",
        "9900",
    )
    assert str(first.todo)
    assert checked.tally.rows_refused == 5


def test_the_same_number_twice_in_a_file_is_refused_the_second_time_also_by_15_digits_and_in_another_table() -> (
    None
):
    full = number()
    old = full[:6] + full[8:17]
    checked = check(
        table(("姓名", "身份证号"), ("张三", full)), table(("姓名", "证件号码"), ("张三", old), sheet="二")
    )
    assert [(fault.sheet, fault.row) for fault in checked.faults] == [("二", 3)]
    assert "row 3 of 名册" in told(checked)[0][2]


@pytest.mark.parametrize(
    "cell", [float(number()[:15] + "000"), number()[:15] + "000", repr(float(number()[:15] + "000"))]
)
def test_a_number_cut_by_a_spreadsheet_is_marked_as_cut_and_never_completed(cell: Any) -> None:
    draft = check(table(("姓名", "身份证号", "出生日期"), ("张三", cell, "19900307"))).drafts[0]
    assert (draft.cut, draft.number) == (number()[:15], None)
    assert "number" not in draft.values


def test_a_number_shown_with_six_digits_only_is_lost() -> None:
    assert (
        "too few"
        in told(check(table(("姓名", "身份证号", "出生日期"), ("张三", "9.90001E+17", "19900307"))))[0][2]
    )


def test_a_cut_number_must_agree_with_the_typed_birthday() -> None:
    cut = float(number()[:15] + "000")
    assert [
        head for _, head, _ in told(check(table(("姓名", "身份证号", "出生日期"), ("张三", cut, "19900308"))))
    ] == ["出生日期"]


def test_in_a_cut_column_a_number_that_fits_by_chance_is_taken_for_cut() -> None:
    honest = next(text for serial in range(100, 5000) if (text := _ending_in_zeros(serial)))
    alone = check(table(("姓名", "身份证号"), ("张三", honest)))
    assert alone.drafts[0].number is not None
    beside = check(table(("姓名", "身份证号"), ("张三", honest), ("李四", float(number()[:15] + "000"))))
    assert [draft.cut for draft in beside.drafts] == [honest[:15], number()[:15]]


def _ending_in_zeros(serial: int) -> str | None:
    from linli.kernel.identity import check_digit

    digits = f"99{serial:04}19900307" + "100"
    return digits + "0" if check_digit(digits) == "0" else None


def test_an_old_number_kept_as_a_number_cell_is_whole() -> None:
    full = number()
    draft = check(table(("姓名", "身份证号"), ("张三", float(full[:6] + full[8:17])))).drafts[0]
    assert draft.values["number"] == full


def test_a_certificate_names_its_holder_and_must_agree() -> None:
    heads = ("姓名", "身份证号", "残疾人证号", "类别", "等级")
    held = number()
    checked = check(
        table(
            heads,
            ("张三", held, held + "43", "肢体", "三级"),
            ("李四", "", number(2) + "11", "", ""),
            ("王五", number(3), number(4) + "43", "肢体", "三级"),
            ("赵六", number(5), number(5) + "43", "视力", "三级"),
        )
    )
    first, second = checked.drafts
    assert first.certificate is not None
    assert (first.certificate.category, first.certificate.level) == ("4", "3")
    assert second.values["number"] == number(2)
    assert [(row, head) for row, head, _ in told(checked)] == [(5, "残疾人证号"), (6, "类别")]


def test_members_below_their_head_take_the_door_that_only_the_head_states() -> None:
    checked = check(
        table(
            ("姓名", "身份证号", "与户主关系", "楼栋", "单元", "房号"),
            ("张三", number(1), "户主", "3栋", 2.0, 501.0),
            ("李四", number(2), "妻", "", "", ""),
            ("王五", number(3), "户主", "3栋", "2单元", "0502室"),
        )
    )
    assert [draft.door.key for draft in checked.drafts if draft.door] == ["3-2-501", "3-2-501", "3-2-502"]
    assert [(family.head_name, family.drafts) for family in checked.families] == [
        ("张三", [0, 1]),
        ("王五", [2]),
    ]


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (("楼栋", "房号"), ("3栋2单元", "501")),
        (("楼栋", "房号"), ("3栋", "2-501")),
        (("楼栋", "房号"), ("3", "2单元501室")),
        (("楼栋", "房号"), ("3-2", "501")),
        (("楼栋", "房号"), ("三栋", "二单元501")),
        (("房号",), ("3-2-501",)),
        (("门牌", "单元"), ("3栋2单元501", "2")),
        (("幢号", "单元", "室号"), (3.0, "二单元", 501.0)),
    ],
)
def test_an_address_in_columns_of_its_own(heads: tuple[str, ...], cells: tuple[Any, ...]) -> None:
    draft = check(table(("姓名", "身份证号", *heads), ("张三", number(), *cells))).drafts[0]
    assert draft.door is not None
    assert draft.door.key == "3-2-501"


def test_an_estate_of_its_own_column_holds_for_the_address() -> None:
    draft = check(
        table(("姓名", "身份证号", "小区", "地址"), ("张三", number(), "英国小镇", "3栋2单元501"))
    ).drafts[0]
    assert draft.door is not None
    assert draft.door.key == "英国小镇|3-2-501"


def test_rows_of_a_table_of_heads_are_heads() -> None:
    draft = check(table(("户主姓名", "户主身份证号", "地址"), ("张三", number(), "3-2-501"))).drafts[0]
    assert (draft.name, draft.head, draft.values["relation"], draft.cells) == (
        "张三",
        True,
        "02",
        ("name", "number", "door"),
    )


def test_values_that_a_merged_cell_brings_down_count_once() -> None:
    checked = check(
        table(
            ("楼栋", "房号", "姓名", "身份证号"),
            ("3", "501", "张三", number(1)),
            ("3", "501", "李四", number(2)),
            above=(0, 1),
        )
    )
    assert checked.tally.read == 6
    assert checked.drafts[1].cells == ("name", "number")
    assert checked.drafts[1].door == checked.drafts[0].door


def test_vacant_homes_and_numbered_empty_lines_are_nobodys() -> None:
    checked = check(
        table(
            ("序号", "姓名", "身份证号", "现住址"),
            (1, "空置", "", "3-2-501"),
            (2, "", "", "3-2-502"),
            (3, None, None, None),
        )
    )
    assert (checked.drafts, checked.faults, checked.tally.rows_ignored, checked.tally.ignored) == (
        [],
        [],
        3,
        6,
    )


def test_cells_that_say_nothing_are_not_taken_over() -> None:
    draft = check(table(("姓名", "身份证号", "联系电话", "文化程度"), ("张三", number(), "无", "/"))).drafts[
        0
    ]
    assert draft.cells == ("name", "number")


def test_passports_need_their_kind() -> None:
    heads = ("姓名", "证件类型", "证件号码", "出生日期")
    draft = check(table(heads, ("John Smith", "护照", " e 12345678 ", "1990-03-07"))).drafts[0]
    assert (draft.number, draft.values["number"], draft.values["number_kind"]) == (
        None,
        "E12345678",
        "passport",
    )
    assert "passport" in told(check(table(("姓名", "证件号码"), ("John Smith", "E12345678"))))[0][2]


def test_a_newborn_without_number_has_a_birthday() -> None:
    draft = check(table(("姓名", "身份证号", "出生日期"), ("张小小", "无", "2018-11-02"))).drafts[0]
    assert draft.number is None
    assert draft.values["born"] == dt.date(2018, 11, 2)


@pytest.mark.parametrize(
    ("heads", "row", "reason"),
    [
        (("姓名", "出生日期"), ("张三", "2019-01-01"), "lies in the future"),
        (("姓名", "出生日期"), ("张三", "3.5"), "lacks the year"),
        (("姓名", "出生日期"), ("张三", "今天"), "lacks the year"),
        (("姓名", "出生日期"), ("张三", "1990.3"), "day of the month is missing"),
        (("姓名", "身份证号", "入住日期"), ("张三", number(), "1980-01-01"), "before the birthday"),
        (("姓名", "身份证号", "入住日期"), ("张三", number(), "2020-01-01"), "lies in the future"),
        (
            ("姓名", "身份证号", "电话", "手机"),
            ("张三", number(), "13800000123、13800000124", "13800000125"),
            "two are kept",
        ),
        (("姓名", "身份证号", "工作单位"), ("张三", number(), "司" * 101), "101 characters"),
        (("姓名", "身份证号", "备注"), ("张三", number(), "a\u202eb"), "U+202E"),
        (("姓名", "身份证号", "房号", "楼栋"), ("张三", number(), "501", ""), "building is missing"),
        (("姓名", "身份证号", "户籍地"), ("张三", number(), "=cmd|'/c calc'!A1\x00"), "U+0000"),
    ],
)
def test_what_contradicts_itself_is_refused(
    heads: tuple[str, ...], row: tuple[str, ...], reason: str
) -> None:
    checked = check(table(heads, row))
    assert checked.drafts == []
    assert reason in told(checked)[0][2]


def test_a_month_is_enough_for_the_first_day_of_residence() -> None:
    draft = check(table(("姓名", "身份证号", "入住日期"), ("张三", number(), "2017.3"))).drafts[0]
    assert draft.values["start"] == dt.date(2017, 3, 1)


def test_rare_characters_are_kept_whole() -> None:
    checked = check(table(("姓名", "身份证号"), ("㛃𬭩", number(1)), ("䶮𠅤", number(2))))
    assert [draft.name for draft in checked.drafts] == ["㛃𬭩", "䶮𠅤"]


def test_the_kind_said_for_the_file_fills_rows_that_do_not_say_theirs() -> None:
    checked = check(
        table(("姓名", "身份证号", "人户状态"), ("张三", number(1), ""), ("李四", number(2), "空挂户")),
        kind="inflow",
    )
    assert [draft.values["kind"] for draft in checked.drafts] == ["inflow", "absent"]


def test_texts_of_several_columns_fill_the_place_of_registration() -> None:
    checked = check(
        table(
            ("姓名", "身份证号", "户籍地·省", "户籍地·市", "户籍地·详细地址"),
            ("张三", number(), "四川省", "", "某某路3号"),
        )
    )
    assert checked.drafts[0].values["hukou_place"] == "四川省某某路3号"
    assert checked.drafts[0].cells.count("hukou_place") == 2


def test_the_register_may_refuse_a_row_that_held() -> None:
    sheet = table(("姓名", "身份证号", "现住址"), ("张三", number(), "3-2-501"))
    checker = Checker(Options(ON, synthetic=True))
    checker.read(sheet, bind(sheet.header))
    checker.ignore(7)
    checked = checker.done()
    fault = checker.refuse(checked.drafts[0], "door", say("No such door."), say("Mend it."))
    assert (fault.column, fault.value) == (3, "3-2-501")
    assert checked.tally.balanced
    assert (checked.tally.refused, checked.tally.ignored, checked.tally.rows_held) == (3, 7, 0)


def test_every_code_that_a_roster_can_give_is_one_of_the_register() -> None:
    from linli.kernel.codes import code_list

    for name in (
        "sex",
        "ethnic",
        "education",
        "marital",
        "political",
        "relation",
        "employment",
        "kind",
        "tenancy",
        "number_kind",
    ):
        assert set(code_list(name).labels) <= set(codes.ZH[name])


_CELL = st.one_of(
    st.text(max_size=20), st.integers(), st.floats(allow_nan=False), st.booleans(), st.none(), st.dates(), st.just(""),
    st.sampled_from([number(), number(2), "3-2-501", "户主", "13800000123", float(number()[:15] + "000")]),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_table_is_read_and_every_cell_is_accounted_for(data: st.DataObject) -> None:
    heads = data.draw(st.lists(st.sampled_from([*SYNONYMS, "血型", "序号"]), min_size=1, max_size=8))
    rows = data.draw(st.lists(st.lists(_CELL, min_size=len(heads), max_size=len(heads)), max_size=6))
    checked = check(table(heads, *rows))
    assert checked.tally.rows == len(rows)
    assert checked.tally.read == sum(1 for row in rows for cell in row if cell not in ("", None))
    assert len(checked.drafts) == checked.tally.rows_held
    assert checked.tally.open == sum(len(draft.cells) for draft in checked.drafts)
    assert all(name in {*FIELDS, "door"} for draft in checked.drafts for name in draft.cells)
