"""What has passed its term no longer says who, in table and history; amounts, numbers and days stay."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection

from linli.bills.actions import errands, mandates, receipts, registers, retention
from linli.bills.models import Errand, Mandate, Receipt
from linli.journal import api as journal
from linli.kernel import Actor

from .factories import AT, ON, Desk

pytestmark = pytest.mark.django_db
LATER = dt.date(2024, 1, 2)


def _ended(desk: Desk) -> None:
    mandate = desk.mandate(numbers={"water": "1234567890"}, signed="agent", signer="王小芳", relation="女儿")
    receipt = desk.receive(mandate, 4000)
    desk.pay(receipt, 4000)
    receipts.hand_over(actor=desk.taker, at=AT, today=ON, receipt=receipt, change=0, received_by="王小芳")
    mandates.end(actor=desk.taker, at=AT, mandate=mandate, on=ON, why="王小芳接走")
    key = desk.errand()
    errands.finish(actor=desk.taker, at=AT, errand=key, today=ON, on=ON, result="药3盒")
    errands.hand_over(actor=desk.taker, at=AT, errand=key, today=ON, on=ON, received_by="王小芳")
    registers.refuse_certificate(actor=desk.taker, at=AT, today=ON, on=ON, kind="alive", applicant="王小芳")


def _said() -> str:
    found = []
    with connection.cursor() as cursor:
        for table in ("mandate", "account", "handover", "errand", "refusal"):
            for name in (f"bills_{table}", f"bills_{table}event"):
                cursor.execute(f"select * from {name}")
                found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def _system(desk: Desk) -> Actor:
    return Actor.system("the term of retention has passed", desk.community)


def test_names_numbers_and_words_go_and_amounts_stay(desk: Desk) -> None:
    _ended(desk)
    assert (
        retention.hide_past_retention(actor=_system(desk), at=AT, on=dt.date(2023, 12, 27))["mandates"] == 0
    )
    counted = retention.hide_past_retention(actor=_system(desk), at=AT, on=LATER)
    assert counted == {"mandates": 1, "errands": 1, "refusals": 1, "seal_uses": 0, "lines": 0}
    assert "王小芳" not in _said()
    assert Errand.objects.get().what == "已到期隐去"
    assert Mandate.objects.get().person_id is None
    assert Receipt.objects.get().amount == 4000
    assert sum(retention.hide_past_retention(actor=_system(desk), at=AT, on=LATER).values()) == 0


def test_nothing_is_hidden_without_its_journal_line(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _ended(desk)
    before = _said()

    def fails(*args: Any, **said: Any) -> None:
        raise RuntimeError("the journal is full")

    monkeypatch.setattr(journal, "write", fails)
    with pytest.raises(RuntimeError):
        retention.hide_past_retention(actor=_system(desk), at=AT, on=LATER)
    assert _said() == before
