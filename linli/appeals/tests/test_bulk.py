"""Many appeals at once are like those registered one by one, and end where one of them does not fit."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from linli.appeals.actions import bulk
from linli.appeals.actions.bulk import NewAppeal
from linli.appeals.models import Appeal, Deed, Reporter, Words
from linli.appeals.queries import listing
from linli.appeals.queries.listing import Filter
from linli.journal.models import Line
from linli.kernel import Refused

from . import factories
from .test_register import put

AT = factories.AT


def many(count: int = 3, **fields: Any) -> list[NewAppeal]:
    return [
        NewAppeal(f"{n}栋楼道灯坏了", AT - dt.timedelta(minutes=count - n), **fields) for n in range(count)
    ]


def test_they_are_like_those_registered_one_by_one(here: int) -> None:
    me = factories.worker(here)
    one = Appeal.objects.get(pk=put(me, "0栋楼道灯坏了", channel="phone").id)
    keys = bulk.register_many(actor=me, at=AT, rows=many(name="张秀英", phone="13800138000"))
    same = Appeal.objects.get(pk=keys[0])
    for name in (
        "state",
        "counts_on",
        "today_due",
        "due_at",
        "due_kind",
        "handler",
        "first_contact",
        "naming",
    ):
        assert getattr(same, name) == getattr(one, name), name
    assert same.number == "20181228-002"
    assert set(factories.running(same)) == set(factories.running(one))
    assert Reporter.objects.filter(appeal__in=keys, phone="13800138000").count() == 3
    assert Deed.objects.filter(appeal__in=keys).count() == 3
    assert Words.objects.get(pk=keys[0]).first == Words.objects.get(pk=one.pk).first
    assert Line.objects.filter(verb="register_many").count() == 1


def test_what_has_ended_has_no_clock(here: int) -> None:
    me = factories.worker(here)
    key = bulk.register_many(
        actor=me, at=AT, rows=many(1, columns={"state": "closed", "closed_at": AT, "outcome": "solved"})
    )[0]
    row = Appeal.objects.get(pk=key)
    assert (row.due_at, factories.running(row)) == (None, {})


def test_they_are_found_by_their_words(here: int) -> None:
    me = factories.worker(here)
    keys = bulk.register_many(actor=me, at=AT, rows=many())
    page = listing.listing(me, Filter(text="1栋"), at=AT)
    assert [one.id for one in page.rows] == [keys[1]]


def test_one_that_does_not_fit_refuses_its_thousands(here: int) -> None:
    me = factories.worker(here)
    with pytest.raises(Refused):
        bulk.register_many(actor=me, at=AT, rows=[*many(2), NewAppeal("天气", AT, category="weather")])
    assert not Appeal.objects.exists()


def test_when_the_journal_fails_nothing_is_registered(here: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("full")

    monkeypatch.setattr("linli.journal.api.write", fails)
    with pytest.raises(RuntimeError):
        bulk.register_many(actor=factories.worker(here), at=AT, rows=many())
    assert not Appeal.objects.exists()
