"""The invented people as the spreadsheets that a community really has: no two alike.

Title rows, merged two- and three-row heads, "as above" cells, several sheets, blank rows,
guides and notes, dates in five spellings, full-width digits, two phones in a cell, old
fifteen-digit numbers, .csv in three encodings, and columns that the register has no purpose for.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from .spelling import (
    EDUCATION,
    FULL,
    KINDS,
    MARITAL,
    Spell,
    chinese,
    dotted,
    fifteen,
    plain,
    relation,
    serial,
)
from .world import Human, World


@dataclass(frozen=True)
class Roster:
    """A written file: where it lies, who sent it, when, and what its rows are (residents.api.ImportOptions)."""

    path: Path
    sender: str
    on: dt.date
    rows: str = "arrivals"
    compound: str = ""


def by_grid(world: World, folder: Path) -> list[Roster]:
    """Eight rosters of who lives here on New Year's Day, one a grid."""
    on = dt.date(2017, 12, 31)
    writers = (_merged, _sheets, _one_address, _with_guide, _two_phones, _stacked, _tabs, _commas)
    rosters = []
    for index, write in enumerate(writers, 1):
        mine = sorted(
            (one for one in world.people if one.home.grid == index),
            key=lambda one: (one.home.door, one.household, one.relation != "02"),
        )
        if mine:
            rosters.append(Roster(write(folder, index, mine), f"第{index}网格", on, rows="roster"))
    return rosters


#: The last to arrive are still to be verified when the demonstration opens; grid workers noted them.
NOTED = 5


def noted(world: World) -> list[Human]:
    """Who came last and was noted at the door instead of standing in a roster."""
    return sorted(world.arrivals, key=lambda one: (one.start, one.serial))[-NOTED:]


def by_month(world: World, folder: Path) -> list[Roster]:
    """Twelve rosters of who moved in, from the park's personnel offices and landlords."""
    at_the_door = {one.serial for one in noted(world)}
    rosters = []
    for month in range(1, 13):
        mine = sorted(
            (one for one in world.arrivals if one.start.month == month and one.serial not in at_the_door),
            key=lambda one: (one.start, one.household, one.relation != "02"),
        )
        if not mine:
            continue
        path = folder / f"{month}月新增流动人口登记.xlsx"
        _book(path, f"快活社区2018年{month}月新增人口登记表", ("姓名", "性别", "证件号码", "民族", "现居住地址", "户籍地", "手机", "人员类型", "来本地日期", "与户主关系", "工作单位"),
              ([one.name, "男" if one.sex == "1" else "女", one.number, "汉", one.home.door, one.hukou_place, one.phone, KINDS[one.kind], dotted(one.start) if month % 2 else chinese(one.start), relation(one), one.work] for one in mine))  # fmt: skip
        rosters.append(Roster(path, "产业园人事", dt.date(2018, month, 27)))
    return rosters


def holders(world: World, folder: Path) -> Roster:
    """The certificate holders, as the disabled persons' federation lists them."""
    path = folder / "残疾人名册.xlsx"
    mine = [one for one in world.people if one.disability]
    _book(path, "快活社区残疾人证持有人名册", ("序号", "姓名", "身份证号", "残疾人证号", "残疾类别", "残疾等级"),
          ([index, one.name, one.number, f"{one.number}{one.disability[0]}{one.disability[1]}",  # type: ignore[index]
            ["视力", "听力", "言语", "肢体", "智力", "精神", "多重"][one.disability[0] - 1], f"{'一二三四'[one.disability[1] - 1]}级"]  # type: ignore[index]
           for index, one in enumerate(mine, 1)))  # fmt: skip
    return Roster(path, "区残联", dt.date(2018, 1, 10), rows="certificates")


def _sex(one: Human) -> str:
    return "男" if one.sex == "1" else "女"


def tenancy(human: Human) -> str:
    """Whether the home is one's own, as rosters say it."""
    return "租住" if human.kind == "inflow" else "自有"


def _common(one: Human, spell: Spell) -> list[object]:
    return [one.name, _sex(one), one.number, "汉族", relation(one), KINDS[one.kind], spell(one.start), one.hukou_place,
            EDUCATION[one.education], MARITAL[one.marital], one.work, tenancy(one)]  # fmt: skip


_HEADS = (
    "姓名",
    "性别",
    "身份证号码",
    "民族",
    "与户主关系",
    "居住类型",
    "入住日期",
    "户籍地址",
    "文化程度",
    "婚姻状况",
    "工作单位",
    "住房来源",
)


def _book(path: Path, title: str, heads: tuple[str, ...], rows: Iterable[list[object]]) -> None:
    """A plain workbook: title, unit row, head, rows, signatures."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.merge_range(0, 0, 0, len(heads) - 1, title)
        sheet.write(1, 0, "填报单位：快活社区")
        sheet.write(1, len(heads) - 1, "单位：人")
        sheet.write_row(2, 0, heads)
        line = 3
        for row in rows:
            _write(sheet, line, row)
            line += 1
        sheet.write(line + 1, 0, "填报人：        审核人：")


def _write(sheet: xlsxwriter.worksheet.Worksheet, line: int, row: list[object]) -> None:
    for column, value in enumerate(row):
        if isinstance(value, str):
            sheet.write_string(line, column, value)
        elif value is not None:
            sheet.write_number(line, column, float(value))  # type: ignore[arg-type]


def _merged(folder: Path, index: int, people: list[Human]) -> Path:
    """Two-row merged head, the building named once for all its rows."""
    path = folder / f"第{index}网格居民花名册.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("花名册")
        sheet.merge_range(0, 0, 0, 16, "快活社区居民基本情况登记表")
        sheet.write(1, 14, "单位：人")
        heads = ("序号", *_HEADS[:4])
        for column, head in enumerate(heads):
            sheet.merge_range(2, column, 3, column, head)
        sheet.merge_range(2, 5, 2, 8, "现住址")
        sheet.write_row(3, 5, ("小区", "楼栋", "单元", "房号"))
        for column, head in enumerate((*_HEADS[4:], "联系电话"), 9):
            sheet.merge_range(2, column, 3, column, head)
        _merged_rows(sheet, people)
    return path


def _merged_rows(sheet: xlsxwriter.worksheet.Worksheet, people: list[Human]) -> None:
    first, line = 4, 4
    for number, one in enumerate(people, 1):
        row = _common(one, plain)
        _write(
            sheet,
            line,
            [
                number,
                *row[:4],
                one.home.compound,
                None,
                str(one.home.unit),
                one.home.number,
                *row[4:],
                one.phone,
            ],
        )
        last = number == len(people) or people[number].home.building != one.home.building
        if last and line > first:
            sheet.merge_range(first, 6, line, 6, one.home.building)
        elif last:
            sheet.write(line, 6, one.home.building)
        line += 1
        first = line if last else first
    sheet.write(line + 1, 0, "注：1.本表由网格员入户核实填写；2.空挂指户籍在本社区但无住房。")


def _sheets(folder: Path, index: int, people: list[Human]) -> Path:
    """A sheet for each building, a three-row head, phones as numbers, dates 2015.3.7."""
    path = folder / f"{index}网格人口台账（按楼栋）.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for building in sorted({one.home.building for one in people}):
            sheet = book.add_worksheet(building)
            sheet.merge_range(0, 0, 0, 15, f"英国小镇{building}人口台账")
            sheet.merge_range(1, 0, 1, 11, "基本信息")
            sheet.merge_range(1, 12, 1, 15, "居住信息")
            for column, head in enumerate(_HEADS):
                sheet.merge_range(2, column, 3, column, head)
            sheet.merge_range(2, 12, 2, 14, "住址")
            sheet.write_row(3, 12, ("楼栋", "单元", "室号"))
            sheet.merge_range(2, 15, 3, 15, "手机号码")
            for line, one in enumerate((one for one in people if one.home.building == building), 4):
                phone = int(one.phone) if one.phone else None
                _write(
                    sheet,
                    line,
                    [
                        *_common(one, dotted),
                        f"英国小镇{building}",
                        one.home.unit,
                        int(one.home.number),
                        phone,
                    ],
                )
    return path


def _one_address(folder: Path, index: int, people: list[Human]) -> Path:
    """GB18030 text with one address column and Chinese dates."""
    path = folder / f"网格{index}导出.csv"
    rows = [[*_common(one, chinese), one.home.door, one.phone] for one in people]
    return _text(path, "gb18030", ",", [[*_HEADS, "居住地址", "联系方式"], *rows])


def _with_guide(folder: Path, index: int, people: list[Human]) -> Path:
    """A guide above, blank rows between, serial dates, full-width phones, and what nobody may collect."""
    path = folder / f"第{index}网格（含填表说明）.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        guide = book.add_worksheet("填表说明")
        guide.write_column(
            0, 0, ("填表说明", "一、身份证号码须完整填写。", "二、居住类型分户籍在住、流入、流出、空挂。")
        )
        sheet = book.add_worksheet("人员信息")
        sheet.merge_range(0, 0, 0, 15, "英国小镇常住人口信息采集表")
        sheet.write(1, 0, "说明：请按户填写，户主在前。")
        sheet.write_row(3, 0, (*_HEADS, "住址", "电话", "血型", "宗教信仰"))
        day = book.add_format({"num_format": "yyyy/m/d"})
        line = 4
        for number, one in enumerate(people):
            _write(
                sheet, line, [*_common(one, serial), one.home.door, one.phone.translate(FULL), "不详", "无"]
            )
            sheet.write_number(line, 6, serial(one.start), day)
            line += 2 if number % 40 == 39 else 1
        sheet.write(line + 1, 0, "合计")
        sheet.write(line + 1, 1, len(people))
    return path


def _two_phones(folder: Path, index: int, people: list[Human]) -> Path:
    """Two phones in one cell, old numbers of fifteen digits, blanks inside names."""
    path = folder / f"快活新居住户信息{index}.xlsx"
    heads = (
        "房屋地址",
        "住户姓名",
        "性别",
        "证件号码",
        "民族",
        "户主关系",
        "人户状态",
        "入住时间",
        "户籍所在地",
        "学历",
        "婚姻",
        "单位",
        "住房来源",
        "电话/手机",
    )

    def rows() -> Iterable[list[object]]:
        for number, one in enumerate(people):
            row = _common(one, plain)
            if number % 9 == 4 and one.born.year < 1980:
                row[2] = fifteen(one.number)
            phone = (
                f"{one.phone}、028-8731{number % 10000:04d}" if number % 7 == 3 and one.phone else one.phone
            )
            name = f"{one.name[0]} {one.name[1:]}" if len(one.name) == 2 else one.name
            yield [one.home.door, name, *row[1:], phone]

    _book(path, "快活新居住户信息表", heads, rows())
    return path


def _stacked(folder: Path, index: int, people: list[Human]) -> Path:
    """One sheet with a table for each building, each with its own head and subtotal."""
    path = folder / f"{index}网格分栋统计.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("全部")
        line = 0
        for building in sorted({one.home.building for one in people}, key=lambda name: int(name[:-1])):
            mine = [one for one in people if one.home.building == building]
            sheet.merge_range(line, 0, line, 12, f"快活新居{building}住户名单")
            sheet.write_row(line + 1, 0, (*_HEADS, "门牌", "联系电话"))
            for offset, one in enumerate(mine, line + 2):
                _write(sheet, offset, [*_common(one, dotted), one.home.door, one.phone])
            line += len(mine) + 2
            sheet.write(line, 0, "小计")
            sheet.write(line, 1, len(mine))
            line += 3
    return path


def _tabs(folder: Path, index: int, people: list[Human]) -> Path:
    """UTF-16 text with tabs, as an old system saves it."""
    path = folder / f"青年公寓{index}.csv"
    rows = [[*_common(one, plain), one.home.door, one.phone] for one in people]
    return _text(path, "utf-16", "\t", [["青年公寓租住人员"], [*_HEADS, "现住地址", "手机号"], *rows])


def _commas(folder: Path, index: int, people: list[Human]) -> Path:
    """UTF-8 text with a mark at its head; numbers guarded by an apostrophe."""
    path = folder / f"公寓租客{index}.csv"
    rows = [[row[0], row[1], f"'{row[2]}", *row[3:], one.home.building, one.home.number, one.phone]
            for one in people for row in [_common(one, plain)]]  # fmt: skip
    heads = [*_HEADS, "楼栋", "房间号", "电话"]
    return _text(
        path, "utf-8-sig", ",", [heads, *([*row[:12], f"青年公寓{row[12]}", *row[13:]] for row in rows)]
    )


def _text(path: Path, encoding: str, delimiter: str, rows: Sequence[Sequence[object]]) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path
