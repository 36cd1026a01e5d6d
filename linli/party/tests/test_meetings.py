"""Meetings: the roster of the day, attendance with reasons, resolutions by the clause."""

from __future__ import annotations

import datetime as dt

import pytest

from linli.base.scope import community_scope
from linli.kernel import Period, Refused
from linli.party.actions import checkins, meetings
from linli.party.models import Attendance, Resolution
from linli.party.queries import board
from linli.party.queries import checkins as reports
from linli.party.queries import meetings as found
from linli.party.queries.organisations import listing as organisations

from . import factories
from .factories import AT, ON, actor

pytestmark = pytest.mark.django_db


def test_who_should_attend_is_the_roster_of_the_day(here: int) -> None:
    where, people = factories.filled(here, 4)
    late = factories.member(here, where, on=dt.date(2018, 12, 11))
    key = factories.held(here, where, {people[0]: ("leave", "出差")})
    page = found.page(actor(here), key)
    assert (page.row.should, page.row.present) == (4, 3)
    assert late not in {one.member for one in page.attendances}
    with pytest.raises(Refused):
        meetings.hold(actor=actor(here), at=AT, meeting=key, today=ON, away={people[1]: ("leave", " ")})


def test_a_resolution_without_a_quorum_is_refused_with_the_arithmetic(here: int) -> None:
    where, people = factories.filled(here, 5)
    key = factories.held(here, where, dict.fromkeys(people[:3], ("leave", "请假")))
    with pytest.raises(Refused) as refused:
        meetings.resolve(actor=actor(here), at=AT, meeting=key, kind="resolution", text="同意", yes=2)
    facts = refused.value.reason.facts
    assert (facts["need"], facts["missing"], facts["base"]) == (3, 1, 5)
    assert not Resolution.objects.exists()


def test_a_resolution_needs_more_than_half_of_who_should_attend(here: int) -> None:
    where, _people = factories.filled(here, 6)
    probationary = factories.member(
        here, where, standing="probationary", on=dt.date(2018, 7, 1), joined=dt.date(2018, 7, 1)
    )
    key, me = factories.held(here, where), actor(here)
    assert not meetings.resolve(
        actor=me, at=AT, meeting=key, kind="resolution", text="甲", yes=3, no=3
    ).carried
    assert meetings.resolve(actor=me, at=AT, meeting=key, kind="resolution", text="乙", yes=4, no=2).carried
    recused = list(
        Attendance.objects.filter(meeting=key, voting=True).values_list("member_id", flat=True)[:2]
    )
    outcome = meetings.resolve(
        actor=me, at=AT, meeting=key, kind="resolution", text="丙", yes=3, no=1, recused=recused
    )
    assert (outcome.base, outcome.needed_yes, outcome.carried) == (4, 3, True)
    with pytest.raises(Refused):
        meetings.resolve(
            actor=me, at=AT, meeting=key, kind="resolution", text="丁", yes=3, recused=[probationary]
        )
    texts = [str(one.told) for one in found.page(me, key).resolutions]
    assert len(texts) == 3
    with pytest.raises(Refused):
        meetings.hold(actor=me, at=AT, meeting=key, today=ON, away={})
    with pytest.raises(Refused):
        meetings.cancel(actor=me, at=AT, meeting=key)


def test_what_is_due_stands_on_the_board_until_it_is_held(here: int) -> None:
    where, _people = factories.filled(here, 3)
    me = actor(here)
    kinds = {one.kind for one in found.due(me, on=ON)}
    assert kinds == {"general_meeting", "party_day"}
    assert len(board.rows(me, AT)) == 2
    factories.held(here, where)
    assert {one.kind for one in found.due(me, on=ON)} == {"party_day"}
    assert board.rows(actor(here, "grid_worker"), AT) == []


def test_the_statistics_add_up_and_the_sum_over_branches_is_the_figure(here: int) -> None:
    one, people = factories.filled(here, 3)
    other, _more = factories.filled(here, 2, "第二党支部")
    factories.held(here, one, {people[0]: ("leave", "请假")})
    factories.held(here, other, kind="party_day")
    rows = found.statistics(actor(here), Period.year(2018))
    assert [(row.members, row.held, row.present, row.should) for row in rows] == [
        (3, {"general_meeting": 1}, 2, 3), (2, {"party_day": 1}, 2, 2),
    ]  # fmt: skip
    from linli.party import figures
    from linli.party.models import Belonging

    total = Belonging.objects.filter(void=False, branch__kind="branch").count()
    assert sum(row.members for row in organisations(actor(here), on=ON, kinds=("branch",))) == total == 5
    assert {"party_members", "party_branches"} <= {one.name for one in figures.FIGURES}


def test_double_check_in_from_report_to_feedback(here: int) -> None:
    me = actor(here)
    key = checkins.check_in(
        actor=me, at=AT, kind="member", unit="成飞", name="李工", on=factories.SINCE, phone="19200000001"
    )
    need = checkins.ask(actor=me, at=AT, text="修路灯", on=factories.SINCE)
    checkins.take(actor=me, at=AT, need=need, check_in=key)
    with pytest.raises(Refused):
        checkins.take(actor=me, at=AT, need=need, check_in=key)
    checkins.serve(
        actor=me, at=AT, check_in=key, on=ON, today=ON, text="修好", minutes=90, need=need, rating="good"
    )
    assert reports.unanswered(me, on=ON) == [(key, "成飞", "李工")]
    checkins.feed_back(actor=me, at=AT, check_in=key, day=ON, text="服务1次", on=ON)
    with pytest.raises(Refused):
        checkins.feed_back(actor=me, at=AT, check_in=key, day=dt.date(2018, 10, 1), text="再次", on=ON)
    page = reports.page(me, key)
    assert (page.row.times, page.row.minutes, page.needs[0].state) == (1, 90, "met")
    assert "19200000001" not in page.phone
    checkins.end_check_in(actor=me, at=AT, check_in=key, on=ON)
    assert reports.unanswered(me, on=ON) == []


def test_attachments_open_to_readers_of_the_ledger_only(here: int) -> None:
    where, _people = factories.filled(here, 3)
    key = factories.meeting(here, where)
    with community_scope(here):
        meetings.attach(actor=actor(here), at=AT, meeting=key, name="记录.txt", content="内容".encode())
    assert found.page(actor(here), key).files[0][1] == "记录.txt"
    assert found.may_open_file(actor(here), key)
    assert not found.may_open_file(actor(here, "grid_worker"), key)
