"""When the journal fails nothing of an action is written: proved for every action of bodies, meetings, motions and steps."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps

from linli.council.actions import bodies, meetings, motions, steps
from linli.council.actions.bodies import Sitting
from linli.council.actions.meetings import Call
from linli.files.models import File
from linli.journal import api as journal
from linli.residents.tests import factories as residents

from . import meeting as m
from .meeting import AT, DAY, ON, actor

pytestmark = pytest.mark.django_db
ACTIONS: dict[str, ModuleType] = {
    module.__name__.rpartition(".")[2]: module for module in (bodies, meetings, motions, steps)
}
#: Answers of a slot: the journal line is that of the merge itself.
SLOTS = {"bodies.merged"}
NAMES = sorted(
    f"{name}.{deed}"
    for name, module in ACTIONS.items()
    for deed, made in inspect.getmembers(module, inspect.isfunction)
    if made.__module__ == module.__name__ and not deed.startswith("_") and f"{name}.{deed}" not in SLOTS
)


def _deeds(here: int) -> dict[str, Callable[[], Any]]:
    """Each action, ready to be done, in a house in which it is allowed."""
    me = actor(here)
    a: dict[str, Any] = {"actor": me, "at": AT}
    where, seats = m.seated(here, 6)
    empty, door = m.body(here, name="小组"), m.body(here, "assembly", "居民会议")
    coming, counted, held = m.called(here, where, ON), m.called(here, door), m.held(here, where)
    cancelled = m.called(here, where, dt.date(2018, 12, 20))
    open_one, report = m.motion(here, held, "修长椅"), m.motion(here, held, "报告", kind="report")
    recused = m.motion(here, held, "换路灯")
    motions.recuse(**a, motion=recused, seat=seats[0], reason="本人的铺面")
    carried, resolved = m.motion(here, held, "甲"), m.motion(here, held, "乙")
    m.counted(here, carried, 6)
    m.counted(here, resolved, 6)
    resolution = motions.resolve(**a, motion=resolved, text="同意")
    named = m.held(here, where, on=dt.date(2018, 12, 12))
    cells = {m.motion(here, named): dict.fromkeys(m.there(named), "yes")}
    entered = m.held(here, where, on=dt.date(2018, 12, 13))
    read = {m.motion(here, entered): dict.fromkeys(m.there(entered), "yes")}
    motions.enter(**a, meeting=entered, answers=read)
    task = meetings.follow(**a, meeting=held, text="报备案", who="周社工", until=ON)
    way, none = (steps.begin(**a, title=title, start=DAY) for title in ("路灯", "长椅"))
    step = steps.take(**a, process=way, kind="propose", on=DAY, who="社区党委")
    spare = residents.resident(here, name="李明").person
    (leaving,), (mistaken,) = (m.seated(here, 1, name=name)[1] for name in ("另一", "又一"))
    new: dict[str, Any] = {"title": "清洗外墙"}
    return {
        "bodies.found_body": lambda: bodies.found_body(**a, kind="group", name="一组", on=DAY),
        "bodies.correct_body": lambda: bodies.correct_body(**a, body=where, name="居民议事会"),
        "bodies.dissolve": lambda: bodies.dissolve(**a, body=empty, on=ON),
        "bodies.seat": lambda: bodies.seat(**a, body=where, who=Sitting("李明", person=spare), start=ON),
        "bodies.seat_all": lambda: bodies.seat_all(
            **a, body=empty, who=[Sitting("甲某"), Sitting("乙某")], start=ON
        ),
        "bodies.correct_seat": lambda: bodies.correct_seat(**a, seat=seats[1], who=Sitting("钱多", "2")),
        "bodies.unseat": lambda: bodies.unseat(**a, seat=leaving, on=ON, ended="moved"),
        "bodies.void_seat": lambda: bodies.void_seat(**a, seat=mistaken),
        "meetings.call": lambda: meetings.call(
            **a, body=where, on=dt.date(2019, 1, 4), told=Call(dt.date(2018, 12, 28))
        ),
        "meetings.reschedule": lambda: meetings.reschedule(
            **a, meeting=coming, on=dt.date(2019, 1, 5), notice_on=dt.date(2018, 12, 28)
        ),
        "meetings.hold": lambda: meetings.hold(**a, meeting=coming, away={}),
        "meetings.hold_counted": lambda: meetings.hold_counted(**a, meeting=counted, should=9, present=6),
        "meetings.write": lambda: meetings.write(**a, meeting=held, minutes="记录"),
        "meetings.attach": lambda: meetings.attach(**a, meeting=held, name="记录.txt", content=b"minutes"),
        "meetings.cancel": lambda: meetings.cancel(**a, meeting=cancelled),
        "meetings.follow": lambda: meetings.follow(**a, meeting=held, text="公示", who="周社工", until=ON),
        "meetings.finish": lambda: meetings.finish(**a, follow_up=task, on=ON, outcome="已报"),
        "motions.put": lambda: motions.put(**a, meeting=held, **new),
        "motions.correct": lambda: motions.correct(**a, motion=open_one, **new),
        "motions.drop": lambda: motions.drop(**a, motion=open_one),
        "motions.recuse": lambda: motions.recuse(**a, motion=open_one, seat=seats[1], reason="亲属的铺面"),
        "motions.admit": lambda: motions.admit(**a, motion=recused, seat=seats[0]),
        "motions.count": lambda: motions.count(**a, motion=open_one, yes=6, tellers=("甲", "乙")),
        "motions.enter": lambda: motions.enter(**a, meeting=named, answers=cells),
        "motions.check": lambda: motions.check(actor=m.second(here), at=AT, meeting=entered, answers=read),
        "motions.take_back": lambda: motions.take_back(**a, motion=carried, reason="数错了"),
        "motions.defer": lambda: motions.defer(**a, motion=open_one, reason="报价不清楚"),
        "motions.hear": lambda: motions.hear(**a, motion=report),
        "motions.resolve": lambda: motions.resolve(**a, motion=carried, text="同意"),
        "motions.withdraw": lambda: motions.withdraw(**a, resolution=resolution),
        "steps.begin": lambda: steps.begin(**a, title="外墙", start=DAY),
        "steps.take": lambda: steps.take(**a, process=way, kind="consult", on=DAY, who="两委"),
        "steps.take_back": lambda: steps.take_back(**a, process=way, reason="登记有误"),
        "steps.attach": lambda: steps.attach(**a, step=step, name="记录.txt", content=b"minutes"),
        "steps.drop": lambda: steps.drop(**a, process=none),
    }


def _everything() -> list[Any]:
    tables: list[Any] = [*apps.get_app_config("council").get_models(), File]
    return [list(table.objects.order_by("pk").values_list()) for table in tables]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_written_without_its_journal_line(
    here: int, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    deeds = _deeds(here)
    assert sorted(deeds) == NAMES
    before = _everything()

    def fails(*args: Any, **said: Any) -> None:
        raise RuntimeError("the journal is full")

    with monkeypatch.context() as broken:
        broken.setattr(journal, "write", fails)
        with pytest.raises(RuntimeError):
            deeds[name]()
    assert _everything() == before
    deeds[name]()
    assert _everything() != before
