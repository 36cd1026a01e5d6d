"""Money: the fund ledger, payments, the bank's lines beside ours, what has to be explained, the days of the fund year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, Sum

from linli.accounts import api as accounts
from linli.files import api as files
from linli.kernel import Actor, Saying, say
from linli.kernel.money import yuan
from linli.kernel.say import told
from linli.places import api as places

from ..models import BankLine, Commitment, Contract, Fund, Payment, Statement
from ..rules import matching, money
from ..rules import project_codes as codes
from . import project_reach as reach


@dataclass(frozen=True, slots=True)
class FundRow:
    """One source in one year, in fen. derived: how the quota was reckoned; None where a paper granted it."""

    id: int
    version: int
    year: int
    source: str
    quota: int
    committed: int
    paid: int
    derived: Saying | None
    basis: str
    residents: int | None
    counted_on: dt.date | None

    @property
    def left(self) -> int:
        """Not promised to any project yet."""
        return self.quota - self.committed


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment in a list."""

    id: int
    version: int
    project: int
    project_title: str
    source: str
    payee: str
    purpose: str
    amount: int
    state: str
    invoice: str
    proposed_on: dt.date
    proposed_by: int | None
    approved_on: dt.date | None
    approved_by: int | None
    paid: dt.date | None
    reference: str
    early: str
    reason: str


@dataclass(frozen=True, slots=True)
class PaymentPage:
    """A payment with its vouchers and the names of the two people."""

    row: PaymentRow
    contract: str
    invoiced: dt.date | None
    names: dict[int, str]
    vouchers: list[tuple[int, str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Explain:
    """Something in the year's money that has to be explained."""

    kind: Saying
    words: Saying
    url: str


@dataclass(frozen=True, slots=True)
class YearDay:
    """A day of the fund year, by its term."""

    day: dt.date
    text: str


def ledger(actor: Actor, year: int | None = None) -> list[FundRow]:
    """Quota, committed, paid, left of each source, newest year first. Three statements."""
    rows = reach.funds(actor).order_by("-year", "source")
    held = list(rows.filter(year=year) if year else rows)
    kept: dict[int, int] = dict(
        Commitment.objects.filter(fund__in=held, void=False).values_list("fund").annotate(n=Sum("amount"))
    )
    paid: dict[int, int] = dict(
        Payment.objects.filter(fund__in=held, state="paid").values_list("fund").annotate(n=Sum("amount"))
    )
    return [
        FundRow(
            one.pk, one.version, one.year, one.source, one.quota, kept.get(one.pk, 0), paid.get(one.pk, 0),
            told(one.derived) if one.derived else None, one.basis, one.residents, one.counted_on,
        )
        for one in held
    ]  # fmt: skip


def fund_row(actor: Actor, key: int) -> FundRow:
    """One source. NotFound outside the actor's sight."""
    one: Fund = reach.found(reach.funds(actor), key, "fund")
    return next(each for each in ledger(actor, one.year) if each.id == key)


def choices(actor: Actor, year: int | None = None) -> list[tuple[int, str]]:
    """Sources with what they have left."""
    return [
        (
            one.id,
            f"{one.year} {codes.word(codes.SOURCES, one.source)} · {say('{amount} yuan left', amount=yuan(one.left))}",
        )
        for one in ledger(actor, year)
    ]


def payments(
    actor: Actor, *, state: str = "", text: str = "", fund: int | None = None, project: int | None = None, start: int = 0, count: int = 50
) -> tuple[list[PaymentRow], int]:  # fmt: skip
    """One page of payments, newest first, and how many. Two statements."""
    rows = reach.payments(actor).select_related("project", "fund")
    plain = text.strip()[:60].replace("\0", "")
    if plain:
        rows = rows.filter(
            Q(payee__contains=plain)
            | Q(purpose__contains=plain)
            | Q(invoice=plain)
            | Q(project__title__contains=plain)
        )
    for name, value in (("state", state), ("fund", fund), ("project", project)):
        if value:
            rows = rows.filter(**{name: value})
    return [
        _payment(one) for one in rows.order_by("-proposed_on", "-pk")[start : start + count]
    ], rows.count()


def payment(actor: Actor, key: int) -> PaymentPage:
    """One payment whole. NotFound outside the actor's sight."""
    rows = reach.payments(actor).select_related("project", "fund", "contract")
    one: Payment = reach.found(rows, key, "payment")
    users = [user for user in (one.proposed_by, one.approved_by) if user is not None]
    return PaymentPage(
        _payment(one), one.contract.number if one.contract else "", one.invoiced, accounts.names(users),
        list(one.vouchers.order_by("pk").values_list("file", "name", "kind")),
    )  # fmt: skip


def contracts_of(actor: Actor, project: int, *, without_paper: bool = False) -> list[tuple[int, str]]:
    """(id, number and contractor) of a project's contracts; of those alone that wait for their signed paper."""
    rows = Contract.objects.filter(project__in=reach.projects(actor), project=project, void=False)
    rows = rows.filter(files=[]) if without_paper else rows
    return [
        (pk, f"{number} {name}")
        for pk, number, name in rows.order_by("pk").values_list("pk", "number", "contractor")
    ]


def likely_payment(actor: Actor, project: int) -> dict[str, Any]:
    """Fund, contract and payee of a project's next payment where there is one alone, and what is still unpaid of it, in fen."""
    found: dict[str, Any] = {}
    held = list(Commitment.objects.filter(project__in=reach.projects(actor), project=project, void=False))
    if len(held) == 1:
        found["fund"] = held[0].fund_id
    signed = list(Contract.objects.filter(project__in=reach.projects(actor), project=project, void=False))
    if len(signed) == 1:
        live = Payment.objects.filter(contract=signed[0]).exclude(state="refused")
        left = signed[0].amount - int(live.aggregate(n=Sum("amount"))["n"] or 0)
        found |= {"contract": signed[0].pk, "payee": signed[0].contractor}
        found |= {"amount": left} if left > 0 else {}
    return found


def statements(actor: Actor) -> list[Statement]:
    """Statements of the bank, newest first."""
    return list(reach.statements(actor).select_related("fund").order_by("-last", "-pk"))


def compared(actor: Actor, statement: int) -> tuple[Statement, list[matching.Pair]]:
    """A statement's lines against what we paid from its fund in its days. Three statements."""
    held: Statement = reach.found(reach.statements(actor).select_related("fund"), statement, "statement")
    near = dt.timedelta(days=matching.NEAR)
    ours = [
        matching.Entry(pk, day, amount, payee, reference)
        for pk, day, amount, payee, reference in Payment.objects.filter(
            fund=held.fund_id, state="paid", paid__gte=held.first - near, paid__lte=held.last + near
        ).values_list("pk", "paid", "amount", "payee", "reference")
        if day is not None
    ]
    theirs = [
        matching.Entry(*row)
        for row in BankLine.objects.filter(statement=held).order_by("row").values_list("pk", "on", "amount", "payee", "reference")
    ]  # fmt: skip
    pairs = matching.match(ours, theirs)
    inside = [one for one in pairs if one.theirs or (one.ours and held.first <= one.ours.day <= held.last)]
    return held, inside


def explain(actor: Actor, year: int) -> list[Explain]:
    """What the auditor asks about a year's money: paid before acceptance, split sums, one contractor again and again."""
    term = _term("council_exceptions", actor, dt.date(year, 12, 31)) or {}
    rows = [
        (pk, project, payee, amount, paid, title, accepted, early)
        for pk, project, payee, amount, paid, title, accepted, early in reach.payments(actor)
        .filter(state="paid", project__year=year)
        .values_list("pk", "project_id", "payee", "amount", "paid", "project__title", "project__accepted_on", "early")
        if paid is not None
    ]  # fmt: skip
    found = [
        Explain(
            say("paid before acceptance"),
            say("{payee}: {amount} yuan for {project} on {day}. Reason given: {reason}", payee=payee, amount=yuan(amount), project=title,
                day=paid.isoformat(), reason=early or "—"),
            f"/council/payments/{pk}/",
        )
        for pk, _project, payee, amount, paid, title, accepted, early in rows
        if accepted is None or paid < accepted
    ]  # fmt: skip
    paid_ = [
        money.Paid(pk, project, payee, amount, paid) for pk, project, payee, amount, paid, *_rest in rows
    ]
    limit, days = int(term.get("split_below", 0)), int(term.get("split_days", 0))
    found += [
        Explain(
            say("split sums"),
            say("{payee}: {one} yuan on {day} and {two} yuan on {other}, each below {limit} yuan, together above", payee=one.payee,
                one=yuan(one.amount), day=one.day.isoformat(), two=yuan(two.amount), other=two.day.isoformat(), limit=yuan(limit)),
            f"/council/payments/{two.key}/",
        )
        for one, two in (money.split_sums(paid_, limit, days) if limit else [])
    ]  # fmt: skip
    signed = Contract.objects.filter(project__in=reach.projects(actor).filter(year=year), void=False)
    times = int(term.get("contractor_times", 0))
    again = money.repeated(list(signed.values_list("contractor", "project_id")), times) if times else {}
    found += [
        Explain(say("one contractor again and again"), say("{name} works on {n} projects of the year", name=name, n=len(keys)),
                f"/council/projects/{keys[0]}/dossier/")
        for name, keys in again.items()
    ]  # fmt: skip
    late = signed.filter(started__lt=F("signed")) | signed.filter(finished__lt=F("started"))
    found += [
        Explain(say("days in the wrong order"), say("Contract {number} of {name}", number=number, name=name), f"/council/projects/{key}/dossier/")
        for number, name, key in late.values_list("number", "contractor", "project_id")
    ]  # fmt: skip
    return found


def year_days(actor: Actor, year: int) -> list[YearDay]:
    """The days of a fund year by the term that holds in it, soonest first."""
    held = _term("council_calendar", actor, dt.date(year, 1, 1)) or []
    days = [
        YearDay(dt.date(year + int(one["year"]), int(one["month"]), int(one["day"])), str(one["name"]))
        for one in held
    ]
    return sorted(days, key=lambda one: one.day)


def may_open_voucher(actor: Actor, key: int | None) -> bool:
    """Whether vouchers of this payment open to the actor."""
    return key is not None and reach.payments(actor).filter(pk=key).exists()


def may_open_contract(actor: Actor, key: int | None) -> bool:
    """Whether the signed paper of this contract opens to the actor."""
    return key is not None and Contract.objects.filter(project__in=reach.projects(actor), pk=key).exists()


def may_open_statement(actor: Actor, key: int | None) -> bool:
    """Whether the bank's file opens to the actor."""
    return key is not None and reach.statements(actor).filter(pk=key).exists()


def papers(actor: Actor, project: int) -> list[files.FileRef]:
    """Pictures and papers of a project; the caller has asked its rule."""
    return files.files_of(actor, "council.project", project)


def _payment(one: Payment) -> PaymentRow:
    return PaymentRow(
        one.pk, one.version, one.project_id, one.project.title, one.fund.source, one.payee, one.purpose, one.amount, one.state,
        one.invoice, one.proposed_on, one.proposed_by, one.approved_on, one.approved_by, one.paid, one.reference, one.early, one.reason,
    )  # fmt: skip


def _term(key: str, actor: Actor, on: dt.date) -> Any:
    try:
        return reach.term(key, actor.community, on)
    except places.NoTerm:
        return None
