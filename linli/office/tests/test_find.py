"""Finding tables in workbooks as people make them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from linli.office.sheets import open_book
from linli.office.tables import Survey, Table, find_tables, survey

from . import builders


def surveyed(data: bytes, name: str = "a.xlsx", known: Iterable[str] = ()) -> Survey:
    """The survey, after holding it to its promise that every filled cell is accounted for."""
    with open_book(data, name) as book:
        found = survey(book, list(known))
    assert all(tally.balanced for tally in found.tallies), found.tallies
    return found


def only(data: bytes, name: str = "a.xlsx") -> Table:
    [table] = surveyed(data, name).tables
    return table


def heads(table: Table) -> list[str]:
    return [column.text for column in table.header]


def reasons(table: Table) -> dict[str, int]:
    return dict(Counter(line.reason for line in table.skipped))


def test_a_plain_list_with_its_head_in_the_first_row() -> None:
    table = only(builders.roster(3))
    assert heads(table) == list(builders.HEAD)
    assert (table.first_row, table.header_row, table.last_row) == (1, 1, 4)
    assert table.rows[0].number == 2
    assert table.rows[0].values == (1.0, "张0", "990001199001010000", "13800000000", None)


def full_roster(book: Any, sheet: Any) -> None:
    sheet.merge_range("A1:F1", "快活社区居民花名册")
    sheet.write_row("A2", ["填报单位：快活社区", None, None, None, "单位：人"])
    sheet.merge_range("A3:F3", "填表说明：1.请如实填写。")
    sheet.write("A4", "2.身份证号须为18位")
    for where, word in (("A5:A6", "序号"), ("B5:B6", "姓名"), ("F5:F6", "备注")):
        sheet.merge_range(where, word)
    sheet.merge_range("C5:E5", "住址")
    sheet.write_row("C6", ["楼栋", "单\n元", "房号*"])
    for at in range(6):
        sheet.write_row(6 + at, 0, [at + 1, f"张{at}", None, 1, f"10{at}"])
    sheet.merge_range("C7:C9", "1栋")
    sheet.merge_range("C10:C12", "2栋")
    sheet.write_row("A14", ["合  计", 6])
    sheet.write("A15", "注：1.本表一式两份。")
    sheet.write("A16", "2.由社区填写")
    sheet.write_row("A18", ["填表人：李四", None, "审核人：王五", None, "日期：2018年12月"])


def test_titles_units_guides_merged_heads_totals_notes_and_signatures_are_told_apart() -> None:
    table = only(builders.workbook(full_roster))
    assert heads(table) == ["序号", "姓名", "住址·楼栋", "住址·单元", "住址·房号", "备注"]
    assert table.header[3].path == ("住址", "单元")
    assert (table.first_row, table.header_row, table.last_row) == (5, 6, 12)
    assert table.titles == ["快活社区居民花名册"]
    assert len(table.rows) == 6
    assert reasons(table) == {"title": 1, "unit": 1, "guide": 2, "blank": 2, "total": 1, "note": 2, "sign": 1}
    assert "注：1.本表一式两份。" in table.notes


def test_a_merged_cell_means_as_above_and_is_said_to_come_from_above() -> None:
    rows = only(builders.workbook(full_roster)).rows
    assert [row.values[2] for row in rows] == ["1栋"] * 3 + ["2栋"] * 3
    assert [row.above for row in rows] == [(), (2,), (2,), (), (2,), (2,)]


def test_a_head_of_three_rows_keeps_its_whole_path() -> None:
    def write(_book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:A3", "网格")
        sheet.merge_range("B1:E1", "人口")
        sheet.merge_range("B2:C2", "户籍")
        sheet.merge_range("D2:E2", "流动")
        sheet.write_row("B3", ["男", "女", "男", "女"])
        sheet.write_row("A4", ["第一网格", 1, 2, 3, 4])

    table = only(builders.workbook(write))
    assert heads(table) == ["网格", "人口·户籍·男", "人口·户籍·女", "人口·流动·男", "人口·流动·女"]
    assert [row.values for row in table.rows] == [("第一网格", 1.0, 2.0, 3.0, 4.0)]


def test_a_head_of_two_rows_without_merged_cells_as_text_files_have_it() -> None:
    text = "姓名,性别,户籍,,联系方式,\n,,省,市,电话,地址\n张三,男,四川,成都,13800000000,1栋\n"
    table = only(text.encode("gb18030"), "a.csv")
    assert heads(table) == ["姓名", "性别", "户籍·省", "户籍·市", "联系方式·电话", "联系方式·地址"]
    assert len(table.rows) == 1


def test_several_tables_on_one_sheet_and_on_several() -> None:
    rows = [
        ["常住人口"],
        ["姓名", "身份证号", "住址"],
        ["张三", "990001199001010017", "1栋"],
        ["合计", 1],
        [],
        ["流动人口"],
        ["填报单位：快活社区"],
        ["姓名", "电话", "来源地", "备注"],
        ["李四", "13800000000", "重庆", None],
        ["王五", "13800000001", "重庆", None],
    ]
    found = surveyed(builders.lines(rows)).tables
    assert [table.titles for table in found] == [["常住人口"], ["流动人口"]]
    assert [len(table.rows) for table in found] == [1, 2]
    assert found[1].first_row == 8


def test_a_head_that_a_printer_repeats_does_not_start_another_table() -> None:
    head = ["序号", "姓名", "电话"]
    rows = [["花名册"], head, [1, "张三", "1"], ["花名册"], head, [2, "李四", "2"], head, [3, "王五", "3"]]
    table = only(builders.lines(rows))
    assert [row.values[1] for row in table.rows] == ["张三", "李四", "王五"]
    assert reasons(table) == {"title": 2, "header": 1}


def test_tables_side_by_side_are_parted() -> None:
    rows = [["姓名", "电话", None, "姓名", "电话"], ["张三", "1", None, "李四", "2"], ["王五", "3"]]
    left, right = surveyed(builders.lines(rows)).tables
    assert [row.values for row in left.rows] == [("张三", "1"), ("王五", "3")]
    assert [row.values for row in right.rows] == [("李四", "2")]
    assert [column.number for column in right.header] == [4, 5]
    close = [["姓名", "电话", "姓名", "电话"], ["张三", "1", "李四", "2"]]
    assert len(surveyed(builders.lines(close)).tables) == 2


def test_hidden_sheets_are_named_and_their_cells_counted() -> None:
    found = surveyed(builders.ROSTER_XLS.read_bytes(), "a.xls")
    assert [(tally.sheet, tally.hidden, tally.loose) for tally in found.tallies] == [
        ("花名册", False, 0),
        ("字典", True, 1),
    ]
    [table] = found.tables
    assert [row.values[4] for row in table.rows] == ["1栋", "1栋", "2栋"]
    assert table.rows[0].values[3] == date(1990, 1, 1)
    assert reasons(table)["total"] == 1


def test_a_head_of_unknown_words_is_found_by_its_shape() -> None:
    rows = [["某某表"], ["甲项", "乙项", "丙项", "丁项"], ["a", 1, 2, 3], ["b", 4, 5, 6]]
    table = only(builders.lines(rows))
    assert heads(table) == ["甲项", "乙项", "丙项", "丁项"]
    assert len(table.rows) == 2


def test_known_words_help_where_everything_is_text() -> None:
    rows = [["基础信息", "核对", "说法"], ["奇词", "怪词", "异词"], ["a", "b", "c"], ["d", "e", "f"]]
    found = surveyed(builders.lines(rows), known=["奇词", "怪词", "异词"])
    assert found.tables[0].header[0].word == "奇词"


def test_numbered_empty_lines_of_a_form_samples_and_column_numbers_are_no_data() -> None:
    rows = [
        ["序号", "姓名", "电话", "住址"],
        ["1", "2", "3", "4"],
        ["示例", "张三", "13800000000", "1栋"],
        [1, "李四", "13800000001", "2栋"],
        [2],
        [3],
    ]
    table = only(builders.lines(rows))
    assert [row.values[1] for row in table.rows] == ["李四"]
    assert reasons(table) == {"number": 1, "note": 1, "blank": 2}


def test_a_line_across_the_table_is_a_title_and_a_sparse_person_is_data() -> None:
    def write(_book: Any, sheet: Any) -> None:
        sheet.write_row("A1", ["姓名", "性别", "电话", "住址", "备注"])
        sheet.merge_range("A2:E2", "第一网格")
        sheet.write_row("A3", ["张三", "男", "1", "1栋"])
        sheet.write("A4", "李四")

    table = only(builders.workbook(write))
    assert [row.values[0] for row in table.rows] == ["张三", "李四"]
    assert reasons(table) == {"title": 1}


def test_subtotals_of_a_group_are_skipped_wherever_they_stand_in_front() -> None:
    rows = [
        ["网格", "姓名", "户数"],
        ["一", "张三", 1],
        [None, "小计", 1],
        ["二", "李四", 2],
        ["总　计", None, 3],
    ]
    table = only(builders.lines(rows))
    assert len(table.rows) == 2
    assert reasons(table) == {"total": 2}


def test_a_person_whose_name_begins_like_a_note_is_data() -> None:
    rows = [
        ["姓名", "性别", "电话"],
        ["单小合", "男", "1"],
        ["总书记", "女", "2"],
        ["合计明", "男", "3"],
        ["注其", "女", "4"],
    ]
    assert len(only(builders.lines(rows)).rows) == 4


def test_a_sheet_without_a_head_is_loose_and_an_empty_one_has_nothing() -> None:
    found = surveyed(builders.lines([[1, 2, 3], [4, 5, 6]]))
    assert found.tables == []
    assert found.tallies[0].loose == 6
    assert surveyed(builders.lines([])).cells == 0


def test_a_table_far_from_the_corner_keeps_its_numbers() -> None:
    def write(_book: Any, sheet: Any) -> None:
        sheet.write_row("D20", ["姓名", "电话"])
        sheet.write_row("D21", ["张三", "1"])

    table = only(builders.workbook(write))
    assert (table.first_row, table.rows[0].number) == (20, 21)
    assert [column.number for column in table.header] == [4, 5]


def test_a_column_without_a_head_is_kept_when_it_has_values() -> None:
    rows = [["姓名", "电话", None, "备注"], ["张三", "1", "x", "y"]]
    table = only(builders.lines(rows))
    assert heads(table) == ["姓名", "电话", "", "备注"]


def test_find_tables_answers_the_tables_alone() -> None:
    with open_book(builders.roster(2), "a.xlsx") as book:
        assert [len(table.rows) for table in find_tables(book)] == [2]


def test_a_signature_line_with_names_beside_its_words_is_no_person() -> None:
    rows = [
        ["姓名", "性别", "民族", "电话", "住址", "备注", "楼栋", "单元"],
        ["张三", "男", "汉", "1", "2", "3", "4", "5"],
        ["共1人"],
        ["填表人：", "李四", "审核人：", "王五", "日期：", "2018年12月1日", "电话：", "1380"],
        ["填表人", "李四", "审核人", "王五"],
    ]
    table = only(builders.lines(rows))
    assert len(table.rows) == 1
    assert reasons(table) == {"total": 1, "sign": 2}


def test_a_caption_of_two_cells_is_no_group_of_heads() -> None:
    text = "文家街道,,,2018年12月\n快活社区,,低保申请人,\n姓名,性别,电话,住址\n张三,男,1,2\n"
    table = only(text.encode(), "a.csv")
    assert heads(table) == ["姓名", "性别", "电话", "住址"]
    assert reasons(table) == {"title": 2}


def test_a_card_of_heads_and_values_in_turn_is_no_table() -> None:
    rows = [["姓名：", "张三", "性别：", "男"], ["民族", "汉族", "电话", "13800000000"]]
    assert surveyed(builders.lines(rows)).tables == []


def test_a_household_roster_with_members_under_merged_cells() -> None:
    def write(_book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:A2", "户主")
        sheet.merge_range("B1:D1", "家庭成员")
        sheet.merge_range("E1:E2", "联系电话\n（手机）")
        sheet.write_row("B2", ["姓名", "与户主关系", "身份证号"])
        for at, name in enumerate(["张三", "李四", "张小", "王五"]):
            sheet.write_row(2 + at, 1, [name, "本人", "990001199001010017"])
        sheet.merge_range("A3:A5", "张三")
        sheet.merge_range("E3:E5", 13800000000)
        sheet.write("A6", "王五")

    table = only(builders.workbook(write))
    assert heads(table) == [
        "户主",
        "家庭成员·姓名",
        "家庭成员·与户主关系",
        "家庭成员·身份证号",
        "联系电话（手机）",
    ]
    assert [row.values[0] for row in table.rows] == ["张三", "张三", "张三", "王五"]
    assert [row.values[4] for row in table.rows] == [13800000000.0] * 3 + [None]


WORDS = [
    "姓名",
    "性别",
    "民族",
    "身份证号",
    "联系电话",
    "出生日期",
    "文化程度",
    "楼栋",
    "单元",
    "房号",
    "户主",
    "备注",
]
CELLS = st.one_of(
    st.none(),
    st.integers(0, 10**6),
    st.dates(date(1930, 1, 1), date(2018, 1, 1)).map(str),
    st.text("男女汉李王张赵甲乙丙丁东西南北1234567890", min_size=1, max_size=8),
)


@st.composite
def sheets(draw: st.DrawFn) -> dict[str, Any]:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=4, max_size=10, unique=True))
    group = draw(st.one_of(st.none(), st.integers(1, len(words) - 2)))
    people = draw(st.lists(st.lists(CELLS, min_size=len(words), max_size=len(words)), min_size=1, max_size=8))
    return {
        "words": words,
        "group": group,
        "rows": [[f"人{at}", "某", f"{at}号", *row[3:]] for at, row in enumerate(people)],
        "title": draw(st.booleans()),
        "unit": draw(st.booleans()),
        "guide": draw(st.integers(0, 3)),
        "gaps": draw(st.sets(st.integers(0, len(people) - 1))),
        "total": draw(st.booleans()),
        "notes": draw(st.integers(0, 2)),
        "sign": draw(st.booleans()),
        "left": draw(st.integers(0, 2)),
    }


def drawn(plan: dict[str, Any]) -> tuple[bytes, list[tuple[str, ...]], list[tuple[int, list[Any]]]]:
    """The workbook of a plan, with the paths and the (row number, values) to find in it."""
    words, group, left = plan["words"], plan["group"], plan["left"]
    right = left + len(words) - 1
    paths: list[tuple[str, ...]] = []
    rows: list[tuple[int, list[Any]]] = []

    def write(_book: Any, sheet: Any) -> None:
        at = 0
        if plan["title"]:
            sheet.merge_range(at, left, at, right, "二〇一八年度登记表")
            at += 1
        if plan["unit"]:
            sheet.write(at, left, "填报单位：快活社区")
            sheet.write(at, right, "单位：人")
            at += 1
        for number in range(plan["guide"]):
            sheet.write(at, left, "填表说明：" if number == 0 else f"{number}.请逐项填写")
            at += 1
        for column, word in enumerate(words):
            if group is None:
                sheet.write(at, left + column, word)
                paths.append((word,))
            elif group <= column <= group + 1:
                sheet.write(at + 1, left + column, word)
                paths.append(("组别", word))
            else:
                sheet.merge_range(at, left + column, at + 1, left + column, word)
                paths.append((word,))
        if group is not None:
            sheet.merge_range(at, left + group, at, left + group + 1, "组别")
        at += 1 if group is None else 2
        for number, values in enumerate(plan["rows"]):
            at += number in plan["gaps"]
            sheet.write_row(at, left, values)
            rows.append((at + 1, values))
            at += 1
        if plan["total"]:
            sheet.write(at, left, "合计")
            sheet.write(at, right, len(plan["rows"]))
            at += 1
        for number in range(plan["notes"]):
            sheet.write(at, left, "注：本表一式两份" if number == 0 else "另一份由街道留存")
            at += 1
        if plan["sign"]:
            sheet.write(at + 1, left, "填表人：")
            sheet.write(at + 1, left + 2, "审核人：")

    return builders.workbook(write), paths, rows


@settings(max_examples=150, deadline=None)
@given(sheets())
def test_whatever_stands_around_a_table_it_is_found_again_exactly(plan: dict[str, Any]) -> None:
    data, paths, rows = drawn(plan)
    table = only(data)
    named = [column for column in table.header if column.path]
    assert [column.path for column in named] == paths
    assert [row.number for row in table.rows] == [number for number, _ in rows]
    assert [list(row.values) for row in table.rows] == [values for _, values in rows]
    assert len(table.titles) == int(plan["title"])
    lines = reasons(table)
    assert lines.get("total", 0) == int(plan["total"])
    assert lines.get("note", 0) == plan["notes"]
    assert lines.get("guide", 0) == plan["guide"]
    assert lines.get("sign", 0) == int(plan["sign"])
