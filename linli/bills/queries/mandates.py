"""Mandates: the list, one whole, whom to choose from. Account numbers leave here by their last digits alone, unless revealed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from linli.kernel import Actor
from linli.residents import api as residents

from ..models import Account, Mandate, Payment, Receipt
from ..rules.shown import masked
from . import reach
from .receipts import ReceiptRow, rows_of


@dataclass(frozen=True, slots=True)
class MandateRow:
    """One line of the list."""

    id: int
    name: str
    place: str
    utilities: tuple[str, ...]
    start: dt.date
    end: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account by its last digits."""

    id: int
    utility: str
    company: str
    shown: str
    void: bool = False


@dataclass(frozen=True, slots=True)
class MandatePage:
    """A mandate whole."""

    id: int
    version: int
    person: int | None
    name: str
    place: str
    signed: str
    signer: str
    relation: str
    start: dt.date
    end: dt.date | None
    why_ended: str
    note: str
    accounts: list[AccountRow] = field(default_factory=list)
    receipts: list[ReceiptRow] = field(default_factory=list)


def listing(
    actor: Actor,
    *,
    text: str = "",
    utility: str = "",
    state: str = "here",
    on: dt.date,
    start: int = 0,
    count: int = 50,
) -> tuple[list[MandateRow], int]:
    """One page by name, and how many there are in all. Three statements."""
    rows = reach.mandates(actor)
    plain = text.strip()[:60].replace("\0", "")
    if plain:
        rows = rows.filter(
            Q(name__contains=plain) | Q(place__contains=plain) | Q(sort__startswith=plain.lower())
        )
    if utility:
        rows = rows.filter(accounts__utility=utility, accounts__void=False).distinct()
    if state == "here":
        rows = rows.filter(reach.on_day(on))
    elif state == "gone":
        rows = rows.filter(end__lte=on)
    total = rows.count()
    shown = list(rows.annotate(last=Max("receipts__on")).order_by("sort", "pk")[start : start + count])
    kinds = _utilities(one.pk for one in shown)
    return [
        MandateRow(one.pk, one.name, one.place, kinds.get(one.pk, ()), one.start, one.end, one.last)
        for one in shown
    ], total


def page(actor: Actor, key: int) -> MandatePage:
    """One mandate whole. NotFound outside the actor's sight."""
    one: Mandate = reach.found(reach.mandates(actor), key, "mandate")
    rows = Receipt.objects.filter(mandate=key).order_by("-on", "-pk")[:50]
    return MandatePage(
        one.pk, one.version, one.person_id, one.name, one.place, one.signed, one.signer, one.relation, one.start, one.end,
        one.why_ended, one.note, accounts(actor, key), rows_of(rows),
    )  # fmt: skip


def accounts(actor: Actor, mandate: int) -> list[AccountRow]:
    """Accounts of a mandate that are paid for."""
    rows = _seen(actor).filter(mandate=mandate, void=False).order_by("utility", "pk")
    return [AccountRow(one.pk, one.utility, one.company, masked(one.number)) for one in rows]


def account(actor: Actor, key: int) -> tuple[int, str, str, str]:
    """(mandate, utility, whole number, name) of an account: for who opens it with a reason. NotFound outside the sight."""
    one: Account = reach.found(_seen(actor).select_related("mandate"), key, "account")
    return one.mandate_id, one.utility, one.number or "—", one.mandate.name


def of_person(actor: Actor, person: int, on: dt.date) -> int | None:
    """The mandate of a person that holds on a day."""
    return reach.mandates(actor).filter(reach.on_day(on), person=person).values_list("pk", flat=True).first()


def counts(actor: Actor, on: dt.date) -> tuple[int, int]:
    """(mandates that hold, households they are of) on a day."""
    found: dict[str, Any] = reach.mandates(actor).filter(reach.on_day(on)).aggregate(
        n=Count("pk"), homes=Count("household", distinct=True)
    )  # fmt: skip
    return int(found["n"]), int(found["homes"])


def moved_away(actor: Actor, on: dt.date) -> list[tuple[int, str, str]]:
    """(mandate, name, place) that hold although the resident no longer lives where it was signed. Two statements and the register's."""
    held = list(
        reach.mandates(actor)
        .filter(reach.on_day(on), person__isnull=False)
        .values_list("pk", "person_id", "name", "place", "household_id")
    )
    lives = residents.households_of(actor, [person for _pk, person, *_rest in held], on=on)
    return [
        (pk, name, place)
        for pk, person, name, place, home in held
        if home and lives.get(person, ("", None))[1] != home
    ]


def live_payments(mandate: int) -> QuerySet[Payment]:
    """Payments of a mandate that were neither taken out nor given back."""
    return Payment.objects.filter(
        receipt__mandate=mandate, void=False, counters__isnull=True, countered_by__isnull=True
    )


def _seen(actor: Actor) -> QuerySet[Account]:
    return Account.objects.filter(community_id=actor.community, mandate__in=reach.mandates(actor))


def _utilities(mandates: Iterable[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for key, utility in (
        Account.objects.filter(mandate__in=list(mandates), void=False)
        .order_by("pk")
        .values_list("mandate_id", "utility")
    ):
        if utility not in found.setdefault(key, []):
            found[key].append(utility)
    return {key: tuple(names) for key, names in found.items()}
