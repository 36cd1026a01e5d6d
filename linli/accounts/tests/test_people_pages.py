"""Pages of people, posts, the roster, the hand-over and one's own settings."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from linli.accounts.models import Duty, Post, User
from linli.base import clock, submit
from linli.base.scope import community_scope
from linli.journal.models import Line
from linli.kernel import actor as roles
from linli.places.tests.factories import area, community

from . import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> int:
    return community("快活社区")


@pytest.fixture
def secretary(here: int, client: Client) -> User:
    made = factories.user("陈书记", roles.SECRETARY, here)
    factories.sign_in(client, made)
    return made


def pages(here: int) -> list[str]:
    """Every page of accounts, with records of the community."""
    user = factories.user("李强", roles.GRID_WORKER, here, password=None)
    with community_scope(here):
        duty = factories.duty(here, clock.now(), clock.now() + dt.timedelta(hours=8), user=user)
    posts = user.posts.get().pk
    return [
        reverse("accounts:people"),
        reverse("accounts:people") + "?q=李&past=on&on_day=2018-03-01&role=grid_worker",
        reverse("accounts:people_new"),
        reverse("accounts:person", args=[user.pk]),
        reverse("accounts:person_appoint", args=[user.pk]),
        reverse("accounts:person_password", args=[user.pk]),
        reverse("accounts:person_end_post", args=[posts]),
        reverse("accounts:hand_over"),
        reverse("accounts:duty"),
        reverse("accounts:duty_enter"),
        reverse("accounts:duty_change", args=[duty.pk]),
        reverse("accounts:me"),
        reverse("mfa_index"),
        reverse("account_change_password"),
        reverse("account_logout"),
    ]


def test_every_page_opens_for_the_secretary(client: Client, secretary: User, here: int) -> None:
    for path in pages(here):
        assert client.get(path).status_code == 200, path


def test_pages_of_people_are_closed_to_workers_with_a_sentence(client: Client, here: int) -> None:
    factories.sign_in(client, factories.user(role=roles.MESSENGER, community=here))
    for path in pages(here):
        expected = 403 if path.startswith("/settings/") and path != reverse("accounts:duty") else 200
        assert client.get(path).status_code == expected, path


def test_nobody_signed_in_is_sent_to_the_sign_in_page(client: Client, here: int) -> None:
    for path in pages(here):
        if path == reverse("account_logout"):
            continue
        answer = client.get(path)
        assert answer.status_code == 302, path
        assert answer["Location"].startswith(reverse("account_login")), path


def test_records_of_another_community_are_not_found(client: Client, secretary: User) -> None:
    for path in pages(community("另一社区")):
        if (
            path.rstrip("/").split("/")[-1].isdigit()
            or "/posts/" in path
            or "appoint" in path
            or path.endswith("password/")
        ):
            expected = 200 if path.startswith("/me/") else 404
            assert client.get(path).status_code == expected, path


@pytest.mark.parametrize(
    "path", ["/settings/people/999999/", "/settings/duty/999999/", "/settings/people/posts/999999/end/"]
)
def test_unknown_records_are_not_found(client: Client, secretary: User, path: str) -> None:
    assert client.get(path).status_code == 404


def values(here: int, **other: Any) -> dict[str, Any]:
    return {
        "name": "赵丽", "username": "zhaoli", "phone": "", "role": roles.GRID_WORKER, "area": here,
        "full_time": "on", "start": "2018-12-01",
    } | other  # fmt: skip


def test_a_new_account_by_the_form(client: Client, secretary: User, here: int) -> None:
    shown = client.post(reverse("accounts:people_new"), values(here), follow=True)
    assert 'class="secret"' in shown.content.decode()
    user = User.objects.get(username="zhaoli")
    assert user.posts.get().start == dt.date(2018, 12, 1)


def test_the_same_form_sent_twice_makes_one_account(client: Client, secretary: User, here: int) -> None:
    sent = values(here, **{submit.FIELD: submit.new_key()})
    one = client.post(reverse("accounts:people_new"), sent)
    two = client.post(reverse("accounts:people_new"), sent)
    assert one["Location"] == two["Location"]
    assert User.objects.filter(name="赵丽").count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("start", "2018-02-30"),
        ("role", "secretary"),
        ("role", "king"),
        ("area", "999999"),
        ("area", ""),
        ("name", ""),
        ("name", "赵\u202e丽"),
        ("name", "赵\x00丽"),
        ("username", "有 空格"),
        ("username", "x" * 300),
        ("phone", "138000012"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_nothing_is_made(
    client: Client, secretary: User, here: int, field: str, value: str
) -> None:
    page = client.post(reverse("accounts:people_new"), values(here, **{field: value}))
    assert page.status_code == 200
    assert "has-error" in page.content.decode() or 'class="wrong"' in page.content.decode()
    assert not User.objects.filter(name__startswith="赵").exists()


def test_rare_characters_and_markup_in_a_name_are_kept_whole_and_harmless(
    client: Client, secretary: User, here: int
) -> None:
    name = "𠅤㛃𬭩<b>"
    client.post(reverse("accounts:people_new"), values(here, name=name))
    user = User.objects.get(username="zhaoli")
    assert user.name == name
    assert "𠅤㛃𬭩&lt;b&gt;" in client.get(reverse("accounts:person", args=[user.pk])).content.decode()


def test_a_post_is_ended_by_the_form(client: Client, secretary: User, here: int) -> None:
    post = factories.user("李强", roles.GRID_WORKER, here, password=None).posts.get()
    done = client.post(reverse("accounts:person_end_post", args=[post.pk]), {"day": "2018-06-01"})
    assert done.status_code == 302
    assert Post.objects.get(pk=post.pk).end == dt.date(2018, 6, 1)


def test_the_list_is_written_out_and_the_journal_says_so(client: Client, secretary: User, here: int) -> None:
    answer = client.get(reverse("accounts:people_export"))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert ["陈书记"] in [row[:1] for row in sheet]
    with community_scope(here):
        assert Line.objects.filter(verb="export", subject="accounts").exists()


def test_shifts_are_entered_by_the_form_and_an_overlap_is_asked_about(
    client: Client, secretary: User, here: int
) -> None:
    sent = {
        "user": secretary.pk, "phone": "028-8765 4321", "first": "2018-12-28", "last": "2018-12-30",
        "weekdays": ["0", "1", "2", "3", "4", "5", "6"], "begin": "18", "close": "8点30",
    }  # fmt: skip
    assert client.post(reverse("accounts:duty_enter"), sent).status_code == 302
    asked = client.post(reverse("accounts:duty_enter"), sent)
    assert 'name="overlap"' in asked.content.decode()
    assert client.post(reverse("accounts:duty_enter"), sent | {"overlap": "on"}).status_code == 302
    with community_scope(here):
        assert Duty.objects.filter(phone="02887654321").count() == 6


def test_a_stale_shift_form_is_a_conflict(client: Client, secretary: User, here: int) -> None:
    with community_scope(here):
        duty = factories.duty(here, clock.now(), clock.now() + dt.timedelta(hours=8), user=secretary)
        Duty.objects.filter(pk=duty.pk).update(version=2, changed_by=secretary.pk, phone="02811112222")
    sent = {
        "user": secretary.pk,
        "phone": "02887654321",
        "first": "2018-12-28",
        "begin": "8",
        "close": "18",
        "version": "1",
    }
    answer = client.post(reverse("accounts:duty_change", args=[duty.pk]), sent)
    assert answer.status_code == 409
    assert "陈书记" in answer.content.decode()


def test_a_hand_over_is_seen_and_then_done(client: Client, secretary: User, here: int) -> None:
    one, two = (factories.user(name, roles.GRID_WORKER, here, password=None) for name in ("李强", "赵丽"))
    with community_scope(here):
        factories.duty(here, clock.now() + dt.timedelta(days=1), clock.now() + dt.timedelta(days=2), user=one)
    choice: dict[str, Any] = {"old": one.pk, "new": two.pk, "ends_on": ""}
    seen = client.get(reverse("accounts:hand_over"), choice)
    assert [str(each) for each in seen.context["would"]] != []
    client.post(reverse("accounts:hand_over"), choice)
    with community_scope(here):
        assert Duty.objects.get().user_id == two.pk


def test_own_settings_are_kept(client: Client, secretary: User) -> None:
    sent = {"name": "陈红", "phone": "13800001234", "language": "en", "keys_on": ""}
    done = client.post(reverse("accounts:me"), sent)
    assert done.status_code == 302
    secretary.refresh_from_db()
    assert (secretary.name, secretary.language, secretary.keys_on) == ("陈红", "en", False)
    assert client.get(reverse("accounts:me"))["Content-Language"] == "en"


def test_the_technical_administrator_makes_a_secretary_but_opens_no_community(
    client: Client, here: int
) -> None:
    district = area("district", "青羊区")
    street = area("subdistrict", "文家街道", parent=district)
    there = community("高桥社区", parent=street)
    factories.sign_in(client, factories.user("管理员", roles.TECH_ADMIN, district))
    page = client.get(reverse("accounts:people_new")).content.decode()
    assert "高桥社区" in page
    assert "快活社区" not in page
    assert client.post(reverse("accounts:people_new"), values(there, role=roles.SECRETARY)).status_code == 302
    assert client.get(reverse("accounts:duty")).status_code == 403


def test_the_name_menu_leads_to_the_other_post(client: Client, here: int) -> None:
    user = factories.user("王敏", roles.SECRETARY, here)
    other = factories.post(user, roles.SECRETARY, community("高桥社区"))
    factories.sign_in(client, user)
    path = reverse("accounts:choose_post", args=[other.pk])
    assert path in client.get(reverse("accounts:me")).content.decode()
    client.post(path)
    user.refresh_from_db()
    assert user.chosen_post == other.pk
