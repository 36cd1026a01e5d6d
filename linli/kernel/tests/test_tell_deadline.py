"""Deadlines of the demonstration's desk and the sentences that derive them; years not published; bad input."""

from __future__ import annotations

import datetime as dt

import pytest

from linli.kernel.say import kept, told
from linli.kernel.worktime import (
    MOST,
    Calendar,
    Hours,
    Pause,
    day_close,
    day_kind,
    deadline,
    elapsed,
    read_intervals,
)

from . import worktimes as w
from .english import english, refusal
from .worktimes import at

CHINA = w.china()
RECEIVED = at("2018-12-28 16:50")


def test_a_working_day_deadline_names_its_days_and_what_it_skips() -> None:
    found = deadline(RECEIVED, 3, "working_day", CHINA)
    assert found.at == at("2019-01-03 18:00")
    assert not found.provisional
    assert english(found.derivation) == (
        "3 working days from receipt on 12-28 16:50: 12-29 (Sat, make-up working day), 1-2 Wed, 1-3 Thu;"
        " New Year's Day holiday 12-30 to 1-1 not counted; until 1-3 18:00."
    )


def test_many_days_are_named_by_the_first_the_last_and_the_make_up_days() -> None:
    found = deadline(at("2019-01-28 10:00"), 12, "working_day", CHINA)
    assert found.at == at("2019-02-18 18:00")
    assert english(found.derivation) == (
        "12 working days from receipt on 1-28 10:00: 1-29 Tue to 2-18 Mon, among them"
        " 2-2 (Sat, make-up working day), 2-3 (Sun, make-up working day);"
        " Spring Festival holiday 2-4 to 2-10 not counted; until 2-18 18:00."
    )


@pytest.mark.parametrize(
    ("amount", "unit", "end", "sentence"),
    [
        (4, "working_hour", "2018-12-29 11:50",
         "4 working hours from 12-28 16:50: 12-28 Fri 1 h 10 min, 12-29 (Sat, make-up working day) 2 h 50 min; until 12-29 11:50."),
        (30, "working_minute", "2018-12-28 17:20",
         "30 working minutes from 12-28 16:50: 12-28 Fri 30 min; until 12-28 17:20."),
        (70, "working_minute", "2018-12-28 18:00",
         "70 working minutes from 12-28 16:50: 12-28 Fri 1 h 10 min; until 12-28 18:00."),
        (2, "hour", "2018-12-28 18:50", "2 hours from 12-28 16:50, day and night; until 12-28 18:50."),
        (1, "hour", "2018-12-28 17:50", "1 hour from 12-28 16:50, day and night; until 12-28 17:50."),
        (1, "working_hour", "2018-12-28 17:50",
         "1 working hour from 12-28 16:50: 12-28 Fri 1 h; until 12-28 17:50."),
        (1, "working_minute", "2018-12-28 16:51",
         "1 working minute from 12-28 16:50: 12-28 Fri 1 min; until 12-28 16:51."),
        (1, "working_day", "2018-12-29 18:00",
         "1 working day from receipt on 12-28 16:50: 12-29 (Sat, make-up working day); until 12-29 18:00."),
        (1, "day", "2018-12-29 18:00",
         "1 day from receipt on 12-28 16:50, the day itself not counted; until 12-29 18:00."),
        (15, "day", "2019-01-14 18:00",
         "15 days from receipt on 12-28 16:50, the day itself not counted; the last day 1-12 Sat is off (weekend),"
         " moved to the next working day; until 1-14 18:00."),
        (3, "day", "2019-01-02 18:00",
         "3 days from receipt on 12-28 16:50, the day itself not counted; the last day 12-31 Mon is off"
         " (New Year's Day holiday), moved to the next working day; until 1-2 18:00."),
    ],
)  # fmt: skip
def test_every_unit_has_its_sentence(amount: int, unit: str, end: str, sentence: str) -> None:
    found = deadline(RECEIVED, amount, unit, CHINA)
    assert found.at == at(end)
    assert english(found.derivation) == sentence


@pytest.mark.parametrize(
    ("received", "due", "sentence"),
    [
        ("2018-12-28 16:50", "2018-12-28 18:00", "received 12-28 16:50, a working day: due the same day; until 12-28 18:00."),
        ("2018-12-28 07:00", "2018-12-28 18:00", "received 12-28 07:00, a working day: due the same day; until 12-28 18:00."),
        ("2018-12-28 12:30", "2018-12-28 18:00", "received 12-28 12:30, a working day: due the same day; until 12-28 18:00."),
        ("2018-12-28 18:00", "2018-12-29 18:00",
         "received 12-28 18:00 after closing: due on the next working day, 12-29 (Sat, make-up working day); until 12-29 18:00."),
        ("2018-12-30 09:00", "2019-01-02 18:00",
         "received 12-30 09:00, a day off (New Year's Day holiday): due on the next working day, 1-2 Wed; until 1-2 18:00."),
        ("2019-01-05 09:00", "2019-01-07 18:00",
         "received 1-5 09:00, a day off (weekend): due on the next working day, 1-7 Mon; until 1-7 18:00."),
    ],
)  # fmt: skip
def test_the_today_rule_says_why(received: str, due: str, sentence: str) -> None:
    found = day_close(at(received), CHINA)
    assert found.at == at(due)
    assert english(found.derivation) == sentence


def test_a_pause_is_told_with_its_reason_and_moves_by_its_working_time() -> None:
    pause = Pause(at("2018-12-29 10:00"), at("2019-01-02 10:00"), "等配件")
    found = deadline(RECEIVED, 3, "working_day", CHINA, [pause])
    assert found.at == at("2019-01-04 18:00")
    assert "on hold 12-29 10:00 to 1-2 10:00 (等配件), not counted; until 1-4 18:00." in english(
        found.derivation
    )
    assert elapsed(CHINA, RECEIVED, found.at, [pause]) == 70 + 3 * 450


def test_a_pause_on_the_day_of_receipt_moves_no_working_day() -> None:
    pause = Pause(at("2018-12-28 17:00"), at("2018-12-28 18:00"))
    assert deadline(RECEIVED, 3, "working_day", CHINA, [pause]).at == at("2019-01-03 18:00")


def test_a_sentence_is_kept_as_json_and_told_again() -> None:
    said = deadline(RECEIVED, 3, "working_day", CHINA).derivation
    assert told(kept(said)) == said
    assert str(told({})) == ""


def test_hours_that_change_on_a_day_hold_from_that_day_on() -> None:
    summer = Hours.of(
        range(1, 6), read_intervals([["08:30", "11:30"], ["15:00", "18:30"]]), dt.date(2018, 6, 1)
    )
    calendar = Calendar("", (CHINA.hours[0], summer), CHINA.special, CHINA.published)
    assert deadline(at("2018-05-30 10:00"), 1, "working_day", calendar).at == at("2018-05-31 18:00")
    assert deadline(at("2018-05-30 10:00"), 2, "working_day", calendar).at == at("2018-06-01 18:30")


def test_a_desk_that_closes_at_midnight_says_24() -> None:
    night = Calendar(
        "", (Hours.of(range(1, 8), read_intervals([["08:00", "24:00"]])),), {}, frozenset({2018, 2019})
    )
    found = day_close(at("2018-12-26 23:59"), night)
    assert found.at == at("2018-12-27 00:00")
    assert english(found.derivation).endswith("until 12-26 24:00.")


@pytest.mark.parametrize(
    ("received", "missing"),
    [("2018-12-28 16:50", (2019,)), ("2018-12-10 09:00", ()), ("2019-01-10 09:00", (2019,)), ("2018-12-24 09:00", (2019,))],
)  # fmt: skip
def test_a_year_without_a_table_is_provisional_and_says_so(received: str, missing: tuple[int, ...]) -> None:
    found = deadline(at(received), 2, "working_day", w.china(without=[2019]))
    assert found.unpublished == missing
    assert found.provisional == bool(missing)
    assert ("the holidays of 2019 are not published yet" in english(found.derivation)) == bool(missing)


def test_the_table_that_arrives_changes_the_deadline() -> None:
    before = deadline(RECEIVED, 5, "working_day", w.china(without=[2019]))
    after = deadline(RECEIVED, 5, "working_day", CHINA)
    assert before.provisional
    assert not after.provisional
    assert before.at != after.at
    assert not day_kind(w.china(without=[2019]), dt.date(2018, 12, 29)).published


def test_a_deadline_by_the_clock_needs_no_table() -> None:
    assert not deadline(at("2031-05-01 09:00"), 8, "hour", CHINA).provisional


@pytest.mark.parametrize(
    ("amount", "unit", "start", "sentence"),
    [
        (0, "working_day", RECEIVED, "A deadline needs at least 1."),
        (-3, "hour", RECEIVED, "A deadline needs at least 1."),
        (MOST["working_day"] + 1, "working_day", RECEIVED, "A deadline can be at most 2500."),
        (1, "week", RECEIVED, "“week” is no unit of time."),
        (1, "working_day", at("1991-12-31 09:00"), "Working time is counted from 1992 to 2199; 1991 lies outside."),
        (1, "working_day", at("2199-12-31 09:00"), "Working time is counted from 1992 to 2199; 2200 lies outside."),
        (24, "hour", at("2199-12-31 09:00"), "Working time is counted from 1992 to 2199; 2200 lies outside."),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused(amount: int, unit: str, start: dt.datetime, sentence: str) -> None:
    assert refusal(lambda: deadline(start, amount, unit, CHINA)) == sentence


def test_pauses_and_spans_that_run_backwards_are_refused() -> None:
    pause = Pause(RECEIVED, RECEIVED - w.DAY)
    assert refusal(lambda: deadline(RECEIVED, 1, "hour", CHINA, [pause])) == "A pause ends before it begins."
    assert refusal(lambda: elapsed(CHINA, RECEIVED, RECEIVED - w.DAY)) == "The end lies before the start."
    with pytest.raises(ValueError, match="without a zone"):
        deadline(dt.datetime(2018, 12, 28), 1, "hour", CHINA)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [
        ([["09:00"]], "Working hours are pairs of times: 09:00 and 12:00."),
        (["0900"], "Working hours are pairs of times: 09:00 and 12:00."),
        ([["9", "12:00"]], "“9” is no time of day. Write it as 09:00."),
        ([["09:00", "24:01"]], "“24:01” is no time of day. Write it as 09:00."),
        ([["12:00", "09:00"]], "The hours 12:00–09:00 overlap or run backwards."),
        ([["09:00", "12:00"], ["11:00", "13:00"]], "The hours 09:00–12:00 11:00–13:00 overlap or run backwards."),
        ([], "Working hours need at least one day of the week with hours."),
    ],
)  # fmt: skip
def test_hours_that_cannot_be_are_refused(pairs: list[list[str]], sentence: str) -> None:
    assert refusal(lambda: Hours.of([1], read_intervals(pairs))) == sentence


def test_a_calendar_needs_hours_in_order() -> None:
    assert "first set" in refusal(lambda: Calendar("", ()))
    assert "first set" in refusal(lambda: Calendar("", (CHINA.hours[0], CHINA.hours[0])))
