"""Pages of captains, messengers and recruitments as a browser gets them; the page without an account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.base import clock, proof
from linli.base.scope import community_scope
from linli.base.submit import FIELD, new_key
from linli.contact.models import Candidate, Captain, Messenger, Shift
from linli.contact.queries import recruitments as found
from linli.places.tests import factories as places

from . import peopling
from .peopling import AT, DAY, MONDAY

pytestmark = pytest.mark.django_db
CODE = "510105014013"


@pytest.fixture
def here(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(clock, "real_now", lambda: AT)
    clock.forget()
    community = places.community("快活社区", CODE)
    with community_scope(community):
        yield community


def signed_in(role: str, area: int) -> Client:
    client = Client()
    accounts.sign_in(client, accounts.user("周社工", role, area, password=None))
    return client


def get(client: Client, name: str, /, *args: object, **query: Any) -> str:
    response = client.get(reverse(f"contact:{name}", args=args), query)
    assert response.status_code == 200, name
    return str(response.content.decode())


def post(client: Client, name: str, /, *args: object, **typed: object) -> Any:
    return client.post(reverse(f"contact:{name}", args=args), {FIELD: new_key(), **typed})


def test_a_captain_is_entered_found_and_replaced_and_a_fault_keeps_what_was_typed(
    here: int, django_assert_max_num_queries: Any
) -> None:
    building = peopling.homes(here)
    client = signed_in("social_worker", here)
    assert "没有楼栋长的楼栋" in get(client, "captains")
    typed = {
        "building": building.pk,
        "kind": "primary",
        "name": "张阿姨",
        "phone": "19200000123",
        "start": "2018-01-05",
    }
    wrong = post(client, "captain_new", **typed, units="7")
    assert wrong.status_code == 422
    assert "张阿姨" in wrong.content.decode()
    made = post(client, "captain_new", **typed)
    assert made.status_code == 302, made.content.decode()[:3000]
    again = post(client, "captain_new", **{**typed, "name": "李叔"})
    assert again.status_code == 422
    assert "张阿姨" in again.content.decode()
    key = Captain.objects.get().pk
    with django_assert_max_num_queries(30):
        listed = get(client, "captains", q="张")
    assert listed.count("<tr data-key=") == 1
    assert "19200000123" not in listed
    assert "0123" in listed
    assert "1栋" in get(client, "captain", key)
    assert post(client, "captain_correct", key, name="张孃孃", version=1, born="1956.3").status_code == 302
    stale = post(client, "captain_correct", key, name="张姐", version=1)
    assert stale.status_code == 409
    assert "张孃孃" in stale.content.decode()
    assert post(client, "captain_replace", key, name="李叔", on="2018-12-28", version=2).status_code == 302
    assert Captain.objects.filter(end__isnull=True).get().name == "李叔"
    new = Captain.objects.get(end__isnull=True).pk
    assert post(client, "captain_end", new, on="2018-12-28").status_code == 422


def test_double_sending_makes_one_captain(here: int) -> None:
    building, client, key = peopling.homes(here), signed_in("social_worker", here), new_key()
    typed = {"building": building.pk, "kind": "deputy", "name": "张阿姨", "start": "2018-01-05", FIELD: key}
    first, second = (client.post(reverse("contact:captain_new"), typed) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Captain.objects.count() == 1


def test_the_week_shows_every_hour_and_shifts_are_entered_by_the_form(here: int) -> None:
    me = peopling.secretary(here)
    one = peopling.messenger(me)
    client = signed_in("social_worker", here)
    page = get(client, "messengers", week="2018-12-31")
    assert page.count("hour-day") >= 7
    assert "168" in page
    typed = {
        "messenger": one,
        "first": "2018-12-31",
        "last": "2019-01-06",
        "weekdays": [0, 1],
        "begin": "9",
        "close": "12",
    }
    assert post(client, "shift_enter", **typed).status_code == 302
    assert Shift.objects.count() == 2
    met = post(client, "shift_enter", **typed)
    assert met.status_code == 422
    assert "赵信使" in met.content.decode()
    assert "09:00–12:00" in get(client, "messengers", week="2018-12-31")
    key = Shift.objects.order_by("starts")[0].pk
    assert post(client, "shift_drop", key, version=1).status_code == 302
    assert Shift.objects.filter(void=False).count() == 1


def test_a_messenger_asks_and_another_takes_over_on_the_page(here: int) -> None:
    me = peopling.secretary(here)
    clients, keys = [], []
    for name in ("赵信使", "唐信使"):
        user = accounts.user(name, "messenger", here, password=None)
        client = Client()
        accounts.sign_in(client, user)
        clients.append(client)
        keys.append(peopling.messenger(me, name, user.pk))
    shift = peopling.shift(me, keys[0])
    assert "我的班" in get(clients[0], "messengers")
    asked = post(clients[0], "shift_exchange", shift, why="看病")
    assert asked.status_code == 302, asked.content.decode()[:2000]
    exchange = int(asked["Location"].rstrip("/").rpartition("/")[2])
    assert "接班" in get(clients[1], "exchange", exchange)
    assert "19200000" not in get(clients[1], "messenger", keys[0])
    assert post(clients[1], "exchange_take", exchange).status_code == 302
    assert Shift.objects.get().messenger_id == keys[1]
    assert clients[1].get(reverse("contact:shift_enter")).status_code == 403


def test_a_recruitment_runs_from_draft_to_messenger_on_pages(
    here: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in("secretary", here)
    typed = {
        "title": "招募民情信使", "text": "自愿报名。", "seats": 1, "start": "2018-12-28", "last": "2018-12-30",
        "term_start": "2019-01-10", "term_last": "2019-12-31",
    }  # fmt: skip
    key = int(post(client, "recruitment_new", **typed)["Location"].rstrip("/").rpartition("/")[2])
    assert post(client, "recruitment_publish", key, version=1).status_code == 302
    assert post(client, "recruitment_apply", key, name="柯志强", phone="19200000556").status_code == 302
    assert post(client, "recruitment_apply", key, name="别人", phone="19200000556").status_code == 422
    guest = Client()
    address = reverse("calling:call", args=[CODE, key])
    assert "招 1 人" in guest.get(address).content.decode()
    assert "招募民情信使" in guest.get(f"/c/{CODE}/").content.decode()
    assert apply(guest, address).status_code == 302
    assert apply(guest, address, name="又一个").status_code == 302
    assert apply(guest, address, phone="123").status_code == 422
    assert Candidate.objects.count() == 2
    assert "2018-12-30" in guest.get(f"{address}applied/").content.decode()
    monkeypatch.setattr(clock, "real_now", lambda: AT + 4 * DAY)
    clock.forget()
    assert apply(guest, address, phone="19200000600").status_code == 422
    page = get(client, "recruitment", key)
    assert "温玉兰" in page
    assert "19200000555" in page  # behind the dial button only
    one, other = Candidate.objects.order_by("pk")
    assert post(client, "candidate_refuse", one.pk, reason="", version=1).status_code == 422
    assert post(client, "candidate_refuse", one.pk, reason="名额已满", version=1).status_code == 302
    assert post(client, "candidate_choose", other.pk, version=1).status_code == 302
    assert post(client, "recruitment_close", key).status_code == 302
    assert Messenger.objects.get().name == "温玉兰"
    assert found.public(here, key).call.state == "closed"


def apply(guest: Client, address: str, **typed: object) -> Any:
    """Send the public form as a person would, a minute after it was opened."""
    shown = str(proof.fields("messenger", at=clock.now() - dt.timedelta(minutes=1)))
    ticket = shown.split('value="', 1)[1].split('"', 1)[0]
    sent = {
        FIELD: new_key(), "name": "温玉兰", "phone": "19200000555", "proof_ticket": ticket, "proof_work": "", "proof_homepage": "",
    }  # fmt: skip
    return guest.post(address, sent | typed)


def test_a_form_sent_by_a_program_is_not_taken(here: int) -> None:
    me = peopling.secretary(here)
    address = reverse("calling:call", args=[CODE, peopling.call(me)])
    guest = Client()
    assert apply(guest, address, proof_homepage="http://example.com").status_code == 422
    assert apply(guest, address, proof_ticket="nobody").status_code == 422
    assert not Candidate.objects.exists()
    assert guest.get(reverse("calling:call", args=["999999999999", 1])).status_code == 404
    assert guest.get(reverse("calling:call", args=[CODE, 999_999])).status_code == 404


def test_the_page_of_a_building_says_who_answers_now_and_this_evening(here: int) -> None:
    me = peopling.secretary(here)
    building = peopling.homes(here)
    peopling.shift(me, peopling.messenger(me), clock.day_of(AT), 9, 12)
    peopling.shift(me, peopling.messenger(me, "唐信使"), clock.day_of(AT), 19, 22)
    accounts.duty(here, AT - dt.timedelta(hours=1), AT + dt.timedelta(hours=23), phone="028-2")
    page = Client().get(f"/b/{building.code}/").content.decode()
    assert "赵信使" in page
    assert "唐信使" in page
    assert "tel:028-2" in page


def test_helpers_see_the_week_and_neither_captains_nor_candidates(here: int) -> None:
    me = peopling.secretary(here)
    call = peopling.call(me)
    captain = signed_in("captain", here)
    assert "168" in get(captain, "messengers", week=str(MONDAY))
    for name, args in (("captains", []), ("recruitments", []), ("recruitment", [call])):
        assert captain.get(reverse(f"contact:{name}", args=args)).status_code == 403
