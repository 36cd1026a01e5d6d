"""When the journal fails nothing of an action is written: proved for every action that the app has."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from linli.journal import api as journal
from linli.kernel import Actor
from linli.mediation.actions import (
    accepting,
    agreeing,
    committee,
    ending,
    following,
    papers,
    registering,
    retention,
    talking,
)
from linli.mediation.models import Dispute, Paper
from linli.mediation.tests import factories as some

pytestmark = pytest.mark.django_db
MODULES = (accepting, agreeing, committee, ending, following, papers, registering, retention, talking)
#: Functions of actions that write nothing themselves.
HELPERS = {"agreeing.standing"}
NAMES = sorted(
    {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in MODULES
        for name, made in inspect.getmembers(module, inspect.isfunction)
        if made.__module__ == module.__name__ and not name.startswith("_")
    }
    - HELPERS
)


def _deeds(here: int) -> dict[str, Callable[[], Any]]:
    """Each action, its record made ready when it is its turn."""
    at, on = some.AT, some.ON
    me = some.mediator(here)

    def ready(make: Callable[..., int], deed: Callable[..., Any], **parts: Any) -> Callable[[], Any]:
        key = make(here)
        return lambda: deed(**{"actor": me, "at": at, "dispute": key, **parts})

    day: dict[str, Any] = {"today": on, "on": on}
    new: dict[str, Any] = {
        "source": "application",
        "category": "neighbours",
        "brief": "漏水",
        "found": on,
        "today": on,
    }

    def first(key: int) -> int:
        return some.parties(key)[0]

    def party(make: Callable[..., int], deed: Callable[..., Any], **parts: Any) -> Callable[[], Any]:
        key = make(here)
        return lambda: deed(**{"actor": me, "at": at, "dispute": key, "party": first(key), **parts})

    def recused() -> Callable[[], Any]:
        one, other = some.seat(here), some.seat(here, "高老师")
        key = some.accepted(here, seats=[one, other])
        return lambda: accepting.recuse(actor=me, at=at, dispute=key, mediator=one, reason="asked", **day)

    def taken() -> Callable[[], Any]:
        key = some.found(here)
        paper = papers.attach(actor=me, at=at, dispute=key, item=6, name="照片.pdf", content=b"%PDF-1.4 x")
        return lambda: papers.take_out(actor=me, at=at, dispute=key, paper=paper, reason="重复")

    def applied() -> Callable[[], Any]:
        key = some.agreed(here)
        agreeing.apply(actor=me, at=at, dispute=key, court="法院", together=True, **day)
        return lambda: agreeing.rule(actor=me, at=at, dispute=key, confirmed=True, number="1", **day)

    def talk() -> Callable[[], Any]:
        seat = some.seat(here)
        key = some.accepted(here, seats=[seat])
        return lambda: talking.talk(
            actor=me, at=at, today=on, dispute=key, kind="session", record=some.record([seat])
        )

    def untold(here: int) -> int:
        key = some.willing(here)
        accepting.accept(actor=me, at=at, dispute=key, mediators=[some.seat(here)], how="chosen", **day)
        return key

    def old() -> Callable[[], Any]:
        key = some.closed(here)
        Dispute.objects.filter(pk=key).update(
            closed=dt.date(2000, 1, 1), accepted=dt.date(2000, 1, 1), found=dt.date(2000, 1, 1)
        )
        system = Actor.system("the term of retention has passed", here)
        return lambda: retention.hide_past_retention(actor=system, at=at, on=on)

    lead = some.secretary(here)
    seats = [some.seat(here, name) for name in ("一", "二")]
    every: dict[str, Callable[[], Callable[[], Any]]] = {
        "accepting.accept": lambda: ready(some.willing, accepting.accept, mediators=seats[:1], how="chosen", **day),
        "accepting.charge": lambda: ready(some.accepted, accepting.charge, mediator=seats[0], how="chosen", **day),
        "accepting.recuse": recused,
        "accepting.tell_rights": lambda: ready(untold, accepting.tell_rights, **day),
        "accepting.extend": lambda: ready(some.accepted, accepting.extend, until=dt.date(2019, 1, 20), all_agree=True, **day),
        "agreeing.agree": lambda: ready(some.talked, agreeing.agree, form="oral", reached=on, content="赔偿", today=on),
        "agreeing.sign": lambda: ready(some.drawn, agreeing.sign, parties=[], way="signature", mediator=True, **day),
        "agreeing.seal": lambda: ready(some.signed, agreeing.seal, **{**day, "actor": lead}),
        "agreeing.redraw": lambda: ready(some.signed, agreeing.redraw),
        "agreeing.apply": lambda: ready(some.agreed, agreeing.apply, court="法院", together=True, **day),
        "agreeing.rule": applied,
        "committee.elect": lambda: lambda: some.seat(here, "三"),
        "committee.leave": lambda: lambda: committee.leave(actor=lead, at=at, today=on, mediator=seats[1], end=on),
        "ending.fail": lambda: ready(some.talked, ending.fail, ways=["court"], why="意见不一", **day),
        "ending.withdraw": lambda: ready(some.found, ending.withdraw, why="不想调", **day),
        "ending.transfer": lambda: ready(some.found, ending.transfer, receiver="police", why="打架", **day),
        "ending.reconcile": lambda: ready(some.found, ending.reconcile, **day),
        "ending.close": lambda: ready(some.failed, ending.close, **day),
        "following.perform": lambda: ready(some.agreed, following.perform, kind="done", **day),
        "following.revisit": lambda: ready(some.agreed, following.revisit, kept=True, content="content", **day),
        "papers.attach": lambda: ready(some.found, papers.attach, item=6, name="照片.pdf", content=b"%PDF-1.4 x"),
        "papers.take_out": taken,
        "registering.register": lambda: lambda: registering.register(actor=me, at=at, who=(some.APPLICANT,), **new),
        "registering.change": lambda: ready(some.found, registering.change, category="parking", brief="停车"),
        "registering.add_party": lambda: ready(some.found, registering.add_party, who=some.APPLICANT),
        "registering.correct_party": lambda: party(some.found, registering.correct_party, who=some.APPLICANT),
        "registering.drop_party": lambda: party(some.found, registering.drop_party),
        "registering.consent": lambda: party(some.found, registering.consent, agrees=False, **day),
        "retention.hide_past_retention": old,
        "talking.talk": talk,
    }  # fmt: skip
    return {name: lambda make=make: make() for name, make in every.items()}  # type: ignore[misc]


def _state() -> dict[str, list[Any]]:
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for label in ("mediation", "files")
        for model in apps.get_app_config(label).get_models()
        if not model.__name__.endswith("Event")
    }


def test_every_action_has_its_proof(here: int) -> None:
    assert sorted(_deeds(here)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_written_when_the_journal_fails(
    here: int, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    deed = _deeds(here)[name]()
    before = _state()

    def broken(*_args: object, **_facts: object) -> None:
        raise RuntimeError("the journal is full")

    monkeypatch.setattr(journal, "write", broken)
    with pytest.raises(RuntimeError):
        deed()
    assert _state() == before


def test_past_its_term_a_dossier_keeps_no_name_and_no_word(here: int) -> None:
    from django.db import connection

    key = some.closed(here)
    days = {"closed": dt.date(2000, 1, 1), "accepted": dt.date(2000, 1, 1), "found": dt.date(2000, 1, 1)}
    Dispute.objects.filter(pk=key).update(**days)
    system = Actor.system("the term of retention has passed", here)
    assert retention.hide_past_retention(actor=system, at=some.AT, on=some.ON) == 1
    assert retention.hide_past_retention(actor=system, at=some.AT, on=some.ON) == 0
    one = Dispute.objects.get()
    assert (one.brief, one.outcome, one.serial) == (None, "agreed", 1)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from mediation_partyevent where phone is not null")
        assert cursor.fetchone() == (0,)
        cursor.execute("select count(*) from mediation_talkevent where text is not null")
        assert cursor.fetchone() == (0,)
        cursor.execute("select count(*) from mediation_disputeevent where brief is not null")
        assert cursor.fetchone() == (0,)
    assert not Paper.objects.exists()
