"""When the journal fails nothing of an action is written: proved for every action that the app has."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps

from linli.bills.actions import closings, errands, mandates, receipts, registers
from linli.bills.actions.mandates import AccountParts
from linli.bills.models import Account, ListLine
from linli.journal import api as journal

from .factories import AT, MONTH, ON, Desk

pytestmark = pytest.mark.django_db
ACTIONS: dict[str, ModuleType] = {
    module.__name__.rpartition(".")[2]: module
    for module in (closings, errands, mandates, receipts, registers)
}
HELPERS = {"mandates.open_mandate"}
NAMES = sorted(
    {
        f"{name}.{deed}"
        for name, module in ACTIONS.items()
        for deed, made in inspect.getmembers(module, inspect.isfunction)
        if made.__module__ == module.__name__ and not deed.startswith("_")
    }
    - HELPERS
)
EARLY, LATER = dt.date(2018, 12, 20), dt.date(2018, 12, 21)


def _deeds(desk: Desk) -> dict[str, Callable[[], Any]]:
    """Each action, ready to be done, in a ledger in which it is allowed."""
    a: dict[str, Any] = {"actor": desk.taker, "at": AT}
    b: dict[str, Any] = {**a, "today": ON}
    mandate = desk.mandate(numbers={"water": "1000000001", "power": "1000000002"})
    free = desk.mandate(numbers={"gas": "1000000009"})
    wrong = desk.receive(mandate, 10000, on=EARLY)
    old = desk.receive(mandate, 10000, on=EARLY)
    early = desk.pay(old, 3000, on=EARLY)
    desk.close(EARLY, 17000)
    desk.receive(mandate, 1000, on=LATER)
    fresh, paid, spare = (desk.receive(mandate) for _ in range(3))
    payment = desk.pay(paid, 4000, month=dt.date(2018, 10, 1))
    compared = closings.reconcile(
        actor=desk.closer,
        at=AT,
        on=ON,
        utility="gas",
        month=dt.date(2018, 12, 1),
        name="x",
        lines=[closings.Line(2, "99999999", 1)],
    )
    line = ListLine.objects.get(reconciliation=compared).pk
    taken, begun, done = (desk.errand() for _ in range(3))
    errands.finish(**a, errand=done, today=ON, on=ON, result="药3盒")
    lead = desk.lead.user_id or 0
    stamped = registers.stamp_paper(
        **b, on=ON, seal="committee", paper="纪要", copies=1, applicant="居委会", authorised_by=lead
    )
    account = Account.objects.get(mandate=mandate, utility="power").pk
    return {
        "closings.close": lambda: closings.close(actor=desk.closer, at=AT, today=ON, on=LATER, counted=18000),
        "closings.reconcile": lambda: closings.reconcile(
            actor=desk.closer,
            at=AT,
            on=ON,
            utility="water",
            month=dt.date(2018, 12, 1),
            name="x",
            lines=[closings.Line(2, "99999999", 1)],
        ),
        "closings.explain": lambda: closings.explain(
            actor=desk.closer, at=AT, line=line, remark="不是本社区的户"
        ),
        "errands.take_on": lambda: errands.take_on(**b, person=desk.person, kind="buy", what="代购米"),
        "errands.begin": lambda: errands.begin(**a, errand=taken),
        "errands.finish": lambda: errands.finish(**b, errand=begun, on=ON, result="办好"),
        "errands.hand_over": lambda: errands.hand_over(**b, errand=done, on=ON, received_by="本人"),
        "errands.drop": lambda: errands.drop(**b, errand=taken, on=ON, reason="需本人到场"),
        "mandates.sign": lambda: mandates.sign(
            **b, person=desk.person, on=ON, accounts=[AccountParts("gas", "1000000003")]
        ),
        "mandates.add_account": lambda: mandates.add_account(
            **b, mandate=mandate, parts=AccountParts("gas", "1000000004")
        ),
        "mandates.drop_account": lambda: mandates.drop_account(**a, account=account),
        "mandates.end": lambda: mandates.end(**a, mandate=free, on=ON, why="搬走"),
        "receipts.receive": lambda: receipts.receive(
            **b, mandate=mandate, amount=5000, witness=desk.second.user_id
        ),
        "receipts.pay": lambda: receipts.pay(
            **b, receipt=fresh, account=account, month=MONTH, amount=100, voucher="N1"
        ),
        "receipts.hand_over": lambda: receipts.hand_over(**b, receipt=paid, change=6000, received_by="本人"),
        "receipts.take_back": lambda: receipts.take_back(**a, payment=payment, reason="写错"),
        "receipts.refund": lambda: receipts.refund(**b, payment=early, voucher="T1", reason="重复"),
        "receipts.cancel": lambda: receipts.cancel(**a, receipt=spare, reason="写错"),
        "receipts.counter": lambda: receipts.counter(
            **b, receipt=wrong, reason="写错", witness=desk.second.user_id
        ),
        "registers.stamp_paper": lambda: registers.stamp_paper(
            **b, on=ON, seal="committee", paper="协议", copies=1, applicant="学校", authorised_by=lead
        ),
        "registers.strike": lambda: registers.strike(**a, seal_use=stamped, reason="重复"),
        "registers.refuse_certificate": lambda: registers.refuse_certificate(
            **b, on=ON, kind="alive", applicant="李孃孃"
        ),
    }


def _everything() -> list[Any]:
    return [
        list(table._default_manager.order_by("pk").values_list())
        for table in apps.get_app_config("bills").get_models()
    ]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_written_without_its_journal_line(
    desk: Desk, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    deeds = _deeds(desk)
    assert sorted(deeds) == NAMES
    before = _everything()

    def fails(*args: Any, **said: Any) -> None:
        raise RuntimeError("the journal is full")

    with monkeypatch.context() as broken:
        broken.setattr(journal, "write", fails)
        with pytest.raises(RuntimeError):
            deeds[name]()
    assert _everything() == before
    deeds[name]()
    assert _everything() != before
