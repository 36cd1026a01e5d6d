"""Invented names, by generation, with surnames of the Chengdu plain."""

from __future__ import annotations

import random

_SURNAMES = (
    "李王张刘陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊"
    "金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文覃解仇单查盖区"
)
_DOUBLE = ("欧阳", "尉迟", "上官", "诸葛")
_OLD = {"1": "福贵明德忠义国富长寿安邦正清光荣树林松柏海山云成", "2": "秀英桂兰淑珍玉华素琴翠莲凤仙菊香惠芳"}
_MIDDLE = {"1": "建国军强勇刚平伟斌波涛辉鹏超志文东明华", "2": "丽敏静艳娟霞红梅燕萍琼芳英蓉莉慧玲雪"}
_YOUNG = {"1": "浩宇轩子涵泽俊杰博文天佑嘉豪梓睿晨阳奕", "2": "欣怡梓涵雨桐诗思佳颖可馨语嫣若曦婷雅琪"}
#: Rare characters that must come through every workbook, page and print whole.
_RARE = ("㛃", "𬭩", "䶮", "𠅤")


def name(rng: random.Random, sex: str, birth_year: int, surname: str = "") -> str:
    """A name of two or three characters that suits the year of birth."""
    family = surname or (rng.choice(_DOUBLE) if rng.random() < 0.004 else rng.choice(_SURNAMES))
    pool = (_OLD if birth_year < 1962 else _MIDDLE if birth_year < 1992 else _YOUNG)[sex]
    given = rng.choice(pool)
    if rng.random() < 0.82:
        given += rng.choice(pool)
    if rng.random() < 0.0012:
        given = rng.choice(_RARE)
    return family + given


def surname_of(full: str) -> str:
    """The surname of an invented name."""
    return full[:2] if full[:2] in _DOUBLE else full[0]
