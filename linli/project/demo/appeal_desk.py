"""What stands beside the appeals of the demonstration: reception book, guide, standard texts."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linli.appeals.actions import guides, receptions, texts
from linli.base import clock
from linli.kernel.worktime import is_working_day

from .appeal_crew import Crew
from .world import NEW_YEAR, Human

if TYPE_CHECKING:
    from .appeal_lives import Life
    from .appeal_plan import Plan

#: One line for so many appeals.
SHARE = 8
_TALK = (
    "，{old}代问",
    "，从{from_}来的",
    "，说电话没打通",
    "，前天来过一次",
    "",
    "",
    "，带着孩子",
    "，赶着上班",
    "，第一次来",
)
_WHOSE = ("儿子", "女儿", "邻居", "楼栋长", "媳妇")
_FROM = ("南充", "达州", "资阳", "重庆潼南", "宜宾", "巴中")


@functools.cache
def _written() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(__file__).with_name("appeal_desk.json").read_text("utf-8"))
    return found


def papers(crew: Crew) -> None:
    """The guide and the standard texts, entered at the beginning of the year."""
    at = crew.within(dt.date(2018, 1, 2))
    actor = crew.actor("shegong", at)
    for rank, (matter, category, needed, who, hours, steps, basis) in enumerate(_written()["guides"]):
        guides.keep(
            actor=actor, at=at, matter=matter, category=category, papers=needed, who=who, phone="028-87310012",
            place="英国小镇1栋底楼便民服务站", hours=hours, steps=steps, basis=basis, rank=rank * 10,
        )  # fmt: skip
    for verb, category, title, text in _written()["texts"]:
        texts.keep(actor=actor, at=at, title=title, text=text, verb=verb, category=category)


def lines(crew: Crew, plan: Plan) -> Iterator[tuple[dt.datetime, Life]]:
    """Lines of the reception book over the year's working days, the newest on the morning itself."""
    rng = crew.rng
    days = [NEW_YEAR + dt.timedelta(days=at) for at in range(361)]
    days = [day for day in days if is_working_day(crew.calendar, day)]
    for _ in range(max(12, plan.count // SHARE)):
        yield crew.within(rng.choice(days)), _line(crew, plan.human(), rng.choice(_written()["lines"]))


def _line(crew: Crew, who: Human, line: list[str]) -> Life:
    at = yield None
    rng = crew.rng
    category, text, reply, result, referred = line
    told = text + rng.choice(_TALK).format(old=rng.choice(_WHOSE), from_=rng.choice(_FROM))
    receptions.note(
        actor=crew.actor(rng.choice(("shegong", "shegong", "shegong2", "liangwei")), at), at=at, text=told, name=who.name,
        sex=who.sex, age=(clock.day_of(at) - who.born).days // 365, address=who.home.door, phone=who.phone,
        way=rng.choice(("counter", "counter", "counter", "phone")), category=category, reply=reply, result=result,
        referred_to=referred,
    )  # fmt: skip
