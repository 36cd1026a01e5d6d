"""Visits as lists and as a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from linli.accounts import api as accounts
from linli.appeals import api as appeals
from linli.appeals.api import Brief
from linli.journal import api as journal
from linli.kernel import Actor, Saying
from linli.places import api as places
from linli.residents import api as residents

from ..models import Visit, VisitNeed
from ..rules import codes
from . import visits

_ROW = (
    "pk", "at", "went", "way", "result", "who", "spoke", "situation", "said", "measures", "outcome", "return_on", "returned",
    "user", "helpers", "remarks", "clock_off", "household_id", "room_id", "person_id", "room__door", "room__unit__building_id",
    "void", "void_reason", "version", "changed_at", "changed_by", "photos", "stop_id", "by_member", "n",
)  # fmt: skip
SORTS: dict[str, tuple[str, ...]] = {
    "at": ("went", "at", "pk"),
    "door": ("room__unit__building__compound", "room__unit__building__name_sort", "room__unit__number", "room__floor", "room__number", "pk"),
}  # fmt: skip
NEWEST = ("-went", "-at", "-pk")


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; empty means all. `reason` is a need of the route's stop, or "open" for promises due."""

    text: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    cell: int | None = None
    building: int | None = None
    way: str = ""
    result: str = ""
    who: str = ""
    reason: str = ""
    household: int | None = None


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit, as a line and as the base of its record. Names as far as the actor may see them."""

    id: int
    at: dt.datetime
    went: dt.date
    way: str
    result: str
    who: str
    spoke: str
    situation: str
    said: str
    measures: str
    outcome: str
    return_on: dt.date | None
    returned: bool
    user: int | None
    helpers: tuple[str, ...]
    remarks: tuple[str, ...]
    clock_off: int
    household: int | None
    room: int | None
    person: int | None
    door: str
    building: int | None
    void: bool
    void_reason: str
    version: int
    changed_at: dt.datetime
    changed_by: int | None
    photos: tuple[int, ...]
    stop: int | None
    by_member: bool
    needs: int
    visitor: str = ""
    person_name: str = ""

    @property
    def met(self) -> str:
        """Who was spoken with, as called or by name; the household where nobody was."""
        return self.spoke or self.person_name

    @property
    def visitors(self) -> str:
        """Who went, with who went along."""
        return "、".join(one for one in (self.visitor, *self.helpers) if one)

    @property
    def result_words(self) -> Saying:
        return codes.RESULTS[self.result]

    @property
    def way_words(self) -> Saying:
        return codes.WAYS[self.way]

    @property
    def who_words(self) -> Saying:
        return codes.WHO[self.who]

    @property
    def remark_words(self) -> list[Saying]:
        """What the record remarks by itself, but the question of the clock, which is asked apart."""
        return [codes.REMARKS[one] for one in self.remarks if one in codes.REMARKS and one != "clock"]


@dataclass(frozen=True, slots=True)
class VisitPage:
    """A visit whole: its needs with their appeals, what was done with the record, the visits beside it."""

    row: VisitRow
    needs: list[Brief]
    hidden: int
    events: list[journal.Event]
    others: list[VisitRow] = field(default_factory=list)


def listing(
    actor: Actor, where: Filter, *, on: dt.date, order: Collection[str] = (), start: int = 0, count: int = 50
) -> tuple[list[VisitRow], int]:
    """One page of the visits that the actor may read, newest first, and how many there are. At most 6 queries."""
    found = narrowed(actor, where, on)
    total = found.count()
    return rows(actor, found.order_by(*(order or NEWEST))[start : start + count], on), total


def narrowed(actor: Actor, where: Filter, on: dt.date) -> QuerySet[Visit]:
    """The visits of a filter, as a query."""
    found = visits.visits(actor, on)
    exact = {"way": where.way, "result": where.result, "who": where.who}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if where.start is not None:
        found = found.filter(went__gte=where.start)
    if where.end is not None:
        found = found.filter(went__lt=where.end)
    if where.household is not None:
        found = found.filter(household=where.household)
    if where.building is not None:
        found = found.filter(room__unit__building=where.building)
    if where.cell is not None and actor.community is not None:
        found = found.filter(room__unit__in=places.cell_units(actor.community, [where.cell], on))
    if where.reason == "open":
        found = found.filter(return_on__isnull=False, returned=False)
    elif where.reason:
        found = found.filter(stop__needs__contains=[where.reason])
    if text := where.text.strip()[:60].replace("\0", ""):
        found = found.filter(
            Q(spoke__contains=text) | Q(said__contains=text) | Q(measures__contains=text) | Q(room__door__contains=text)
        )  # fmt: skip
    return found


def rows(actor: Actor, found: QuerySet[Visit], on: dt.date) -> list[VisitRow]:
    """Visits as lines, in their order. At most 4 queries."""
    held = [dict(zip(_ROW, one, strict=True)) for one in found.annotate(n=Count("needs")).values_list(*_ROW)]
    accounts_known = accounts.names([one["user"] for one in held])
    people = [one["person_id"] for one in held if one["person_id"] is not None]
    names = residents.person_names(actor, people, on=on) if people else {}
    return [_row(one, accounts_known, names) for one in held]


def page(actor: Actor, key: int, *, on: dt.date) -> VisitPage:
    """One visit with what belongs to it, a taken back one too. Raises NotFound. At most 12 queries."""
    found = rows(actor, visits.visits(actor, on, void=True).filter(pk=key), on)
    if not found:
        visits.visit(actor, key, on, void=True)
    row = found[0]
    linked = list(VisitNeed.objects.filter(visit=key).order_by("pk").values_list("appeal_id", flat=True))
    briefs = appeals.briefs(actor, linked, on=on) if linked else {}
    others: list[VisitRow] = []
    if row.household is not None:
        near = visits.visits(actor, on).filter(household=row.household).exclude(pk=key)
        others = rows(actor, near.order_by(*NEWEST)[:5], on)
    return VisitPage(
        row, [briefs[one] for one in linked if one in briefs], len(linked) - len(briefs),
        journal.lines_of(actor, "contact.visit", key), others,
    )  # fmt: skip


def of_appeals(actor: Actor, key: int, on: dt.date) -> list[VisitRow]:
    """The visits on which an appeal was heard, as far as the actor may read them. At most 4 queries."""
    return rows(actor, visits.visits(actor, on).filter(needs__appeal=key).order_by("went", "pk"), on)


def promised(actor: Actor, on: dt.date, *, until: dt.date) -> list[VisitRow]:
    """Returns that were promised up to a day and not kept yet, the earliest first."""
    found = visits.visits(actor, on).filter(return_on__isnull=False, returned=False, return_on__lte=until)
    return rows(actor, found.order_by("return_on", "pk"), on)


def _row(one: dict[str, Any], users: dict[int, str], names: dict[int, str]) -> VisitRow:
    plain = one | {
        "helpers": tuple(one["helpers"]), "remarks": tuple(one["remarks"]), "photos": tuple(one["photos"]),
        "room__door": one["room__door"] or "",
    }  # fmt: skip
    visitor, met = users.get(one["user"] or 0, ""), names.get(one["person_id"] or 0, "")
    values: list[Any] = [*(plain[name] for name in _ROW), visitor, met]
    return VisitRow(*values)
