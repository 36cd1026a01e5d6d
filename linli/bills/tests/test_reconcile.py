"""A month against the utility's list; errands; what was stamped and refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from linli.bills.actions import closings, errands, registers
from linli.bills.forms.money import read_list
from linli.bills.models import Errand, ListLine, Receipt, Reconciliation, Refusal, SealUse
from linli.bills.queries import closings as found
from linli.bills.queries import errands as listed
from linli.bills.rules.matching import Entry, match
from linli.kernel import Actor, NotFound, Refused
from linli.kernel.actor import GRID_WORKER
from linli.office.heads import Head
from linli.office.layout import TableSheet, write_table
from linli.places.tests import factories as places

from .factories import AT, ON, Desk, worker

pytestmark = pytest.mark.django_db
DECEMBER = dt.date(2018, 12, 1)


def compare(desk: Desk, lines: list[closings.Line], utility: str = "water") -> int:
    return closings.reconcile(
        actor=desk.closer, at=AT, on=ON, utility=utility, month=DECEMBER, name="清单.xlsx", lines=lines
    )


def handed(desk: Desk) -> int:
    receipt = desk.receive(desk.mandate(), 4000)
    desk.pay(receipt, 4000)
    desk.hand_over(receipt, 0)
    return receipt


def test_pairs_are_found_by_voucher_then_account_and_amount() -> None:
    ours = [
        Entry(1, b"a", 100, "V1"),
        Entry(2, b"b", 200, "V2"),
        Entry(3, b"c", 300, ""),
        Entry(4, b"d", 400, "V4"),
    ]
    theirs = [
        Entry(7, b"b", 250, "V2"),
        Entry(8, b"c", 300, ""),
        Entry(9, b"a", 100, "V1"),
        Entry(6, b"e", 500, ""),
    ]
    assert [(one.kind, one.ours, one.theirs, one.what) for one in match(ours, theirs)] == [
        ("differs", 2, 7, ("amount",)), ("here", 4, None, ()), ("there", None, 6, ()), ("both", 1, 9, ()), ("both", 3, 8, ()),
    ]  # fmt: skip


def test_a_receipt_whose_payments_are_on_the_list_is_reconciled(desk: Desk) -> None:
    receipt = handed(desk)
    compare(desk, desk.list_of())
    assert Receipt.objects.get(pk=receipt).state == "reconciled"


def test_a_receipt_with_a_payment_of_another_utility_waits_for_that_list(desk: Desk) -> None:
    receipt = desk.receive(desk.mandate(), 9000)
    desk.pay(receipt, 4000)
    desk.pay(receipt, 5000, "power")
    desk.hand_over(receipt, 0)
    compare(desk, desk.list_of())
    assert Receipt.objects.get(pk=receipt).state == "handed"
    compare(desk, desk.list_of("power"), "power")
    assert Receipt.objects.get(pk=receipt).state == "reconciled"


def test_what_differs_is_sorted_out_and_a_newer_list_replaces_the_older(desk: Desk) -> None:
    receipt = handed(desk)
    wrong = [replace(one, amount=one.amount + 100) for one in desk.list_of()]
    first = compare(desk, wrong)
    held = Receipt.objects.get(pk=receipt)
    assert (held.state, held.fault) == ("exception", "differs")
    line = ListLine.objects.get(reconciliation=first)
    with pytest.raises(Refused):
        closings.explain(actor=desk.closer, at=AT, line=line.pk, remark=" ")
    closings.explain(actor=desk.closer, at=AT, line=line.pk, remark="清单多记1元")
    assert found.month(desk.closer, first)[0].open == 0
    compare(desk, desk.list_of())
    assert Receipt.objects.get(pk=receipt).state == "reconciled"
    assert Reconciliation.objects.filter(void=False).count() == 1


def test_what_is_only_here_or_only_there_is_shown(desk: Desk) -> None:
    receipt = handed(desk)
    key = compare(desk, [closings.Line(2, "99999999", 100, "Z1")])
    row, _lines = found.month(desk.closer, key)
    assert (row.both, row.here, row.there, row.differs, row.open) == (0, 1, 1, 0, 2)
    assert Receipt.objects.get(pk=receipt).fault == "missing"


def test_a_list_without_lines_or_of_a_coming_month_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused):
        compare(desk, [])
    with pytest.raises(Refused):
        closings.reconcile(
            actor=desk.closer,
            at=AT,
            on=ON,
            utility="water",
            month=dt.date(2019, 1, 1),
            name="x",
            lines=[closings.Line(2, "12345678", 1)],
        )


def test_a_utility_s_workbook_is_read_with_its_title_and_total() -> None:
    sheet = TableSheet(
        title="12月缴费清单", head=(Head("户号", kind="id"), Head("户名"), Head("金额", kind="number"), Head("凭证号")),
        rows=[["1234567890", "王某", "40.00", "V1"], ["2234567890", "李某", 55.5, "V2"]], total=["合计", "", 95.5, ""],
    )  # fmt: skip
    assert [(one.number, one.amount, one.voucher) for one in read_list(write_table(sheet), "清单.xlsx")] == [
        ("1234567890", 4000, "V1"), ("2234567890", 5550, "V2"),
    ]  # fmt: skip


def test_a_file_without_account_numbers_is_refused() -> None:
    with pytest.raises(Refused):
        read_list("姓名,金额\n王某,3\n".encode(), "x.csv")
    with pytest.raises(Refused):
        read_list("户号,金额\n12345678,三元\n".encode(), "x.csv")


def test_an_errand_goes_from_hand_to_hand(desk: Desk) -> None:
    key = desk.errand(papers="医保卡1张", due=ON)
    errands.begin(actor=desk.taker, at=AT, errand=key)
    with pytest.raises(Refused):
        errands.hand_over(actor=desk.taker, at=AT, errand=key, today=ON, on=ON, received_by="本人")
    errands.finish(actor=desk.taker, at=AT, errand=key, today=ON, on=ON, result="药3盒")
    with pytest.raises(Refused):
        errands.hand_over(actor=desk.taker, at=AT, errand=key, today=ON, on=ON, received_by=" ")
    errands.hand_over(
        actor=desk.taker, at=AT, errand=key, today=ON, on=ON, received_by="女儿", relation="女儿"
    )
    row = listed.errand(desk.taker, key)
    assert (row.state, row.result, row.number) == ("handed", "药3盒", "2018-0001")


def test_an_errand_that_cannot_be_done_says_why(desk: Desk) -> None:
    key = desk.errand()
    with pytest.raises(Refused):
        errands.drop(actor=desk.taker, at=AT, errand=key, today=ON, on=ON, reason=" ")
    errands.drop(actor=desk.taker, at=AT, errand=key, today=ON, on=ON, reason="需本人到场")
    assert Errand.objects.get().state == "dropped"


def test_a_grid_worker_sees_the_own_errands_alone(desk: Desk) -> None:
    mine = worker(desk.community, GRID_WORKER, "李网格员")
    key = desk.errand()
    assert listed.listing(mine, state="any") == ([], 0)
    with pytest.raises(NotFound):
        listed.errand(mine, key)
    Errand.objects.filter(pk=key).update(taken_by=mine.user_id)
    assert listed.errand(mine, key).id == key


def test_a_paper_is_stamped_on_somebody_else_s_authority(desk: Desk) -> None:
    def stamped(by: int | None) -> int:
        return registers.stamp_paper(
            actor=desk.taker,
            at=AT,
            today=ON,
            on=ON,
            seal="committee",
            paper="会议纪要",
            copies=2,
            applicant="居委会",
            authorised_by=by or 0,
        )

    for by in (desk.taker.user_id, desk.second.user_id, 999_999):
        with pytest.raises(Refused) as refused:
            stamped(by)
        assert refused.value.field == "authorised_by"
    key = stamped(desk.lead.user_id)
    registers.strike(actor=desk.taker, at=AT, seal_use=key, reason="重复登记")
    assert stamped(desk.lead.user_id) != key
    assert list(SealUse.objects.order_by("number").values_list("number", "void")) == [(1, True), (2, False)]


def test_a_refusal_quotes_the_paper_of_its_day(desk: Desk) -> None:
    def told(on: dt.date) -> str:
        key = registers.refuse_certificate(
            actor=desk.taker, at=AT, today=dt.date(2021, 1, 1), on=on, kind="alive", applicant="李孃孃"
        )
        return Refusal.objects.get(pk=key).basis

    assert told(ON) == "《中华人民共和国城市居民委员会组织法》第二十条"
    places.term("bills_refusal_basis", "民发〔2020〕20号", start=dt.date(2020, 7, 24))
    assert told(ON) == "《中华人民共和国城市居民委员会组织法》第二十条"
    assert told(dt.date(2020, 12, 1)) == "民发〔2020〕20号"


def test_only_the_twenty_certificates_are_refused(desk: Desk) -> None:
    from linli.bills.rules import certificates

    assert len(certificates.KINDS) == 20
    assert set(certificates.WHERE) == set(certificates.KINDS)
    with pytest.raises(Refused):
        registers.refuse_certificate(
            actor=desk.taker, at=AT, today=ON, on=ON, kind="income", applicant="李孃孃"
        )


def test_others_than_the_desk_move_no_money(desk: Desk) -> None:
    grid = Actor(desk.taker.user_id, "李网格员", desk.community, frozenset({GRID_WORKER}))
    with pytest.raises(Refused):
        desk.receive(desk.mandate(), actor=grid)
