"""How people write days, relations and codes in the spreadsheets that they have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from .world import Human

KINDS = {"hukou_here": "户籍在住", "inflow": "流入", "outflow": "流出", "absent": "空挂"}
EDUCATION = {"20": "大学本科", "30": "大专", "40": "中专", "60": "高中", "70": "初中", "80": "小学", "": ""}
MARITAL = {"10": "未婚", "20": "已婚", "30": "丧偶", "": ""}
FULL = str.maketrans("0123456789", "０１２３４５６７８９")

Spell = Callable[[dt.date], object]


def chinese(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def dotted(day: dt.date) -> str:
    return f"{day.year}.{day.month}.{day.day}"


def plain(day: dt.date) -> str:
    return f"{day:%Y%m%d}"


def serial(day: dt.date) -> int:
    """The day as a spreadsheet counts it."""
    return (day - dt.date(1899, 12, 30)).days


def relation(human: Human) -> str:
    """The relation to the head as people write it."""
    man = human.sex == "1"
    return {
        "02": "户主",
        "10": "丈夫" if man else "妻子",
        "20": "儿子" if man else "女儿",
        "30": "女儿",
        "40": "孙子" if man else "孙女",
        "50": "父亲" if man else "母亲",
        "80": "其他",
    }[human.relation]


def fifteen(number: str) -> str:
    """The number as it was before 1999, for people born before 2000."""
    return number[:6] + number[8:17]
