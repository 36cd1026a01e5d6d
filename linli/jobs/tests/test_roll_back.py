"""When the journal fails nothing of an action is written: proved for every action that the app has."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps

from linli.jobs.actions import exports, others, placements, posts, seekers
from linli.jobs.models import Hardship, Match
from linli.jobs.queries.reading import Line
from linli.journal import api as journal

from . import factories
from .factories import AT, ON, SINCE, actor
from .test_lists import workbook

pytestmark = pytest.mark.django_db
ACTIONS: dict[str, ModuleType] = {
    module.__name__.rpartition(".")[2]: module for module in (seekers, posts, placements, others, exports)
}
NAMES = sorted(
    f"{name}.{deed}"
    for name, module in ACTIONS.items()
    for deed, made in inspect.getmembers(module, inspect.isfunction)
    if inspect.unwrap(made).__module__ == module.__name__ and "at" in inspect.signature(made).parameters
    and "actor" in inspect.signature(made).parameters and not deed.startswith("_") and deed != "close_open"
)  # fmt: skip


def _deeds(here: int) -> dict[str, Callable[[], Any]]:
    """Each action, ready to be done, in a ledger in which it is allowed."""
    a: dict[str, Any] = {"actor": actor(here), "at": AT}
    june = dt.date(2018, 6, 1)
    one, other, third, free = (factories.seeker(here) for _ in range(4))
    where = factories.vacancy(here)
    referred = [factories.referral(here, who, vacancy=where) for who in (one, other, third)]
    hardship = seekers.call_hard(**a, seeker=one, kind="landless", evidence="协议", on=SINCE, today=ON)
    work, ended = factories.placement(here), factories.placement(here, unit="超市")
    three, six = factories.follow_up(here, work), factories.follow_up(here, work, 6)
    who = factories.person(here, kind="hukou_here")
    surplus = others.identify(**a, person=who, basis="调查", on=SINCE, today=ON)
    course = others.lay_on(**a, title="家政", organiser="社保所", place="", hours=8, start=SINCE, last=SINCE)
    trainee = others.enrol(**a, training=course, person=who, on=ON)
    person = factories.person(here)
    listed = exports.reconcile(
        **a, kind="placements", name="x.xlsx", lines=[Line(2, "某", "")], start=SINCE, last=ON, on=ON
    )
    line = Match.objects.filter(export=listed, outcome="there").get().pk
    assert Hardship.objects.count() == 1
    return {
        "seekers.register": lambda: seekers.register(**a, person=person, on=june, today=ON, parts=factories.parts()),
        "seekers.register_many": lambda: seekers.register_many(**a, rows=[(person, june, factories.parts())], today=ON),
        "seekers.correct": lambda: seekers.correct(**a, seeker=one, values={"trade": "保洁"}),
        "seekers.help_with": lambda: seekers.help_with(**a, seeker=one, on=ON, today=ON, way="phone", text="介绍"),
        "seekers.call_hard": lambda: seekers.call_hard(**a, seeker=other, kind="low_income", evidence="低保证", on=june, today=ON),
        "seekers.end_hardship": lambda: seekers.end_hardship(**a, hardship=hardship, on=june, today=ON),
        "seekers.end": lambda: seekers.end(**a, seeker=one, ending="moved", on=june, today=ON),
        "seekers.void": lambda: seekers.void(**a, seeker=free),
        "posts.post": lambda: posts.post(**a, on=june, today=ON, parts=factories.post()),
        "posts.correct": lambda: posts.correct(**a, vacancy=where, parts=factories.post(wanted=9)),
        "posts.close": lambda: posts.close(**a, vacancy=where, on=june, today=ON),
        "posts.refer": lambda: posts.refer(**a, seeker=free, on=june, today=ON, route="self", vacancy=where),
        "posts.invite": lambda: posts.invite(**a, referral=referred[0], on=june),
        "posts.turn_down": lambda: posts.turn_down(**a, referral=referred[1], on=june, today=ON, reason="pay"),
        "posts.hire": lambda: posts.hire(**a, referral=referred[2], on=june, today=ON),
        "posts.strike_referral": lambda: posts.strike_referral(**a, referral=referred[0]),
        "placements.employ": lambda: placements.employ(**a, person=person, on=june, today=ON, unit="超市", section="F"),
        "placements.employ_many": lambda: placements.employ_many(
            **a, rows=[placements.Work(person, june, "超市", "F")], today=ON
        ),
        "placements.enter_outside": lambda: placements.enter_outside(**a, placement=work, entry="N1", on=ON, today=ON),
        "placements.end_employment": lambda: placements.end_employment(**a, placement=ended, ending="left", on=ON, today=ON),
        "placements.follow_up": lambda: placements.follow_up(
            **a, follow_up=three, on=ON, today=ON, way="phone", outcome="working"
        ),
        "placements.follow_up_many": lambda: placements.follow_up_many(**a, rows={six: (ON, "phone", "working")}, today=ON),
        "placements.void": lambda: placements.void(**a, placement=ended),
        "others.identify": lambda: others.identify(
            **a, person=factories.person(here, kind="hukou_here"), basis="调查", on=SINCE, today=ON
        ),
        "others.end_surplus": lambda: others.end_surplus(**a, surplus=surplus, on=ON, today=ON),
        "others.lay_on": lambda: others.lay_on(**a, title="电工", organiser="社保所", place="", hours=8, start=ON, last=ON),
        "others.enrol": lambda: others.enrol(**a, training=course, person=person, on=ON),
        "others.enrol_many": lambda: others.enrol_many(**a, training=course, results={person: "completed"}, on=ON),
        "others.mark_trainee": lambda: others.mark_trainee(**a, trainee=trainee, result="completed", today=ON),
        "exports.take_in": lambda: exports.take_in(
            **a, kind="placements", name="表.xlsx", content=workbook([("某某", "11", "", "", "")]), start=SINCE, last=ON, on=ON
        ),
        "exports.reconcile": lambda: exports.reconcile(**a, kind="jobless", name="y", lines=[], start=SINCE, last=ON, on=ON),
        "exports.take_numbers": lambda: exports.take_numbers(**a, export=listed, today=ON),
        "exports.settle": lambda: exports.settle(**a, match=line, text="外社区居民", on=ON),
        "exports.strike": lambda: exports.strike(**a, export=listed),
    }  # fmt: skip


def _everything() -> list[Any]:
    tables: list[Any] = list(apps.get_app_config("jobs").get_models())
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
    if name != "exports.take_numbers":
        assert _everything() != before
