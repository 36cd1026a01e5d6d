"""Rules of party on plain values."""

from __future__ import annotations

import datetime as dt

import pytest

from linli.kernel import Refused
from linli.party.rules import meetings, members, organisations, tenure

from .factories import TERMS

ON = dt.date(2018, 12, 28)


def test_eleven_years_and_the_third_calendar_year() -> None:
    assert tenure.full_years([(dt.date(2007, 12, 1), None)], ON) == 11
    assert tenure.full_years([(dt.date(2007, 12, 29), None)], ON) == 10
    assert tenure.full_years([(dt.date(2019, 1, 1), None)], ON) == 0
    assert tenure.calendar_years([(dt.date(2016, 9, 1), None)], ON) == 3
    assert tenure.calendar_years([(dt.date(2016, 9, 1), dt.date(2017, 1, 1))], ON) == 1
    broken = [(dt.date(2012, 3, 1), dt.date(2013, 3, 1)), (dt.date(2016, 9, 1), None)]
    assert tenure.calendar_years(broken, ON) == 5


def test_a_group_stands_under_a_branch_only() -> None:
    assert organisations.fits_above("group", "branch")
    assert not organisations.fits_above("group", "committee")
    assert organisations.fits_above("branch", "")
    assert not organisations.fits_above("committee", "branch")
    assert organisations.term_end(dt.date(2016, 2, 29), 5) == dt.date(2021, 2, 28)


def test_the_size_of_a_branch_is_spoken_of_not_refused() -> None:
    size = TERMS["party_branch_size"]
    assert organisations.size_notes(5, 5, size, seats=0) == []
    assert len(organisations.size_notes(2, 2, size, seats=0)) == 1
    assert len(organisations.size_notes(51, 52, size, seats=0)) == 2
    assert organisations.size_notes(16, 16, size, seats=3) == []


def test_the_probation_must_be_over() -> None:
    assert not members.may_confirm(dt.date(2018, 1, 5), dt.date(2019, 1, 4), 1)
    assert members.may_confirm(dt.date(2018, 1, 5), dt.date(2019, 1, 5), 1)


def test_what_is_still_due_counts_the_period_of_the_day() -> None:
    term = TERMS["party_meetings"]
    held = [("general_meeting", dt.date(2018, 9, 30)), ("party_day", dt.date(2018, 12, 5))]
    due = meetings.due(term, "branch", held, ON, has_committee=False)
    assert [(one.kind, one.missing, one.last) for one in due] == [
        ("general_meeting", 1, dt.date(2018, 12, 31))
    ]
    with_committee = meetings.due(term, "branch", held, ON, has_committee=True)
    assert "committee_meeting" in {one.kind for one in with_committee}
    assert [one.kind for one in meetings.due(term, "group", [], ON, has_committee=False)] == ["group_meeting"]


def test_only_meetings_that_decide_resolve() -> None:
    assert meetings.may_resolve("general_meeting", "held")
    assert not meetings.may_resolve("party_class", "held")
    with pytest.raises(Refused):
        meetings.may_resolve("general_meeting", "planned").demand()
    assert not meetings.may_hold("group", "general_meeting")
