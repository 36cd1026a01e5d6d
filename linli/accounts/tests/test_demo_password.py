"""The demonstration's accounts share one password and one hash of it; nobody else's password is shared."""

from __future__ import annotations

import datetime as dt

import pytest

from linli.accounts import api as accounts
from linli.accounts.models import User
from linli.base.scope import scope
from linli.kernel import Actor

AT = dt.datetime(2018, 3, 5, 2, tzinfo=dt.UTC)


@pytest.mark.django_db
def test_each_account_opens_with_the_password_it_was_given() -> None:
    actor = Actor.system("a test")
    with scope(()):
        for username, password in (
            ("one", accounts.DEMO_PASSWORD),
            ("two", accounts.DEMO_PASSWORD),
            ("three", "another-9-word"),
        ):
            accounts.make_account(actor=actor, username=username, name="王芳", password=password, at=AT)
    one, two, three = (User.objects.get(username=name) for name in ("one", "two", "three"))
    assert one.check_password(accounts.DEMO_PASSWORD)
    assert two.check_password(accounts.DEMO_PASSWORD)
    assert three.check_password("another-9-word")
    assert not three.check_password(accounts.DEMO_PASSWORD)
