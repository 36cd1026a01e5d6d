"""Conditions, windows, steps and the table of states, without a database."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from linli.care import workflow
from linli.care.actions.handling import last_of
from linli.care.rules import codes, conditions, handling, schemes
from linli.care.rules.conditions import Facts, Held
from linli.kernel import Refused
from linli.kernel.worktime import Calendar, Hours, read_intervals

pytestmark = pytest.mark.usefixtures("in_english")
ON = dt.date(2018, 12, 3)
CALENDAR = Calendar("社区", (Hours.of(range(1, 6), read_intervals([["09:00", "18:00"]])),))
SEEN = frozenset({"disability", "low_income", "destitute"})


def facts(**fields: Any) -> Facts:
    return Facts(**{"born": dt.date(1938, 12, 4), "kind": "hukou_here", "seen": SEEN, **fields})


def scheme(**fields: Any) -> schemes.Scheme:
    value = {"code": "x", "name": "补贴", "line": "disability", "authority": "残联", "who": [], **fields}
    return schemes.read(value)


@pytest.mark.parametrize(("day", "held"), [(dt.date(2018, 12, 3), False), (dt.date(2018, 12, 4), True)])
def test_an_age_counts_from_the_birthday(day: dt.date, held: bool) -> None:
    assert conditions.holds({"fact": "age", "from": 80}, facts(), day) is held


def test_a_band_of_ages_is_half_open() -> None:
    band = {"fact": "age", "from": 80, "below": 90}
    assert conditions.holds(band, facts(born=dt.date(1928, 12, 4)), ON)
    assert not conditions.holds(band, facts(born=dt.date(1928, 12, 3)), ON)


def test_what_is_not_known_stays_open() -> None:
    assert conditions.holds({"fact": "age", "from": 80}, facts(born=None), ON) is None
    assert conditions.holds({"fact": "status", "is": "veteran"}, facts(), ON) is None


def test_levels_and_the_household_are_looked_at() -> None:
    asked: dict[str, Any] = {"fact": "status", "is": "disability", "levels": ["1", "2"]}
    assert conditions.holds(asked, facts(statuses={"disability": Held("disability", "4", "2")}), ON)
    assert not conditions.holds(asked, facts(statuses={"disability": Held("disability", "4", "3")}), ON)
    home = {"fact": "household", "is": "low_income"}
    assert conditions.holds(home, facts(household={"low_income": Held("low_income")}), ON)
    assert not conditions.holds(
        {"fact": "status", "not": "destitute"}, facts(statuses={"destitute": Held("destitute")}), ON
    )


def test_one_of_several_is_enough_and_all_conditions_have_to_hold() -> None:
    one = {"any": [{"fact": "status", "is": "low_income"}, {"fact": "status", "is": "disability"}]}
    held = facts(statuses={"disability": Held("disability")})
    assert conditions.holds(one, held, ON)
    assert conditions.fits(scheme(who=[one, {"fact": "kind", "in": ["inflow"]}]), held, ON) is False
    assert (
        conditions.fits(
            scheme(who=[one, {"fact": "age", "from": 10}]), facts(born=None, statuses=held.statuses), ON
        )
        is None
    )


def test_an_application_outside_the_window_is_refused() -> None:
    season = scheme(window=["09-01", "12-31"], offset=1)
    assert season.year(ON) == 2019
    assert schemes.may_apply(season, ON)
    assert not schemes.may_apply(season, dt.date(2018, 8, 31))


def test_a_case_says_when_its_terms_have_changed() -> None:
    then = scheme()
    assert schemes.differing(then, scheme()) is None
    assert "changed" in str(schemes.differing(then, scheme(materials=["新表"])))
    assert "ended" in str(schemes.differing(then, None))


def test_steps_that_a_scheme_asks_for_come_first_and_others_are_refused() -> None:
    assert not handling.in_order("accepted", "forward", ("survey",))
    assert handling.in_order("surveyed", "forward", ("survey",))
    assert not handling.in_order("surveyed", "show", ("survey", "hearing", "notice"))
    assert not handling.in_order("accepted", "hear", ("notice",))


@pytest.mark.parametrize("phase", ["", "submitted", "coming", "shown", "taken_down"])
def test_a_notice_that_has_not_stood_to_its_end_holds_the_case(phase: str) -> None:
    assert not handling.notice_over(phase, 0)


def test_an_open_objection_holds_the_case() -> None:
    assert handling.notice_over("ended", 0)
    assert not handling.notice_over("ended", 1)


def test_missing_papers_are_named_once() -> None:
    assert handling.may_ask_supplement(False, ["申请表"])
    assert not handling.may_ask_supplement(True, ["申请表"])
    assert not handling.may_ask_supplement(False, [])


def test_nobody_agrees_twice() -> None:
    assert handling.fair_hearing(11, 8, 3)
    assert not handling.fair_hearing(11, 8, 4)


def test_payment_without_decision_is_refused() -> None:
    with pytest.raises(Refused, match="no decision"):
        workflow.step("forwarded", "pay")


def test_every_state_of_the_table_has_a_word() -> None:
    for (state, verb), after in workflow.TABLE.items():
        assert state in codes.STATES, verb
        assert after in codes.STATES
        assert verb in codes.DEEDS


def test_every_calendar_day_of_a_notice_counts() -> None:
    first = dt.date(2018, 12, 3)
    assert last_of(first, 7, "day", CALENDAR) == dt.date(2018, 12, 9)
    assert last_of(first, 7, "working_day", CALENDAR) == dt.date(2018, 12, 11)
