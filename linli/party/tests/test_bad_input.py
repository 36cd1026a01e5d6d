"""What people get wrong: refused with a sentence that helps, and what was typed stays."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from linli.base import clock
from linli.base.submit import FIELD, new_key
from linli.kernel import NotFound, Period, Refused
from linli.party.actions import checkins, facts, meetings, members
from linli.party.models import Fact, Meeting, Member, Need, Office, Organisation, Resolution
from linli.party.queries import checkins as reports
from linli.party.queries import members as found

from . import factories
from .factories import AT, ON, SINCE, actor
from .test_pages import get, post, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(here: int) -> Client:
    """The party affairs worker's browser."""
    return signed_in("party_affairs", here)


def text(response: Any, status: int) -> str:
    assert response.status_code == status, response.content.decode()[:3000]
    return str(response.content.decode())


def test_a_second_branch_on_one_day_is_refused_with_branch_and_day(here: int, keeper: Client) -> None:
    one, other = factories.branch(here), factories.branch(here, "第二党支部")
    key = factories.member(here, one, "王建国")
    page = text(post(keeper, "member_join", key, branch=other, on="2018-12-01", came_from="苏坡街道"), 422)
    assert "王建国自 2015-07-01 起在第一党支部，同一天只能属于一个党支部" in page
    assert "苏坡街道" in page
    number = Member.objects.get().number
    typed = {
        "name": "王建国",
        "number": number,
        "on": "2018-12-01",
        "way_in": "transferred",
        "standing": "formal",
    }
    page = text(post(keeper, "member_new", **typed, branch=other), 422)
    assert "王建国自 2015-07-01 起在第一党支部" in page
    assert Member.objects.count() == 1


def test_days_of_an_ended_membership_are_named_with_their_last_day(here: int) -> None:
    one, other = factories.branch(here), factories.branch(here, "第二党支部")
    key, me = factories.member(here, one, "王建国"), actor(here)
    members.leave(
        actor=me, at=AT, member=key, on=dt.date(2018, 6, 1), today=ON, way="transferred", went_to="苏坡街道"
    )
    with pytest.raises(Refused) as refused:
        members.join(actor=me, at=AT, member=key, branch=other, on=dt.date(2018, 5, 1), today=ON)
    assert "2015-07-01 至 2018-05-31" in str(refused.value)
    number = Member.objects.get().number
    with pytest.raises(Refused) as refused:
        factories.member(here, other, "王建国", number=number)
    assert "重新转入" in str(refused.value)


def test_without_a_quorum_the_page_shows_the_arithmetic_and_keeps_the_text(here: int, keeper: Client) -> None:
    where, people = factories.filled(here, 16)
    key = factories.held(here, where, dict.fromkeys(people[:9], ("leave", "外出")))
    page = text(
        post(keeper, "meeting_resolve", key, kind="resolution", text="通过年度计划", yes=7, no=0, abstain=0),
        422,
    )
    assert "未达到法定人数：应到 16 人，实到 7 人" in page
    assert "半数以上（含本数）为 8 人，还差 1 人" in page
    assert "通过年度计划" in page
    assert not Resolution.objects.exists()
    page = text(
        post(keeper, "meeting_resolve", key, kind="election", text="选举", yes=7, no=0, abstain=0), 422
    )
    assert "五分之四以上（含本数）为 13 人，还差 6 人" in page


def test_an_absence_without_a_reason_is_asked_for_it_at_its_line(here: int, keeper: Client) -> None:
    where, people = factories.filled(here, 3)
    key = factories.meeting(here, where)
    typed: dict[str, Any] = {
        f"presence_{people[0]}": "absent",
        f"presence_{people[1]}": "leave",
        f"reason_{people[1]}": "出差",
    }
    page = text(post(keeper, "meeting_hold", key, **typed, chair="王书记"), 422)
    assert "请写明每位缺席人员的原因" in page
    assert 'value="出差"' in page
    assert "王书记" in page
    assert Meeting.objects.get().state == "planned"
    typed[f"reason_{people[0]}"] = "未请假"
    assert post(keeper, "meeting_hold", key, **typed).status_code == 302
    assert "未请假" in get(keeper, "meeting", key)
    assert "缺席" in get(keeper, "meeting", key)


def test_two_people_who_save_one_record_see_both_versions(here: int, keeper: Client) -> None:
    where, (key,) = factories.filled(here, 1)
    other = signed_in("secretary", here)
    assert post(other, "member_correct", key, name="王建华", version=1).status_code == 302
    page = text(post(keeper, "member_correct", key, name="王建军", version=1), 409)
    assert "王建华" in page
    assert "王建军" in page
    meeting = factories.meeting(here, where)
    assert (
        post(other, "meeting_write", meeting, topics="学习党章", minutes="甲", version=1).status_code == 302
    )
    page = text(post(keeper, "meeting_write", meeting, topics="学习", minutes="乙", version=1), 409)
    assert "学习党章" in page
    assert "会议记录" in page
    assert Meeting.objects.get().minutes == "甲"
    # having seen both, the second saves what stands in the form now
    version = re.search(r'name="version"[^>]*value="(\d+)"', page)
    assert version is not None
    typed = {"topics": "学习党章", "minutes": "甲、乙"}
    assert post(keeper, "meeting_write", meeting, **typed, version=version[1]).status_code == 302
    assert Meeting.objects.get().minutes == "甲、乙"


def test_both_versions_are_said_in_words_not_in_codes(here: int, keeper: Client) -> None:
    _where, (key,) = factories.filled(here, 1)
    assert post(keeper, "member_correct", key, name="王建华", education="20", version=1).status_code == 302
    page = text(post(keeper, "member_correct", key, name="王建华", education="30", version=1), 409)
    assert "大学本科" in page.split("<form")[-2] or "大学本科</td>" in page


def test_a_form_that_is_sent_twice_makes_one_record(here: int, keeper: Client) -> None:
    factories.branch(here)
    once = {FIELD: new_key(), "kind": "branch", "name": "第二党支部", "on": "2018-12-01"}
    first, second = (keeper.post(reverse("party:organisation_new"), once) for _try in range(2))
    assert first.status_code == 302
    assert second.status_code == 302
    assert second["Location"] == first["Location"]
    assert Organisation.objects.filter(name="第二党支部").count() == 1
    where = Organisation.objects.get(name="第二党支部").pk
    for name, typed in (
        (
            "member_new",
            {
                "name": "王建国",
                "branch": where,
                "on": "2018-12-01",
                "way_in": "transferred",
                "standing": "formal",
            },
        ),
        ("meeting_new", {"organisation": where, "kind": "party_day", "on": "2018-12-29"}),
        ("need_new", {"text": "修灯", "people": 1, "on": "2018-12-01"}),
    ):
        again = {FIELD: new_key(), **typed}
        assert [keeper.post(reverse(f"party:{name}"), again).status_code for _try in range(2)] == [302, 302]
    assert (Member.objects.count(), Meeting.objects.count(), Need.objects.count()) == (1, 1, 1)


def test_a_committee_holds_no_general_meeting_and_a_class_decides_nothing(here: int, keeper: Client) -> None:
    committee = factories.branch(here, "社区党委", "committee")
    page = text(
        post(keeper, "meeting_new", organisation=committee, kind="general_meeting", on="2018-12-29"), 422
    )
    assert "不召开这种会议" in page
    where, _people = factories.filled(here, 3)
    key = factories.held(here, where, kind="party_class")
    page = text(
        post(keeper, "meeting_resolve", key, kind="resolution", text="同意", yes=3, no=0, abstain=0), 422
    )
    assert "不作表决" in page


def test_more_votes_than_people_and_words_for_numbers_are_refused_at_their_field(
    here: int, keeper: Client
) -> None:
    where, _people = factories.filled(here, 3)
    key = factories.held(here, where)
    page = text(
        post(keeper, "meeting_resolve", key, kind="resolution", text="同意", yes=4, no=0, abstain=0), 422
    )
    assert "多于有表决权的 3 人" in page
    text(post(keeper, "meeting_resolve", key, kind="resolution", text="同意", yes="三", no=0, abstain=0), 422)
    assert not Resolution.objects.exists()


def test_a_meeting_is_put_off_until_attendance_is_written_down(here: int, keeper: Client) -> None:
    where, _people = factories.filled(here, 3)
    key = factories.meeting(here, where)
    assert (
        post(
            keeper, "meeting_reschedule", key, on="2018-12-27", begins="1930", place="二楼", version=1
        ).status_code
        == 302
    )
    held = Meeting.objects.get()
    assert (held.on, f"{held.begins:%H:%M}", held.place) == (dt.date(2018, 12, 27), "19:30", "二楼")
    meetings.hold(actor=actor(here), at=AT, meeting=key, today=ON, away={})
    page = text(post(keeper, "meeting_reschedule", key, on="2018-12-26"), 422)
    assert "不能再改" in page


def test_what_was_entered_by_mistake_is_taken_out_again(here: int, keeper: Client) -> None:
    where, (key,) = factories.filled(here, 1)
    me = actor(here)
    fact = facts.note(actor=me, at=AT, member=key, kind="hardship", text="写错了", on=ON)
    office = facts.appoint(actor=me, at=AT, member=key, kind="secretary", on=ON, organisation=where)
    assert post(keeper, "fact_end", fact, on="2018-12-28").status_code == 422
    assert post(keeper, "fact_end", fact, on="2018-12-28", mistake="on").status_code == 302
    assert post(keeper, "office_end", office, on="2018-12-28", mistake="on").status_code == 302
    assert not Fact.objects.filter(void=False).exists()
    assert not Office.objects.filter(void=False).exists()
    assert found.page(me, key, on=ON).facts == []


def test_needs_and_services_can_be_dropped_and_struck(here: int, keeper: Client) -> None:
    me = actor(here)
    reported = checkins.check_in(actor=me, at=AT, kind="member", unit="成飞", name="李工", on=SINCE)
    need, other = (checkins.ask(actor=me, at=AT, text=said, on=SINCE) for said in ("修灯", "扫楼道"))
    assert post(keeper, "need_take", other, check_in=0).status_code == 302
    assert [one.text for one in reports.needs(me)] == ["修灯"]
    served = checkins.serve(
        actor=me, at=AT, check_in=reported, on=ON, today=ON, text="修灯", minutes=60, need=need
    )
    assert reports.page(me, reported).needs[0].state == "met"
    assert post(keeper, "service_strike", served).status_code == 302
    page = reports.page(me, reported)
    assert (page.services, page.needs[0].state) == ([], "taken")


def test_a_quarter_is_told_once_and_its_words_write_themselves(
    here: int, keeper: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    me = actor(here)
    key = checkins.check_in(actor=me, at=AT, kind="unit", unit="成飞", name="李工", on=dt.date(2018, 8, 1))
    checkins.serve(actor=me, at=AT, check_in=key, on=dt.date(2018, 9, 1), today=ON, text="义诊", minutes=90)
    assert "2018年第4季度" in get(keeper, "check_in_feedback", key)
    assert "2018年第2季度" not in get(keeper, "check_in_feedback", key)
    assert (
        post(keeper, "check_in_feedback", key, quarter=str(Period.quarter(2018, 3)), text="").status_code
        == 302
    )
    assert "2018年第3季度服务 1 次，共 90 分钟" in get(keeper, "check_in", key)
    assert (
        post(
            keeper, "check_in_feedback", key, quarter=str(Period.quarter(2018, 3)), text="再说一次"
        ).status_code
        == 422
    )


def test_the_number_goes_to_the_dial_pad_and_the_reading_is_noted(here: int, keeper: Client) -> None:
    from linli.journal.models import Read

    where = factories.branch(here)
    key = factories.member(here, where, phone="19200000005")
    bare = factories.member(here, where)
    assert "19200000005" not in get(keeper, "member", key)
    call = keeper.get(reverse("party:member_call", args=[key]))
    assert (call.status_code, call["Location"]) == (302, "tel:19200000005")
    assert Read.objects.filter(purpose="call", subject="party member").count() == 1
    assert keeper.get(reverse("party:member_call", args=[bare])).status_code == 404


def test_a_member_needs_no_account_and_no_number(here: int, keeper: Client) -> None:
    where = factories.branch(here)
    typed = {
        "name": "李秀英",
        "branch": where,
        "on": "2018-12-01",
        "way_in": "founding",
        "standing": "formal",
    }
    assert post(keeper, "member_new", **typed).status_code == 302
    page = get(keeper, "member", Member.objects.get().pk)
    assert "李秀英" in page
    assert "未登记" in page
    with pytest.raises(NotFound):
        found.phone(actor(here, "grid_worker"), Member.objects.get().pk)
