"""Pages of bills as a browser gets them, the number of their statements, and what is counted."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.base.scope import community_scope
from linli.base.submit import FIELD, new_key
from linli.bills.actions import receipts as deeds
from linli.bills.models import Account, Closing, Errand, Mandate, Receipt
from linli.bills.queries import closings, mandates, receipts
from linli.journal.models import Read
from linli.kernel import Period
from linli.kernel.lens import Lens
from linli.reports import engine

from .factories import AT, ON, Desk

pytestmark = pytest.mark.django_db
NUMBER = "1234567890"


def signed_in(desk: Desk, role: str = "social_worker") -> Client:
    client = Client()
    accounts.sign_in(client, accounts.user("周社工", role, desk.community, password=None))
    return client


def get(client: Client, name: str, /, *args: object, **query: Any) -> str:
    response = client.get(reverse(f"bills:{name}", args=args), query)
    assert response.status_code == 200, name
    return str(response.content.decode())


def post(client: Client, name: str, /, *args: object, **typed: object) -> Any:
    query = typed.pop("query", "")
    return client.post(reverse(f"bills:{name}", args=args) + str(query), {FIELD: new_key(), **typed})


def test_a_bill_goes_through_the_forms_from_mandate_to_closing(desk: Desk) -> None:
    client = signed_in(desk)
    wrong = post(
        client, "mandate_new", query=f"?person={desk.person}", water="12", signed="own_hand", on="20181228"
    )
    assert wrong.status_code == 422
    made = post(
        client, "mandate_new", query=f"?person={desk.person}", water=NUMBER, signed="own_hand", on="20181228"
    )
    assert made.status_code == 302
    mandate = Mandate.objects.get().pk
    alone = post(client, "receive", mandate, amount="100", method="cash", on="20181228")
    assert alone.status_code == 422
    assert "两人在场" in alone.content.decode()
    post(client, "receive", mandate, amount="100", method="cash", on="20181228", witness=desk.second.user_id)
    receipt = Receipt.objects.get().pk
    account = Account.objects.get().pk
    paid = post(
        client, "pay", receipt, account=account, month="2018-11", amount="43.20", voucher="S1", on="20181228"
    )
    assert paid.status_code == 302
    short = post(client, "hand_over", receipt, change="50", received_by="本人", on="20181228")
    assert "应找零 56.80 元" in short.content.decode()
    assert (
        post(client, "hand_over", receipt, change="56.80", received_by="本人", on="20181228").status_code
        == 302
    )
    assert "已交付凭证" in get(client, "receipt", receipt)
    assert post(client, "closing_new", query="?on=2018-12-28", counted="0").status_code == 422
    other = Client()
    accounts.sign_in(other, accounts.user("陈委员", "committee", desk.community, password=None))
    assert post(other, "closing_new", query="?on=2018-12-28", counted="0").status_code == 302
    assert "账款相符" in get(other, "closing", Closing.objects.get().pk)


def test_a_whole_account_number_stands_on_no_page_and_opens_with_a_reason(desk: Desk) -> None:
    mandate = desk.mandate(numbers={"water": NUMBER})
    receipt = desk.receive(mandate)
    client = signed_in(desk)
    for page in (
        get(client, "mandate", mandate), get(client, "mandates"), get(client, "to_pay"), get(client, "receipt", receipt), get(client, "pay", receipt),
    ):  # fmt: skip
        assert NUMBER not in page
    account = Account.objects.get().pk
    shown = client.post(reverse("bills:account_show", args=[account]), {"reason": "与账单核对"})
    assert NUMBER in shown.content.decode()
    assert NUMBER in client.post(reverse("bills:numbers")).content.decode()
    assert Read.objects.filter(subject="bill mandate", shown="account").exists()


def test_papers_come_as_pdf_and_workbook(desk: Desk) -> None:
    receipt = desk.receive(desk.mandate(numbers={"water": NUMBER}), 4000)
    desk.pay(receipt, 4000)
    closing = desk.close(ON, 0)
    client = signed_in(desk)
    for name, key in (
        ("receipt_slip", receipt),
        ("mandate_slip", Mandate.objects.get().pk),
        ("closing_paper", closing),
    ):
        answer = client.get(reverse(f"bills:{name}", args=[key]))
        assert answer.content.startswith(b"%PDF"), name
    from linli.office.sheets import open_book

    book = client.get(reverse("bills:closing_excel", args=[closing]))
    with open_book(book.content, "日结.xlsx") as read:
        cells = [str(cell) for line in read.read(read.sheets[0]).cells for cell in line]
    assert "40.00" in cells
    assert "-40.00" in cells
    assert NUMBER not in "".join(cells)


def test_a_grid_worker_has_errands_and_no_money(desk: Desk) -> None:
    client = signed_in(desk, "grid_worker")
    assert client.get(reverse("bills:home")).headers["Location"] == reverse("bills:errands")
    assert client.get(reverse("bills:receipts")).status_code == 403
    assert "代缴委托" not in get(client, "errands")


def test_an_errand_goes_through_the_forms(desk: Desk) -> None:
    client = signed_in(desk)
    post(client, "errand_new", query=f"?person={desk.person}", kind="fetch", what="代取药", on="20181228")
    key = Errand.objects.get().pk
    assert post(client, "errand_finish", key, result="", on="20181228").status_code == 422
    assert post(client, "errand_finish", key, result="药3盒", on="20181228").status_code == 302
    assert post(client, "errand_hand_over", key, received_by="本人", on="20181228").status_code == 302
    assert "已交付" in get(client, "errand", key)


@pytest.mark.parametrize("size", [1, 6])
def test_lists_take_as_many_statements_for_six_as_for_one(
    desk: Desk, size: int, django_assert_num_queries: Any
) -> None:
    mandate = desk.mandate()
    for _number in range(size):
        desk.pay(desk.receive(mandate), 100, again=True)
    with django_assert_num_queries(5):
        receipts.listing(desk.taker)
    with django_assert_num_queries(3):
        mandates.listing(desk.taker, on=ON)
    with django_assert_num_queries(9):
        closings.sheet(desk.taker, ON)


def test_what_was_given_back_is_not_counted_and_the_sum_is_that_of_the_rows(desk: Desk) -> None:
    receipt = desk.receive(desk.mandate(), 20000)
    first, _second = desk.pay(receipt, 4000), desk.pay(receipt, 5550, "power")
    deeds.refund(actor=desk.taker, at=AT, today=ON, payment=first, voucher="T1", reason="重复")
    desk.pay(receipt, 1020, "power", month=dt.date(2018, 10, 1))
    names = [
        "bills_utilities",
        "bills_payments",
        "bills_households",
        "bills_yuan",
        "bills_power",
        "bills_power_yuan",
        "bills_water_yuan",
    ]
    lens = Lens(desk.taker, (desk.community,), Period.year(2018))
    with community_scope(desk.community):
        answer = engine.ask(names, lens)
    values = {name: answer.amount(name) for name in names}
    assert (
        values["bills_utilities"].value,
        values["bills_payments"].value,
        values["bills_households"].value,
    ) == (1, 2, 1)
    assert values["bills_yuan"].text == values["bills_power_yuan"].text == "65.70"
    assert values["bills_water_yuan"].text == "0.00"
