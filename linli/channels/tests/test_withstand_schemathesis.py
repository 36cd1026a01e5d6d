"""schemathesis finds no 5xx, neither on Open311 nor on our own interface: the same tries each time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings
from requests import Request

from linli.accounts.tests import factories as accounts
from linli.kernel.actor import SECRETARY

from . import factories
from .described import described

pytestmark = [pytest.mark.django_db, pytest.mark.one_server]
#: Tries of each address.
TRIES = 16
BOUNDED = settings(
    max_examples=TRIES, deadline=None, database=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture
def key(here: int) -> str:
    """A key that may send."""
    return factories.client(here)[1]


def tried(schema: dict[str, Any], call: Callable[[Any], int]) -> dict[str, set[int]]:
    """address → the statuses it answered with."""
    held: list[Any] = [*schemathesis.openapi.from_dict(schema).get_all_operations()]
    operations = [found.ok() for found in held]
    return {f"{one.method.upper()} {one.path}": _statuses(one, call) for one in operations}


def _statuses(operation: Any, call: Callable[[Any], int]) -> set[int]:
    seen: set[int] = set()

    @seed(2018)
    @BOUNDED
    @given(case=operation.as_strategy())
    def one(case: Any) -> None:
        seen.add(call(case))

    one()
    return seen


def asker(client: Client, root: str = "") -> Callable[[Any], int]:
    """Sends a case with Django's client, in the transaction of the test."""

    def call(case: Any) -> int:
        meant = case.as_transport_kwargs(base_url=f"http://testserver{root}")
        wanted = {
            name: meant.get(name) for name in ("method", "url", "headers", "params", "data", "files", "json")
        }
        sent = Request(**wanted).prepare()
        body = sent.body or b""
        kind = str(sent.headers.get("Content-Type", "application/octet-stream"))
        response = client.generic(
            str(sent.method),
            sent.path_url,
            body.encode("utf-8", "replace") if isinstance(body, str) else body,
            kind,
        )
        assert response.status_code < 500, (case.as_curl_command(), response.content)
        return int(response.status_code)

    return call


def test_open311_never_breaks(here: int, key: str) -> None:
    row = factories.released(here)
    seen = tried(described(key, row.number, "510105901001"), asker(Client(), "/open311"))
    assert len(seen) == 8
    assert 200 in seen["GET /v2/requests.{form}"]
    assert {status for statuses in seen.values() for status in statuses} <= {200, 400, 403, 404, 405, 429}


def test_our_own_interface_never_breaks(here: int) -> None:
    client = Client()
    accounts.sign_in(client, accounts.user("书记", SECRETARY, here))
    factories.released(here)
    seen = tried(client.get("/api/openapi.json").json(), asker(client))
    assert set(seen) == {"GET /api/appeals", "GET /api/figures"}
    assert 200 in seen["GET /api/appeals"]
