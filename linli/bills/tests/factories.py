"""A small ledger of bills for tests, entered by the actions themselves."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from linli.accounts.tests import factories as accounts
from linli.base.scope import community_scope
from linli.bills.actions import closings, errands, mandates, receipts, registers
from linli.bills.actions.closings import Line
from linli.bills.actions.mandates import AccountParts
from linli.bills.models import Account, ListLine, Payment
from linli.kernel import Actor
from linli.kernel.actor import SOCIAL_WORKER
from linli.places.tests import factories as places
from linli.residents.tests import factories as residents

AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)
ON = dt.date(2018, 12, 28)
SINCE = dt.date(2018, 12, 1)
MONTH = dt.date(2018, 11, 1)
_serial = itertools.count(1)


def worker(community: int, role: str = SOCIAL_WORKER, name: str = "周社工") -> Actor:
    """Somebody with an account and a post here."""
    user = accounts.user(name, role, community, username=f"bills{next(_serial)}-{community}", password=None)
    return Actor(user.pk, name, community, frozenset({role}))


class Desk:
    """A community's desk: two who take money, one who closes, a secretary, and a resident."""

    def __init__(self, community: int, person: int | None = None) -> None:
        self.community = community
        self.taker, self.second, self.closer = (
            worker(community, name=name) for name in ("周社工", "林社工", "陈社工")
        )
        self.lead = worker(community, "secretary", "王书记")
        if person is None:
            building = places.building(community, f"{next(_serial)}栋", 1, 2, 2)
            person = residents.resident(community, places.rooms(building)[0]).person
        self.person = person
        self._vouchers = itertools.count(1)

    def mandate(self, **fields: Any) -> int:
        """A mandate for water and electricity."""
        numbers = fields.pop(
            "numbers", {"water": f"10{next(_serial):06d}", "power": f"20{next(_serial):06d}"}
        )
        with community_scope(self.community):
            return mandates.sign(
                actor=self.taker, at=AT, today=ON, person=fields.pop("person", self.person), on=fields.pop("on", SINCE),
                accounts=[AccountParts(utility, number) for utility, number in numbers.items()], **fields,
            )  # fmt: skip

    def receive(self, mandate: int, amount: int = 10000, on: dt.date = ON, **fields: Any) -> int:
        """A receipt, in cash with a second person."""
        with community_scope(self.community):
            fields.setdefault("witness", self.second.user_id)
            return receipts.receive(
                actor=fields.pop("actor", self.taker),
                at=AT,
                today=ON,
                mandate=mandate,
                amount=amount,
                on=on,
                **fields,
            )

    def pay(
        self, receipt: int, amount: int = 4000, utility: str = "water", on: dt.date = ON, **fields: Any
    ) -> int:
        """A payment out of a receipt; its key."""
        with community_scope(self.community):
            account = Account.objects.get(mandate__receipts=receipt, utility=utility, void=False).pk
            voucher = fields.pop("voucher", f"V{next(self._vouchers):04d}")
            return receipts.pay(
                actor=self.taker, at=AT, today=ON, receipt=receipt, account=account, month=fields.pop("month", MONTH), amount=amount,
                voucher=voucher, on=on, **fields,
            )  # fmt: skip

    def hand_over(self, receipt: int, change: int, on: dt.date = ON) -> int:
        """Vouchers and change go back."""
        with community_scope(self.community):
            return receipts.hand_over(
                actor=self.taker, at=AT, today=ON, receipt=receipt, change=change, received_by="本人", on=on
            )

    def close(self, on: dt.date, counted: int, explanation: str = "", actor: Actor | None = None) -> int:
        """A day is closed by the third person."""
        with community_scope(self.community):
            return closings.close(
                actor=actor or self.closer, at=AT, today=ON, on=on, counted=counted, explanation=explanation
            )

    def errand(self, actor: Actor | None = None, **fields: Any) -> int:
        """An errand is taken on."""
        with community_scope(self.community):
            return errands.take_on(
                actor=actor or self.taker,
                at=AT,
                today=ON,
                person=self.person,
                kind="fetch",
                what="代取药",
                **fields,
            )

    def list_of(self, utility: str = "water", **changes: Any) -> list[Line]:
        """The list of a utility with what was paid, as the utility would send it."""
        rows = (
            Payment.objects.filter(utility=utility, void=False, counters__isnull=True)
            .select_related("account")
            .order_by("pk")
        )
        return [
            Line(row, str(one.account.number), changes.get("amount", one.amount), one.voucher)
            for row, one in enumerate(rows, 2)
        ]


def world(community: int, person: int) -> dict[str, int]:
    """One record of each kind that an address may name."""
    desk = Desk(community, person)
    mandate = desk.mandate()
    early = dt.date(2018, 12, 20)
    first = desk.receive(mandate, on=early)
    desk.pay(first, on=early)
    closing = desk.close(early, 6000)
    receipt = desk.receive(mandate)
    payment = desk.pay(receipt, utility="power")
    with community_scope(community):
        compared = closings.reconcile(
            actor=desk.closer, at=AT, on=ON, utility="power", month=dt.date(2018, 12, 1), name="清单.xlsx", lines=[Line(2, "99999999", 100, "Z1")]
        )  # fmt: skip
        stamped = registers.stamp_paper(
            actor=desk.taker, at=AT, today=ON, on=ON, seal="committee", paper="会议纪要", copies=1, applicant="居委会",
            authorised_by=desk.lead.user_id or 0,
        )  # fmt: skip
        refused = registers.refuse_certificate(
            actor=desk.taker, at=AT, today=ON, on=ON, kind="alive", applicant="李孃孃"
        )
        return {
            "bill mandate": mandate, "bill account": Account.objects.filter(mandate=mandate).order_by("pk")[0].pk, "bill receipt": receipt,
            "bill payment": payment, "bill closing": closing, "bill reconciliation": compared,
            "bill line": ListLine.objects.filter(reconciliation=compared, kind="there").get().pk, "errand": desk.errand(),
            "seal use": stamped, "certificate refusal": refused,
        }  # fmt: skip
