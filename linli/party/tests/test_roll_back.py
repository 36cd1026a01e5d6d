"""When the journal fails nothing of an action is written: proved for every action that the app has."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps

from linli.files.models import File
from linli.journal import api as journal
from linli.party.actions import checkins, facts, meetings, members, organisations
from linli.party.models import Need, Resolution

from . import factories
from .factories import AT, ON, SINCE, actor

pytestmark = pytest.mark.django_db
ACTIONS: dict[str, ModuleType] = {
    module.__name__.rpartition(".")[2]: module
    for module in (checkins, facts, meetings, members, organisations)
}
NAMES = sorted(
    f"{name}.{deed}"
    for name, module in ACTIONS.items()
    for deed, made in inspect.getmembers(module, inspect.isfunction)
    if made.__module__ == module.__name__ and not deed.startswith("_")
)


def _deeds(here: int) -> dict[str, Callable[[], Any]]:
    """Each action, ready to be done, in a ledger in which it is allowed."""
    me, begun = actor(here), dt.date(2017, 1, 1)
    a: dict[str, Any] = {"actor": me, "at": AT}
    one, other, empty = (factories.branch(here, name) for name in ("第一党支部", "第二党支部", "第三党支部"))
    on_trial = factories.member(here, one, standing="probationary", on=begun, joined=begun)
    formal, gone = factories.member(here, one), factories.member(here, one)
    factories.member(here, one)
    members.leave(**a, member=gone, on=ON, today=ON, way="transferred", went_to="苏坡街道")
    fact = facts.note(**a, member=formal, kind="skill", text="电工", on=SINCE)
    office = facts.appoint(**a, member=formal, kind="secretary", on=SINCE, organisation=one)
    planned, held = factories.meeting(here, one), factories.held(here, one)
    meetings.resolve(**a, meeting=held, kind="resolution", text="同意", yes=3)
    resolution = Resolution.objects.get().pk
    voted = factories.held(here, one, on=dt.date(2018, 12, 12))
    reported = checkins.check_in(**a, kind="unit", unit="成飞", name="李工", on=SINCE)
    need, wanted = (checkins.ask(**a, text=text, on=SINCE) for text in ("修灯", "扫楼道"))
    served = checkins.serve(**a, check_in=reported, on=ON, today=ON, text="扫楼道", minutes=30, need=wanted)
    deeds: dict[str, Callable[[], Any]] = {
        "checkins.check_in": lambda: checkins.check_in(**a, kind="unit", unit="学校", name="张老师", on=ON),
        "checkins.ask": lambda: checkins.ask(**a, text="义诊", on=ON),
        "checkins.take": lambda: checkins.take(**a, need=need, check_in=reported),
        "checkins.drop": lambda: checkins.drop(**a, need=need),
        "checkins.serve": lambda: checkins.serve(
            **a, check_in=reported, on=ON, today=ON, text="修灯", minutes=30, need=need
        ),
        "checkins.strike_service": lambda: checkins.strike_service(**a, service=served),
        "checkins.feed_back": lambda: checkins.feed_back(**a, check_in=reported, day=ON, text="一次", on=ON),
        "checkins.end_check_in": lambda: checkins.end_check_in(**a, check_in=reported, on=ON),
        "facts.note": lambda: facts.note(**a, member=formal, kind="hardship", text="困难", on=ON),
        "facts.end_fact": lambda: facts.end_fact(**a, fact=fact, on=ON),
        "facts.appoint": lambda: facts.appoint(
            **a, member=on_trial, kind="publicity", on=ON, organisation=one
        ),
        "facts.end_office": lambda: facts.end_office(**a, office=office, on=ON, mistake=True),
        "meetings.plan": lambda: meetings.plan(**a, organisation=one, kind="party_day", on=ON),
        "meetings.reschedule": lambda: meetings.reschedule(**a, meeting=planned, on=dt.date(2018, 12, 27)),
        "meetings.hold": lambda: meetings.hold(**a, meeting=planned, today=ON, away={}),
        "meetings.resolve": lambda: meetings.resolve(
            **a, meeting=voted, kind="resolution", text="同意", yes=3
        ),
        "meetings.withdraw": lambda: meetings.withdraw(**a, resolution=resolution),
        "meetings.write": lambda: meetings.write(**a, meeting=held, topics="学习", minutes="记录"),
        "meetings.attach": lambda: meetings.attach(**a, meeting=held, name="记录.txt", content=b"minutes"),
        "meetings.cancel": lambda: meetings.cancel(**a, meeting=planned),
        "members.register": lambda: members.register(
            **a, on=SINCE, today=ON, parts=factories.parts(), branch=one
        ),
        "members.correct": lambda: members.correct(**a, today=ON, member=formal, values={"education": "20"}),
        "members.confirm": lambda: members.confirm(**a, member=on_trial, on=ON, today=ON),
        "members.move": lambda: members.move(**a, member=formal, branch=other, on=ON, today=ON),
        "members.join": lambda: members.join(**a, member=gone, branch=other, on=ON, today=ON),
        "members.leave": lambda: members.leave(**a, member=formal, on=ON, today=ON, way="died"),
        "organisations.found": lambda: organisations.found(**a, kind="group", name="一组", on=ON, above=one),
        "organisations.rename": lambda: organisations.rename(
            **a, organisation=one, name="先锋党支部", on=ON, today=ON
        ),
        "organisations.elect": lambda: organisations.elect(**a, organisation=one, on=ON),
        "organisations.dissolve": lambda: organisations.dissolve(**a, organisation=empty, on=ON),
    }
    assert Need.objects.count() == 2
    return deeds


def _everything() -> list[Any]:
    tables: list[Any] = [*apps.get_app_config("party").get_models(), File]
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
