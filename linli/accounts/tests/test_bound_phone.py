"""A code from the counter binds a helper's phone or sets a password; the PIN stands before every page."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from linli.accounts import actions
from linli.accounts import api as accounts
from linli.accounts.middleware import IDLE, PHONE, WRITING
from linli.accounts.models import Code, Phone, User
from linli.accounts.views.holding import COOKIE
from linli.base import clock
from linli.base.scope import community_scope
from linli.journal import api as journal
from linli.journal.models import Line
from linli.kernel import Actor, NotFound, Refused
from linli.kernel import actor as roles
from linli.places.tests import factories as places
from linli.places.tests.factories import community

from . import factories

pytestmark = pytest.mark.django_db
PIN = "194907"
NEW = "kuai-huo-she-qu-2018"


@pytest.fixture
def here() -> int:
    return community("快活社区")


@pytest.fixture
def secretary(here: int) -> User:
    return factories.user("陈书记", roles.SECRETARY, here)


@pytest.fixture
def helper(here: int) -> User:
    return factories.user("李信使", roles.MESSENGER, here, username="xinshi", password=None, must_change=True)


def counter(client: Client, secretary: User, helper: User, purpose: str = "bind") -> str:
    """The code as the secretary's page shows it."""
    factories.sign_in(client, secretary)
    response = client.post(
        reverse("accounts:person_code", args=[helper.pk]), {"purpose": purpose, "days": "3"}
    )
    assert (response.status_code, response["Location"]) == (
        302,
        reverse("accounts:person_code_shown", args=[helper.pk]),
    )
    found = re.search(r'class="secret">([\d ]+)<', client.get(response["Location"]).content.decode())
    assert found is not None
    return found.group(1).replace(" ", "")


def bind(phone: Client, text: str, pin: str = PIN) -> Any:
    return phone.post(reverse("accounts:code_open", args=[text]), {"pin": pin, "again": pin})


@pytest.fixture
def phone(client: Client, secretary: User, helper: User) -> Client:
    """The helper's phone, bound."""
    text, phone = counter(client, secretary, helper), Client()
    assert bind(phone, text).status_code == 302
    return phone


def leave_alone(phone: Client, seconds: int) -> None:
    session = phone.session
    session[PHONE] = session[PHONE] | {"at": session[PHONE]["at"] - seconds}
    session.save()


def test_a_scanned_code_and_a_pin_sign_the_phone_in_for_half_a_year(phone: Client, helper: User) -> None:
    assert phone.session["_auth_user_id"] == str(helper.pk)
    assert phone.session.get_expiry_age() > 180 * 24 * 3600
    assert phone.get("/").status_code == 200
    cookie = phone.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert cookie.value.encode() not in bytes(Phone.objects.get().token)
    assert PIN.encode() not in bytes(Phone.objects.get().pin)


def test_opening_the_address_spends_nothing_and_binding_spends_it(
    client: Client, secretary: User, helper: User
) -> None:
    text, phone = counter(client, secretary, helper), Client()
    for _ in range(3):
        page = phone.get(reverse("accounts:code_open", args=[text]))
        assert (page.status_code, "李信使" in page.content.decode()) == (200, True)
    assert bind(phone, text).status_code == 302
    assert bind(Client(), text).status_code == 422
    assert Phone.objects.count() == 1


def test_a_typed_code_leads_to_the_same_page_and_a_slip_of_a_digit_is_said(
    client: Client, secretary: User, helper: User
) -> None:
    text = counter(client, secretary, helper)
    url = reverse("accounts:code")
    typed = f"{text[:4]} {text[4:8]} {text[8:]}"
    assert Client().post(url, {"code": typed})["Location"] == reverse("accounts:code_open", args=[text])
    assert Client().post(url, {"code": text[:8]}).status_code == 200


@pytest.mark.parametrize("pin", ["123456", "000000", "12345", ""])
def test_a_plain_pin_binds_nothing(client: Client, secretary: User, helper: User, pin: str) -> None:
    text = counter(client, secretary, helper)
    assert bind(Client(), text, pin).status_code == 200
    assert not Phone.objects.exists()
    assert Code.objects.get().left == 1


def test_after_a_quarter_of_an_hour_the_pin_stands_before_the_page(phone: Client) -> None:
    me = reverse("accounts:me")
    assert phone.get(me).status_code == 200
    leave_alone(phone, IDLE + 1)
    asked = phone.get(me)
    assert asked.status_code == 302
    assert asked["Location"] == f"{reverse('accounts:pin')}?next=%2Fme%2F"
    assert phone.get(asked["Location"]).status_code == 200
    assert phone.post(asked["Location"], {"pin": "000001", "next": me}).status_code == 200
    assert phone.get(me).status_code == 302
    assert phone.post(asked["Location"], {"pin": PIN, "next": me})["Location"] == me
    assert phone.get(me).status_code == 200


def test_a_form_being_written_is_taken_for_an_hour(phone: Client) -> None:
    url = reverse("accounts:me")
    leave_alone(phone, IDLE + 1)
    form = {"name": "李信使", "phone": "", "language": "zh-hans"}
    assert phone.post(url, form)["Location"] == url
    leave_alone(phone, WRITING + 1)
    assert "pin" in phone.post(url, form)["Location"]


def test_after_signing_out_the_phone_asks_for_its_pin_only(phone: Client, helper: User) -> None:
    phone.post(reverse("account_logout"))
    asked = phone.get(reverse("account_login") + "?next=/me/")
    assert asked["Location"] == f"{reverse('accounts:pin')}?next=%2Fme%2F"
    assert phone.get(reverse("account_login") + "?password=1").status_code == 200
    assert phone.post(reverse("accounts:pin"), {"pin": PIN, "next": "https://elsewhere/"})["Location"] == "/"
    assert phone.session["_auth_user_id"] == str(helper.pk)


def test_wrong_pins_wait_and_ten_in_a_row_release_the_phone(
    phone: Client, helper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_alone(phone, IDLE + 1)
    url = reverse("accounts:pin")
    for _ in range(5):
        assert phone.post(url, {"pin": "000001"}).status_code == 200
    assert phone.post(url, {"pin": PIN}).status_code == 200, "the right one waits too"
    assert Phone.objects.get().tries == 5
    later = clock.real_now() + dt.timedelta(minutes=16)
    monkeypatch.setattr(clock, "real_now", lambda: later)
    for _ in range(5):
        phone.post(url, {"pin": "000001"})
    assert Phone.objects.get().end == later
    assert phone.post(url, {"pin": PIN})["Location"].startswith(reverse("account_login"))
    with community_scope(Phone.objects.get().area_id):
        assert Line.objects.get(verb="release_phone").facts == {"account": helper.pk}


def test_the_secretary_releases_a_lost_phone_and_its_session_ends(
    phone: Client, client: Client, helper: User, secretary: User
) -> None:
    person = client.get(reverse("accounts:person", args=[helper.pk])).content.decode()
    release = reverse("accounts:phone_release", args=[Phone.objects.get().pk])
    assert release in person
    assert client.post(release).status_code == 302
    assert phone.get("/me/")["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in phone.session


def test_a_post_that_needs_a_password_ends_the_binding(phone: Client, helper: User, here: int) -> None:
    factories.post(helper, roles.SOCIAL_WORKER, here)
    assert phone.get("/me/")["Location"].startswith(reverse("account_login"))
    assert phone.post(reverse("accounts:pin"), {"pin": PIN}).status_code == 200
    assert "_auth_user_id" not in phone.session


def test_a_closed_account_is_not_opened_by_its_phone(phone: Client, helper: User) -> None:
    User.objects.filter(pk=helper.pk).update(is_active=False)
    assert phone.get("/me/").status_code == 302
    assert phone.post(reverse("accounts:pin"), {"pin": PIN}).status_code == 302
    assert "_auth_user_id" not in phone.session


def test_a_lost_phone_goes_with_the_one_time_password(
    phone: Client, client: Client, helper: User, secretary: User
) -> None:
    client.post(reverse("accounts:person_password", args=[helper.pk]), {"factors_too": "on"})
    assert not Phone.objects.exists()
    assert phone.get("/me/").status_code == 302


def test_a_password_is_set_with_a_code(client: Client, secretary: User, helper: User) -> None:
    text, guest = counter(client, secretary, helper, "account"), Client()
    url = reverse("accounts:code_open", args=[text])
    assert "xinshi" in guest.get(url).content.decode()
    assert guest.post(url, {"password": "short", "again": "short"}).status_code == 200
    assert guest.post(url, {"password": NEW, "again": NEW + "x"}).status_code == 200
    assert guest.post(url, {"password": NEW, "again": NEW}).status_code == 302
    assert guest.post(reverse("account_login"), {"login": "xinshi", "password": NEW})["Location"] == "/"
    helper.refresh_from_db()
    assert not helper.must_change
    assert guest.get(url).status_code == 422


def test_the_slip_is_printed_within_ten_minutes(
    client: Client, secretary: User, helper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter(client, secretary, helper)
    slip = reverse("accounts:person_code_slip", args=[helper.pk])
    assert client.get(slip).content[:5] == b"%PDF-"
    later = clock.real_now() + dt.timedelta(minutes=11)
    monkeypatch.setattr(clock, "real_now", lambda: later)
    assert client.get(slip).status_code == 302
    assert (
        "secret" not in client.get(reverse("accounts:person_code_shown", args=[helper.pk])).content.decode()
    )


def test_codes_stand_on_the_persons_page_and_are_revoked_there(
    client: Client, secretary: User, helper: User
) -> None:
    text = counter(client, secretary, helper)
    revoke = reverse("accounts:code_revoke", args=[Code.objects.get().pk])
    page = client.get(reverse("accounts:person", args=[helper.pk])).content.decode()
    assert revoke in page
    assert text not in page
    client.post(revoke)
    assert bind(Client(), text).status_code == 422


def test_every_code_that_opens_nothing_gets_the_same_page(
    client: Client, secretary: User, helper: User
) -> None:
    used, text = counter(client, secretary, helper), counter(client, secretary, helper)
    bind(Client(), used)
    Code.objects.filter(left=1).update(valid_until=clock.now())
    pages = {
        re.sub(
            r"[A-Za-z0-9]{64}|[0-9]{12}",
            "",
            Client().get(reverse("accounts:code_open", args=[one])).content.decode(),
        )
        for one in (used, text, "000000000000", "123456789012")
    }
    assert len(pages) == 1, sorted(pages)


def test_guessing_codes_on_the_page_is_stopped(client: Client, secretary: User, helper: User) -> None:
    text, guest = counter(client, secretary, helper), Client()
    for n in range(30):
        assert guest.get(reverse("accounts:code_open", args=[f"{n:012}"])).status_code == 422
    refused = guest.get(reverse("accounts:code_open", args=[text]))
    assert refused.status_code == 422
    assert "李信使" not in refused.content.decode()
    assert bind(guest, text).status_code == 422
    assert not Phone.objects.exists()


def test_binding_and_releasing_leave_nothing_when_the_journal_fails(
    here: int, helper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = clock.now()
    secretary = factories.actor(roles.SECRETARY, here)
    with community_scope(here):
        handed, other = (
            accounts.hand_out_code(
                actor=secretary, purpose=purpose, subject="account", key=helper.pk, community=here, at=at,
                valid=dt.timedelta(days=1),
            )
            for purpose in ("bind", "account")
        )  # fmt: skip
    bound = factories.bound_phone(helper, here)
    before = User.objects.get(pk=helper.pk).password

    def broken(actor: Actor, verb: str, *given: Any, **more: Any) -> None:
        if verb != "spend_code":
            raise RuntimeError
        return

    monkeypatch.setattr(journal, "write", broken)
    with community_scope(here):
        with pytest.raises(RuntimeError):
            actions.bind_phone(text=handed.text, pin=PIN, source="s", at=at, now=at)
        with pytest.raises(RuntimeError):
            actions.set_password_by_code(text=other.text, password=NEW, source="s", at=at)
        with pytest.raises(RuntimeError):
            actions.release_phone(actor=secretary, phone_id=bound.pk, at=at, now=clock.real_now())
    assert set(Code.objects.values_list("left", flat=True)) == {1}
    assert Phone.objects.get().end == bound.end
    assert User.objects.get(pk=helper.pk).password == before


def test_another_community_releases_no_phone_but_its_owner_may(here: int, helper: User) -> None:
    bound = factories.bound_phone(helper, here)
    other = factories.actor(roles.SECRETARY, community())
    colleague = factories.actor(roles.SOCIAL_WORKER, here)
    now = clock.real_now()
    with community_scope(here):
        with pytest.raises(NotFound):
            actions.release_phone(actor=other, phone_id=bound.pk, at=now, now=now)
        with pytest.raises(Refused):
            actions.release_phone(actor=colleague, phone_id=bound.pk, at=now, now=now)
        own = Actor(helper.pk, helper.name, here, frozenset({roles.MESSENGER}))
        assert actions.release_phone(actor=own, phone_id=bound.pk, at=now, now=now) == helper.pk
    assert Phone.objects.get().end == now


def test_codes_and_phones_go_after_their_term(here: int, helper: User) -> None:
    from linli.accounts import tasks

    factories.code(helper.pk, here, at=clock.now() - dt.timedelta(days=100))
    factories.code(helper.pk, here)
    old = factories.bound_phone(helper, here)
    Phone.objects.filter(pk=old.pk).update(end=clock.real_now() - dt.timedelta(days=91))
    factories.bound_phone(helper, here)
    tasks.forget_codes(0)
    assert (Code.objects.count(), Phone.objects.count()) == (1, 1)


def test_one_releases_ones_own_phone_and_no_others(here: int, helper: User, client: Client) -> None:
    lost, kept = factories.bound_phone(helper, here), factories.bound_phone(helper, here)
    others = factories.bound_phone(factories.user("王敏", roles.MESSENGER, here, password=None), here)
    User.objects.filter(pk=helper.pk).update(must_change=False)
    factories.sign_in(client, helper)
    page = client.get(reverse("accounts:me")).content.decode()
    address = reverse("accounts:own_phone_release", args=[lost.pk])
    assert address in page
    assert reverse("accounts:own_phone_release", args=[others.pk]) not in page
    assert reverse("news:preferences") in page
    assert client.get(address).status_code == 405
    assert client.post(reverse("accounts:own_phone_release", args=[others.pk])).status_code == 404
    assert client.post(address)["Location"] == reverse("accounts:me")
    now = clock.real_now()
    assert [one.pk for one in Phone.objects.filter(end__gt=now).order_by("pk")] == [kept.pk, others.pk]
    with community_scope(here):
        assert Line.objects.get(verb="release_phone").key == lost.pk
    assert client.post(address).status_code == 404


def test_releasing_the_phone_in_hand_signs_out(here: int, helper: User, client: Client) -> None:
    bound = factories.bound_phone(helper, here)
    User.objects.filter(pk=helper.pk).update(must_change=False)
    factories.sign_in(client, helper)
    session = client.session
    session[PHONE] = {"id": bound.pk, "at": clock.real_now().timestamp()}
    session.save()
    with translation.override("zh-hans"):
        said = gettext("this phone")
    assert said in client.get(reverse("accounts:me")).content.decode()
    answer = client.post(reverse("accounts:own_phone_release", args=[bound.pk]))
    assert answer["Location"] == reverse("account_login")
    assert client.get(reverse("accounts:me")).status_code == 302


@pytest.mark.parametrize(("term", "days"), [(None, 183), (30, 30)])
def test_how_long_a_phone_stays_bound_is_a_term(here: int, helper: User, term: int | None, days: int) -> None:
    if term is not None:
        places.term("phone_binding", term)
    at = clock.now()
    with community_scope(here):
        handed = accounts.hand_out_code(
            actor=factories.actor(roles.SECRETARY, here), purpose="bind", subject="account", key=helper.pk,
            community=here, at=at, valid=dt.timedelta(days=1),
        )  # fmt: skip
        bound = actions.bind_phone(text=handed.text, pin=PIN, source="s", at=at, now=at)
    assert bound is not None
    assert bound.end - at == dt.timedelta(days=days)
