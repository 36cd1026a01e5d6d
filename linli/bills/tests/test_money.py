"""Money received, paid on, handed over; days closed; what was wrong set right without an edit."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from linli.base.scope import community_scope
from linli.bills.actions import mandates, receipts
from linli.bills.actions.mandates import AccountParts
from linli.bills.models import Account, Closing, HandOver, Mandate, Payment, Receipt
from linli.bills.queries import mandates as found
from linli.bills.queries import sums
from linli.kernel import NotFound, Refused
from linli.places.tests import factories as places
from linli.residents.tests import factories as residents

from .factories import AT, MONTH, ON, Desk

pytestmark = pytest.mark.django_db
EARLY = dt.date(2018, 12, 20)


def state(receipt: int) -> str:
    return Receipt.objects.get(pk=receipt).state


def test_money_comes_is_paid_on_and_goes_back_with_voucher_and_change(desk: Desk) -> None:
    receipt = desk.receive(desk.mandate(), 10000)
    desk.pay(receipt, 4000)
    desk.pay(receipt, 5500, "power")
    assert state(receipt) == "paid"
    desk.hand_over(receipt, 500)
    assert state(receipt) == "handed"
    given = HandOver.objects.get()
    assert (given.vouchers, given.change) == (2, 500)


def test_numbers_of_a_year_have_no_gaps_also_after_a_refusal_and_a_cancelled_one(desk: Desk) -> None:
    mandate = desk.mandate()
    first = desk.receive(mandate)
    with pytest.raises(Refused):
        desk.receive(mandate, 0)
    receipts.cancel(actor=desk.taker, at=AT, receipt=first, reason="写错")
    desk.receive(mandate)
    desk.receive(mandate, on=EARLY)
    assert list(Receipt.objects.order_by("number").values_list("number", "state")) == [
        (1, "cancelled"), (2, "received"), (3, "received"),
    ]  # fmt: skip


@pytest.mark.parametrize("who", ["nobody", "oneself", "stranger"])
def test_cash_is_taken_by_two_people(desk: Desk, who: str) -> None:
    witness = {"nobody": None, "oneself": desk.taker.user_id, "stranger": 999_999}[who]
    with pytest.raises(Refused) as refused:
        desk.receive(desk.mandate(), witness=witness)
    assert refused.value.field == "witness"
    assert not Receipt.objects.exists()


def test_the_database_itself_wants_two_people_for_cash(desk: Desk) -> None:
    receipt = desk.receive(desk.mandate())
    for witness in (None, desk.taker.user_id):
        with pytest.raises(IntegrityError), transaction.atomic():
            Receipt.objects.filter(pk=receipt).update(witness=witness)


def test_money_that_never_was_in_our_hands_needs_no_second_person_and_stands_in_no_count(desk: Desk) -> None:
    receipt = desk.receive(desk.mandate(), 4000, method="own_phone", witness=None)
    desk.pay(receipt, 4000)
    day = sums.day(desk.community, ON)
    assert (day.received, day.paid, day.expected) == (0, 0, 0)


def test_more_than_was_received_is_not_paid_on(desk: Desk) -> None:
    receipt = desk.receive(desk.mandate(), 5000)
    desk.pay(receipt, 4000)
    with pytest.raises(Refused) as refused:
        desk.pay(receipt, 1001, "power")
    assert "10.00" in str(refused.value.reason)


def test_the_change_is_what_is_left_to_the_fen(desk: Desk) -> None:
    receipt = desk.receive(desk.mandate(), 5000)
    desk.pay(receipt, 4000)
    with pytest.raises(Refused):
        desk.hand_over(receipt, 999)
    desk.hand_over(receipt, 1000)


def test_a_voucher_or_a_month_is_not_paid_twice_unknowingly(desk: Desk) -> None:
    receipt = desk.receive(desk.mandate(), 20000)
    desk.pay(receipt, 4000, voucher="A1")
    with pytest.raises(Refused) as refused:
        desk.pay(receipt, 4000, voucher="A2")
    assert refused.value.field == "again"
    with pytest.raises(Refused):
        desk.pay(receipt, 4000, voucher="A1", again=True)
    desk.pay(receipt, 4000, voucher="A2", again=True)


def test_without_a_voucher_nothing_counts_as_paid(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        desk.pay(desk.receive(desk.mandate()), 100, voucher=" ")
    assert refused.value.field == "voucher"


def test_a_day_with_a_difference_closes_with_an_explanation_alone(desk: Desk) -> None:
    desk.receive(desk.mandate(), 5000)
    with pytest.raises(Refused) as refused:
        desk.close(ON, 4500)
    assert refused.value.field == "explanation"
    assert not Closing.objects.exists()
    desk.close(ON, 4500, "少5元，次日核对")
    assert Closing.objects.get().counted == 4500
    assert sums.opening(desk.community, dt.date(2018, 12, 29)) == 4500


def test_the_database_itself_wants_a_difference_explained(desk: Desk) -> None:
    desk.receive(desk.mandate(), 5000)
    closing = desk.close(ON, 5000)
    with pytest.raises(IntegrityError), transaction.atomic():
        Closing.objects.filter(pk=closing).update(counted=4000)


def test_who_took_cash_does_not_close_the_day(desk: Desk) -> None:
    desk.receive(desk.mandate(), 5000)
    with pytest.raises(Refused):
        desk.close(ON, 5000, actor=desk.taker)


def test_days_are_closed_in_order_and_once(desk: Desk) -> None:
    mandate = desk.mandate()
    desk.receive(mandate, 5000, on=EARLY)
    desk.receive(mandate, 3000)
    with pytest.raises(Refused, match="2018-12-20"):
        desk.close(ON, 8000)
    desk.close(EARLY, 5000)
    with pytest.raises(Refused):
        desk.close(EARLY, 5000)
    desk.close(ON, 8000)


def test_nothing_is_entered_on_a_closed_day(desk: Desk) -> None:
    mandate = desk.mandate()
    receipt = desk.receive(mandate, 5000, on=EARLY)
    payment = desk.pay(receipt, 1000, on=EARLY)
    desk.close(EARLY, 4000)
    for deed in (
        lambda: desk.receive(mandate, 100, on=EARLY), lambda: desk.pay(receipt, 100, "power", on=EARLY),
        lambda: desk.hand_over(receipt, 4000, on=EARLY),
        lambda: receipts.take_back(actor=desk.taker, at=AT, payment=payment, reason="写错"),
        lambda: receipts.cancel(actor=desk.taker, at=AT, receipt=receipt, reason="写错"),
    ):  # fmt: skip
        with pytest.raises(Refused):
            deed()


def test_a_receipt_of_a_closed_day_is_voided_by_a_counter_entry_never_by_an_edit(desk: Desk) -> None:
    receipt = desk.receive(desk.mandate(), 32000, on=EARLY)
    closing = desk.close(EARLY, 32000)
    before = Closing.objects.filter(pk=closing).values().get()
    with pytest.raises(Refused):
        receipts.cancel(actor=desk.taker, at=AT, receipt=receipt, reason="金额写错")
    counter = receipts.counter(
        actor=desk.taker, at=AT, today=ON, receipt=receipt, reason="金额写错", witness=desk.second.user_id
    )
    first, second = Receipt.objects.get(pk=receipt), Receipt.objects.get(pk=counter)
    assert (first.amount, first.number, first.on, first.state) == (32000, 1, EARLY, "countered")
    assert (second.amount, second.number, second.on, second.counters_id) == (-32000, 2, ON, receipt)
    assert Closing.objects.filter(pk=closing).values().get() == before
    assert sums.day(desk.community, ON).expected == 0
    with pytest.raises(Refused):
        receipts.counter(
            actor=desk.taker, at=AT, today=ON, receipt=receipt, reason="再冲", witness=desk.second.user_id
        )


def test_a_receipt_of_an_open_day_or_with_money_paid_on_is_not_countered(desk: Desk) -> None:
    mandate = desk.mandate()
    today, early = desk.receive(mandate), desk.receive(mandate, on=EARLY)
    desk.pay(early, 100, on=EARLY)
    desk.close(EARLY, 9900)
    for one in (today, early):
        with pytest.raises(Refused):
            receipts.counter(
                actor=desk.taker, at=AT, today=ON, receipt=one, reason="错", witness=desk.second.user_id
            )


def test_what_the_utility_gave_back_goes_back_to_the_resident(desk: Desk) -> None:
    receipt = desk.receive(desk.mandate(), 10000, on=EARLY)
    payment = desk.pay(receipt, 6400, "power", on=EARLY)
    desk.hand_over(receipt, 3600, on=EARLY)
    desk.close(EARLY, 0)
    receipts.refund(actor=desk.taker, at=AT, today=ON, payment=payment, voucher="T1", reason="重复缴费")
    assert state(receipt) == "exception"
    assert sums.day(desk.community, ON).expected == 6400
    with pytest.raises(Refused):
        receipts.refund(actor=desk.taker, at=AT, today=ON, payment=payment, voucher="T2", reason="再退")
    desk.hand_over(receipt, 6400)
    assert (state(receipt), sums.day(desk.community, ON).expected) == ("handed", 0)
    assert Payment.objects.get(pk=payment).amount == 6400


def test_a_payment_typed_wrongly_today_is_taken_out(desk: Desk) -> None:
    receipt = desk.receive(desk.mandate())
    payment = desk.pay(receipt, 4000, voucher="A1")
    receipts.take_back(actor=desk.taker, at=AT, payment=payment, reason="写错")
    assert state(receipt) == "received"
    desk.pay(receipt, 400, voucher="A1")


def test_a_mandate_needs_an_account_of_sensible_length_that_stands_in_no_other(desk: Desk) -> None:
    for numbers in ({}, {"water": "12"}, {"water": "1" * 25}):
        with pytest.raises(Refused):
            desk.mandate(numbers=numbers)
    assert not Mandate.objects.exists()
    desk.mandate(numbers={"water": "1234 5678-90"})
    building = places.building(desk.community, "9栋", 1, 2, 2)
    other = residents.resident(desk.community, places.rooms(building)[0]).person
    with pytest.raises(Refused) as refused:
        desk.mandate(numbers={"water": "1234567890"}, person=other)
    assert refused.value.field == "water"
    desk.mandate(numbers={"power": "1234567890"}, person=other)


@pytest.mark.parametrize(
    ("signed", "signer", "relation"), [("fingerprint", "", ""), ("agent", "", "女儿"), ("agent", "王芳", "")]
)
def test_a_fingerprint_needs_a_witness_and_an_agent_a_relation(
    desk: Desk, signed: str, signer: str, relation: str
) -> None:
    with pytest.raises(Refused):
        desk.mandate(signed=signed, signer=signer, relation=relation)


def test_an_account_number_rests_sealed_and_leaves_by_its_last_digits(desk: Desk) -> None:
    mandate = desk.mandate(numbers={"water": "1234567890"})
    [account] = found.accounts(desk.taker, mandate)
    assert account.shown == "····7890"
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select number from bills_account union all select number from bills_accountevent")
        assert all(b"1234567890" not in bytes(sealed) for (sealed,) in cursor.fetchall())


def test_a_mandate_ends_and_no_money_comes_any_more(desk: Desk) -> None:
    mandate = desk.mandate()
    receipt = desk.receive(mandate)
    with pytest.raises(Refused):
        mandates.end(actor=desk.taker, at=AT, mandate=mandate, on=ON, why="搬走")
    desk.hand_over(receipt, 10000)
    mandates.end(actor=desk.taker, at=AT, mandate=mandate, on=ON, why="搬走")
    with pytest.raises(Refused):
        desk.receive(mandate)


def test_a_resident_who_moved_away_meanwhile_stands_on_the_board(desk: Desk) -> None:
    from linli.bills.queries import board

    mandate = desk.mandate()
    Mandate.objects.filter(pk=mandate).update(household_id=None)
    assert found.moved_away(desk.taker, ON) == []
    building = places.building(desk.community, "8栋", 1, 2, 2)
    other = residents.resident(desk.community, places.rooms(building)[0])
    Mandate.objects.filter(pk=mandate).update(household_id=other.household)
    assert [one[0] for one in found.moved_away(desk.taker, ON)] == [mandate]
    assert any(row.url == f"/bills/mandates/{mandate}/end/" for row in board.rows(desk.taker, AT))


def test_somebody_of_another_community_finds_nothing(desk: Desk) -> None:
    receipt = desk.receive(desk.mandate())
    stranger = Desk(places.community())
    with community_scope(stranger.community), pytest.raises(NotFound):
        receipts.cancel(actor=stranger.taker, at=AT, receipt=receipt, reason="看看")


def test_an_account_of_another_mandate_is_not_paid_out_of_a_receipt(desk: Desk) -> None:
    receipt = desk.receive(desk.mandate())
    building = places.building(desk.community, "7栋", 1, 2, 2)
    other = residents.resident(desk.community, places.rooms(building)[0]).person
    foreign = Account.objects.filter(mandate=desk.mandate(person=other)).first()
    assert foreign is not None
    with pytest.raises(Refused) as refused:
        receipts.pay(
            actor=desk.taker,
            at=AT,
            today=ON,
            receipt=receipt,
            account=foreign.pk,
            month=MONTH,
            amount=100,
            voucher="X",
        )
    assert refused.value.field == "account"


def test_a_further_account_is_added_and_taken_out(desk: Desk) -> None:
    mandate = desk.mandate(numbers={"water": "1234567890"})
    parts = AccountParts("gas", "5555566666", "燃气公司")
    account = mandates.add_account(actor=desk.taker, at=AT, today=ON, mandate=mandate, parts=parts)
    with pytest.raises(Refused):
        mandates.add_account(actor=desk.taker, at=AT, today=ON, mandate=mandate, parts=parts)
    mandates.drop_account(actor=desk.taker, at=AT, account=account)
    assert [one.utility for one in found.accounts(desk.taker, mandate)] == ["water"]
