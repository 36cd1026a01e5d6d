"""Pages of party as a browser gets them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.base.submit import FIELD, new_key
from linli.party.models import Meeting, Member

from . import factories
from .factories import actor

pytestmark = pytest.mark.django_db


def signed_in(role: str, area: int) -> Client:
    client = Client()
    accounts.sign_in(client, accounts.user("卫党务", role, area, password=None))
    return client


def get(client: Client, name: str, /, *args: object, **query: Any) -> str:
    response = client.get(reverse(f"party:{name}", args=args), query)
    assert response.status_code == 200, name
    return str(response.content.decode())


def post(client: Client, name: str, /, *args: object, **typed: object) -> Any:
    return client.post(reverse(f"party:{name}", args=args), {FIELD: new_key(), **typed})


def test_the_lists_show_members_branches_and_meetings(here: int) -> None:
    where, people = factories.filled(here, 3)
    factories.held(here, where)
    client = signed_in("party_affairs", here)
    members = get(client, "members")
    assert members.count("<tr data-key=") == 3
    assert "第一党支部" in get(client, "organisations")
    assert "第一党支部" in get(client, "meetings")
    assert "100.0%" in get(client, "statistics", period="2018")
    assert get(client, "members", q="查无此人").count("<tr data-key=") == 0
    assert "双报到" in get(client, "check_ins")
    assert "正式党员" in get(client, "member", people[0])


def test_a_number_never_stands_on_a_page(here: int) -> None:
    _where, (key, *_rest) = factories.filled(here, 2)
    number = Member.objects.get(pk=key).number or "?"
    client = signed_in("secretary", here)
    for page in (get(client, "members"), get(client, "member", key), get(client, "member_correct", key)):
        assert number not in page


def test_a_member_is_entered_by_the_form_and_a_fault_keeps_what_was_typed(here: int) -> None:
    where = factories.branch(here)
    client = signed_in("party_affairs", here)
    wrong = post(
        client,
        "member_new",
        name="王建国",
        branch=where,
        on="3018-01-01",
        way_in="transferred",
        standing="formal",
    )
    assert wrong.status_code == 422
    assert "王建国" in wrong.content.decode()
    typed = {
        "name": "王建国",
        "branch": where,
        "on": "2018-03-05",
        "way_in": "transferred",
        "standing": "formal",
    }
    done = post(client, "member_new", **typed, came_from="苏坡街道", joined="2000-07-01")
    assert done.status_code == 302, done.content.decode()[:2000]
    key = Member.objects.get().pk
    assert "苏坡街道" in get(client, "member", key)
    assert post(client, "member_correct", key, name="王建华", version=1, education="20").status_code == 302
    assert Member.objects.get().name == "王建华"


def test_a_meeting_is_called_held_and_resolved_by_forms(here: int) -> None:
    where, people = factories.filled(here, 4)
    client = signed_in("secretary", here)
    assert (
        post(
            client, "meeting_new", organisation=where, kind="general_meeting", on="2018-12-10", begins="14:30"
        ).status_code
        == 302
    )
    key = Meeting.objects.get().pk
    assert (
        post(
            client,
            "meeting_hold",
            key,
            **{f"presence_{people[0]}": "leave", f"reason_{people[0]}": "出差"},
            chair="王书记",
        ).status_code
        == 302
    )
    short = post(client, "meeting_resolve", key, kind="resolution", text="通过计划", yes=9, no=0, abstain=0)
    assert short.status_code == 422
    assert (
        post(
            client, "meeting_resolve", key, kind="resolution", text="通过计划", yes=3, no=0, abstain=0
        ).status_code
        == 302
    )
    page = get(client, "meeting", key)
    assert "应到 4 人，实到 3 人" in page
    assert "通过。" in page
    assert "出差" in page


def test_readers_see_no_verbs_and_others_no_page(here: int) -> None:
    _where, (key,) = factories.filled(here, 1)
    reader = signed_in("committee", here)
    page = get(reader, "member", key)
    assert reverse("party:member_move", args=[key]) not in page
    assert reader.get(reverse("party:member_move", args=[key])).status_code == 403
    assert signed_in("grid_worker", here).get(reverse("party:members")).status_code == 403
    assert actor(here).community == here


def test_what_somebody_saved_meanwhile_is_shown(here: int) -> None:
    _where, (key,) = factories.filled(here, 1)
    client = signed_in("party_affairs", here)
    assert post(client, "member_correct", key, name="王建华", version=1).status_code == 302
    stale = post(client, "member_correct", key, name="王建军", version=1)
    assert stale.status_code == 409
    assert "王建华" in stale.content.decode()
