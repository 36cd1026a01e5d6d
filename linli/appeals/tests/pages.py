"""Signing in and reading pages, for the tests of the pages of appeals."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.accounts.models import User
from linli.accounts.tests import factories as accounts
from linli.base.submit import FIELD, new_key


def signed_in(role: str, area: Any, **post: Any) -> tuple[Client, User]:
    """A client signed in as the holder of a role, and the account."""
    client = Client()
    who = accounts.user("王敏", role, area, password=None, **post)
    accounts.sign_in(client, who)
    return client, who


def get(client: Client, name: str, /, *args: object, **query: Any) -> Any:
    """GET of a view of appeals."""
    return client.get(reverse(f"appeals:{name}", args=args), query)


def post(client: Client, name: str, /, *args: object, **typed: Any) -> Any:
    """A form sent once, with a key of its own unless one is given."""
    return client.post(reverse(f"appeals:{name}", args=args), {FIELD: new_key(), **typed})


def in_row(client: Client, name: str, /, *args: object, **typed: Any) -> Any:
    """The form as the row of the board sends it."""
    return client.post(
        reverse(f"appeals:{name}", args=args), {FIELD: new_key(), **typed}, headers={"HX-Request": "true"}
    )


def queries_of(client: Client, address: str) -> list[str]:
    """The statements of one request, as production sends them: no savepoints, and the scope set once."""
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    plain = [one["sql"] for one in caught.captured_queries]
    asked = [sql for sql in plain if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))]
    return [sql for sql in asked if not sql.startswith("select set_config")]


def words(page: Any) -> str:
    """What a page says."""
    return str(page.content.decode())
