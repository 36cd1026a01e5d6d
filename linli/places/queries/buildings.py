"""Buildings and their units, inside what the actor may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from linli.kernel import Actor, NotFound
from linli.places.models import Building, Facility, Membership, Room, Unit
from linli.places.rules import doors
from linli.places.rules.doors import unit_text
from linli.places.rules.sight import limited

from .days import holding
from .shapes import BuildingRef, UnitRef

#: Sort keys of the list → columns.
SORTS = {
    "name": ("name_sort", "pk"),
    "units": ("units_count", "name_sort", "pk"),
    "rooms": ("rooms_count", "name_sort", "pk"),
    "start": ("start", "name_sort", "pk"),
}
ORDER = ("name_sort", "pk")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of buildings is narrowed to; "" everywhere means all."""

    text: str = ""
    use: str = ""
    cell: int | None = None
    ended: bool = False


def units_in_sight(actor: Actor, on: dt.date) -> list[int] | None:
    """Unit ids in the actor's cells on `on`; None: sight has no such limit. 1 query or none."""
    if not limited(actor):
        return None
    rows = Membership.objects.filter(holding(on), community=actor.community, cell__in=actor.cells)
    return list(rows.values_list("unit_id", flat=True))


def in_sight(actor: Actor, on: dt.date) -> QuerySet[Building]:
    """Every building, closed ones too, that the actor may see on `on`."""
    rows = Building.objects.filter(community=actor.community)
    units = units_in_sight(actor, on)
    return rows if units is None else rows.filter(pk__in=Unit.objects.filter(pk__in=units).values("building"))


def building(actor: Actor, key: int, on: dt.date) -> Building:
    """One building. Raises NotFound for a foreign one and for one outside the actor's cells. At most 2 queries."""
    found = in_sight(actor, on).filter(pk=key).first()
    if found is None:
        raise NotFound("building")
    return found


def ref(actor: Actor, key: int, on: dt.date) -> BuildingRef:
    """One building with its counts. Raises NotFound."""
    found = _counted(in_sight(actor, on).filter(pk=key), on).first()
    if found is None:
        raise NotFound("building")
    return plain(found)


def entrance(actor: Actor, key: int, on: dt.date) -> tuple[str, int | None]:
    """A building's title and its first unit, by which it falls into cells. Raises NotFound. At most 2 queries."""
    first = Unit.objects.filter(building=OuterRef("pk")).order_by("number", "pk").values("pk")[:1]
    found = in_sight(actor, on).filter(pk=key).values_list("compound", "name", Subquery(first)).first()
    if found is None:
        raise NotFound("building")
    compound, name, unit = found
    return f"{compound}{name}", unit


def all_of(actor: Actor, on: dt.date) -> list[BuildingRef]:
    """The buildings that stand on `on`, in the order of doors. At most 2 queries."""
    return [plain(one) for one in _counted(in_sight(actor, on).filter(holding(on)), on).order_by(*ORDER)]


def listed(
    actor: Actor,
    on: dt.date,
    wanted: Wanted,
    *,
    order: Sequence[str] = (),
    start: int = 0,
    count: int | None = None,
) -> tuple[list[BuildingRef], int]:
    """One page of the list and how many there are in all. At most 4 queries."""
    rows = _narrowed(in_sight(actor, on), on, wanted)
    total = rows.count()
    page = _counted(rows, on).order_by(*(order or ORDER))
    found = page[start : start + count] if count else page
    return _with_grids(actor, [plain(one) for one in found], on), total


def units_of(actor: Actor, building: int, on: dt.date) -> list[UnitRef]:
    """The units of a building that the actor may see, by number. At most 2 queries."""
    rows = Unit.objects.filter(community=actor.community, building=building)
    seen = units_in_sight(actor, on)
    rows = rows if seen is None else rows.filter(pk__in=seen)
    homes = Count("rooms", filter=Q(rooms__use="home") & holding(on, "rooms__"))
    columns = (
        rows.annotate(homes=homes)
        .order_by("number")
        .values_list("pk", "building_id", "building__compound", "building__name", "number", "homes")
    )
    return [
        UnitRef(pk, key, compound + name, number, unit_text(compound, name, number), count)
        for pk, key, compound, name, number, count in columns
    ]


def found_by(actor: Actor, text: str, on: dt.date, limit: int) -> list[BuildingRef]:
    """Buildings whose name, pinyin, initials, public code or number fits what was typed. At most 2 queries."""
    plain_text = doors.flat(text)
    if not plain_text:
        return []
    wanted = plain_text.lower()
    parts = doors.read_door(text)
    number = parts.building if parts and parts.unit is None and not parts.number else ""
    hits = []
    for one in all_of(actor, on):
        title = one.title
        score = _score(one, title, plain_text, wanted, number, parts.compound if parts else "")
        if score is not None:
            hits.append((score, one))
    return [one for _, one in sorted(hits, key=lambda hit: hit[0])[:limit]]


def _score(one: BuildingRef, title: str, typed: str, lower: str, number: str, compound: str) -> int | None:
    """Smaller fits better, None not at all."""
    if one.code == typed or doors.flat(title) == typed:
        return 0
    if number and doors.building_key(one.name) == number and doors.flat(one.compound).endswith(compound):
        return 1
    if typed in doors.flat(title) and not number:
        return 2
    if lower.isascii() and len(lower) >= 2 and not lower.isdigit():
        spelled, initials = doors.spelled(title), doors.initials(title)
        if spelled.startswith(lower) or initials.startswith(lower):
            return 3
    return None


def _narrowed(rows: QuerySet[Building], on: dt.date, wanted: Wanted) -> QuerySet[Building]:
    rows = rows.filter(end__lte=on) if wanted.ended else rows.filter(holding(on))
    if wanted.use:
        rows = rows.filter(use=wanted.use)
    if wanted.cell is not None:
        inside = Membership.objects.filter(holding(on), cell=wanted.cell).values("unit__building")
        rows = rows.filter(pk__in=inside)
    return rows.filter(_means(wanted.text)) if wanted.text else rows


def _means(text: str) -> Q:
    """Buildings that a typed text means: 3栋 exactly that number, else a part of name, estate, address or pinyin."""
    typed, parts = text.strip(), doors.read_door(text)
    if parts and not parts.number:
        return Q(compound__endswith=parts.compound, name__regex=f"^0*{parts.building}([^0-9]|$)")
    plain = Q(name__icontains=typed) | Q(compound__icontains=typed) | Q(address__icontains=typed)
    return plain | Q(code=doors.flat(typed)) | Q(name_sort__contains=doors.spelled(typed))


def _counted(rows: QuerySet[Building], on: dt.date) -> QuerySet[Building]:
    units = _count(Unit.objects.filter(building=OuterRef("pk")), "building")
    here = Room.objects.filter(holding(on), unit__building=OuterRef("pk"))
    return rows.annotate(
        units_count=units,
        rooms_count=_count(here, "unit__building"),
        homes_count=_count(here.filter(use="home"), "unit__building"),
    )


def _count(rows: QuerySet[Unit] | QuerySet[Room], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _with_grids(actor: Actor, found: list[BuildingRef], on: dt.date) -> list[BuildingRef]:
    """The names of the grids that each building lies in; a building may lie in two. 1 query."""
    rows = (
        Membership.objects.filter(
            holding(on),
            community=actor.community,
            scheme="grid",
            unit__building__in=[one.id for one in found],
        )
        .order_by("cell__code")
        .values_list("unit__building", "cell__name")
        .distinct()
    )
    names: dict[int, list[str]] = {}
    for key, name in rows:
        names.setdefault(key, []).append(name)
    return [plain(one, "、".join(names.get(one.id, []))) for one in found]


def plain(one: Building | BuildingRef, grid: str = "") -> BuildingRef:
    """A building as the value that leaves this module."""
    units, rooms, homes = (
        (one.units, one.rooms, one.homes)
        if isinstance(one, BuildingRef)
        else (getattr(one, "units_count", 0), getattr(one, "rooms_count", 0), getattr(one, "homes_count", 0))
    )
    key = one.id if isinstance(one, BuildingRef) else one.pk
    return BuildingRef(
        key, one.code, one.name, one.compound, one.use, units, rooms, homes, one.floors, one.address,
        one.longitude, one.latitude, one.start, one.end, one.version, grid,
    )  # fmt: skip


def facilities_in(building: int, on: dt.date) -> list[str]:
    """Names of the facilities that stand in a building on `on`. 1 query."""
    rows = Facility.objects.filter(holding(on), building=building).order_by("name")
    return list(rows.values_list("name", flat=True))
