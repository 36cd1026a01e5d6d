"""When the journal fails nothing of an action is written: proved for every action that the app has."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from linli.journal import api as journal
from linli.notices.actions import (
    attaching,
    disclosing,
    drafting,
    objecting,
    pledging,
    retention,
    showing,
    surveying,
    theming,
)
from linli.notices.models import Disclosure, Pledge
from linli.notices.rules.surveys import Asked, Said
from linli.notices.tests import factories as some

pytestmark = pytest.mark.django_db
MODULES = (attaching, disclosing, drafting, objecting, pledging, retention, showing, surveying, theming)
#: Functions of actions that write nothing themselves.
HELPERS = {"drafting.checked", "objecting.resident"}
NAMES = sorted(
    {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in MODULES
        for name, made in inspect.getmembers(module, inspect.isfunction)
        if made.__module__ == module.__name__ and not name.startswith("_")
    }
    - HELPERS
)
LATER = some.AT + dt.timedelta(days=8)


def _deeds(here: int) -> dict[str, Callable[[], Any]]:
    """Each action, ready to be done where it is allowed."""
    lead, at = some.secretary(here), some.AT
    a: dict[str, Any] = {"actor": lead, "at": at}
    days = {"starts": some.ON, "ends": some.AFTER}
    plain: dict[str, Any] = {"kind": "announcement", "title": "停水", "text": "明天停水。", **days}
    drafted, waiting, shown = some.draft(here), some.submitted(here), some.approved(here, forms=("board",))
    some.catalogue()
    disclosing.lay_out(actor=lead, at=at, year=2018, on=some.ON)
    due = Disclosure.objects.filter(item="accounts").first()
    assert due is not None
    matter = some.ON - dt.timedelta(days=1)
    disclosing.note_matter(**a, item="relief", title="雪灾", happened=matter, on=some.ON)
    open_pledge, settled = some.pledge(here), some.pledge(here)
    pledging.settle(**a, pledge=settled, state="kept", outcome="已完成", on=some.ON)
    old = some.pledge(here)
    pledging.settle(**a, pledge=old, state="kept", outcome="已完成", on=some.ON)
    Pledge.objects.filter(pk=old).update(closed_on=dt.date(2001, 1, 1))
    tagged = theming.tag(**a, theme="ease", subject="notices.notice", key=shown, on=some.ON)
    asked: dict[str, Any] = {
        "title": "问卷", "text": "用途", "start": some.ON, "end": some.AFTER, "questions": [Asked("words", "建议？")],
    }  # fmt: skip
    written, running = surveying.write(**a, **asked), some.survey(here)
    return {
        "disclosing.lay_out": lambda: disclosing.lay_out(**a, year=2019, on=some.ON),
        "disclosing.note_matter": lambda: disclosing.note_matter(**a, item="relief", title="水灾", happened=some.ON, on=some.ON),
        "disclosing.arose": lambda: disclosing.arose(**a, item="relief", title="水灾", happened=some.ON),
        "disclosing.shown_by": lambda: disclosing.shown_by(**a, item="relief", happened=[matter], notice=drafted),
        "disclosing.disclose": lambda: disclosing.disclose(**a, disclosure=due.pk, **plain),
        "pledging.promise": lambda: some.pledge(here),
        "pledging.follow_up": lambda: pledging.follow_up(**a, pledge=open_pledge, on=some.ON, text="检修 3 个", today=some.ON),
        "pledging.settle": lambda: pledging.settle(**a, pledge=open_pledge, state="kept", outcome="完成", on=some.ON),
        "pledging.rate": lambda: pledging.rate(**a, pledge=settled, good=9, fair=1, poor=0, on=some.ON),
        "pledging.withdraw": lambda: pledging.withdraw(**a, pledge=open_pledge, reason="重复"),
        "retention.hide_past_retention": lambda: retention.hide_past_retention(**a, on=some.ON),
        "theming.tag": lambda: theming.tag(**a, theme="serve", subject="notices.notice", key=shown, on=some.ON),
        "theming.untag": lambda: theming.untag(**a, tag=tagged),
        "surveying.write": lambda: surveying.write(**a, **asked),
        "surveying.change": lambda: surveying.change(**a, questionnaire=written, **{**asked, "title": "新问卷"}),
        "surveying.open_it": lambda: surveying.open_it(**a, questionnaire=written),
        "surveying.issue": lambda: surveying.issue(**a, questionnaire=running, count=2, on=some.ON),
        "surveying.give_back": lambda: surveying.give_back(**a, questionnaire=running, number=1, said={1: Said((0,))}, on=some.ON),
        "surveying.close": lambda: surveying.close(**a, questionnaire=running),
        "drafting.draft": lambda: drafting.draft(**a, **plain),
        "drafting.change": lambda: drafting.change(**a, notice=drafted, **plain),
        "drafting.submit": lambda: drafting.submit(**a, notice=drafted),
        "drafting.drop": lambda: drafting.drop(**a, notice=drafted),
        "showing.approve": lambda: showing.approve(**a, notice=waiting),
        "showing.send_back": lambda: showing.send_back(**a, notice=waiting, reason="日期"),
        "showing.correct": lambda: showing.correct(**a, notice=shown, title="新标题", text="新内容", correction="标题"),
        "showing.take_down": lambda: showing.take_down(**a, notice=shown, reason="取消"),
        "showing.paper_down": lambda: showing.paper_down(actor=lead, at=LATER, notice=shown),
        "showing.conclude": lambda: showing.conclude(**a, notice=shown, result="无异议"),
        "objecting.object_to": lambda: objecting.object_to(**a, notice=shown, text="不同意", channel="counter"),
        "attaching.attach": lambda: attaching.attach(**a, notice=drafted, name="表.pdf", content=b"%PDF-1.4 x", kind="application/pdf"),
    }  # fmt: skip


def _state() -> dict[str, list[Any]]:
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for label in ("notices", "appeals", "files")
        for model in apps.get_app_config(label).get_models()
        if not model.__name__.endswith("Event")
    }


def test_every_action_has_its_proof(here: int) -> None:
    assert sorted(_deeds(here)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_written_when_the_journal_fails(
    here: int, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    deed = _deeds(here)[name]
    before = _state()

    def broken(*_args: object, **_facts: object) -> None:
        raise RuntimeError("the journal is full")

    monkeypatch.setattr(journal, "write", broken)
    with pytest.raises(RuntimeError):
        deed()
    assert _state() == before
