"""Bodies, meetings, votes, steps in the database: what is written, and what is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from linli.base.scope import community_scope
from linli.council.actions import bodies, meetings, motions, retention_meetings, steps
from linli.council.actions.bodies import Sitting
from linli.council.actions.meetings import Call
from linli.council.models import Attendance, Mark, Motion, Recusal, Resolution, Seat
from linli.council.queries import board_meetings, reach
from linli.council.queries import bodies as body_pages
from linli.council.queries import meetings as found
from linli.council.queries import motions as votes
from linli.council.queries import steps as ways
from linli.kernel import NotFound, Period, Refused, Stale
from linli.kernel.actor import COUNCIL, GRID_WORKER, SECRETARY, SUPERVISOR
from linli.kernel.majority import Clause
from linli.places.tests import factories as places
from linli.residents.tests import factories as residents

from . import meeting as m
from .meeting import AT, DAY, ELECTED, ON, actor

pytestmark = pytest.mark.django_db


def test_who_should_attend_is_who_sits_on_the_day(here: int) -> None:
    where, seats = m.seated(here, 6)
    bodies.unseat(actor=actor(here), at=AT, seat=seats[0], on=dt.date(2018, 12, 1), ended="moved")
    bodies.seat(actor=actor(here), at=AT, body=where, who=Sitting("新人"), start=dt.date(2018, 12, 11))
    key = m.held(here, where, away=1)
    page = found.page(actor(here), key)
    assert (page.row.should, page.row.present, page.row.women) == (5, 4, 2)
    assert seats[0] not in {one.seat for one in page.attendances}


def test_women_are_counted_among_the_present(here: int) -> None:
    where, _seats = m.seated(here, 6)
    page = found.page(actor(here), m.held(here, where, away=1))
    assert (page.row.should, page.row.present, page.row.women, page.row.quorate) == (6, 5, 2, True)


def test_a_meeting_called_too_late_is_refused(here: int) -> None:
    where, _seats = m.seated(here)
    with pytest.raises(Refused) as refused:
        m.called(here, where, DAY, told=Call(DAY - dt.timedelta(days=1)))
    assert refused.value.field == "notice_on"


def test_enough_members_may_demand_a_meeting(here: int) -> None:
    where, _seats = m.seated(here, 6)
    told = DAY - dt.timedelta(days=5)
    with pytest.raises(Refused):
        m.called(here, where, told=Call(told, by="members", n=1))
    page = found.page(actor(here), m.called(here, where, told=Call(told, by="members", n=2)))
    assert (page.demanded, page.demanded_of) == (2, 6)


def test_nothing_is_decided_without_a_quorum(here: int) -> None:
    where, _seats = m.seated(here, 6)
    key = m.held(here, where, away=3)
    item = m.motion(here, key)
    with pytest.raises(Refused) as refused:
        m.counted(here, item, 3)
    assert refused.value.reason.facts["missing"] == 1
    assert found.page(actor(here), key).row.quorate is False
    assert Motion.objects.get(pk=item).state == "open"


def test_a_second_call_takes_the_agenda_along_and_asks_less(here: int) -> None:
    where, _seats = m.seated(here, 6)
    first = m.held(here, where, away=3)
    m.motion(here, first, subject="council.project", key=7)
    again = m.held(here, where, away=3, on=DAY + dt.timedelta(days=10), second_of=first)
    page = found.page(actor(here), again)
    assert page.row.quorate is True
    (item,) = page.motions
    assert (item.title, item.subject, item.key) == ("安装路灯", "council.project", 7)
    with pytest.raises(Refused):
        m.called(here, where, DAY + dt.timedelta(days=11), second_of=first)


def test_the_count_decides_and_not_the_chair(here: int) -> None:
    where, _seats = m.seated(here, 6)
    item = m.motion(here, m.held(here, where))
    with pytest.raises(Refused) as refused:
        motions.count(
            actor=actor(here), at=AT, motion=item, yes=3, no=3, tellers=("甲", "乙"), announced=True
        )  # fmt: skip
    assert refused.value.field == "announced"
    m.counted(here, item, 3, 3)
    row = Motion.objects.get(pk=item)
    assert (row.state, row.base, row.needed) == ("lost", 6, 4)
    assert "4" in str(votes.of_meeting(row.meeting, _clause(here))[0].told)


def test_more_and_fewer_votes_than_voters_are_refused(here: int) -> None:
    where, _seats = m.seated(here, 6)
    item = m.motion(here, m.held(here, where))
    for yes in (7, 5):
        with pytest.raises(Refused):
            m.counted(here, item, yes)
    with pytest.raises(Refused):
        motions.count(actor=actor(here), at=AT, motion=item, yes=6, tellers=("甲", "甲"))


def test_a_recused_member_has_no_vote_and_leaves_the_base(here: int) -> None:
    where, seats = m.seated(here, 6)
    key = m.held(here, where)
    item = m.motion(here, key)
    motions.recuse(actor=actor(here), at=AT, motion=item, seat=seats[2], reason="本人的铺面")
    with pytest.raises(Refused):
        m.counted(here, item, 6)
    everybody = dict.fromkeys(m.there(key), "yes")
    with pytest.raises(Refused) as refused:
        motions.enter(actor=actor(here), at=AT, meeting=key, answers={item: everybody})
    assert "recused" in refused.value.reason.msgid
    m.counted(here, item, 3, 2)
    row = Motion.objects.get(pk=item)
    assert (row.state, row.base, row.needed, row.voters, row.recused) == ("carried", 5, 3, 5, 1)


def test_votes_by_name_are_read_by_two_people(here: int) -> None:
    where, seats = m.seated(here, 6)
    key = m.held(here, where, away=1)
    one, two = m.motion(here, key), m.motion(here, key, "修长椅")
    voters = m.there(key)
    first = {one: dict.fromkeys(voters, "yes"), two: {**dict.fromkeys(voters, "no"), voters[0]: "absent"}}
    with pytest.raises(Refused):
        motions.check(actor=m.second(here), at=AT, meeting=key, answers=first)
    assert motions.enter(actor=actor(here), at=AT, meeting=key, answers=first) == 10
    with pytest.raises(Refused):
        motions.check(actor=actor(here), at=AT, meeting=key, answers=first)
    differing = {**first, one: {**first[one], voters[1]: "no"}}
    (cell,) = motions.check(actor=m.second(here), at=AT, meeting=key, answers=differing)
    assert (cell.motion, cell.seat, cell.first, cell.second) == (one, voters[1], "yes", "no")
    assert Motion.objects.get(pk=one).state == "open"
    assert votes.grid(actor(here), key).differing == [cell]
    assert motions.check(actor=m.second(here), at=AT, meeting=key, answers=first) == []
    rows = {x.pk: x for x in Motion.objects.all()}
    assert (rows[one].state, rows[one].yes, rows[one].voters, rows[one].checked_by) == ("carried", 5, 5, 2)
    assert (rows[two].state, rows[two].no, rows[two].voters) == ("lost", 4, 4)
    assert seats[5] not in voters


def test_a_count_is_taken_back_until_a_resolution_stands_on_it(here: int) -> None:
    where, _seats = m.seated(here, 6)
    item = m.motion(here, m.held(here, where))
    with pytest.raises(Refused):
        motions.resolve(actor=actor(here), at=AT, motion=item, text="同意")
    m.counted(here, item, 6)
    resolution = motions.resolve(actor=actor(here), at=AT, motion=item, text="同意安装")
    with pytest.raises(Refused):
        motions.take_back(actor=actor(here), at=AT, motion=item, reason="数错了")
    motions.withdraw(actor=actor(here), at=AT, resolution=resolution)
    motions.take_back(actor=actor(here), at=AT, motion=item, reason="数错了")
    assert Motion.objects.get(pk=item).state == "open"
    m.counted(here, item, 6)
    again = motions.resolve(actor=actor(here), at=AT, motion=item, text="同意安装")
    assert Resolution.objects.get(pk=again).number == 2


def test_attendance_stays_once_votes_stand_on_it(here: int) -> None:
    where, _seats = m.seated(here, 6)
    key = m.held(here, where)
    m.counted(here, m.motion(here, key), 6)
    with pytest.raises(Refused):
        meetings.hold(actor=actor(here), at=AT, meeting=key, away={})
    with pytest.raises(Refused):
        meetings.cancel(actor=actor(here), at=AT, meeting=key)


def test_an_absence_needs_its_reason_and_a_seat(here: int) -> None:
    where, seats = m.seated(here, 6)
    key = m.called(here, where)
    with pytest.raises(Refused):
        meetings.hold(actor=actor(here), at=AT, meeting=key, away={seats[0]: ("leave", " ")})
    with pytest.raises(NotFound):
        meetings.hold(actor=actor(here), at=AT, meeting=key, away={0: ("leave", "出差")})
    ahead = m.called(here, where, ON + dt.timedelta(days=5), told=Call(ON))
    with pytest.raises(Refused):
        meetings.hold(actor=actor(here), at=AT, meeting=ahead, away={})


def test_a_body_without_seats_is_counted_at_the_door(here: int) -> None:
    where = m.body(here, "assembly", "居民会议")
    with pytest.raises(Refused):
        bodies.seat(actor=actor(here), at=AT, body=where, who=Sitting("甲某"), start=ELECTED)
    key = m.called(here, where)
    with pytest.raises(Refused):
        meetings.hold_counted(actor=actor(here), at=AT, meeting=key, should=100, present=101)
    assert meetings.hold_counted(actor=actor(here), at=AT, meeting=key, should=100, present=51, women=30)
    item = m.motion(here, key)
    m.counted(here, item, 26, 20, 5)
    assert Motion.objects.get(pk=item).state == "carried"


def test_two_people_saving_one_meeting_are_told(here: int) -> None:
    where, _seats = m.seated(here, 6)
    key = m.called(here, where)
    read = found.page(actor(here), key).row.version
    meetings.write(actor=actor(here), at=AT, meeting=key, minutes="甲记", version=read)
    with pytest.raises(Stale):
        meetings.write(actor=m.second(here), at=AT, meeting=key, minutes="乙记", version=read)


def test_a_neighbour_of_the_secretary_does_not_supervise(here: int) -> None:
    committee, supervision = m.body(here, "committee", "两委"), m.body(here, "supervision", "监委会")
    me = actor(here, SECRETARY)
    both = residents.resident(here, name="王书")
    bodies.seat(
        actor=me, at=AT, body=committee, who=Sitting("王书", person=both.person), start=dt.date(2018, 6, 1)
    )
    with pytest.raises(Refused) as refused:
        bodies.seat(
            actor=me, at=AT, body=supervision, who=Sitting("王书", person=both.person), start=dt.date(2018, 6, 1), no_kin=True
        )  # fmt: skip
    assert refused.value.field == "name"
    with pytest.raises(Refused):
        bodies.seat(actor=me, at=AT, body=supervision, who=Sitting("李四"), start=dt.date(2018, 6, 1))
    assert bodies.seat(
        actor=me, at=AT, body=supervision, who=Sitting("李四"), start=dt.date(2018, 6, 1), no_kin=True
    )


def test_who_shares_a_household_with_the_committee_does_not_supervise(here: int) -> None:
    committee, supervision = m.body(here, "committee", "两委"), m.body(here, "supervision", "监委会")
    me, room = actor(here, SECRETARY), residents.rooms(here)[0]
    one = residents.resident(here, room, name="王书", relation="01", head=True)
    other = residents.resident(here, room, name="刘英", relation="10", household=one.household)
    bodies.seat(actor=me, at=AT, body=committee, who=Sitting("王书", person=one.person), start=ON)
    with pytest.raises(Refused) as refused:
        bodies.seat(
            actor=me, at=AT, body=supervision, who=Sitting("刘英", person=other.person), start=ON, no_kin=True
        )
    assert refused.value.reason.facts["names"] == "王书"


def test_seats_are_limited_and_one_resident_sits_once(here: int) -> None:
    where = m.body(here, size=2)
    me = actor(here, SECRETARY)
    who = residents.resident(here, name="李明").person
    bodies.seat(actor=me, at=AT, body=where, who=Sitting("李明", person=who, office="chair"), start=ELECTED)
    with pytest.raises(Refused):
        bodies.seat(actor=me, at=AT, body=where, who=Sitting("李明", person=who), start=ELECTED)
    with pytest.raises(Refused):
        bodies.seat(actor=me, at=AT, body=where, who=Sitting("赵一", office="chair"), start=ELECTED)
    bodies.seat(actor=me, at=AT, body=where, who=Sitting("赵一"), start=ELECTED)
    with pytest.raises(Refused):
        bodies.seat(actor=me, at=AT, body=where, who=Sitting("钱二"), start=ELECTED)


def test_the_database_itself_holds_rule_and_voters(here: int) -> None:
    where, _seats = m.seated(here, 6)
    item = m.motion(here, m.held(here, where))
    m.counted(here, item, 2, 4)
    for wrong in ({"state": "carried"}, {"yes": 9}, {"entered_by": 5, "checked_by": 5}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Motion.objects.filter(pk=item).update(**wrong)


def test_the_four_steps_stand_on_votes_of_their_bodies(here: int) -> None:
    committee, _one = m.seated(here, 5, "committee", "两委")
    where, _two = m.seated(here, 6)
    me = actor(here)
    key = steps.begin(
        actor=me, at=AT, title="安装路灯", start=dt.date(2018, 12, 1), subject="council.project", key=7
    )
    a: dict[str, Any] = {"actor": me, "at": AT, "process": key}
    steps.take(**a, kind="propose", on=dt.date(2018, 12, 2), who="社区党委")
    with pytest.raises(Refused):
        steps.take(**a, kind="decide", on=DAY, who="议事会")
    agreed = m.motion(here, m.held(here, committee, on=dt.date(2018, 12, 4)))
    with pytest.raises(Refused):
        steps.take(**a, kind="consult", motion=agreed)
    m.counted(here, agreed, 5)
    steps.take(**a, kind="consult", motion=agreed)
    steps.take(
        **a, kind="review", on=dt.date(2018, 12, 6), who="党员大会", counted=steps.Counted(40, 30, 28, 1, 1)
    )  # fmt: skip
    with pytest.raises(Refused):
        steps.take(**a, kind="decide", on=DAY, who="议事会")
    lost = m.motion(here, m.held(here, where))
    m.counted(here, lost, 2, 4)
    with pytest.raises(Refused):
        steps.take(**a, kind="decide", motion=lost)
    carried = m.motion(here, m.held(here, where, on=dt.date(2018, 12, 12)))
    m.counted(here, carried, 6)
    steps.take(**a, kind="decide", motion=carried)
    with pytest.raises(Refused):
        steps.take(**a, kind="publish", on=dt.date(2018, 12, 13), until=dt.date(2018, 12, 15), text="公告栏")
    steps.take(**a, kind="publish", on=dt.date(2018, 12, 13), until=dt.date(2018, 12, 19), text="公告栏")
    way = ways.steps_of(me, "council.project", [7])[7]
    assert ([one.kind for one in way.taken][-1], way.next, way.decided, way.complete) == (
        "publish",
        "result",
        True,
        False,
    )
    assert (way.taken[3].should, way.taken[3].yes) == (6, 6)
    with pytest.raises(Refused):
        motions.take_back(actor=me, at=AT, motion=carried, reason="数错了")
    assert steps.take_back(actor=me, at=AT, process=key, reason="登记有误") == "publish"
    with pytest.raises(Refused):
        steps.begin(actor=me, at=AT, title="再来", start=ON, subject="council.project", key=7)


def test_what_waits_stands_on_the_board(here: int) -> None:
    where, _seats = m.seated(here, 6)
    ahead = m.called(here, where, dt.date(2019, 1, 3), told=Call(dt.date(2018, 12, 27)))
    missing = m.held(here, where)
    meetings.follow(actor=actor(here), at=AT, meeting=missing, text="报备案", who="周社工", until=ON)
    rows = board_meetings.rows(actor(here), AT)
    assert {(one.group, one.url.rstrip("/").rpartition("/")[2]) for one in rows} == {
        ("waiting", str(ahead)), ("late", "write"), ("today", "finish"),
    }  # fmt: skip
    assert [one.url for one in board_meetings.rows(actor(here, COUNCIL), AT)] == [
        f"/council/meetings/{ahead}/"
    ]
    assert board_meetings.find(actor(here), "路灯", ON, 5) == []


def test_follow_ups_are_done_between_meeting_and_today(here: int) -> None:
    where, _seats = m.seated(here, 6)
    key = m.held(here, where)
    task = meetings.follow(actor=actor(here), at=AT, meeting=key, text="报备案", who="周社工", until=ON)
    with pytest.raises(Refused):
        meetings.finish(
            actor=actor(here), at=AT, follow_up=task, on=DAY - dt.timedelta(days=1), outcome="已报"
        )
    assert meetings.finish(actor=actor(here), at=AT, follow_up=task, on=DAY, outcome="已报") == key
    assert found.open_follow_ups(actor(here)) == []


def test_a_foreign_meeting_is_not_found(here: int) -> None:
    other = places.community()
    with community_scope(other):
        where, _seats = m.seated(other, 6)
        key = m.called(other, where)
    for looks in (
        lambda: found.page(actor(here), key),
        lambda: body_pages.page(actor(here), where, ON),
        lambda: meetings.write(actor=actor(here), at=AT, meeting=key, minutes="x"),
    ):
        with pytest.raises(NotFound):
            looks()


def test_readers_do_not_write_and_others_do_not_read(here: int) -> None:
    where, _seats = m.seated(here, 6)
    key = m.held(here, where)
    for role in (COUNCIL, SUPERVISOR, GRID_WORKER):
        with pytest.raises(Refused):
            meetings.write(actor=actor(here, role), at=AT, meeting=key, minutes="x")
        assert found.page(actor(here, role), key).row.id == key
    with pytest.raises(NotFound):
        found.page(actor(here, "volunteer"), key)


def test_private_reasons_go_after_ten_years_and_votes_stay(here: int) -> None:
    where, seats = m.seated(here, 6)
    key = m.held(here, where, away=1)
    item = m.motion(here, key)
    motions.recuse(actor=actor(here), at=AT, motion=item, seat=seats[0], reason="本人的铺面")
    m.counted(here, item, 4)
    system = actor(here, "system")
    assert retention_meetings.hide_reasons(actor=system, at=AT, on=dt.date(2028, 12, 1)) == {
        "attendance": 0,
        "recusal": 0,
    }
    assert retention_meetings.hide_reasons(actor=system, at=AT, on=dt.date(2029, 1, 5)) == {
        "attendance": 1,
        "recusal": 1,
    }
    assert set(Attendance.objects.values_list("reason", flat=True)) == {"", "已到期隐去"}
    assert Recusal.objects.get().reason == "已到期隐去"
    assert Motion.objects.get(pk=item).yes == 4


def test_pages_ask_few_questions(here: int, django_assert_max_num_queries: Any) -> None:
    where, _seats = m.seated(here, 24)
    key = m.held(here, where, away=4)
    items = [m.motion(here, key, f"第{n}项") for n in range(19)]
    sheet = {item: dict.fromkeys(m.there(key), "yes") for item in items}
    motions.enter(actor=actor(here), at=AT, meeting=key, answers=sheet)
    me = actor(here)
    with django_assert_max_num_queries(12):
        assert len(found.page(me, key).motions) == 19
    with django_assert_max_num_queries(2):
        assert found.listing(me, found.Filter())[1] == 1
    with django_assert_max_num_queries(10):
        assert len(votes.grid(me, key).first) == 380
    with django_assert_max_num_queries(1):
        assert len(found.ledger(me, Period.year(2018))) == 19
    with django_assert_max_num_queries(6):
        assert len(body_pages.page(me, where, ON).seats) == 24
    with django_assert_max_num_queries(4):
        board_meetings.rows(me, AT)
    assert Mark.objects.count() == 380


def test_a_merged_resident_keeps_one_seat(here: int) -> None:
    where = m.body(here)
    me = actor(here, SECRETARY)
    one, two = residents.resident(here, name="李明").person, residents.resident(here, name="李明明").person
    bodies.seat(actor=me, at=AT, body=where, who=Sitting("李明", person=one), start=ELECTED)
    bodies.merged(community=here, kept=two, gone=one, at=AT)
    assert Seat.objects.get(body=where).person_id == two


def _clause(here: int) -> Clause:
    return reach.rule_of("council", here, DAY).clause
