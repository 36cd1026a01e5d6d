"""Contact cards: which households hold one, which need one, which wait at the desk to be delivered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q, QuerySet

from linli.accounts import api as accounts
from linli.kernel import Actor, NotFound
from linli.residents import api as residents

from ..models import Batch, Card
from ..rules.cards import Says
from ..rules.charges import SCHEME
from .areas import home, lies, says_on, units_seen

#: The order in which doors are walked.
DOORS = (
    "room__unit__building__compound",
    "room__unit__building__name_sort",
    "room__unit__number",
    "room__floor",
    "room__number",
)
CARD_DOORS = tuple(f"household__{one}" for one in DOORS)
STATES = ("issued", "delivered", "outdated", "replaced", "void")


@dataclass(frozen=True, slots=True)
class CardRow:
    """One card as lists show it. `gone`: nobody lives behind the door any more."""

    id: int
    number: int
    household: int
    door: str
    building: str
    area: str
    cell: int
    state: str
    reason: str
    issued_on: dt.date
    delivered_on: dt.date | None
    receipt: str
    ended_on: dt.date | None
    batch: int
    version: int
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Needed:
    """How many cards an area needs: households without one, and cards whose words changed."""

    missing: int
    outdated: int

    @property
    def total(self) -> int:
        """Cards to print."""
        return self.missing + self.outdated


@dataclass(frozen=True, slots=True)
class BatchRow:
    """Cards printed together."""

    id: int
    title: str
    area: str
    on: dt.date
    count: int
    delivered: int
    waiting: int
    file: int | None
    version: int


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of cards shows."""

    state: str = ""
    cell: int | None = None
    building: int | None = None
    batch: int | None = None
    door: str = ""


def held_on(on: dt.date) -> Q:
    """Cards that a household holds on a day: delivered by then, neither replaced nor taken back by then."""
    return Q(delivered_on__lte=on) & (Q(ended_on__isnull=True) | Q(ended_on__gt=on))


def in_cell(cell: int, on: dt.date, prefix: str = "") -> Q:
    """Households (behind `prefix`) whose unit lies in an area on a day."""
    path = f"{prefix}room__unit__memberships__"
    return Q(**{f"{path}cell": cell}) & lies(on, path)


def differing(says: Mapping[int, Says], on: dt.date) -> Q:
    """Cards whose words are not those of the area in which their household lies on a day."""
    each = (in_cell(cell, on, "household__") & ~Q(says=one.mark) for cell, one in says.items())
    return reduce(or_, each, Q(pk__in=[]))


def outdated(community: int, says: Mapping[int, Says], on: dt.date) -> QuerySet[Card]:
    """Cards that occupied households hold and that say what no longer holds."""
    living = residents.occupied(community, on).values("pk")
    return Card.objects.filter(
        differing(says, on), community_id=community, state="delivered", household__in=living
    )


def needing(community: int, says: Mapping[int, Says], on: dt.date, cell: int | None = None) -> QuerySet[Any]:
    """Occupied households to print a card for: none printed that still holds, or the one they hold is out of date."""
    good = Card.objects.filter(community_id=community, state__in=("issued", "delivered")).exclude(
        pk__in=Card.objects.filter(differing(says, on), community_id=community).values("pk")
    )
    cells = [cell] if cell is not None else list(says)
    within = Q(room__unit__memberships__cell__in=[one for one in cells if one in says]) & lies(
        on, "room__unit__memberships__"
    )
    rows = residents.occupied(community, on).filter(within)
    return rows.exclude(pk__in=good.values("household_id"))


def needed(actor: Actor, on: dt.date) -> dict[int, Needed]:
    """area → cards to print: first cards and replacements. Areas that need none are absent."""
    community = home(actor)
    says = says_on(community, on)
    having = Card.objects.filter(community_id=community, state="delivered").values("household_id")
    inside = Q(room__unit__memberships__scheme=SCHEME) & lies(on, "room__unit__memberships__")
    rows = needing(community, says, on).filter(inside).values("room__unit__memberships__cell")
    counted = rows.annotate(
        all=Count("pk", distinct=True), held=Count("pk", filter=Q(pk__in=having), distinct=True)
    ).values_list("room__unit__memberships__cell", "all", "held")
    return {cell: Needed(every - held, held) for cell, every, held in counted}


def listing(
    actor: Actor, where: Filters, *, on: dt.date, start: int = 0, count: int = 50
) -> tuple[list[CardRow], int]:
    """One page of cards and how many there are, in the order of doors."""
    community = home(actor)
    says = says_on(community, on)
    rows = _seen(actor, Card.objects.filter(community_id=community), on)
    if where.state == "outdated":
        rows = rows.filter(pk__in=outdated(community, says, on).values("pk"))
    elif where.state:
        rows = rows.filter(state=where.state)
    if where.cell is not None:
        rows = rows.filter(cell=where.cell)
    if where.building is not None:
        rows = rows.filter(household__room__unit__building=where.building)
    if where.batch is not None:
        rows = rows.filter(batch=where.batch)
    if where.door:
        rows = rows.filter(household__room__door__contains=where.door)
    marks = {cell: one.mark for cell, one in says.items()}
    total = rows.count()
    return [
        _row(one, marks) for one in _fetched(rows.order_by(*CARD_DOORS, "-number"))[start : start + count]
    ], total


def card(actor: Actor, key: int, on: dt.date) -> CardRow:
    """One card. Raises NotFound."""
    community = home(actor)
    rows = _fetched(_seen(actor, Card.objects.filter(community_id=community, pk=key), on))
    found = rows.first()
    if found is None:
        raise NotFound("contact card")
    return _row(found, {cell: one.mark for cell, one in says_on(community, on).items()})


def to_deliver(actor: Actor, on: dt.date, where: Filters = Filters(), limit: int = 500) -> list[CardRow]:
    """Doors to go to with a printed card, in walking order; nobody is sent to a door where nobody lives."""
    return [_row(one, {}) for one in _fetched(_to_carry(actor, on, where).order_by(*CARD_DOORS))[:limit]]


def keys_to_deliver(actor: Actor, on: dt.date, where: Filters = Filters()) -> list[int]:
    """The cards of the same doors, as keys alone."""
    return list(_to_carry(actor, on, where).order_by("pk").values_list("pk", flat=True))


def waiting(actor: Actor, on: dt.date) -> int:
    """How many printed cards wait to be delivered within the actor's sight."""
    return _to_carry(actor, on).count()


def waiting_by_building(actor: Actor, on: dt.date) -> list[tuple[int, str, int]]:
    """(building, its name, cards to deliver there), in walking order."""
    rows = _to_carry(actor, on)
    path = "household__room__unit__building"
    counted = (
        rows.values(f"{path}_id", f"{path}__compound", f"{path}__name", f"{path}__name_sort")
        .annotate(n=Count("pk"))
        .order_by(f"{path}__compound", f"{path}__name_sort")
    )
    return [(one[f"{path}_id"], one[f"{path}__compound"] + one[f"{path}__name"], one["n"]) for one in counted]


def stale_waiting(actor: Actor, on: dt.date) -> list[CardRow]:
    """Printed cards that nobody can deliver: the household has moved away since."""
    community = home(actor)
    living = residents.occupied(community, on).values("pk")
    rows = Card.objects.filter(community_id=community, state="issued").exclude(household__in=living)
    return [_row(one, {}) for one in _fetched(_seen(actor, rows, on).order_by(*CARD_DOORS))[:200]]


def batches(
    actor: Actor, *, start: int = 0, count: int = 50, key: int | None = None
) -> tuple[list[BatchRow], int]:
    """Batches, newest first, with how many of their cards were delivered; and how many batches there are."""
    rows = Batch.objects.filter(community_id=home(actor))
    rows = rows if key is None else rows.filter(pk=key)
    total = rows.count()
    page = (
        rows.annotate(
            gone=Count("cards", filter=Q(cards__delivered_on__isnull=False)),
            here=Count("cards", filter=Q(cards__state="issued")),
        )
        .select_related("cell")
        .order_by("-on", "-pk")[start : start + count]
    )
    return [
        BatchRow(
            one.pk,
            one.title,
            one.cell.name if one.cell else "",
            one.on,
            one.count,
            one.gone,
            one.here,
            one.file,
            one.version,
        )
        for one in page
    ], total


def batch(actor: Actor, key: int) -> BatchRow:
    """One batch. Raises NotFound."""
    found, _total = batches(actor, key=key)
    if not found:
        raise NotFound("contact batch")
    return found[0]


def of_household(actor: Actor, household: int, on: dt.date) -> list[CardRow]:
    """The cards of one household, newest first."""
    rows = Card.objects.filter(community_id=home(actor), household=household).order_by("-number")
    return [_row(one, {}) for one in _fetched(_seen(actor, rows, on))]


def _to_carry(actor: Actor, on: dt.date, where: Filters = Filters()) -> QuerySet[Card]:
    """Printed cards of occupied households within the actor's sight; none for those who carry no cards."""
    if actor.community is None or not accounts.may(actor, "contact.deliver"):
        return Card.objects.none()
    living = residents.occupied(actor.community, on).values("pk")
    rows = _seen(
        actor, Card.objects.filter(community_id=actor.community, state="issued", household__in=living), on
    )
    if where.cell is not None:
        rows = rows.filter(cell=where.cell)
    if where.building is not None:
        rows = rows.filter(household__room__unit__building=where.building)
    return rows if where.batch is None else rows.filter(batch=where.batch)


def _seen(actor: Actor, rows: QuerySet[Card], on: dt.date) -> QuerySet[Card]:
    units = units_seen(actor, on)
    return rows if units is None else rows.filter(household__room__unit__in=units)


def _fetched(rows: QuerySet[Card]) -> QuerySet[Card]:
    return rows.select_related("household__room__unit__building", "cell")


def _row(one: Card, marks: Mapping[int, str]) -> CardRow:
    room = one.household.room
    building = room.unit.building
    late = one.state == "delivered" and bool(marks) and marks.get(one.cell_id, one.says) != one.says
    return CardRow(
        one.pk, one.number, one.household_id, room.door, building.compound + building.name, one.cell.name, one.cell_id,
        one.state, one.reason, one.issued_on, one.delivered_on, one.receipt, one.ended_on, one.batch_id, one.version, late,
    )  # fmt: skip


def of_cells(community: int, cells: Collection[int], on: dt.date) -> dict[int, tuple[int, int]]:
    """area → (cards held, cards to deliver) on a day, by the area in which they were printed. One query."""
    rows = Card.objects.filter(community_id=community, cell__in=list(cells)).values("cell")
    counted = rows.annotate(held=Count("pk", filter=held_on(on)), here=Count("pk", filter=Q(state="issued")))
    return {cell: (held, here) for cell, held, here in counted.values_list("cell", "held", "here")}


def may_open_paper(actor: Actor, key: int | None) -> bool:
    """Whether the paper of a batch is open to the actor: it shows doors and public names only."""
    mine = Batch.objects.filter(community_id=actor.community, pk=key or 0)
    return bool(accounts.may(actor, "contact.keep")) and mine.exists()
