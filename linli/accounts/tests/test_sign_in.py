"""Signing in by user name and password, lock-out, one-time passwords, second factors."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from linli.accounts.models import User
from linli.base import clock
from linli.journal.models import HouseLine
from linli.places.tests.factories import community

from . import factories
from .factories import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def here() -> int:
    return community("快活社区")


@pytest.fixture
def user(here: int) -> User:
    return factories.user("王敏", "social_worker", here, username="wangmin")


def sign_in(client: Client, username: str = "wangmin", password: str = PASSWORD, **other: str) -> Any:
    return client.post(reverse("account_login"), {"login": username, "password": password, **other})


def code_of(secret: str) -> str:
    """The code that a phone with this secret shows now."""
    code: str = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    return code


def test_the_right_password_leads_to_the_start(client: Client, user: User) -> None:
    response = sign_in(client)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize("username", ["WangMin", " wangmin ", "ｗａｎｇｍｉｎ"])
def test_the_user_name_may_be_typed_in_any_case_and_width(client: Client, user: User, username: str) -> None:
    assert sign_in(client, username).status_code == 302


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client: Client, user: User) -> None:
    wrong, unknown = sign_in(client, password="wrong"), sign_in(client, username="nobody")
    sentences = [
        re.findall(r'class="wrong".*?</', one.content.decode(), re.DOTALL) for one in (wrong, unknown)
    ]
    assert wrong.status_code == unknown.status_code == 200
    assert sentences[0] == sentences[1] != []


def test_after_signing_in_one_is_led_to_the_page_asked_for_but_never_elsewhere(
    client: Client, user: User
) -> None:
    assert sign_in(client, next="/me/")["Location"] == "/me/"
    client.logout()
    assert sign_in(client, next="https://example.com/")["Location"] == "/"


def test_eight_wrong_passwords_lock_the_account_and_say_until_when(client: Client, user: User) -> None:
    for _number in range(7):
        assert sign_in(client, password="wrong").status_code == 200
    locked = sign_in(client, password="wrong")
    assert locked.status_code == 429
    until = clock.real_now() + dt.timedelta(minutes=15)
    assert re.search(r"\d\d:\d\d", locked.content.decode())
    assert f"{until.astimezone(clock.SHANGHAI):%H:}" in locked.content.decode()
    assert sign_in(client).status_code == 429, "the right password waits as well"
    assert "_auth_user_id" not in client.session


def test_an_unknown_user_name_is_locked_alike(client: Client) -> None:
    answers = [sign_in(client, username="nobody", password="wrong").status_code for _number in range(8)]
    assert answers == [200] * 7 + [429]


def test_a_lock_does_not_touch_other_accounts(client: Client, user: User, here: int) -> None:
    factories.user("李强", "grid_worker", here, username="liqiang")
    for _number in range(8):
        sign_in(client, password="wrong")
    assert sign_in(client, "liqiang").status_code == 302


def test_a_lock_ends_after_the_quarter_of_an_hour(client: Client, user: User) -> None:
    for _number in range(8):
        sign_in(client, password="wrong")
    AccessAttempt.objects.update(attempt_time=clock.real_now() - dt.timedelta(minutes=16))
    assert sign_in(client).status_code == 302


def test_a_one_time_password_lifts_the_lock(client: Client, user: User, here: int) -> None:
    for _number in range(8):
        sign_in(client, password="wrong")
    secretary = factories.user("陈书记", "secretary", here, username="chen")
    other = Client()
    factories.sign_in(other, secretary)
    shown = other.post(reverse("accounts:person_password", args=[user.pk]), {}, follow=True)
    password = re.search(r'class="secret">([^<]+)<', shown.content.decode())
    assert password is not None
    assert sign_in(client, password=password[1]).status_code == 302


def test_a_one_time_password_is_shown_once(user: User, here: int, client: Client) -> None:
    factories.sign_in(client, factories.user("陈书记", "secretary", here))
    shown = client.post(reverse("accounts:person_password", args=[user.pk]), {}, follow=True)
    assert 'class="secret"' in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    again = client.get(reverse("accounts:password_shown", args=[user.pk]))
    assert 'class="secret"' not in again.content.decode()


def test_whoever_has_a_one_time_password_goes_no_further_than_changing_it(client: Client, user: User) -> None:
    User.objects.filter(pk=user.pk).update(must_change=True)
    sign_in(client)
    assert client.get("/me/")["Location"] == reverse("account_change_password")
    page = client.get(reverse("account_change_password"))
    assert page.status_code == 200
    new = "一句自己的话 2018"
    done = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert done.status_code == 302
    user.refresh_from_db()
    assert not user.must_change
    assert user.check_password(new)
    assert client.get("/me/").status_code == 200, "the session goes on"


@pytest.mark.parametrize("new", ["short", "1234567890", "wangmin2018"])
def test_a_weak_password_is_refused(client: Client, user: User, new: str) -> None:
    sign_in(client)
    page = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert page.status_code == 200
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_session_lasts_twelve_hours_at_most(client: Client, user: User) -> None:
    sign_in(client)
    [session] = Session.objects.all()
    assert session.expire_date - clock.real_now() <= dt.timedelta(hours=12)


def test_signing_out_asks_by_post_only(client: Client, user: User) -> None:
    sign_in(client)
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_a_closed_account_is_told_so_only_with_the_right_password(client: Client, user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert sign_in(client).status_code == 403
    assert sign_in(client, password="wrong").status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "account_signup", "account_email", "account_reset_password", "account_set_password", "account_inactive",
        "account_confirm_login_code", "account_request_login_code", "mfa_signup_webauthn", "mfa_download_recovery_codes",
        "mfa_edit_webauthn", "mfa_trust",
    ],
)  # fmt: skip
def test_what_is_not_needed_of_allauth_has_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    "path", ["/accounts/signup/", "/accounts/login/", "/accounts/password/reset/", "/signup/"]
)
def test_the_usual_addresses_of_allauth_are_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_every_view_of_signing_in_is_one_of_ours() -> None:
    names = {key for key in get_resolver().reverse_dict if isinstance(key, str)}
    for name in names & {one for one in names if one.startswith(("account_", "mfa_"))}:
        path = "/" + get_resolver().reverse_dict.getlist(name)[0][0][0][0] % {"pk": 1}
        view = get_resolver().resolve(path).func
        assert view.__module__.startswith("linli.accounts"), name


def test_the_demo_shows_its_accounts_and_real_use_does_not(client: Client, user: User, settings: Any) -> None:
    settings.DEMO = True
    assert "wangmin" in client.get(reverse("account_login")).content.decode()
    settings.DEMO = False
    assert "wangmin" not in client.get(reverse("account_login")).content.decode()


def set_up_codes(client: Client) -> str:
    """Activate codes from a phone in the client's session; the secret."""
    page = client.get(reverse("mfa_activate_totp"))
    if page.status_code == 302:
        client.post(page["Location"], {"password": PASSWORD})
        page = client.get(reverse("mfa_activate_totp"))
    secret: str = page.context["form"].secret
    done = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def test_codes_from_a_phone_round_trip(client: Client, user: User) -> None:
    sign_in(client)
    secret = set_up_codes(client)
    held = Authenticator.objects.get(user=user, type="totp")
    assert secret not in str(held.data), "the secret is sealed in the database"
    client.post(reverse("account_logout"))
    cache.clear()
    asked = sign_in(client)
    assert asked["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in client.session
    done = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert done.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_recovery_code_opens_once(client: Client, user: User) -> None:
    sign_in(client)
    set_up_codes(client)
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    for expected in (302, 200):
        client.post(reverse("account_logout"))
        cache.clear()
        sign_in(client)
        assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == expected


def test_the_second_factor_is_changed_only_after_the_password_once_more(client: Client, user: User) -> None:
    factories.sign_in(client, user)
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    page = client.get(answer["Location"])
    assert page.status_code == 200
    back = client.post(answer["Location"], {"password": PASSWORD})
    assert back["Location"] == reverse("mfa_activate_totp")


def test_a_lost_phone_is_taken_away_with_the_one_time_password(client: Client, user: User, here: int) -> None:
    sign_in(client)
    set_up_codes(client)
    other = Client()
    factories.sign_in(other, factories.user("陈书记", "secretary", here))
    other.post(reverse("accounts:person_password", args=[user.pk]), {"factors_too": "on"})
    assert not Authenticator.objects.filter(user=user).exists()


def test_passkeys_are_offered_on_localhost_and_explained_elsewhere(client: Client, user: User) -> None:
    sign_in(client)
    here = client.get(reverse("mfa_index"), headers={"host": "localhost:8000"}).content.decode()
    elsewhere = client.get(reverse("mfa_index"), headers={"host": "192.168.1.5:8000"}).content.decode()
    assert reverse("mfa_add_webauthn") in here
    assert reverse("mfa_add_webauthn") not in elsewhere
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_add_webauthn"), headers={"host": "localhost:8000"})
    assert page.status_code == 200
    assert 'id="passkey_data"' in page.content.decode()
    assert client.get(reverse("mfa_add_webauthn"), headers={"host": "192.168.1.5:8000"}).status_code == 409


def test_an_https_name_offers_passkeys_but_a_bare_number_never(client: Client, settings: Any) -> None:
    for host, secure, offered in (
        ("linli.example", True, True),
        ("linli.example", False, False),
        ("10.0.0.1", True, False),
    ):
        page = client.get(reverse("account_login"), headers={"host": host}, secure=secure).content.decode()
        assert ("passkey_go" in page) is offered, host


def test_the_passkey_button_gets_its_challenge(client: Client) -> None:
    headers = {"host": "localhost", "accept": "application/json"}
    answer = client.get(reverse("mfa_login_webauthn"), headers=headers)
    assert answer.json()["request_options"]["publicKey"]["challenge"]


def test_signing_in_and_out_locks_and_factors_leave_a_line_of_the_house(
    client: Client, user: User, django_capture_on_commit_callbacks: Any
) -> None:
    sign_in(client)
    with django_capture_on_commit_callbacks(execute=True):
        set_up_codes(client)
    client.post(reverse("account_logout"))
    for _number in range(8):
        sign_in(Client(), password="wrong")
    verbs = list(HouseLine.objects.order_by("pk").values_list("verb", "user"))
    assert ("sign_in", user.pk) in verbs
    assert ("sign_out", user.pk) in verbs
    assert ("add_factor", user.pk) in verbs
    assert verbs[-1] == ("lock_out", None)
