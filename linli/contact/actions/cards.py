"""Contact cards: printed for households that need one, delivered, taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F, Max, QuerySet

from linli.base import bulk, versions
from linli.base.clock import day_of
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.places import api as places
from linli.residents import api as residents

from ..models import Batch, Card
from ..queries import cards as found
from ..queries.areas import says_on, units_seen
from ..rules import cards as rules
from ..rules import codes
from ..rules.cards import Says
from ..rules.charges import SCHEME
from .parts import home, locked, stamp

#: First of the two keys of the lock under which cards of a community are numbered.
LOCK = 4_041
SUBJECT = "contact card"
CARRY = "contact.deliver"
_COLUMNS = (
    "id", "household_id", "cell_id", "number", "says", "reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Asked:
    """A household that gets a card."""

    household: int
    cell: int
    started: dt.date


@transaction.atomic
def print_cards(
    *, actor: Actor, at: dt.datetime, cell: int | None = None, households: Collection[int] | None = None,
    reason: str | None = None, title: str = "",
) -> int:  # fmt: skip
    """Print cards: for these households, or for all of an area (of the community) that need one; the batch's key.

    A printed card that nobody delivered yet gives way to the new one. Refused where nobody lives, where no area or no
    first responsible is, and when nothing is to be printed. The file is made when it is asked for (office.pdf).
    """
    row = stamp(actor, at)
    on = day_of(at)
    community: int = row["community_id"]
    if reason is not None and reason not in codes.CARD_REASONS:
        raise NotFound("reason")
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [LOCK, community])
    says = says_on(community, on)
    asked = (
        _chosen(community, households, says, on)
        if households is not None
        else _needing(community, says, on, cell)
    )
    if not asked:
        raise Refused(say("No card is to be printed: every household has one that still holds."))
    if len(asked) > rules.MOST_CARDS:
        raise Refused(
            say("At most {n} cards are printed at once. Choose an area.", n=rules.MOST_CARDS), "cell"
        )
    area = cell if cell is not None else _one({one.cell for one in asked})
    batch = Batch.objects.create(
        cell_id=area, title=title or _title(says, area), count=len(asked), on=on, **row
    )
    _write(community, batch, asked, says, reason, on, row)
    journal.write(actor, "print_cards", "contact batch", key=batch.pk, at=at, cards=len(asked))
    return batch.pk


def deliver(
    *, actor: Actor, at: dt.datetime, card: int, on: dt.date, receipt: str, version: int | None = None
) -> None:
    """A card came to its door; the one that the household held gives way."""
    deliver_many(actor=actor, at=at, cards=[card], on=on, receipt=receipt, version=version)


@transaction.atomic
def deliver_many(
    *,
    actor: Actor,
    at: dt.datetime,
    cards: Collection[int],
    on: dt.date,
    receipt: str,
    version: int | None = None,
) -> int:
    """Cards came to their doors on a day, all with the same kind of receipt; how many.

    Refused for all when one is not to be delivered any more or nobody lives behind its door.
    """
    community = home(actor, CARRY)
    if receipt not in codes.RECEIPTS:
        raise NotFound("receipt")
    wanted = set(cards)
    if not wanted:
        raise Refused(say("Choose at least one card."), "cards")
    rows = list(
        _mine(actor, community, on).select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    )
    if len(rows) != len(wanted):
        raise NotFound("contact card")
    for one in rows:
        rules.may_deliver(one.state, one.issued_on, on, day_of(at)).demand(
            "on" if one.state == "issued" else None
        )
    if version is not None:
        versions.demand_fresh(rows[0], version, {"state": "delivered"})
    _demand_lived_in(community, {one.household_id for one in rows}, on)
    stamped = {"changed_at": at, "changed_by": actor.user_id}
    _end(Card.objects.filter(community_id=community, state="delivered", household__in={one.household_id for one in rows}),
         "replaced", on, at, actor)  # fmt: skip
    bulk.update_rows(
        Card, ("id", "state", "delivered_on", "delivered_by", "receipt", *stamped),
        ((one.pk, "delivered", on, actor.user_id, receipt, *stamped.values()) for one in rows), sets="version = t.version + 1",
    )  # fmt: skip
    key = rows[0].pk if len(rows) == 1 else None
    journal.write(actor, "deliver_card", SUBJECT, key=key, at=at, cards=len(rows), receipt=receipt)
    return len(rows)


@transaction.atomic
def take_back(
    *, actor: Actor, at: dt.datetime, card: int, on: dt.date, version: int | None = None, why: str = ""
) -> None:
    """A card is not in use any more: printed by mistake, lost, the household moved away."""
    community = home(actor)
    one: Card = locked(Card.objects.filter(community_id=community), card, SUBJECT, version, state="void")
    rules.may_take_back(one.state).demand()
    if on < one.issued_on or on > day_of(at):
        raise Refused(say("The card was printed on {day} only.", day=one.issued_on.isoformat()), "on")
    versions.save(one, actor=actor, at=at, state="void", ended_on=on)
    journal.write(actor, "take_back_card", SUBJECT, key=card, at=at, why=why)


def keep_file(*, community: int, batch: int, file: int) -> None:
    """Note the file that a job made of a batch."""
    Batch.objects.filter(community_id=community, pk=batch).update(file=file)


def _chosen(community: int, households: Collection[int], says: dict[int, Says], on: dt.date) -> list[_Asked]:
    """The households asked for, each with its area. Refused where one gets no card."""
    wanted = set(households)
    _demand_lived_in(community, wanted, on)
    rows = list(residents.occupied(community, on).filter(pk__in=wanted).select_related("room__unit"))
    lying = places.cells_of_units(community, SCHEME, {one.room.unit_id for one in rows}, on)
    asked = []
    for one in sorted(rows, key=lambda row: row.pk):
        area = lying.get(one.room.unit_id)
        if area is None:
            raise Refused(
                say("{door} lies in no area. Put its unit into one first.", door=one.room.door), "households"
            )
        if area.id not in says:
            raise Refused(say("{area} has no first responsible yet.", area=area.name), "households")
        asked.append(_Asked(one.pk, area.id, one.start))
    return asked


def _needing(community: int, says: dict[int, Says], on: dt.date, cell: int | None) -> list[_Asked]:
    """Households of an area, or of all, without a card that still holds."""
    if cell is not None and cell not in says:
        known = {one.id: one.name for one in places.cells(community, SCHEME, on)}
        if cell not in known:
            raise NotFound("area")
        raise Refused(say("{area} has no first responsible yet.", area=known[cell]), "cell")
    rows = found.needing(community, says, on, cell)
    pairs = rows.values_list("pk", "room__unit__memberships__cell_id", "start").order_by("pk")
    return [_Asked(*one) for one in pairs]


def _demand_lived_in(community: int, households: Iterable[int], on: dt.date) -> None:
    """Refused, naming the doors, where a household does not live here on a day. NotFound for foreign ones."""
    wanted = set(households)
    living = set(residents.occupied(community, on).filter(pk__in=wanted).values_list("pk", flat=True))
    if living != wanted:
        doors = residents.doors_of_households(community, wanted - living)
        if len(doors) != len(wanted - living):
            raise NotFound("household")
        rules.may_print(sorted(doors.values())).demand("households")


def _write(
    community: int, batch: Batch, asked: list[_Asked], says: dict[int, Says], reason: str | None, on: dt.date, row: dict[str, object]
) -> None:  # fmt: skip
    wanted = [one.household for one in asked]
    mine = Card.objects.filter(community_id=community, household__in=wanted)
    holding = set(mine.filter(state="delivered").values_list("household_id", flat=True))
    mine.filter(state="issued").update(
        state="void",
        ended_on=on,
        changed_at=row["changed_at"],
        changed_by=row["changed_by"],
        version=F("version") + 1,
    )
    highest = Card.objects.filter(community_id=community).aggregate(most=Max("number"))["most"] or 0
    keys = bulk.next_keys(Card, len(asked))
    bulk.insert_rows(
        Card, _COLUMNS,
        (
            (key, one.household, one.cell, number, says[one.cell].mark,
             reason or rules.reason_of(one.household in holding, one.started, on))
            for key, number, one in zip(keys, rules.numbers(len(asked), highest), asked, strict=True)
        ),
        {**row, "batch_id": batch.pk, "state": "issued", "issued_on": on, "receipt": "", "version": 1},
    )  # fmt: skip


def _end(rows: QuerySet[Card], state: str, on: dt.date, at: dt.datetime, actor: Actor) -> None:
    rows.update(state=state, ended_on=on, changed_at=at, changed_by=actor.user_id, version=F("version") + 1)


def _mine(actor: Actor, community: int, on: dt.date) -> QuerySet[Card]:
    units = units_seen(actor, on)
    rows = Card.objects.filter(community_id=community)
    return rows if units is None else rows.filter(household__room__unit__in=units)


def _one(cells: set[int]) -> int | None:
    return next(iter(cells)) if len(cells) == 1 else None


def _title(says: dict[int, Says], area: int | None) -> str:
    return says[area].area if area is not None and area in says else ""
