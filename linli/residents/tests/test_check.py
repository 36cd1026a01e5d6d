"""Information checks and statuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from linli.journal import api as journal
from linli.kernel import NotFound, Refused
from linli.kernel.actor import GRID_WORKER, SECRETARY
from linli.kernel.identity import synthetic_number
from linli.residents.actions import checks, statuses
from linli.residents.models import Check, Person, Status
from linli.residents.queries import person as reading
from linli.residents.queries import statuses as listing

from . import factories
from .factories import AT, ON


def test_a_check_that_finds_a_change_keeps_old_and_new_sealed(here: int) -> None:
    made = factories.resident(here, phone="13800000123")
    worker = factories.actor(here)
    checks.check(actor=worker, at=AT, on=ON, person=made.person, way="phone", values={"phone": "13900000999"})
    held = Check.objects.get()
    assert (held.outcome, held.fields, held.residence_id) == ("changed", ["phone"], made.residence)
    with connection.cursor() as cursor:
        cursor.execute("select changes from residents_check")
        assert b"13900000999" not in bytes(cursor.fetchone()[0])
    assert Person.objects.get(pk=made.person).phone == "13900000999"


def test_the_same_values_make_an_unchanged_check(here: int) -> None:
    made = factories.resident(here, phone="13800000123")
    checks.check(
        actor=factories.actor(here),
        at=AT,
        on=ON,
        person=made.person,
        way="door",
        outcome="changed",
        values={"phone": "13800000123"},
    )
    assert Check.objects.get().outcome == "unchanged"


@pytest.mark.parametrize(
    ("way", "outcome", "on", "values"),
    [
        ("counter", "not_met", ON, {}),
        ("door", "not_met", ON, {"phone": "13900000999"}),
        ("door", "unchanged", dt.date(2019, 1, 1), {}),
        ("pigeon", "unchanged", ON, {}),
    ],
)
def test_an_impossible_check_is_refused(
    here: int, way: str, outcome: str, on: dt.date, values: dict[str, str]
) -> None:
    made = factories.resident(here)
    with pytest.raises(Refused):
        checks.check(
            actor=factories.actor(here),
            at=AT,
            on=on,
            person=made.person,
            way=way,
            outcome=outcome,
            values=values,
        )
    assert not Check.objects.exists()


def test_a_household_is_checked_in_one_go_or_not_at_all(here: int) -> None:
    people = [factories.resident(here).person for _ in range(3)]
    assert checks.check_many(actor=factories.actor(here), at=AT, on=ON, people=people, way="door") == 3
    with pytest.raises(NotFound):
        checks.check_many(actor=factories.actor(here), at=AT, on=ON, people=[*people, 987654321], way="door")
    assert Check.objects.count() == 3


def certificate(here: int) -> tuple[int, str]:
    """Somebody and the number of their certificate: physical disability, level 2."""
    born = dt.date(1960, 1, 1)
    number = synthetic_number(77, born, "1")
    return factories.resident(here, number=number, born=born).person, number + "42"


def test_a_certificate_tells_category_and_level_and_rests_sealed(here: int) -> None:
    key, number = certificate(here)
    worker = factories.actor(here)
    statuses.grant(actor=worker, at=AT, on=ON, person=key, kind="disability", number=number, source="残联")
    (row,) = listing.listing(worker, "disability", on=ON).rows
    assert (row.category, row.level, row.person_id) == ("4", "2", key)
    assert number not in row.number
    assert reading.reveal(worker, key, "certificate", on=ON) == number
    with connection.cursor() as cursor:
        cursor.execute("select facts::text, encode(facts, 'escape') from residents_status")
        assert not any(word in text for text in cursor.fetchone() for word in (number, "disability"))


@pytest.mark.parametrize(
    "values",
    [{"kind": "mood"}, {"kind": "disability"}, {"kind": "low_income", "source": " "}, {"kind": "low_income", "level": "1"},
     {"kind": "living_alone", "number": "12"}, {"kind": "low_income", "on": dt.date(2019, 5, 1)}],
)  # fmt: skip
def test_an_impossible_status_is_refused(here: int, values: dict[str, Any]) -> None:
    key = factories.resident(here).person
    usual: dict[str, Any] = {
        "actor": factories.actor(here),
        "at": AT,
        "on": ON,
        "person": key,
        "source": "民政",
    }
    usual = {name: value for name, value in usual.items() if name not in values}
    with pytest.raises(Refused):
        statuses.grant(**usual, **values)


def test_one_status_a_day_and_only_by_its_line(here: int) -> None:
    key = factories.resident(here).person
    worker = factories.actor(here, lines=frozenset({"civil_affairs"}))
    made = statuses.grant(
        actor=worker, at=AT, on=dt.date(2018, 1, 1), person=key, kind="low_income", source="民政"
    )
    with pytest.raises(Refused):
        statuses.grant(actor=worker, at=AT, on=ON, person=key, kind="low_income", source="民政")
    for other in (
        factories.actor(here, GRID_WORKER),
        factories.actor(here, SECRETARY),
        factories.actor(here, lines=frozenset({"veterans"})),
    ):
        with pytest.raises((Refused, NotFound)):
            statuses.end(actor=other, at=AT, status=made, on=ON)
    statuses.end(actor=worker, at=AT, status=made, on=dt.date(2018, 6, 1))
    assert statuses.grant(actor=worker, at=AT, on=ON, person=key, kind="low_income", source="民政") != made


@pytest.mark.parametrize("act", ["check", "check_many", "grant"])
def test_a_failing_journal_takes_the_deed_back(here: int, act: str, monkeypatch: pytest.MonkeyPatch) -> None:
    key = factories.resident(here).person

    def fail(*args: Any, **facts: Any) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr(journal, "write", fail)
    monkeypatch.setattr(journal, "write_many", fail)
    who: dict[str, Any] = {"actor": factories.actor(here), "at": AT, "on": ON}
    acts: dict[str, Callable[[], object]] = {
        "check": lambda: checks.check(**who, person=key, way="door", values={"phone": "13900000999"}),
        "check_many": lambda: checks.check_many(**who, people=[key], way="door"),
        "grant": lambda: statuses.grant(**who, person=key, kind="low_income", source="民政"),
    }
    with pytest.raises(RuntimeError):
        acts[act]()
    assert not Check.objects.exists()
    assert not Status.objects.exists()
    assert Person.objects.get(pk=key).phone == ""
