"""Coverage of contact: three names over occupied households, by area and building, and the households behind each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from linli.kernel import Actor, NotFound, Period, Saying, say
from linli.party import api as party
from linli.places import api as places
from linli.residents import api as residents

from ..models import Card, Charge, Visit
from ..rules import codes
from ..rules.charges import SCHEME
from ..rules.coverage import PARTS, Counts, Coverage, Part, summed
from .areas import charges, home, lies, on_day, units_seen
from .cards import DOORS, held_on
from .visits import visited


@dataclass(frozen=True, slots=True)
class UnitPart:
    """A unit with its counts and its area."""

    unit: int
    door: str
    building: int
    building_name: str
    number: int
    cell: int | None
    area: str
    counts: Counts
    homes: int


@dataclass(frozen=True, slots=True)
class RestRow:
    """A household behind a number of the coverage, with the reason in words where it is not counted."""

    household: int
    door: str
    area: str
    responsible: str
    reason: Saying | None


def holding_card(community: int, on: dt.date) -> QuerySet[Card]:
    """Households that hold a delivered card on a day, as a column of keys."""
    return Card.objects.filter(held_on(on), community_id=community).values("household_id")  # type: ignore[return-value]


def units_in_charge(on: dt.date) -> QuerySet[Charge]:
    """Units that lie in an area with a first responsible on a day, as a column of keys; inside the scope."""
    lying = lies(on, "cell__memberships__") & Q(cell__memberships__scheme=SCHEME)
    rows = Charge.objects.filter(on_day(on), lying, kind=codes.FIRST)
    return rows.values("cell__memberships__unit_id")  # type: ignore[return-value]


def by_unit(actor: Actor, period: Period) -> list[UnitPart]:
    """Every unit within the actor's sight with its counts, in the order of doors. At most seven queries."""
    community, on = home(actor), period.last
    seen = units_seen(actor, on)
    counted = _counted(community, period)
    standing = [one for one in places.units(community, on) if seen is None or one.id in seen]
    lying = places.stays_on(community, SCHEME, [one.id for one in standing], on)
    led = set(
        Charge.objects.filter(on_day(on), community_id=community, kind=codes.FIRST).values_list(
            "cell_id", flat=True
        )
    )
    found = []
    for one in standing:
        area = lying.get(one.id)
        occupied, card, visit, lived = counted.get(one.id, (0, 0, 0, 0))
        charged = area is not None and area.cell_id in led
        counts = Counts(occupied, occupied if charged else 0, card, card if charged else 0, visit)
        found.append(
            UnitPart(
                one.id, one.door, one.building_id, one.building, one.number, area.cell_id if area else None,
                area.cell if area else "", counts, max(one.homes - lived, 0),
            )
        )  # fmt: skip
    return found


def coverage(actor: Actor, period: Period) -> Coverage:
    """The three coverages as of the period's last day, visits of the period. At most eight queries."""
    units = by_unit(actor, period)
    areas: dict[int | None, list[UnitPart]] = {}
    buildings: dict[int | None, list[UnitPart]] = {}
    for one in units:
        areas.setdefault(one.cell, []).append(one)
        buildings.setdefault(one.building, []).append(one)
    parts = [Part(key, held[0].area, summed(one.counts for one in held)) for key, held in areas.items()]
    order = {one.id: rank for rank, one in enumerate(places.cells(home(actor), SCHEME, period.last))}
    parts.sort(key=lambda one: (one.key is None, order.get(one.key or 0, 0)))
    return Coverage(
        period.last, summed(one.counts for one in units), sum(one.homes for one in units),
        [one for one in parts if one.key is not None or one.counts.occupied],
        [Part(key, held[0].building_name, summed(one.counts for one in held)) for key, held in buildings.items()
         if any(one.counts.occupied for one in held)],
    )  # fmt: skip


def households(
    actor: Actor, period: Period, part: str, *, rest: bool = False, cell: int | None = None, nowhere: bool = False,
    building: int | None = None, start: int = 0, count: int = 50,
) -> tuple[list[RestRow], int]:  # fmt: skip
    """The households that a part counts, or those it does not with the reason, and how many. At most ten queries.

    part  charge, card, both, visit, or "" for all occupied
    """
    community, on = home(actor), period.last
    if part and part not in PARTS:
        raise NotFound("part")
    rows = residents.occupied(community, on)
    seen = units_seen(actor, on)
    if seen is not None:
        rows = rows.filter(room__unit__in=seen)
    if building is not None:
        rows = rows.filter(room__unit__building=building)
    if cell is not None:
        rows = rows.filter(room__unit__in=places.cell_units(community, [cell], on))
    if nowhere:
        everywhere = [one.id for one in places.units(community, on)]
        lying = set(places.stays_on(community, SCHEME, everywhere, on))
        rows = rows.exclude(room__unit__in=lying)
    if part:
        condition = _condition(community, period, part)
        rows = rows.exclude(condition) if rest else rows.filter(condition)
    total = rows.count()
    page = list(
        rows.order_by(*DOORS, "pk")
        .annotate(
            card_state=Subquery(_latest_card(community).values("state")[:1]),
            card_on=Subquery(_latest_card(community).values("issued_on")[:1]),
            seen_on=Subquery(_latest_visit(community, period).values("went")[:1]),
            seen_result=Subquery(_latest_visit(community, period).values("result")[:1]),
        )
        .values_list(
            "pk", "room__door", "room__unit_id", "start", "card_state", "card_on", "seen_on", "seen_result"
        )[start : start + count]
    )
    lying_in = places.stays_on(community, SCHEME, {one[2] for one in page}, on)
    first = {
        key: held[0].face.name
        for key, held in charges(community, on, {one.cell_id for one in lying_in.values()}, duty="").items()
        if held and held[0].kind == codes.FIRST
    }
    found = []
    for pk, door, unit, began, state, printed, seen_on, result in page:
        area = lying_in.get(unit)
        who = first.get(area.cell_id, "") if area else ""
        reason = None
        if rest:
            reason = _why(
                part, area.cell if area else "", who, (state, printed), (seen_on, result), began, period
            )
        found.append(RestRow(pk, door, area.cell if area else "", who, reason))
    return found, total


def by_branch(actor: Actor, on: dt.date) -> list[tuple[str, int, int]]:
    """(branch, its members responsible for areas, areas they answer for): of branches, never of a person."""
    community = home(actor)
    rows = list(Charge.objects.filter(on_day(on), community_id=community).values_list("member_id", "cell_id"))
    faces = party.faces(community, {member for member, _cell in rows}, on)
    held: dict[str, tuple[set[int], set[int]]] = {}
    for member, cell in rows:
        if member in faces and faces[member].branch is not None:
            people, cells = held.setdefault(faces[member].branch_name, (set(), set()))
            people.add(member)
            cells.add(cell)
    names = sorted(held, key=lambda name: min(faces[one].branch or 0 for one in held[name][0]))
    return [(name, len(held[name][0]), len(held[name][1])) for name in names]


def _counted(community: int, period: Period) -> Mapping[int, tuple[int, int, int, int]]:
    """unit → occupied households, those with a card, those visited, homes lived in. One query."""
    on = period.last
    rows = residents.occupied(community, on).values("room__unit_id").annotate(
        n=Count("pk"), card=Count("pk", filter=Q(pk__in=holding_card(community, on))),
        visit=Count("pk", filter=Q(pk__in=visited([community], period))),
        homes=Count("room", filter=Q(room__use="home"), distinct=True),
    )  # fmt: skip
    return {one["room__unit_id"]: (one["n"], one["card"], one["visit"], one["homes"]) for one in rows}


def _condition(community: int, period: Period, part: str) -> Q:
    on = period.last
    charged, carded = Q(room__unit__in=units_in_charge(on)), Q(pk__in=holding_card(community, on))
    if part == "both":
        return charged & carded
    return {"charge": charged, "card": carded, "visit": Q(pk__in=visited([community], period))}[part]


def _latest_card(community: int) -> QuerySet[Card]:
    return Card.objects.filter(community_id=community, household=OuterRef("pk")).order_by("-number")


def _latest_visit(community: int, period: Period) -> QuerySet[Visit]:
    rows = Visit.objects.filter(
        community_id=community, household=OuterRef("pk"), void=False, went__lt=period.end
    )
    return rows.order_by("-went", "-pk")


def _why(
    part: str, area: str, who: str, card: tuple[str | None, dt.date | None], visit: tuple[dt.date | None, str | None],
    began: dt.date, period: Period,
) -> Saying:  # fmt: skip
    """Why a household is not counted, in words."""
    if part in ("charge", "both") and not area:
        return say("Its unit lies in no area.")
    if part in ("charge", "both") and not who:
        return say("The area has no first responsible.")
    if part in ("card", "both"):
        return _why_no_card(card, began, period.last)
    return _why_no_visit(visit, began, period)


def _why_no_card(card: tuple[str | None, dt.date | None], began: dt.date, on: dt.date) -> Saying:
    state, printed = card
    if state == "issued" and printed is not None:
        return say("Printed on {day}, not delivered yet.", day=printed.isoformat())
    if state == "void":
        return say("Its card was taken back.")
    if (on - began).days <= 60:
        return say("Moved in on {day}, no card printed yet.", day=began.isoformat())
    return say("No card printed yet.")


def _why_no_visit(visit: tuple[dt.date | None, str | None], began: dt.date, period: Period) -> Saying:
    seen_on, result = visit
    if seen_on is None:
        if began >= period.start:
            return say("Moved in on {day}, not visited yet.", day=began.isoformat())
        return say("Not visited yet.")
    if seen_on >= period.start and result == "absent":
        return say("Nobody at home on {day}.", day=seen_on.isoformat())
    if seen_on >= period.start and result == "declined":
        return say("Did not want to talk on {day}.", day=seen_on.isoformat())
    if seen_on >= period.start:
        return say("Spoken with on {day}, not at home.", day=seen_on.isoformat())
    return say("Last visited on {day}.", day=seen_on.isoformat())
