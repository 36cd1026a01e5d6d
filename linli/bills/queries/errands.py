"""Errands and registers: lists and records."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Q

from linli.accounts import api as accounts
from linli.kernel import Actor

from ..models import Errand, Refusal, SealUse
from ..rules import codes
from ..rules.numbers import number_of
from . import reach


@dataclass(frozen=True, slots=True)
class ErrandRow:
    """An errand whole; a list shows some of it."""

    id: int
    version: int
    number: str
    person: int | None
    name: str
    place: str
    kind: str
    what: str
    papers: str
    due: dt.date | None
    state: str
    on: dt.date
    taken_by: str
    done_on: dt.date | None
    done_by: str
    result: str
    handed_on: dt.date | None
    received_by: str
    relation: str


@dataclass(frozen=True, slots=True)
class SealRow:
    """One line of the register of what was stamped."""

    id: int
    number: str
    on: dt.date
    seal: str
    paper: str
    copies: int
    applicant: str
    used_for: str
    authorised_by: str
    stamped_by: str
    void: bool
    reason: str


@dataclass(frozen=True, slots=True)
class RefusalRow:
    """A refusal slip."""

    id: int
    number: str
    on: dt.date
    kind: str
    applicant: str
    asked_by: str
    basis: str
    told_by: str


def listing(
    actor: Actor, *, text: str = "", kind: str = "", state: str = "open", start: int = 0, count: int = 50
) -> tuple[list[ErrandRow], int]:
    """One page: open ones by their day, others newest first; how many in all. Three statements."""
    rows = reach.errands(actor)
    plain = text.strip()[:60].replace("\0", "")
    if plain:
        rows = rows.filter(Q(name__contains=plain) | Q(place__contains=plain))
    if kind:
        rows = rows.filter(kind=kind)
    if state == "open":
        rows = rows.filter(state__in=codes.ERRANDS_OPEN).order_by(F("due").asc(nulls_last=True), "on", "pk")
    else:
        rows = (rows.filter(state=state) if state != "any" else rows).order_by("-year", "-number")
    return _errands(list(rows[start : start + count])), rows.count()


def errand(actor: Actor, key: int) -> ErrandRow:
    """One errand. NotFound outside the actor's sight."""
    return _errands([reach.found(reach.errands(actor), key, "errand")])[0]


def open_errands(actor: Actor) -> list[ErrandRow]:
    """What waits, for the board."""
    rows = (
        reach.errands(actor)
        .filter(state__in=codes.ERRANDS_OPEN)
        .order_by(F("due").asc(nulls_last=True), "on", "pk")
    )
    return _errands(list(rows[:100]))


def seal_uses(
    actor: Actor, *, text: str = "", seal: str = "", first: dt.date | None = None, after: dt.date | None = None, start: int = 0,
    count: int = 50,
) -> tuple[list[SealRow], int]:  # fmt: skip
    """The register, newest first. Three statements."""
    rows = reach.seal_uses(actor)
    plain = text.strip()[:60].replace("\0", "")
    if plain:
        rows = rows.filter(
            Q(paper__contains=plain) | Q(applicant__contains=plain) | Q(used_for__contains=plain)
        )
    if seal:
        rows = rows.filter(seal=seal)
    if first and after:
        rows = rows.filter(on__gte=first, on__lt=after)
    held = list(rows.order_by("-year", "-number")[start : start + count])
    names = accounts.names({user for one in held for user in (one.authorised_by, one.stamped_by)})
    return [
        SealRow(
            one.pk, number_of(one.year, one.number), one.on, one.seal, one.paper, one.copies, one.applicant, one.used_for,
            names.get(one.authorised_by, ""), names.get(one.stamped_by or 0, ""), one.void, one.reason,
        )
        for one in held
    ], rows.count()  # fmt: skip


def seal_use(actor: Actor, key: int) -> tuple[str, str]:
    """(number, paper) of a line that stands. NotFound outside the actor's sight."""
    one: SealUse = reach.found(reach.seal_uses(actor).filter(void=False), key, "seal use")
    return number_of(one.year, one.number), one.paper


def refusals(
    actor: Actor, *, text: str = "", kind: str = "", start: int = 0, count: int = 50
) -> tuple[list[RefusalRow], int]:
    """Refusal slips, newest first. Three statements."""
    rows = reach.refusals(actor)
    plain = text.strip()[:60].replace("\0", "")
    if plain:
        rows = rows.filter(Q(applicant__contains=plain) | Q(asked_by__contains=plain))
    if kind:
        rows = rows.filter(kind=kind)
    return _refusals(list(rows.order_by("-year", "-number")[start : start + count])), rows.count()


def refusal(actor: Actor, key: int) -> RefusalRow:
    """One slip. NotFound outside the actor's sight."""
    return _refusals([reach.found(reach.refusals(actor), key, "refusal")])[0]


def _errands(held: list[Errand]) -> list[ErrandRow]:
    names = accounts.names({user for one in held for user in (one.taken_by, one.done_by)})
    return [
        ErrandRow(
            one.pk, one.version, number_of(one.year, one.number), one.person_id, one.name, one.place, one.kind, one.what,
            one.papers or "", one.due, one.state, one.on, names.get(one.taken_by or 0, ""), one.done_on,
            names.get(one.done_by or 0, ""), one.result or "", one.handed_on, one.received_by, one.relation,
        )
        for one in held
    ]  # fmt: skip


def _refusals(held: list[Refusal]) -> list[RefusalRow]:
    names = accounts.names({one.told_by for one in held})
    return [
        RefusalRow(
            one.pk, number_of(one.year, one.number), one.on, one.kind, one.applicant, one.asked_by, one.basis,
            names.get(one.told_by or 0, ""),
        )
        for one in held
    ]  # fmt: skip
