"""三公开: laid out by the rhythm, gaps shown, filled by a notice; late is late."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from linli.kernel import NotFound, Refused
from linli.kernel.actor import AUDITOR
from linli.notices.actions import disclosing, drafting, showing
from linli.notices.models import Disclosure
from linli.notices.queries import board
from linli.notices.queries import catalogue as found
from linli.notices.rules import catalogue
from linli.notices.tests import factories as some

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def year(here: int) -> int:
    some.catalogue()
    disclosing.lay_out(actor=some.drafter(here), at=some.AT, year=2018, on=some.ON)
    return here


def test_the_rhythm_lays_a_year_out_once(year: int) -> None:
    assert Disclosure.objects.count() == 12 + 4
    assert disclosing.lay_out(actor=some.drafter(year), at=some.AT, year=2018, on=some.ON) == 0
    assert found.missing(some.drafter(year), 2018, on=some.ON) == 0
    first = Disclosure.objects.get(item="affairs", start=dt.date(2018, 1, 1))
    assert (first.end, first.last) == (dt.date(2018, 4, 1), dt.date(2018, 4, 20))


@pytest.mark.parametrize(
    ("shown", "on", "state"),
    [
        (None, 15, "due"),
        (None, 16, "gap"),
        (15, 20, "on_time"),
        (16, 20, "late"),
        (18, 17, "gap"),
        (None, 1, "due"),
    ],
)
def test_a_matter_is_a_gap_after_its_last_day(shown: int | None, on: int, state: str) -> None:
    day = dt.date(2018, 12, shown) if shown else None
    assert catalogue.state(dt.date(2018, 12, 15), day, dt.date(2018, 12, 1), dt.date(2018, 12, on)) == state


def test_a_notice_fills_the_gap_from_its_first_day_on(year: int) -> None:
    due = Disclosure.objects.get(item="accounts", start=dt.date(2018, 11, 1))
    me, lead = some.drafter(year), some.secretary(year)
    parts: dict[str, Any] = {
        "kind": "announcement",
        "title": "11月收支",
        "text": "已审核。",
        "starts": some.ON,
        "ends": some.AFTER,
    }
    key = disclosing.disclose(actor=me, at=some.AT, disclosure=due.pk, **parts)
    with pytest.raises(Refused):
        disclosing.disclose(actor=me, at=some.AT, disclosure=due.pk, **parts)
    drafting.submit(actor=me, at=some.AT, notice=key)
    assert found.one(me, due.pk, on=some.ON).state == "due"
    showing.approve(actor=lead, at=some.AT, notice=key)
    row = found.one(me, due.pk, on=some.ON)
    assert (row.state, row.notice, row.shown_on) == ("on_time", key, some.ON)


def test_a_notice_that_is_given_up_leaves_the_gap(year: int) -> None:
    due = Disclosure.objects.get(item="accounts", start=dt.date(2018, 10, 1))
    me = some.drafter(year)
    key = disclosing.disclose(
        actor=me,
        at=some.AT,
        disclosure=due.pk,
        kind="announcement",
        title="题",
        text="文",
        starts=some.ON,
        ends=some.AFTER,
    )
    drafting.drop(actor=me, at=some.AT, notice=key)
    assert found.one(me, due.pk, on=some.ON).state == "gap"


def test_what_happened_is_due_within_its_days(year: int) -> None:
    me = some.drafter(year)
    key = disclosing.note_matter(
        actor=me, at=some.AT, item="relief", title="水灾救助款", happened=some.ON, on=some.ON
    )
    row = found.one(me, key, on=some.ON + 8 * DAY)
    assert (row.what, row.last, row.state) == ("救助款物：水灾救助款", some.ON + 7 * DAY, "gap")
    for item, day, field in (("accounts", some.ON, "item"), ("relief", some.ON + DAY, "happened")):
        with pytest.raises(Refused) as refused:
            disclosing.note_matter(actor=me, at=some.AT, item=item, title="题", happened=day, on=some.ON)
        assert refused.value.field == field


def test_gaps_stand_on_top_and_watchers_read_them(year: int, django_assert_num_queries: Any) -> None:
    watcher = some.drafter(year, AUDITOR)
    with django_assert_num_queries(1):
        rows = found.of_year(watcher, 2018, on=some.ON)
    assert rows[0].state == "gap"
    assert [one.state for one in rows].count("gap") == 10 + 3
    with pytest.raises(NotFound):
        found.one(watcher, 999_999, on=some.ON)


def test_the_workbench_names_gaps_and_pledges_whose_day_is_over(year: int) -> None:
    late = dt.datetime(2018, 12, 17, 1, 0, tzinfo=dt.UTC)
    some.pledge(year)
    rows = board.rows(some.secretary(year), late)
    due = Disclosure.objects.get(item="accounts", start=dt.date(2018, 11, 1))
    assert f"/notices/disclosures/{due.pk}/" in [one.url for one in rows if one.group == "late"]
    assert [one.title for one in rows if "/pledges/" in one.url] == ["检修闭门器 60 个"]
    assert not [one for one in board.rows(some.drafter(year), late) if "/pledges/" in one.url]


def test_what_another_app_decided_is_a_matter_and_its_notice_shows_it(here: int) -> None:
    some.catalogue()
    me, lead = some.drafter(here), some.secretary(here)
    happened = some.ON - 2 * DAY
    first = disclosing.arose(actor=me, at=some.AT, item="relief", title="水灾", happened=happened)
    again = disclosing.arose(actor=me, at=some.AT, item="relief", title="水灾", happened=happened)
    assert first == again
    assert first is not None
    row = found.one(me, first, on=some.ON)
    assert (row.what.endswith("水灾"), row.state, row.last) == (True, "due", happened + 7 * DAY)
    assert disclosing.arose(actor=me, at=some.AT, item="accounts", title="x", happened=happened) is None
    assert disclosing.arose(actor=me, at=some.AT, item="unknown", title="x", happened=happened) is None
    notice = some.draft(here)
    shown: dict[str, Any] = {"actor": me, "at": some.AT, "item": "relief", "notice": notice}
    assert disclosing.shown_by(**shown, happened=[some.ON]) == 0
    assert disclosing.shown_by(**shown, happened=[happened]) == 1
    drafting.submit(actor=me, at=some.AT, notice=notice)
    showing.approve(actor=lead, at=some.AT, notice=notice)
    assert found.one(me, first, on=some.AFTER).shown_on is not None
