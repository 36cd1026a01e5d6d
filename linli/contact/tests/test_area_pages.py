"""Pages of areas, coverage and cards as a browser gets them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.base.scope import community_scope
from linli.base.submit import FIELD, new_key
from linli.contact.actions import charges
from linli.contact.models import Batch, Card, Charge
from linli.places import api as places
from linli.places.tests import factories as ground

from . import dividing
from .dividing import AT, ON

pytestmark = pytest.mark.django_db


def signed_in(role: str, area: int, **fields: Any) -> Client:
    client = Client()
    accounts.sign_in(client, accounts.user("王书记", role, area, password=None, **fields))
    return client


def get(client: Client, name: str, /, *args: object, **query: Any) -> str:
    response = client.get(reverse(f"contact:{name}", args=args), query)
    assert response.status_code == 200, (name, response.status_code)
    return str(response.content.decode())


def post(client: Client, name: str, /, *args: object, **typed: object) -> Any:
    return client.post(reverse(f"contact:{name}", args=args), {FIELD: new_key(), **typed})


def test_the_pages_show_who_answers_and_what_is_missing(divided: int) -> None:
    made = dividing.led(divided)
    client = signed_in("secretary", divided)
    listed = get(client, "areas")
    assert "乔东强" in listed
    assert "1 个单元没有划入片区" in listed
    assert "乔东强" in get(client, "area", made.cell)
    assert "75.0%" in get(client, "coverage")
    assert "所在单元没有划入片区。" in get(client, "coverage_households", "charge", rest=1)
    assert "3 户没有卡" in get(client, "cards")
    assert "100.0%" not in get(client, "ledger", period="2018-12")
    assert client.get(reverse("contact:ledger_excel")).content[:2] == b"PK"
    assert client.get(reverse("contact:ledger_paper")).content[:5] == b"%PDF-"
    assert client.get(reverse("contact:coverage_households", args=["nothing"])).status_code == 404
    assert get(client, "areas").count("data-key=") == 1


def test_cards_go_from_printing_to_their_doors(divided: int) -> None:
    made = dividing.led(divided)
    client = signed_in("social_worker", divided)
    done = post(client, "card_print", cell=made.cell)
    assert done.status_code == 302, done.content.decode()[:1500]
    batch = Batch.objects.get().pk
    assert client.get(reverse("contact:batch_pdf", args=[batch])).content[:5] == b"%PDF-"
    assert "3 张卡等待送达" in get(client, "card_doors")
    first, *others = dividing.keys(batch)
    assert post(client, "card_doors", one=f"{first}:signed").status_code == 302
    assert Card.objects.get(pk=first).receipt == "signed"
    assert post(client, "card_doors", one=f"{first}:signed").status_code == 422
    assert post(client, "card_doors", on="2018-12-28", receipt="posted").status_code == 422
    assert post(client, "card_doors", card=others, on=ON.isoformat(), receipt="posted").status_code in (
        302,
        422,
    )
    assert "已送达" in get(client, "card", first)
    assert post(client, "card_reissue", first).status_code == 302
    assert "没有要印的卡" in post(client, "card_print", cell=made.cell).content.decode()


def test_the_first_responsible_is_replaced_by_the_form(divided: int) -> None:
    made, _batch = dividing.carded(divided)
    client = signed_in("party_affairs", divided)
    typed = {"member": made.members[2], "on": "2018-12-28"}
    assert post(client, "charge_first", made.cell, **typed).status_code == 302
    assert Charge.objects.get(kind="first", end__isnull=True).member_id == made.members[2]
    page = get(client, "area", made.cell)
    assert "3 张卡内容已变" in page
    charge = Charge.objects.get(kind="member").pk
    assert post(client, "number", charge, phone="138", start="2018-12-28").status_code == 422
    assert post(client, "number", charge, phone="19200000009", start="2018-12-28").status_code == 302
    assert "本人同意公开" in get(client, "area", made.cell)
    assert post(client, "charge_end", charge, on="2018-12-28", version=1).status_code == 302
    assert (
        signed_in("social_worker", divided, username="other")
        .get(reverse("contact:charge_first", args=[made.cell]))
        .status_code
        == 403
    )


def test_units_are_put_in_on_the_plan_and_a_second_area_is_refused_with_its_name(divided: int) -> None:
    made = dividing.led(divided)
    other = ground.cell(divided, "第2党员片区", "party_area", "p2").pk
    client = signed_in("secretary", divided)
    refused = post(client, "area_plan", cell=other, start="2018-12-28", building=made.buildings[0])
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "第1党员片区" in page
    assert "checked" in page
    done = post(
        client,
        "area_plan",
        cell=other,
        start="2018-12-28",
        first=made.buildings[0],
        last=made.buildings[1],
        move="on",
    )
    assert done.status_code == 302
    with community_scope(divided):
        assert len(places.cell_units(divided, [other], ON)) == 3
    new = post(client, "area_new", name="第3党员片区", code="p3", start="2018-12-28")
    assert new.status_code == 302
    assert "cell=" in new["Location"]


def test_a_grid_worker_carries_cards_but_prints_none(divided: int) -> None:
    from linli.places.models import Unit

    made, batch = dividing.carded(divided, deliver=False)
    grid = ground.cell(divided, "第1网格", units=list(Unit.objects.filter(pk__in=made.units))).pk
    client = signed_in("grid_worker", divided, cell=grid)
    assert "1栋1单元101" in get(client, "card_doors")
    assert post(client, "card_doors", one=f"{dividing.keys(batch)[0]}:handed").status_code == 302
    assert client.get(reverse("contact:card_print")).status_code == 403
    assert "第1党员片区" in get(client, "areas")
    charges.end(actor=made.me, at=AT, charge=Charge.objects.get(kind="first").pk, on=ON)
    assert "还没有第一责任人" in get(client, "areas")
