"""What the QR on a building opens, and the paper that carries it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.appeals.tests import factories as appeals
from linli.base import clock
from linli.base.scope import community_scope
from linli.kernel.actor import AUDITOR, GRID_WORKER, SOCIAL_WORKER
from linli.places.models import Building

AT = appeals.AT
CODE = "510105014013"


@pytest.fixture
def here(db: None, monkeypatch: pytest.MonkeyPatch) -> tuple[int, Any]:
    monkeypatch.setattr(clock, "real_now", lambda: AT)
    clock.forget()
    community = appeals.community(name="快活社区", code=CODE)
    return community, appeals.building(community, "3栋", 2, 2, 2, compound="英国小镇")


def test_the_code_opens_the_first_page_of_the_place(here: tuple[int, Any]) -> None:
    community, building = here
    with community_scope(community):
        accounts.duty(community, AT - dt.timedelta(hours=1), AT + dt.timedelta(hours=9))
    cell = appeals.cell(community, "第1网格", buildings=[building])
    accounts.user("韩网格", GRID_WORKER, community, cell=cell.pk, username="han", password=None)
    page = Client().get(f"/b/{building.code}/")
    text = page.content.decode()
    for words in (
        "英国小镇3栋",
        "快活社区",
        "我要反映",
        "查进度",
        "找谁办",
        "办事指南",
        "韩网格",
        "09:00–12:00",
    ):
        assert words in text
    assert text.index("tel:") < text.index("我要反映")
    assert f"?b={building.code}" in text


def test_a_code_typed_small_or_with_a_dash_leads_to_its_own_address(here: tuple[int, Any]) -> None:
    code = here[1].code
    assert Client().get(f"/b/{code.lower()}/")["Location"] == f"/b/{code}/"
    assert Client().get(f"/b/{code[:3]}-{code[3:]}/")["Location"] == f"/b/{code}/"


@pytest.mark.parametrize("code", ["ZZZZZZ", "不是码", "<script>", "A" * 200, "%00"])
def test_a_code_that_nobody_bears_says_how_to_go_on(here: tuple[int, Any], code: str) -> None:
    page = Client().get(f"/b/{code}/")
    assert page.status_code in (400, 404)
    assert "<script>alert" not in page.content.decode()


def test_a_building_out_of_use_leads_to_the_community(here: tuple[int, Any]) -> None:
    community, building = here
    with community_scope(community):
        Building.objects.filter(pk=building.pk).update(end=dt.date(2018, 12, 1))
    page = Client().get(f"/b/{building.code}/")
    assert page.status_code == 404
    assert "英国小镇3栋已停用" in page.content.decode()
    assert f"/c/{CODE}/" in page.content.decode()


def test_a_worker_signed_in_elsewhere_sees_the_place_of_the_code(here: tuple[int, Any]) -> None:
    foreign = appeals.community(name="晨光社区", code="510105014014")
    client = Client()
    accounts.sign_in(client, accounts.user("王敏", SOCIAL_WORKER, foreign, username="wm"))
    text = client.get(f"/b/{here[1].code}/").content.decode()
    assert "快活社区" in text
    assert "晨光社区" not in text


def test_the_first_page_asks_few_statements(here: tuple[int, Any]) -> None:
    Client().get(f"/b/{here[1].code}/")
    with appeals.at_most(30):
        assert Client().get(f"/b/{here[1].code}/").status_code == 200


@pytest.mark.parametrize("kind", ["", "?as=stickers"])
def test_the_sheet_and_the_stickers_are_pdf(here: tuple[int, Any], kind: str) -> None:
    client = Client()
    accounts.sign_in(client, accounts.user("王敏", SOCIAL_WORKER, here[0], username="wm"))
    made = client.get(reverse("project:building_qr", args=[here[1].pk]) + kind)
    assert made["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF")


def test_the_sheet_of_a_foreign_building_is_not_found_and_an_auditor_prints_none(
    here: tuple[int, Any],
) -> None:
    foreign = appeals.community(name="晨光社区", code="510105014014")
    other, auditor = Client(), Client()
    accounts.sign_in(other, accounts.user("王敏", SOCIAL_WORKER, foreign, username="wm"))
    accounts.sign_in(auditor, accounts.user("李审", AUDITOR, here[0], username="ls"))
    address = reverse("project:building_qr", args=[here[1].pk])
    assert other.get(address).status_code == 404
    assert auditor.get(address).status_code == 403
