"""Pages of bodies, meetings and steps as a browser gets them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.base.submit import FIELD, new_key
from linli.council.actions import motions
from linli.council.models import Body, FollowUp, Meeting, Motion, Process, Resolution, Seat

from . import meeting as m
from .meeting import AT, actor

pytestmark = pytest.mark.django_db


def signed_in(role: str, area: int, name: str = "周社工") -> Client:
    client = Client()
    accounts.sign_in(client, accounts.user(name, role, area, password=None))
    return client


def get(client: Client, name: str, /, *args: object, **query: Any) -> str:
    response = client.get(reverse(f"council:{name}", args=args), query)
    assert response.status_code == 200, name
    return str(response.content.decode())


def post(client: Client, name: str, /, *args: object, **typed: object) -> Any:
    return client.post(reverse(f"council:{name}", args=args), {FIELD: new_key(), **typed})


def test_a_body_its_seats_and_their_end_are_entered_by_forms(here: int) -> None:
    client = signed_in("social_worker", here)
    post(client, "body_new", kind="council", name="居民议事会", size=24, on="2017-01-01")
    body = Body.objects.get()
    assert "居民议事会" in get(client, "bodies")
    post(
        client, "body_seat", body.pk, name="赵一", sex="1", office="chair", began="elected", start="2017-03-20"
    )  # fmt: skip
    one = Seat.objects.get()
    page = get(client, "body", body.pk)
    assert "赵一" in page
    assert "三分之二" in page
    post(client, "seat_end", one.pk, ended="moved", on="2018-05-01")
    one.refresh_from_db()
    assert (one.ended, str(one.end)) == ("moved", "2018-05-01")
    assert "历任成员" in get(client, "body", body.pk)


def test_a_meeting_goes_from_the_call_to_the_resolution(here: int) -> None:
    where, seats = m.seated(here, 6)
    client = signed_in("social_worker", here)
    late = {
        "body": where,
        "on": "2018-12-10",
        "notice_on": "2018-12-09",
        "notice_way": "written",
        "called_by": "chair",
    }
    refused = post(client, "meeting_new", **late)
    assert refused.status_code == 422
    assert "2018-12-12" in refused.content.decode()
    post(client, "meeting_new", **{**late, "notice_on": "2018-12-05"})
    meeting = Meeting.objects.get()
    assert "待召开" in get(client, "meeting", meeting.pk)
    post(client, "meeting_put", meeting.pk, title="安装路灯", kind="matter")
    item = Motion.objects.get()
    post(
        client, "meeting_hold", meeting.pk, **{f"presence_{seats[0]}": "leave", f"reason_{seats[0]}": "出差"}
    )
    page = get(client, "meeting", meeting.pk)
    assert "应到 6 人，实到 5 人，其中妇女 3 人" in page
    wrong = post(
        client, "motion_count", item.pk, yes=3, no=1, abstain=1, announced="carried", tellers="甲", other="乙"
    )
    assert wrong.status_code == 422
    assert "未通过" in wrong.content.decode()
    post(
        client, "motion_count", item.pk, yes=4, no=1, abstain=0, announced="carried", tellers="甲", other="乙"
    )
    assert "超过半数需 4 票，通过" in get(client, "motion", item.pk)
    post(client, "motion_resolve", item.pk, text="同意安装路灯")
    assert "议决〔2018〕1号" in get(client, "motion", item.pk)
    post(client, "meeting_write", meeting.pk, minutes="逐项讨论")
    post(client, "meeting_follow", meeting.pk, text="报备案", who="周社工", until="2018-12-20")
    task = FollowUp.objects.get()
    assert "报备案" in get(client, "meetings")
    post(client, "follow_up_finish", task.pk, outcome="已报", on="2018-12-12")
    assert "报备案" not in get(client, "meetings")
    assert "安装路灯" in get(client, "ledger", period="2018-12")
    assert "安装路灯" not in get(client, "ledger", period="2018-11")


def test_votes_by_name_are_entered_by_one_and_checked_by_another(here: int) -> None:
    where, _seats = m.seated(here, 6)
    key = m.held(here, where, away=1)
    one, two = m.motion(here, key), m.motion(here, key, "修长椅")
    first, second = signed_in("social_worker", here), signed_in("committee", here, "陈委员")
    voters = m.there(key)
    rest = {f"rest_{seat}": "yes" for seat in voters}
    assert post(first, "meeting_votes", key, **{f"rest_{voters[0]}": "yes"}).status_code == 422
    assert post(first, "meeting_votes", key, **rest, **{f"vote_{two}_{voters[0]}": "no"}).status_code == 302
    blind = get(second, "meeting_votes", key)
    assert 'value="no" selected' not in blind
    assert post(second, "meeting_votes", key, **rest).status_code == 302
    assert "两次录入不一致" in get(second, "meeting_votes", key)
    post(second, "meeting_votes", key, **rest, **{f"vote_{two}_{voters[0]}": "no"})
    assert {x.pk: (x.state, x.yes, x.no) for x in Motion.objects.all()} == {
        one: ("carried", 5, 0),
        two: ("carried", 4, 1),
    }
    assert "记名票" in get(second, "motion", two)


def test_a_matter_goes_its_steps_on_the_pages(here: int) -> None:
    client = signed_in("social_worker", here)
    post(client, "process_new", title="重新划线", start="2018-12-01")
    way = Process.objects.get()
    post(client, "process_take", way.pk, on="2018-12-02", who="社区党委", text="提议")
    page = get(client, "process", way.pk)
    assert "六步已办 1 步，现在办：两委会商议" in page
    assert "重新划线" in get(client, "processes")
    post(client, "process_back", way.pk, reason="登记有误")
    assert Process.objects.get().steps.count() == 0


def test_readers_get_no_verbs_and_others_no_page(here: int) -> None:
    where, _seats = m.seated(here, 6)
    key = m.held(here, where)
    item = m.motion(here, key)
    m.counted(here, item, 6)
    motions.resolve(actor=actor(here), at=AT, motion=item, text="同意")
    council = signed_in("council", here, "冯议事")
    assert reverse("council:meeting_write", args=[key]) not in get(council, "meeting", key)
    assert post(council, "meeting_write", key, minutes="x").status_code == 403
    assert signed_in("volunteer", here).get(reverse("council:meeting", args=[key])).status_code == 403
    assert (
        post(signed_in("social_worker", here), "resolution_withdraw", Resolution.objects.get().pk).status_code
        == 302
    )
    assert Resolution.objects.get().void


def test_the_ledger_is_a_workbook_and_a_paper(here: int) -> None:
    where, _seats = m.seated(here, 6)
    m.counted(here, m.motion(here, m.held(here, where)), 6)
    client = signed_in("social_worker", here)
    for name, start in (("ledger_excel", b"PK"), ("ledger_paper", b"%PDF")):
        response = client.get(reverse(f"council:{name}"), {"period": "2018"})
        assert response.content.startswith(start)
    assert client.get(reverse("council:ledger_excel"), {"period": "x"}).status_code == 404
    assert client.get(reverse("council:ledger"), {"period": "x"}).status_code == 422
