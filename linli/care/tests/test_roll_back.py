"""When the journal fails nothing of an action is written: proved for every action that the app has."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps

from linli.care.actions import applying, deciding, handling, prompting, retention, surveying
from linli.care.actions.surveying import Answers
from linli.care.models import Application
from linli.journal import api as journal
from linli.kernel import Actor

from . import factories
from .factories import ON, desk, lead, moment

pytestmark = pytest.mark.django_db
ACTIONS: dict[str, ModuleType] = {
    module.__name__.rpartition(".")[2]: module
    for module in (applying, deciding, handling, prompting, retention, surveying)
}
NAMES = sorted(
    f"{name}.{deed}"
    for name, module in ACTIONS.items()
    for deed, made in inspect.getmembers(module, inspect.isfunction)
    if made.__module__ == module.__name__ and not deed.startswith("_") and deed != "last_of"
)
AFTER = ON + dt.timedelta(days=8)


def _deeds(here: int) -> dict[str, Callable[[], Any]]:
    """Each action, ready to be done, on a case in which it is allowed."""
    people = factories.holders(here, 8)
    fresh = people.pop()
    draft, asked = factories.applied(here, people[:1], draft=True)[0], factories.applied(here, people[1:2])[0]
    accepted = factories.accepted(here, people[2:3])[0]
    forwarded, approved, paid = factories.forwarded(here, people[3:6])
    visited = factories.accepted(here, [factories.holder(here, "1")], "severe_care")[0]
    heard = factories.accepted(here, [factories.person(here)], "low_income")[0]
    a: dict[str, Any] = {"actor": desk(here), "at": moment(AFTER), "on": AFTER}
    sign: dict[str, Any] = {**a, "actor": lead(here)}
    deciding.decide(**a, applications=[approved, paid], granted=True, number="1号", day=AFTER)
    deciding.pay(**a, applications=[paid], day=AFTER, fen=60_000)
    handling.survey(**a, applications=[heard], day=AFTER, people="周社工", result="属实")
    missing = factories.applied(here, [factories.holder(here)], received=[])[0]
    lacking = factories.applied(here, [factories.holder(here)], received=[])[0]
    applying.ask_supplement(
        **a, application=lacking, lacking=["身份证复印件"], due=AFTER + dt.timedelta(days=3)
    )
    stopped, over = factories.forwarded(here, people[6:7] + [factories.holder(here)])
    deciding.decide(**a, applications=[stopped, over], granted=True, number="2号", day=AFTER)
    deciding.stop(**sign, application=stopped, day=AFTER, reason="迁出")
    asked_on = surveying.survey_person(**a, person=people[0], day=AFTER, answers=Answers("本人"))
    planned = surveying.survey_person(**a, person=people[1], day=AFTER, answers=Answers("本人"))
    surveying.plan_services(actor=desk(here), at=moment(AFTER), survey=planned, plan="康复")
    fine = factories.applied(here, [factories.holder(here)])[0]
    shown = factories.accepted(here, [factories.holder(here)])[0]
    factories.shown(here, [shown])
    old = factories.applied(here, [factories.holder(here)])[0]
    Application.objects.filter(pk=old).update(ended_on=dt.date(2010, 1, 1))
    night: dict[str, Any] = {"actor": Actor.system("term", here), "at": moment(AFTER), "on": AFTER}
    return {
        "applying.apply": lambda: applying.apply(**a, scheme="one_off", persons=[fresh]),
        "applying.submit": lambda: applying.submit(**a, application=draft),
        "applying.ask_supplement": lambda: applying.ask_supplement(**a, application=missing, lacking=["身份证复印件"], due=AFTER + dt.timedelta(days=3)),
        "applying.supplement": lambda: applying.supplement(**a, application=lacking),
        "applying.withdraw": lambda: applying.withdraw(**a, application=asked, reason="撤回"),
        "handling.accept": lambda: handling.accept(**a, applications=[fine]),
        "handling.survey": lambda: handling.survey(**a, applications=[visited], day=AFTER, people="周社工", result="属实"),
        "handling.hear": lambda: handling.hear(**a, applications=[heard], day=AFTER, should=11, agree=8, against=1),
        "handling.show": lambda: handling.show(**a, applications=[accepted]),
        "handling.forward": lambda: handling.forward(**sign, applications=[shown]),
        "deciding.decide": lambda: deciding.decide(**a, applications=[forwarded], granted=True, number="1号", day=AFTER),
        "deciding.pay": lambda: deciding.pay(**a, applications=[approved], day=AFTER, fen=60_000),
        "deciding.confirm": lambda: deciding.confirm(**a, applications=[paid], day=AFTER, way="visit"),
        "deciding.change": lambda: deciding.change(**a, application=paid, fen=70_000, reason="调整"),
        "deciding.stop": lambda: deciding.stop(**sign, application=over, day=AFTER, reason="迁出"),
        "deciding.recover": lambda: deciding.recover(**a, application=stopped, fen=100, reason="多发"),
        "deciding.archive": lambda: deciding.archive(**a, applications=[stopped]),
        "prompting.close_prompt": lambda: prompting.close_prompt(**a, person=fresh, kind="unclaimed", scheme="one_off", year=2018, reason="不愿"),
        "surveying.survey_person": lambda: surveying.survey_person(**a, person=fresh, day=AFTER, answers=Answers("本人")),
        "surveying.plan_services": lambda: surveying.plan_services(actor=desk(here), at=moment(AFTER), survey=asked_on, plan="康复"),
        "surveying.enter": lambda: surveying.enter(**a, survey=planned, day=AFTER, receipt="1"),
        "retention.hide_past_retention": lambda: retention.hide_past_retention(**night),
    }  # fmt: skip


def _everything() -> list[Any]:
    tables: list[Any] = [*apps.get_app_config("care").get_models(), apps.get_model("notices", "Notice")]
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
        broken.setattr(journal, "write_many", fails)
        with pytest.raises(RuntimeError):
            deeds[name]()
    assert _everything() == before
    deeds[name]()
    assert _everything() != before
