"""What other apps ask of notices."""

from __future__ import annotations

import datetime as dt

import pytest

from linli.kernel import Refused
from linli.notices import api as notices
from linli.notices.tests import factories as some
from linli.places.tests import factories as places


def test_a_notice_is_shown_from_its_first_to_its_last_day_by_the_days_alone(here: int) -> None:
    key = some.approved(here)
    days = {day: [one.id for one in notices.shown(here, dt.date(2018, 12, day))] for day in (2, 3, 9, 10)}
    assert days == {2: [], 3: [key], 9: [key], 10: []}


def test_what_is_not_approved_is_not_shown(here: int) -> None:
    some.draft(here)
    some.submitted(here)
    assert notices.shown(here, some.ON) == []


def test_the_record_of_another_app_finds_its_notice(here: int, django_assert_num_queries: object) -> None:
    first = some.draft(here, subject="contact.recruitment", key=7)
    notices.drop(actor=some.drafter(here), at=some.AT, notice=first)
    second = some.submitted(here, subject="contact.recruitment", key=7)
    other = some.approved(here, subject="contact.recruitment", key=8)
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = notices.of_subject(here, "contact.recruitment", [7, 8, 9], some.ON)
    assert {key: (one.id, one.state) for key, one in found.items()} == {
        7: (second, "submitted"),
        8: (other, "shown"),
    }
    assert found[8].url == f"/notices/{other}/"
    assert (found[8].starts, found[8].ends, found[8].objections, found[8].open_objections) == (
        some.ON,
        some.AFTER,
        0,
        0,
    )


def test_a_building_sees_what_concerns_it(here: int, django_assert_num_queries: object) -> None:
    mine, yours = places.building(here, "3栋").pk, places.building(here, "5栋").pk
    some.approved(here, title="给所有人")
    some.approved(here, title="给三栋", buildings=[mine])
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = notices.shown(here, some.ON, building=mine)
    assert [one.title for one in found] == ["给所有人", "给三栋"]
    assert [one.title for one in notices.shown(here, some.ON, building=yours)] == ["给所有人"]
    assert len(notices.shown(here, some.ON)) == 2


def test_taken_down_it_is_not_shown_though_its_days_run(here: int) -> None:
    key = some.approved(here)
    with pytest.raises(Refused):
        notices.take_down(actor=some.secretary(here), at=some.AT, notice=key, reason=" ")
    notices.take_down(actor=some.secretary(here), at=some.AT, notice=key, reason="项目调整")
    assert notices.shown(here, some.ON) == []
