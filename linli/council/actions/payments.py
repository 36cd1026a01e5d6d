"""Funds and payments: the year's quota by formula, proposed by one, approved by another, paid, matched with the bank."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Sum

from linli.base import versions
from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.say import kept
from linli.places import api as places
from linli.residents import api as residents

from ..models import BankLine, Commitment, Contract, Fund, Payment, Project, Statement, Voucher
from ..queries import project_reach as reach
from ..rules import matching, money
from ..rules import project_codes as codes
from ..rules import projects as rules
from .project_parts import locked, move, project, refusing, row_of, text_of

FUND, PAYMENT = "council fund", "council payment"
OWNER = "council.payment"
BANK = "council.statement"
_LIVE = ("proposed", "approved", "paid")


@transaction.atomic
def set_quota(
    *, actor: Actor, at: dt.datetime, year: int, on: dt.date, source: str, quota: int | None = None, basis: str = "",
    version: int | None = None,
) -> int:  # fmt: skip
    """What a source gives for a year; its key. The guarantee fund's is reckoned from term and register.

    quota  fen, for sources without a formula, with the notice that granted it as basis. Refused below what is promised.
    """
    rules.may_review(actor).demand()
    community = actor.community or 0
    if source not in codes.SOURCES:
        raise Refused(say("Choose one of the list."), "source")
    columns: dict[str, object] = {
        "basis": basis.strip()[:300],
        "derived": {},
        "residents": None,
        "counted_on": None,
    }
    if source == "guarantee":
        day = money.counted_on(year)
        try:
            found = places.term("council_fund_quota", community, on)
        except places.NoTerm:
            raise Refused(
                say("No formula of the quota holds on {day}.", day=on.isoformat()), "source"
            ) from None
        people = residents.population(community, day)
        quota, told = money.quota(found.value, people)
        columns = {
            "basis": found.legal_basis[:300],
            "derived": kept(told),
            "residents": people,
            "counted_on": day,
        }
    if quota is None or quota <= 0:
        raise Refused(say("Write the amount in yuan."), "quota")
    if not columns["basis"]:
        raise Refused(say("Write which paper granted it."), "basis")
    held = reach.funds(actor).select_for_update(of=("self",)).filter(year=year, source=source).first()
    if held is None:
        with refusing(say("This source is there already.")):
            held = Fund.objects.create(year=year, source=source, quota=quota, **columns, **row_of(actor, at))
    else:
        versions.demand_fresh(held, version, {"quota": quota})
        promised = Commitment.objects.filter(fund=held, void=False).aggregate(n=Sum("amount"))["n"] or 0
        money.demand_within(int(promised), quota, say("the new quota"), "quota")
        versions.save(held, actor=actor, at=at, quota=quota, **columns)
    journal.write(actor, "set_quota", FUND, key=held.pk, at=at, year=year)
    return held.pk


@transaction.atomic
def propose(
    *, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, fund: int, payee: str, purpose: str, amount: int,
    contract: int | None = None, invoice: str = "", invoiced: dt.date | None = None, early: str = "",
) -> int:  # fmt: skip
    """Ask for a payment; its key. Refused above what the fund keeps for the project or the contract allows.

    Before acceptance only with a reason (`early`), which the auditor reads.
    """
    rules.may_propose(actor).demand()
    one = project(actor, project_key)
    if one.state not in (*codes.WORKING, "accepted"):
        raise Refused(say("Payments belong to works that were begun and are not settled."))
    if one.accepted_on is None and not early.strip():
        raise Refused(say("The works are not accepted yet. Say why something is paid before."), "early")
    source: Fund = locked(reach.funds(actor), fund, "fund")
    held = (
        reach.found(Contract.objects.filter(project=one, void=False), contract, "contract")
        if contract
        else None
    )
    _fits(one, source, held, amount)
    made = Payment.objects.create(
        project=one, fund=source, contract=held, payee=text_of(payee, 100, "payee", say("Write who is paid.")),
        purpose=text_of(purpose, 200, "purpose", say("Write what for.")), amount=amount, invoice=invoice.strip()[:40],
        invoiced=invoiced, early="" if one.accepted_on else early.strip()[:200], proposed_by=actor.user_id, proposed_on=on,
        **row_of(actor, at),
    )  # fmt: skip
    versions.save(one, actor=actor, at=at)
    journal.write(actor, "propose_payment", PAYMENT, key=made.pk, at=at, amount=amount)
    return made.pk


@transaction.atomic
def attach(
    *, actor: Actor, at: dt.datetime, payment: int, kind: str, name: str, content: bytes, media: str = ""
) -> int:
    """A voucher of a payment that is not paid yet."""
    rules.may_propose(actor).demand()
    held = _payment(actor, payment)
    if kind not in codes.VOUCHERS:
        raise Refused(say("Choose one of the list."), "kind")
    if not content:
        raise Refused(say("The file is empty."), "file")
    file = files.store(actor, name[:100], content, kind=media, owner=OWNER, key=held.pk, at=at)
    made = Voucher.objects.create(payment=held, kind=kind, file=file, name=name[:100], **row_of(actor, at))
    journal.write(actor, "attach_voucher", PAYMENT, key=held.pk, at=at, voucher=made.pk)
    return made.pk


@transaction.atomic
def approve(*, actor: Actor, at: dt.datetime, payment: int, on: dt.date, version: int | None = None) -> None:
    """The secretary signs. Never who proposed it; with the invoice and its number; within the budget as it stands now."""
    held = _payment(actor, payment, version)
    rules.may_approve(actor, held.proposed_by).demand()
    if held.state != "proposed":
        raise Refused(say("The payment is {state}.", state=codes.PAYMENT_STATES[held.state]))
    if not held.invoice or not held.vouchers.filter(kind="invoice").exists():
        raise Refused(say("The invoice is missing: its number and the paper itself."))
    if on < held.proposed_on:
        raise Refused(say("It was proposed later."), "on")
    one = project(actor, held.project_id)
    source: Fund = locked(reach.funds(actor), held.fund_id, "fund")
    _fits(one, source, held.contract, held.amount, without=held.pk)
    versions.save(
        held, actor=actor, at=at, state="approved", approved_by=actor.user_id, approved_on=on, reason=""
    )
    journal.write(actor, "approve_payment", PAYMENT, key=held.pk, at=at)


@transaction.atomic
def send_back(
    *, actor: Actor, at: dt.datetime, payment: int, reason: str, version: int | None = None
) -> None:
    """It is not paid like this; the reason."""
    held = _payment(actor, payment, version)
    rules.may_approve(actor, None).demand()
    if held.state != "proposed":
        raise Refused(say("The payment is {state}.", state=codes.PAYMENT_STATES[held.state]))
    why = text_of(reason, codes.NOTE_MOST, "reason", say("Write what is to be mended."))
    versions.save(held, actor=actor, at=at, state="refused", reason=why)
    journal.write(actor, "send_back_payment", PAYMENT, key=held.pk, at=at)


@transaction.atomic
def pay(
    *, actor: Actor, at: dt.datetime, payment: int, on: dt.date, reference: str, version: int | None = None
) -> None:
    """The bank paid it, with the bank's number."""
    rules.may_propose(actor).demand()
    held = _payment(actor, payment, version)
    if held.state != "approved":
        raise Refused(say("The payment is {state}.", state=codes.PAYMENT_STATES[held.state]))
    if held.approved_on is not None and on < held.approved_on:
        raise Refused(say("It was approved later."), "on")
    given = text_of(reference, 60, "reference", say("Write the number of the bank."))
    versions.save(held, actor=actor, at=at, state="paid", paid=on, reference=given)
    journal.write(actor, "note_paid", PAYMENT, key=held.pk, at=at)


@transaction.atomic
def settle(
    *, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, version: int | None = None
) -> int:
    """All is paid; what was kept and not needed goes back to the fund. The fen that were paid."""
    rules.may_keep(actor).demand()
    one = project(actor, project_key, version)
    if one.payments.filter(state__in=("proposed", "approved")).exists():
        raise Refused(say("A payment is not finished yet."))
    total = 0
    for kept_ in Commitment.objects.select_for_update(of=("self",)).filter(project=one, void=False):
        paid = _sum(Payment.objects.filter(project=one, fund=kept_.fund_id, state="paid"))
        total += paid
        if 0 < paid < kept_.amount:
            versions.save(kept_, actor=actor, at=at, amount=paid)
    if not total:
        raise Refused(say("Nothing was paid yet."))
    move(one, "settle", actor=actor, at=at, on=on)
    return total


@transaction.atomic
def take_statement(
    *, actor: Actor, at: dt.datetime, fund: int, name: str, content: bytes, lines: list[matching.Entry]
) -> int:
    """Keep a statement of the separate account with its outgoing lines; its key. Read by forms."""
    rules.may_keep(actor).demand()
    source: Fund = locked(reach.funds(actor), fund, "fund")
    if not lines:
        raise Refused(say("No line of the file is an outgoing payment."), "file")
    days = [one.day for one in lines]
    made = Statement.objects.create(
        fund=source, name=name[:100], first=min(days), last=max(days), **row_of(actor, at)
    )
    made.file = files.store(actor, name[:100], content, owner=BANK, key=made.pk, at=at)
    versions.save(made, actor=actor, at=at)
    BankLine.objects.bulk_create(
        BankLine(
            statement=made, row=one.key, on=one.day, amount=one.amount, payee=one.payee[:100], reference=one.reference[:60],
            **row_of(actor, at),
        )
        for one in lines
    )  # fmt: skip
    journal.write(actor, "take_statement", FUND, key=source.pk, at=at, lines=len(lines))
    return made.pk


def _payment(actor: Actor, key: int, version: int | None = None) -> Payment:
    held: Payment = locked(reach.payments(actor), key, "payment", version)
    if held.state == "paid":
        raise Refused(say("The payment is {state}.", state=codes.PAYMENT_STATES[held.state]))
    return held


def _fits(
    one: Project, source: Fund, contract: Contract | None, amount: int, without: int | None = None
) -> None:
    """Within what the fund keeps for the project, and within the contract."""
    if amount <= 0:
        raise Refused(say("Write the amount in yuan."), "amount")
    live = Payment.objects.filter(project=one, state__in=_LIVE)
    live = live.exclude(pk=without) if without is not None else live
    kept_ = (
        Commitment.objects.filter(project=one, fund=source, void=False).aggregate(n=Sum("amount"))["n"] or 0
    )
    money.demand_within(amount, int(kept_) - _sum(live.filter(fund=source)), say("the budget of the project"))
    if contract is not None:
        agreed = one.changes.filter(state="agreed").aggregate(n=Sum("cost"))["n"] or 0
        left = contract.amount + int(agreed) - _sum(live.filter(contract=contract))
        money.demand_within(amount, left, say("the contract"))


def _sum(rows: object) -> int:
    return int(rows.aggregate(n=Sum("amount"))["n"] or 0)  # type: ignore[attr-defined]
