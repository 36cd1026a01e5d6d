"""The list of applications, its tally by state, and what is counted by scheme."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from linli.kernel import Actor

from ..models import Application
from ..rules import codes
from . import reach


@dataclass(frozen=True, slots=True)
class Filter:
    """Which applications are shown; an empty value does not narrow. keys: exactly these (a number that was opened)."""

    text: str = ""
    scheme: str = ""
    state: str = ""
    year: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    keys: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One application in a list."""

    id: int
    person: int
    name: str
    scheme: str
    scheme_name: str
    benefit_year: int
    state: str
    category: str
    level: str
    channel: str
    submitted_on: dt.date | None
    decided_on: dt.date | None
    approved: bool | None
    paid_on: dt.date | None
    showing: int | None
    facts: dict[str, Any]


ORDERS = {
    "name": ("person__sort", "pk"), "submitted": ("submitted_on", "pk"), "year": ("benefit_year", "pk"),
    "state": ("state", "pk"),
}  # fmt: skip
NEWEST = ("-submitted_on", "-pk")


def listing(
    actor: Actor, where: Filter, *, order: Iterable[str] = (), start: int = 0, count: int | None = 50
) -> tuple[list[ApplicationRow], int]:  # fmt: skip
    """One page of applications and how many there are in all. Two queries."""
    rows = _narrowed(actor, where)
    total = rows.count()
    found = rows.select_related("person").defer("person__number").order_by(*(order or NEWEST))
    return [row(one) for one in (found[start : start + count] if count is not None else found)], total


def tally(actor: Actor, where: Filter) -> dict[str, int]:
    """State → how many, of all states."""
    rows = _narrowed(actor, Filter(where.text, where.scheme, "", where.year)).values_list("state")
    return dict(rows.annotate(n=Count("pk")).values_list("state", "n"))


def by_scheme(actor: Actor, year: int, schemes: Collection[str]) -> dict[str, dict[str, int]]:
    """Scheme → applied, approved, paid, of the applications made in a calendar year. One query."""
    found = {bytes(reach.mark(one)): one for one in schemes}
    rows = reach.applications(actor).filter(submitted_on__year=year, mark__in=list(found))
    counted = rows.values("mark").annotate(
        applied=Count("pk"), approved=Count("pk", filter=Q(approved=True)), paid=Count("pk", filter=Q(paid_on__isnull=False))
    )  # fmt: skip
    return {
        found[bytes(one["mark"])]: {name: int(one[name]) for name in ("applied", "approved", "paid")} for one in counted
    }  # fmt: skip


def living(actor: Actor, schemes: Collection[str]) -> set[tuple[int, str, int, str]]:
    """(person, scheme, benefit year, state) of what counts: applied for, granted or in receipt. One query."""
    found = {bytes(reach.mark(one)): one for one in schemes}
    rows = reach.applications(actor).filter(counts=True, mark__in=list(found))
    return {
        (person, found[bytes(mark)], year, state)
        for person, mark, year, state in rows.values_list("person_id", "mark", "benefit_year", "state")
    }


def of_person(actor: Actor, person: int) -> list[ApplicationRow]:
    """The applications of one person, the newest first."""
    rows = reach.applications(actor).filter(person=person).select_related("person").defer("person__number")
    return [row(one) for one in rows.order_by(*NEWEST)]


def _narrowed(actor: Actor, where: Filter) -> QuerySet[Application]:
    rows = reach.applications(actor)
    if where.keys is not None:
        rows = rows.filter(pk__in=where.keys)
    if where.scheme:
        rows = rows.filter(mark=reach.mark(where.scheme))
    if where.state == "open":
        rows = rows.filter(state__in=codes.OPEN)
    elif where.state:
        rows = rows.filter(state=where.state)
    if where.year is not None:
        rows = rows.filter(benefit_year=where.year)
    if where.since is not None:
        rows = rows.filter(submitted_on__gte=where.since)
    if where.until is not None:
        rows = rows.filter(submitted_on__lt=where.until)
    text = where.text.strip()[:40].replace("\0", "")
    if text:
        rows = rows.filter(Q(person__name__contains=text) | Q(person__letters__contains=text.lower()))
    return rows


def row(one: Application) -> ApplicationRow:
    """The plain value of one application."""
    facts = json.loads(one.facts)
    return ApplicationRow(
        one.pk, one.person_id, one.person.name, facts["scheme"], facts.get("name", ""), one.benefit_year, one.state,
        facts.get("category", ""), facts.get("level", ""), one.channel, one.submitted_on, one.decided_on, one.approved, one.paid_on,
        one.showing_id, facts,
    )  # fmt: skip
