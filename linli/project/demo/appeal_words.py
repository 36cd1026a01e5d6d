"""What residents say, in their own words: parts of sentences put together, never twice the same."""

from __future__ import annotations

import functools
import json
import random
from pathlib import Path
from typing import Any

from .world import Home, Human

_WHEN = (
    "半夜",
    "晚上十一点过",
    "凌晨两点",
    "中午一点",
    "早上六点不到",
    "晚上快十点",
    "昨晚上",
    "星期天一大早",
)
_DAYS = ("三天", "四五天", "一个星期", "快半个月", "两天", "好多天", "一个多月")
_SINCE = ("这几天", "从上周起", "这个月", "前天开始", "昨天起", "前几天", "下了雨以后")
_OLD = (
    "我妈七十八了",
    "老人家眼睛不好",
    "我爸坐轮椅",
    "婆婆八十多了",
    "我腿脚不方便",
    "屋头有个老病号",
    "老伴刚出院",
)
_PLATES = ("川A开头的", "外地牌照的", "白色的", "没牌的", "灰不溜秋的")
_ROOMS = ("厕所", "客厅", "厨房", "卧室")
_WORKERS = ("网格员小李", "社区周姐", "楼栋长张阿姨", "值班的师傅", "小赵信使")
_OPEN = {
    "phone": ("喂，社区吗，", "你好，我想反映个事，", "我是{b}的，", "打电话来是想说，", "", ""),
    "counter": ("我专门跑一趟，", "跟你们说个事，", "我住{b}{u}，", "", "", ""),
    "door": ("你来得正好，", "正想找你，", "网格员来问我就说了，", "", ""),
    "messenger": ("楼里好几户都在说，", "{b}的住户托我说一声，", "", "邻居叫我带个话，"),
    "group_chat": ("群里问一下，", "@社区 ", "有人管没得，", "大家看看，", ""),
    "letter_box": ("社区领导好，", "不想留名字，", "写个条子说一下，", ""),
    "web": ("", "您好，", "上班没时间来，就在网上写，", ""),
    "hotline": ("来电人反映：", "市民来电称，", "市民反映，"),
    "assigned": ("街道巡查发现，", "街道转来：", ""),
    "council": ("议事会上居民提出，", "上次议事会收到的意见：", ""),
    "petition": ("信访转来：", "来信人反映，"),
    "unit": ("我们单位职工反映，", "园区这边说一下，"),
}  # fmt: skip
_JOIN = ("，", "。", "，", "；")


@functools.cache
def matters() -> list[dict[str, Any]]:
    """What people ask for: category c, weight w, level l, share solved the same day s, and the parts of its texts."""
    found: list[dict[str, Any]] = json.loads(
        Path(__file__).with_name("appeal_matters.json").read_text("utf-8")
    )
    return found


def fitting(matter: dict[str, Any], key: str, about: int) -> list[str]:
    """The sentences of `key` that answer the matter's sentence number `about`."""
    fits = matter.get("fits")
    if not fits or key not in fits[about]:
        return list(matter[key])
    return [matter[key][index] for index in fits[about][key]]


class Words:
    """The texts of one community; remembers what was said, so that nothing is said twice alike."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.said: set[str] = set()
        self.about = 0

    def slots(self, home: Home) -> dict[str, str]:
        """What a home puts into the texts, with the day's small things."""
        rng = self.rng
        return {
            "b": home.building, "u": f"{home.unit}单元" if home.unit else "", "f": f"{home.floor}楼",
            "f2": f"{home.floor + 1 if home.floor < 11 else home.floor - 1}楼", "when": rng.choice(_WHEN), "days": rng.choice(_DAYS), "since": rng.choice(_SINCE),
            "old": rng.choice(_OLD), "plate": rng.choice(_PLATES), "room": rng.choice(_ROOMS), "k": str(rng.randint(2, 5)),
            "worker": rng.choice(_WORKERS),
        }  # fmt: skip

    def told(self, matter: dict[str, Any], channel: str, slots: dict[str, str]) -> str:
        """The appeal in the resident's words."""
        rng = self.rng
        text = ""
        for _ in range(12):
            slots = slots | {
                "when": rng.choice(_WHEN),
                "days": rng.choice(_DAYS),
                "since": rng.choice(_SINCE),
            }
            self.about = rng.randrange(len(matter["t"]))
            parts = [matter["t"][self.about]]
            if rng.random() < 0.72:
                parts += [rng.choice(more)] if (more := fitting(matter, "d", self.about)) else []
            asked = rng.choice(matter["a"]) if rng.random() < 0.8 else ""
            text = rng.choice(_OPEN[channel]) + rng.choice(_JOIN).join(parts)
            text = (text + (f"，{asked}" if asked else "") + "。").format_map(slots)
            if text not in self.said:
                break
        self.said.add(text)
        return text

    def said_of(self, matter: dict[str, Any], key: str, slots: dict[str, str], about: int = 0) -> str:
        """One of a matter's sentences of the office (ok, r, who, done, ex) that answers what was said."""
        chosen = self.rng.choice(fitting(matter, key, about) or matter["done"])
        return str(chosen).format_map(slots)

    def wish(self, matter: dict[str, Any]) -> str:
        """What is hoped for, often nothing said."""
        return str(self.rng.choice(matter["h"])) if matter["h"] and self.rng.random() < 0.45 else ""


def called(one: Human) -> str:
    """How somebody is named when told: 李女士."""
    return f"{one.name[:2] if one.name[:2] in ('欧阳', '尉迟', '上官', '诸葛') else one.name[:1]}{'先生' if one.sex == '1' else '女士'}"
