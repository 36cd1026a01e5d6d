"""What was sent stays as it was sent; what changes afterwards is told with its records."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.base import clock
from linli.base.scope import community_scope
from linli.journal import api as journal
from linli.journal.models import Line
from linli.kernel import Period, Refused
from linli.reports import actions, engine
from linli.reports.models import Definition, Sealed, SealedFigure
from linli.reports.queries import amendments, definitions, sealed
from linli.reports.rules.tables import POPULATION

from . import factories
from .factories import Ground

pytestmark = pytest.mark.django_db

AT = dt.datetime(2018, 12, 28, 4, 0, tzinfo=dt.UTC)
ON = dt.date(2018, 12, 28)


def send(here: Ground, **options: Any) -> int:
    actor = here.actor()
    with community_scope(here.community):
        lens = engine.community_lens(actor, Period.year(2018), scheme="grid")
        return actions.seal(actor=actor, table=POPULATION, lens=lens, at=AT, on=ON, **options)


def test_a_sent_table_keeps_value_definition_areas_and_records() -> None:
    here = factories.ground("快活社区", "510105014013")
    people = [factories.residence(here, room=index).person_id for index in (0, 1, 2)]
    key = send(here, receiver="文家街道")
    with community_scope(here.community):
        kept = sealed.one(here.actor(), key)
        rows = {row.part: row for row in sealed.figures_of(kept) if row.figure == "population"}
    assert (kept.area_code, kept.areas_on, kept.receiver) == (
        "510105014013",
        dt.date(2018, 12, 31),
        "文家街道",
    )
    assert rows[-1].value == 3
    assert rows[-1].definition == engine.catalog().figure("population").definition
    assert sorted(one for row in rows.values() for one in row.kept) == sorted(people)
    assert sum(row.value or 0 for part, row in rows.items() if part != -1) == 3


def test_who_came_and_who_left_since_is_listed() -> None:
    here = factories.ground()
    stays, goes = factories.residence(here), factories.residence(here)
    key = send(here)
    comes = factories.residence(here, start=dt.date(2018, 12, 1))
    with community_scope(here.community):
        goes.void = True
        goes.save()
        kept = sealed.one(here.actor(), key)
        change = next(one for one in sealed.changes(here.actor(), kept) if one.figure.name == "population")
    assert (change.was, change.now) == (2, 2)
    assert change.came == (comes.person_id,)
    assert change.left == (goes.person_id,)
    assert stays.person_id not in (*change.came, *change.left)


def test_why_somebody_came_in_is_said_in_words() -> None:
    here = factories.ground()
    factories.residence(here)
    key = send(here)
    comes = factories.residence(here, start=dt.date(2018, 12, 1))
    later = AT + dt.timedelta(hours=1)
    with community_scope(here.community):
        journal.write(here.actor(), "confirm_close", "person", key=comes.person_id, at=later)
        kept = sealed.one(here.actor(), key)
        told = amendments.told(here.actor(), kept, sealed.changes(here.actor(), kept), later)
        (mover,) = next(one.movers for one in told if one.change.figure.name == "population")
    assert mover.came
    assert mover.why == [f"{later:%Y-%m-%d} {here.actor().name} {journal.verb_words('confirm_close')}"]
    assert "confirm_close" not in mover.why[0]


def test_to_a_grid_worker_nobody_of_the_other_grids_has_left_a_sent_table() -> None:
    here = factories.ground()
    for index in (0, 1, 2):
        factories.residence(here, room=index)
    key = send(here)
    walker = here.actor("grid_worker", (here.grids[0],))
    with community_scope(here.community):
        kept = sealed.one(walker, key)
        assert sealed.changes(walker, kept) == []
        factories.residence(here, room=2, start=dt.date(2018, 12, 1))
        changes = sealed.changes(walker, kept)
        [told] = [
            one
            for one in amendments.told(walker, kept, changes, AT)
            if one.change.figure.name == "population"
        ]
        assert len(told.change.came) == 1
        assert told.movers == []


def test_an_amendment_names_its_reason_and_what_it_corrects() -> None:
    here = factories.ground()
    factories.residence(here)
    first = send(here)
    with community_scope(here.community):
        kept = sealed.one(here.actor(), first)
        with pytest.raises(Refused) as refused:
            send(here, amends=kept, why=" ")
        second = send(here, amends=kept, why="补录一人")
        assert Sealed.objects.get(pk=second).amends_id == first
    assert refused.value.field == "why"


def test_nobody_but_the_secretary_sends_and_nothing_of_the_future() -> None:
    here = factories.ground()
    worker = here.actor("social_worker")
    with community_scope(here.community):
        lens = engine.community_lens(worker, Period.year(2018))
        with pytest.raises(Refused):
            actions.seal(actor=worker, table=POPULATION, lens=lens, at=AT, on=ON)
        ahead = engine.community_lens(here.actor(), Period.year(2019))
        with pytest.raises(Refused):
            actions.seal(actor=here.actor(), table=POPULATION, lens=ahead, at=AT, on=ON)
        assert not Sealed.objects.exists()


def test_when_the_journal_fails_nothing_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    here = factories.ground()
    before = Definition.objects.count()

    def broken(*_args: object, **_facts: object) -> None:
        raise RuntimeError("journal")

    monkeypatch.setattr(journal, "write", broken)
    with pytest.raises(RuntimeError):
        send(here)
    with community_scope(here.community):
        assert not Sealed.objects.exists()
        assert not SealedFigure.objects.exists()
    assert Definition.objects.count() == before


def test_a_new_definition_is_noted_once() -> None:
    Definition.objects.all().delete()
    count = actions.define(on=ON)
    assert count == len(engine.catalog().figures)
    assert actions.define(on=ON) == 0
    assert [one.since for one in definitions.history("population")] == [ON]


def test_a_table_is_sent_from_its_page_once_and_is_not_found_elsewhere() -> None:
    clock.move_to(AT)
    here, there = factories.ground("快活社区", "510105014013"), factories.ground()
    factories.residence(here)
    client, other = Client(), Client()
    accounts.sign_in(client, accounts.user("书记", "secretary", here.community, password=None))
    accounts.sign_in(other, accounts.user("书记", "secretary", there.community, password=None))
    address = reverse("reports:seal", args=["population"]) + "?period=2018&by=grid"
    form = {"receiver": "文家街道", "submit_key": "7f0c2f9e-3a52-4f5e-8c0f-6a1de5ab4a11"}
    first, again = client.post(address, form), client.post(address, form)
    assert first["Location"] == again["Location"]
    with community_scope(here.community):
        assert Sealed.objects.count() == 1
        assert Line.objects.filter(verb="seal").count() == 1
    assert "已报送" in client.get(first["Location"]).content.decode()
    assert other.get(first["Location"]).status_code == 404
    factories.residence(here)
    assert "新进 1" in client.get(first["Location"]).content.decode()
    clock.forget()
