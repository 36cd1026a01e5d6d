"""Whose membership or service ended longer ago than the term is no longer named, in table and history; counts stay."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from linli.base import clock
from linli.journal import api as journal
from linli.journal.models import Line
from linli.kernel import Actor, Period
from linli.party import tasks
from linli.party.actions import checkins, facts, members, retention
from linli.party.models import CheckIn, Fact, Member, Need
from linli.party.queries import meetings, organisations
from linli.party.queries import members as found

from . import factories
from .factories import AT, ON, SINCE, actor

pytestmark = pytest.mark.django_db
HIDDEN = "已到期隐去"
SECRETS = (
    "金久远",
    "苏坡街道",
    "重病住院",
    "肺炎",
    "李工程师",
    "换灯管",
    "19200000007",
    "19200000008",
    "周签字",
)
LATER = AT.replace(year=2021)


def _said() -> str:
    """Every row of party as text, history too, with what is sealed opened."""
    found = [str(one.text) for one in Fact.objects.all()]
    found += [f"{one.number} {one.phone}" for one in Member.objects.all()]
    found += [str(one.phone) for one in CheckIn.objects.all()]
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where tablename like 'party_%'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"select coalesce(string_agg(one::text, ' '), '') from {table} one")
            found.append(cursor.fetchone()[0])
    return " ".join(found)


def _gone(here: int) -> tuple[int, int]:
    """A member with everything that the ledger can say, transferred out; and a check-in that ended."""
    where = factories.branch(here)
    factories.member(here, where, "王留下")
    key = factories.member(here, where, "金久远", phone="19200000007")
    me = actor(here)
    facts.note(actor=me, at=AT, member=key, kind="hardship", text="重病住院", on=SINCE)
    factories.held(here, where, {key: ("leave", "肺炎")}, on=dt.date(2018, 11, 10))
    members.leave(actor=me, at=AT, member=key, on=ON, today=ON, way="transferred", went_to="苏坡街道")
    reported = checkins.check_in(
        actor=me, at=AT, kind="member", unit="成飞", name="李工程师", on=SINCE, phone="19200000008"
    )
    need = checkins.ask(actor=me, at=AT, text="换灯管", on=SINCE)
    checkins.serve(
        actor=me, at=AT, check_in=reported, on=dt.date(2018, 6, 1), today=ON, text="换灯管", minutes=60, need=need,
        signed_by="周签字",
    )  # fmt: skip
    checkins.feed_back(actor=me, at=AT, check_in=reported, day=ON, text="换灯管一次", on=ON)
    checkins.end_check_in(actor=me, at=AT, check_in=reported, on=ON)
    return where, key


def _sweep(here: int, at: dt.datetime) -> dict[str, int]:
    return retention.hide_past_retention(actor=Actor.system("the term has passed", here), at=at, on=at.date())


def test_two_years_after_leaving_nobody_is_named_in_table_and_history(here: int) -> None:
    _where, key = _gone(here)
    number = Member.objects.get(pk=key).number
    assert number is not None
    assert _sweep(here, AT.replace(year=2020, day=27)) == {
        "members": 0,
        "facts": 0,
        "check_ins": 0,
        "needs": 1,
    }
    assert _sweep(here, LATER) == {"members": 1, "facts": 1, "check_ins": 1, "needs": 0}
    after = _said()
    assert not [one for one in (*SECRETS, number) if one in after]
    held = Member.objects.get(pk=key)
    assert (held.name, held.number, held.digest, held.phone, held.person_id) == (
        HIDDEN,
        None,
        None,
        None,
        None,
    )
    assert not Fact.objects.filter(member=key).exists()
    assert Need.objects.get().text == HIDDEN
    assert Line.objects.filter(verb="hide_past_retention", subject="party member").count() == 2
    assert not any(_sweep(here, LATER).values())


def test_who_is_still_here_is_never_hidden_and_every_count_stays(here: int) -> None:
    where, key = _gone(here)
    me, year = actor(here), Period.year(2018)
    day = dt.date(2018, 11, 10)
    before = (meetings.statistics(me, year), [x.members for x in organisations.listing(me, on=day)])
    _sweep(here, LATER)
    assert before == (meetings.statistics(me, year), [x.members for x in organisations.listing(me, on=day)])
    rows, total = found.listing(me, found.Filter(branch=where), on=day)
    assert (total, {one.name for one in rows}) == (2, {"王留下", HIDDEN})
    assert found.page(me, key, on=ON).row.name == HIDDEN


def test_who_was_entered_by_mistake_goes_as_well(here: int) -> None:
    where = factories.branch(here)
    key = factories.member(here, where, "金久远")
    members.leave(actor=actor(here), at=AT, member=key, on=ON, today=ON, way="entry_error")
    assert _sweep(here, LATER)["members"] == 1
    assert "金久远" not in _said()


def test_nothing_is_hidden_when_the_journal_fails(here: int, monkeypatch: pytest.MonkeyPatch) -> None:
    _where, key = _gone(here)

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the journal is full")

    monkeypatch.setattr(journal, "write", broken)
    with pytest.raises(RuntimeError):
        _sweep(here, LATER)
    assert Member.objects.get(pk=key).name == "金久远"
    assert Fact.objects.filter(member=key).exists()


def test_the_night_hides_in_every_community(here: int, monkeypatch: pytest.MonkeyPatch) -> None:
    _where, key = _gone(here)
    monkeypatch.setattr(clock, "now", lambda: LATER)
    monkeypatch.setattr(clock, "today", LATER.date)
    tasks.hide_past_retention()
    assert Member.objects.get(pk=key).name == HIDDEN
