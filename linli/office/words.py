"""How lines of a Chinese roster are told apart: heads, titles, units, guides, totals, notes, signatures."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

Reason = Literal["title", "unit", "guide", "header", "number", "blank", "total", "note", "sign"]

# fmt: off
DEFAULT_KNOWN = frozenset((
    "序号", "编号", "姓名", "性别", "民族", "出生日期", "出生年月", "年龄", "身份证号", "身份证号码", "公民身份号码", "证件号码",
    "证件类型", "电话", "手机", "手机号", "联系电话", "联系方式", "住址", "地址", "现住址", "户籍地", "户籍地址", "楼栋", "栋",
    "单元", "房号", "门牌号", "网格", "院落", "小区", "户主", "户主姓名", "与户主关系", "关系", "户号", "文化程度", "学历",
    "婚姻状况", "政治面貌", "就业状况", "工作单位", "居住类型", "人员类别", "入住日期", "备注", "类别", "项目", "合计", "数量", "金额",
    "日期", "时间", "地点",
))
# fmt: on

_SPACE = re.compile(r"\s+")
_BRACKET = re.compile(r"[（(\[【].*$", re.S)
_NUMERIC = re.compile(r"^[\d\s.,，\-—/:：%+]+$|^\d{4}年\d{1,2}月(\d{1,2}日)?$|\d{8,}")
_TOTAL = re.compile(r"^(本页|本户|本栋|累|合|小|总|共)\s*计([（(:：\d].*)?$|^(总\s*)?共\s*\d+\s*[人户名条]")
_UNIT = re.compile(
    r"(^|[\s（(])(计量)?单位\s*[:：]\s*[人户个元万件次平方米、/㎡%岁公顷亩栋套间处名位\s]+[)）]?$"
)
_FORM_LINE = re.compile(
    r"^(填报|填表|制表|报送|统计|上报|所属|社区|街道|村|单位|日期|时间|截止|截至)[^:：]{0,12}[:：]"
)
_SIGN = re.compile(
    r"^(填表|填报|制表|审核|复核|审批|经办|负责|统计|录入|报送)(人|员|单位|日期|时间|负责人)?"
    r"\s*([（(][^）)]*[)）])?\s*(签字|签名|签章|盖章|电话)?\s*[:：]"
    r"|^(填表|填报|制表|审核|复核|审批|经办)人\s*([（(][^）)]*[)）])?$"
    r"|^(日期|联系电话|主任|书记|单位负责人|单位)\s*([（(][^）)]*[)）])?\s*[:：]"
)
_CAPTION = re.compile(r"社区|街道|年|月|[表册]$|单位|名单|附件")
_GUIDE = re.compile(
    r"说\s*明|注意|要求|须知|示例|(?<![申邀聘])请|必填|^[（(]?\d{1,2}[.、．)）]\D|^[一二三四五六七八九十][、.．]"
)
_EXPLAIN = re.compile(r"说\s*明|须知|注意事项")
_NOTE = re.compile(
    r"^[*※（(【]*\s*(备\s*注|注|说\s*明|填\S{1,2}说明|注意\S*|附\s*注|附|提示|要求)\d?\s*[】)）]*\s*[:：]|^※|^\*\S{8,}"
)
_SAMPLE = re.compile(r"^[（(【]?\s*(例|示例|样例|样表|范例|填写示例|举例)\s*[】)）:：]?\d{0,2}$")
_ORDINAL = re.compile(r"^[（(]?(\d{1,3})[)）]?$|^[甲乙丙丁A-D]$|^栏次$")

SUSPECTS = frozenset("合小总共本累备注说填制审复经负统录报日联主书单例示样范举※*附提要【（(")
TOTALS = frozenset(
    head + gap + "计"
    for head in "合小总共累"
    for gap in ("", " ", "  ", "   ", "    ", "　", "　　", "　　　")
)


def squeezed(text: str) -> str:
    """`text` without any white space when it is Chinese, with single spaces otherwise."""
    return _SPACE.sub("" if any(char > "⺀" for char in text) else " ", text.strip())


def clean(value: Any) -> str:
    """A head word as one would say it: no line breaks, stars or colon at its end."""
    return squeezed(str(value)).strip("*＊★ ").rstrip(":：")


def base(word: str) -> str:
    """The head word before its bracket: 联系电话 of 联系电话（手机）."""
    return _BRACKET.sub("", word) or word


def is_blank(value: Any) -> bool:
    return value == "" or value is None or (isinstance(value, str) and not value.strip())


def is_word(value: Any) -> bool:
    """Whether a cell may be a head word: short text, no number, no sentence."""
    if not isinstance(value, str):
        return False
    text = squeezed(value)
    return 0 < len(text) <= 40 and "。" not in text and "；" not in text and not _NUMERIC.search(text)


def is_value(value: Any) -> bool:
    """Whether a cell looks like data: a number, a day, or digits in text."""
    if isinstance(value, str):
        return any(char.isdigit() for char in value)
    return isinstance(value, (int, float, date, datetime, time, timedelta))


def known_of(known: Collection[str]) -> frozenset[str]:
    """Known head words in the form in which they are compared."""
    return frozenset(clean(word) for word in known) | DEFAULT_KNOWN


def hits(words: list[str], known: frozenset[str]) -> int:
    """How many of the words are known heads."""
    return sum(1 for word in words if word in known or base(word) in known)


def is_total(value: Any) -> bool:
    return isinstance(value, str) and _TOTAL.match(squeezed(value)) is not None


def is_note(value: Any) -> bool:
    return isinstance(value, str) and _NOTE.match(value.strip()) is not None


def is_sample(value: Any) -> bool:
    return isinstance(value, str) and _SAMPLE.match(squeezed(value)) is not None


def is_signature(texts: list[Any]) -> bool:
    return bool(texts) and isinstance(texts[0], str) and _SIGN.match(texts[0].strip()) is not None


def is_caption(texts: list[Any]) -> bool:
    """Whether one of the texts speaks of the whole sheet, as no group of heads does."""
    return any(isinstance(text, str) and _CAPTION.search(text.strip()) for text in texts)


def is_card_line(texts: list[Any], known: frozenset[str]) -> bool:
    """姓名 张三 性别 男: heads and values in turn, as on a card."""
    if len(texts) < 4 or len(texts) % 2:
        return False
    heads = [hits([clean(text)], known) if is_word(text) else 0 for text in texts]
    return all(heads[0::2]) and not any(heads[1::2])


def is_form_line(texts: list[Any]) -> bool:
    """填报单位：…, 单位：人 and the like, which stand above or below a table."""
    return any(
        isinstance(text, str)
        and (_UNIT.search(text.strip()) or _FORM_LINE.match(text.strip()) or _SIGN.match(text.strip()))
        for text in texts
    )


def above(texts: list[Any]) -> Reason:
    """What a line above a head is."""
    first = str(texts[0]).strip()
    if is_note(first) or _EXPLAIN.search(first):
        return "guide"
    if is_form_line(texts):
        return "unit"
    if _GUIDE.search(first) or len(first) > 40 or "。" in first:
        return "guide"
    return "title"


def is_numbering(texts: list[Any]) -> bool:
    """A line that only numbers the columns: 甲 乙 1 2 3."""
    ordinals = []
    for text in texts:
        shown = str(int(text)) if isinstance(text, (int, float)) and text == int(text) else str(text).strip()
        found = _ORDINAL.match(shown)
        if found is None:
            return False
        if found[1]:
            ordinals.append(int(found[1]))
    return len(ordinals) >= 3 and ordinals == list(range(ordinals[0], ordinals[0] + len(ordinals)))
