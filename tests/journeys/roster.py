"""A messy roster of new arrivals, as a personnel office sends one: what a journey uploads."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import xlsxwriter

from linli.kernel.identity import synthetic_number

HEADS = ("序号", "姓名", "性别", "公民身份号码", "现住址", "户籍地", "联系电话", "人员类别", "来本地日期")
#: Serial numbers that the demonstration does not use.
_SERIAL = 700


def number(serial: int, born: dt.date, sex: str = "1") -> str:
    """An identity number that belongs to nobody, here or anywhere."""
    return synthetic_number(_SERIAL + serial, born, sex)


NUMBERS = {
    "钟秀英": number(1, dt.date(1935, 4, 2), "2"),
    "温建业": number(2, dt.date(1988, 11, 20)),
    "温可": number(3, dt.date(2014, 6, 1), "2"),
    "欧阳子墨": number(4, dt.date(1992, 2, 29)),
    "尚文静": number(5, dt.date(1994, 9, 9), "2"),
}


def broken(number: str) -> str:
    """The same with a wrong check character."""
    return number[:-1] + ("1" if number[-1] != "1" else "2")


def write(folder: Path) -> Path:
    """Five people: one aged 83, three faulty cells, notes above and below, one day written in each usual way."""
    path = folder / "12月新增人员.xlsx"
    n = NUMBERS
    rows: list[tuple[object, ...]] = [
        (1, "钟秀英", "女", n["钟秀英"], "快活新居3栋2单元1701", "四川省巴中市", "19212345601", "流入", "2018.12.3"),
        (2, "温建业", "男", broken(n["温建业"]), "快活新居3栋2单元1702", "重庆市", "19212345602", "流入", "2018年12月5日"),
        (3, "温可", "女", n["温可"], "快活新居3栋2单元1702", "重庆市", "", "流入", "2018.12.5"),
        (4, "欧阳子墨", "男", n["欧阳子墨"], "快活新居4栋1单元1203", "陕西省汉中市", "1921234560", "流入", "2018-12-08"),
        (5, "尚文静", "女", n["尚文静"], "快活新居4栋1单元1203", "云南省昭通市", "19212345605", "流入", "2018.2.30"),
    ]  # fmt: skip
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("12月")
        sheet.merge_range(0, 0, 0, len(HEADS) - 1, "产业园新进人员登记表")
        sheet.write(1, 0, "填报单位：产业园人事    日期：2018年12月27日")
        sheet.write_row(2, 0, HEADS)
        for at, row in enumerate(rows, 3):
            sheet.write_row(at, 0, row)
        sheet.write(len(rows) + 4, 0, "注：来本地日期按实际入住填写。")
    return path
