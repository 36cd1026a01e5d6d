"""长辈版 of a worker's pages: one 菜单, and whom to call on every page. Single-letter keys can be switched off."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from linli.accounts.models import User
from linli.accounts.tests import factories as accounts
from linli.base import clock
from linli.base.scope import community_scope
from linli.places.tests import factories as places
from linli.ui import look

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_of() -> Client:
    """A social worker's client, with somebody on duty."""
    here = places.community()
    now = clock.now()
    with community_scope(here):
        accounts.duty(
            here,
            now - dt.timedelta(hours=1),
            now + dt.timedelta(hours=8),
            name="韩网格员",
            phone="02887310012",
        )
    client = Client()
    accounts.sign_in(client, accounts.user("王敏", "social_worker", here, password=None))
    return client


@pytest.mark.parametrize("address", ["/", "/residents/", "/places/buildings/", "/reports/"])
def test_the_menu_is_one_button_and_the_duty_phone_stands_on_every_page(
    client_of: Client, address: str
) -> None:
    usual = client_of.get(address).content.decode()
    assert 'class="entries"' in usual
    assert "call-button" not in usual
    client_of.cookies[look.ELDER] = "24"
    large = client_of.get(address).content.decode()
    assert 'class="entries"' not in large
    assert 'class="second"' not in large
    assert '<details class="drop menu"><summary>菜单</summary>' in large
    assert 'href="/residents/"' in large
    assert 'class="button call-button" href="tel:02887310012"' in large


def test_single_letters_are_for_those_who_want_them(client_of: Client) -> None:
    assert 'data-keys data-key-n="/residents/register/"' in client_of.get("/").content.decode()
    User.objects.update(keys_on=False)
    assert "data-keys" not in client_of.get("/").content.decode()
