"""What a posting may not ask for: the words that are unlawful conditions, each with its clause."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from linli.kernel import ALLOWED, Saying, Verdict, refuse, say

#: Lawful sayings that look like a condition: taken away before the search.
_LAWFUL = re.compile(
    r"(?:性别|男女|年龄|婚否|婚育|户籍|户口|地域|民族|籍贯)(?:均)?(?:一律)?不(?:限|拘|论|做要求|作要求)"
    r"|(?:不限|无)(?:性别|年龄|婚否|婚育|户籍|户口|地域|民族)(?:要求|限制)?"
    r"|男女(?:均可|皆可|都可以?|平等|同酬)|(?:须|应|需)?年?满(?:16|18|十六|十八)(?:周)?岁(?:以上)?"
    r"|(?:不|无需|不得)收(?:取)?任何费用|不收(?:押金|费用?)|无押金|免费(?:培训|体检|食宿)"
)
_NUMBER = r"(?:\d{2}|[二三四五六]十[一二三四五六七八九]?)"


@dataclass(frozen=True, slots=True)
class Condition:
    """One kind of unlawful condition: how it is worded, what it is, by which clause."""

    kind: str
    pattern: re.Pattern[str]
    what: Saying
    clause: str


CONDITIONS = (
    Condition(
        "age",
        re.compile(
            rf"{_NUMBER}\s*(?:周)?岁?\s*(?:-|—|–|~|至|到)\s*{_NUMBER}\s*(?:周)?岁|{_NUMBER}\s*(?:周)?岁\s*(?:以下|以内|以上|左右|之间)"
            rf"|(?:年龄|年纪)(?:要求|限制|不超过|不大于|不高于|小于|低于|在)?\s*[:：]?\s*{_NUMBER}|不(?:超过|大于)\s*{_NUMBER}\s*(?:周)?岁"
            r"|[5-9]0后|(?:80|90|00)\s*年(?:以后|后)出生|年轻(?:人|化)?优先|限年轻|年轻漂亮"
        ),
        say("an age condition"),
        "就业促进法第三条、第二十六条；就业服务与就业管理规定第二十条",
    ),
    Condition(
        "sex",
        re.compile(
            r"(?:限|只招|仅招|只要|仅限|要求)\s*(?:男|女)(?:性|士|生|工)?|(?:男|女)(?:性|士|生|工)?\s*(?:优先|若干|\d+\s*[名人])|性别\s*[:：]?\s*(?:男|女)"
            r"|招(?:聘)?\s*(?:男|女)(?:工|性|士|生)|(?:男|女)(?:性|士|生)\s*为主"
        ),
        say("a condition of sex"),
        "就业促进法第二十七条；就业服务与就业管理规定第十六条",
    ),
    Condition(
        "family",
        re.compile(r"已婚|未婚|婚否|已育|未育|婚育(?:状况|情况)|不得(?:结婚|生育|怀孕)|(?:孕检|妊娠(?:检查|测试))|无(?:孩|小孩|怀孕)"),
        say("a condition of marriage or childbirth"),
        "就业促进法第二十七条第三款；妇女权益保障法",
    ),
    Condition(
        "origin",
        re.compile(r"(?:本地|本市|本区|成都)(?:户口|户籍)|(?:限|需|须|要求)[^，。；,;]{0,6}(?:户口|户籍)|不招[^，。；,;]{0,8}(?:人|籍)|外地人(?:勿|免)"),
        say("a condition of household registration or origin"),
        "就业促进法第三十一条；人力资源市场暂行条例第二十四条",
    ),
    Condition(
        "people",
        re.compile(r"(?:限|只招|仅限|要求|不招)[^，。；,;]{0,4}(?:汉族|[一-龥]{1,3}族)|(?:无|不得有|不招)[^，。；,;]{0,4}(?:宗教)?信仰|宗教信仰"),
        say("a condition of ethnic group or belief"),
        "就业促进法第三条、第二十八条",
    ),
    Condition(
        "health",
        re.compile(r"乙肝|肝炎|艾滋|HIV|HBV|两对半|(?:无|不招)[^，。；,;]{0,4}残疾|残疾(?:人)?(?:勿|免)|四肢健全|身体健全|五官端正|形象(?:好|佳)|身高|体重", re.IGNORECASE),
        say("a condition of health, disability or looks"),
        "就业促进法第二十九条、第三十条；就业服务与就业管理规定第十八条、第十九条",
    ),
    Condition(
        "fee",
        re.compile(r"押金|保证金|服装费|(?:收取|交纳|缴纳|缴|交)[^，。；,;]{0,6}(?:费|款)|中介费|介绍费|报名费|培训费|扣押|(?:押|扣|交)[^，。；,;]{0,3}(?:身份证|证件)"),
        say("a fee, a deposit or keeping papers"),
        "劳动合同法第九条；就业促进法第四十一条、第六十六条；就业服务与就业管理规定第十四条",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """An unlawful condition with the words in which it stands."""

    kind: str
    words: str
    what: Saying
    clause: str


def faults(*texts: str) -> list[Fault]:
    """Unlawful conditions in the texts of a posting, the first words of each kind."""
    found = []
    plain = "\n".join(unicodedata.normalize("NFKC", one) for one in texts)
    close = re.sub(r"[ \t　​]+", "", plain)
    rest = _LAWFUL.sub("；", close)
    for one in CONDITIONS:
        hit = one.pattern.search(rest)
        if hit:
            found.append(Fault(one.kind, hit[0].strip(), one.what, one.clause))
    return found


def may_post(*texts: str) -> Verdict:
    """A posting with an unlawful condition is not relayed; the reason quotes the words and the clause."""
    found = faults(*texts)
    if not found:
        return ALLOWED
    first = found[0]
    return refuse(
        say(
            "“{words}” is {what} ({clause}). Ask the unit for a posting without it.",
            words=first.words, what=first.what, clause=first.clause,
        )
    )  # fmt: skip
