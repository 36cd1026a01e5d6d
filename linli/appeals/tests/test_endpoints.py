"""The list of appeals as JSON."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from linli.accounts.tests import factories as accounts
from linli.base import clock
from linli.kernel.actor import MEDIATOR, SOCIAL_WORKER

from . import factories

pytestmark = pytest.mark.django_db
URL = "/api/appeals"


@pytest.fixture
def desk(here: int) -> Client:
    """A signed-in social worker."""
    client = Client()
    accounts.sign_in(client, accounts.user("王敏", SOCIAL_WORKER, here))
    return client


def test_the_list_has_what_the_page_has_without_who_asked(here: int, desk: Client) -> None:
    asked = {"name": "王波", "phone": "19200000001"}
    first = factories.appeal(here, reporter=asked, text="灯坏了\n很暗", category="lighting")
    second = factories.appeal(here, at=factories.AT + dt.timedelta(hours=1), state="closed")
    response = desk.get(URL)
    found = response.json()
    assert [one["id"] for one in found["rows"]] == [second.pk, first.pk]
    assert (found["total"], found["more"], found["page"], found["size"]) == (2, False, 1, 50)
    assert found["rows"][1]["title"] == "灯坏了"
    assert found["rows"][1]["category"] == "lighting"
    assert "王" not in response.content.decode().replace("王敏", "")
    assert "192000" not in response.content.decode()


def test_the_list_is_narrowed_and_turned(here: int, desk: Client) -> None:
    rows = [factories.appeal(here, at=factories.AT + dt.timedelta(minutes=n)) for n in range(3)]
    closed = factories.appeal(here, state="closed", at=factories.AT - dt.timedelta(days=3))
    assert [one["id"] for one in desk.get(URL, {"state": "ended"}).json()["rows"]] == [closed.pk]
    assert [one["id"] for one in desk.get(URL, {"until": "2018-12-25"}).json()["rows"]] == [closed.pk]
    first = desk.get(URL, {"size": 2}).json()
    assert [one["id"] for one in first["rows"]] == [rows[2].pk, rows[1].pk]
    after = desk.get(URL, {"size": 2, "after": first["after"]}).json()
    assert [one["id"] for one in after["rows"]] == [rows[0].pk, closed.pk]


def test_a_page_of_fifty_takes_at_most_ten_statements(here: int, desk: Client) -> None:
    for n in range(60):
        factories.appeal(here, at=factories.AT + dt.timedelta(minutes=n), ticking=False)
    clock.move_to(factories.AT)
    desk.get(URL)
    with factories.at_most(10):
        found = desk.get(URL, {"state": "open", "category": "other", "since": "2018-12-01"}).json()
    assert len(found["rows"]) == 50


def test_nobody_signed_in_is_told_so_and_others_who_may(here: int) -> None:
    assert Client().get(URL).status_code == 401
    client = Client()
    accounts.sign_in(client, accounts.user("调解", MEDIATOR, here))
    assert client.get(URL).status_code == 403
    assert client.get(URL).json()["detail"]


@pytest.mark.parametrize(
    "asked",
    [
        {"page": 0}, {"page": 10**9}, {"size": 10_000}, {"handler": 10**30}, {"cell": -1}, {"q": "\x00"}, {"since": "0000-01-01"},
        {"until": "9999-12-31"}, {"sort": "title"}, {"q": "电话19200000001"}, {"state": "x" * 61}, {"late": "perhaps"},
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(here: int, desk: Client, asked: dict[str, Any]) -> None:
    assert desk.get(URL, asked).status_code == 422


@pytest.mark.parametrize("mark", ["x", "1.x", "99999999999999999.1", "1.999999999999999999", ".", "٣.1"])
def test_a_mark_that_says_nothing_is_no_fault(here: int, desk: Client, mark: str) -> None:
    assert desk.get(URL, {"after": mark}).status_code == 200
    assert desk.get(URL, {"before": mark}).status_code == 200


def test_the_description_is_everybodys(db: None) -> None:
    found = Client().get("/api/openapi.json").json()
    assert set(found["paths"]) == {"/api/appeals", "/api/figures"}


def test_figures_are_listed_with_their_meaning(here: int, desk: Client) -> None:
    found = desk.get("/api/figures").json()
    assert {"name", "label", "unit", "kind", "meaning", "definition"} == set(found[0])
