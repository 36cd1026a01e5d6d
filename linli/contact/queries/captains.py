"""Building captains: the list with 户数 counted, one captain, places without one, a building's captains."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Min, Q, QuerySet

from linli.accounts import api as accounts
from linli.kernel import Actor, NotFound
from linli.kernel.phones import hide_phone
from linli.places import api as places
from linli.places.api import UnitRef
from linli.residents import api as residents

from ..models import Captain
from ..rules import codes
from ..rules.captains import SCHEME
from .areas import lies, on_day, private_numbers

#: Sort keys of the list → columns.
SORTS = {"name": ("name", "pk"), "start": ("start", "pk"), "place": ("door", "cell__code", "pk")}


@dataclass(frozen=True, slots=True)
class CaptainRow:
    """One captain or deputy; `homes` are the occupied households of the place on the day, the phone shows the last four."""

    id: int
    kind: str
    cell: int
    place: str
    homes: int
    name: str
    sex: str
    born: str
    politics: str
    home: str
    phone: str
    dial: str
    liaison: str
    start: dt.date
    end: dt.date | None
    version: int
    user: int | None = None
    person: int | None = None
    liaison_id: int | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A building, or units of it, with homes and without a captain."""

    building: int
    title: str
    units: list[UnitRef]
    homes: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A captain as the page of a building tells residents: only who agreed that the number is public."""

    name: str
    kind: str
    phone: str


def rows(actor: Actor) -> QuerySet[Captain]:
    """Captains that the actor may see. NotFound for those who may see none."""
    if actor.community is None or not accounts.may(actor, "contact.read"):
        raise NotFound("community")
    return Captain.objects.filter(community_id=actor.community, void=False)


def listing(
    actor: Actor, *, on: dt.date, text: str = "", building: int | None = None, kind: str = "", state: str = "here",
    order: Collection[str] = (), start: int = 0, count: int | None = 50,
) -> tuple[list[CaptainRow], int]:  # fmt: skip
    """One page and how many there are in all. Six queries."""
    found = rows(actor)
    plain = text.strip()[:60].replace("\0", "")
    if plain:
        found = found.filter(
            Q(name__contains=plain) | Q(cell__name__contains=plain) | Q(home__contains=plain)
        )
    if kind:
        found = found.filter(kind=kind)
    if state == "here":
        found = found.filter(on_day(on))
    elif state == "gone":
        found = found.filter(end__lte=on)
    if building is not None:
        inside = lies(on, "cell__memberships__") & Q(cell__memberships__unit__building=building)
        found = found.filter(inside).distinct()
    total = found.count()
    first = Min("cell__memberships__unit__building__name_sort")
    page = (
        found.select_related("cell")
        .annotate(door=first)
        .order_by(*(order or ("door", "cell__code", "-kind", "pk")))
    )
    return _shaped(actor, list(page[start : start + count] if count else page), on), total


def captain(actor: Actor, key: int, on: dt.date) -> CaptainRow:
    """One captain. NotFound outside the actor's sight."""
    one = rows(actor).select_related("cell").filter(pk=key).first()
    if one is None:
        raise NotFound("captain")
    return _shaped(actor, [one], on)[0]


def before(actor: Actor, cell: int, but: int, on: dt.date) -> list[CaptainRow]:
    """Who else is or was captain of a place, newest first."""
    found = rows(actor).select_related("cell").filter(cell=cell).exclude(pk=but)
    return _shaped(actor, list(found.order_by("-start", "-pk")[:20]), on)


def missing(actor: Actor, on: dt.date) -> list[Missing]:
    """Buildings with homes of which some unit has no captain on a day, in the order of doors. Three queries."""
    community = actor.community or 0
    led = set(
        rows(actor)
        .filter(on_day(on), lies(on, "cell__memberships__"), kind=codes.PRIMARY)
        .values_list("cell__memberships__unit", flat=True)
    )
    units = [one for one in places.units(community, on) if one.homes]
    of_building: dict[int, list[UnitRef]] = {}
    for one in units:
        of_building.setdefault(one.building_id, []).append(one)
    found = []
    for building, there in of_building.items():
        without = [one for one in there if one.id not in led]
        if without:
            homes = sum(one.homes for one in without)
            found.append(Missing(building, there[0].building, without, homes, len(without) == len(there)))
    return found


def of_building(community: int, building: int, on: dt.date) -> list[Told]:
    """The captains of a building who agreed that their number is public, primary first. Needs the scope. Two queries."""
    inside = lies(on, "cell__memberships__") & Q(cell__memberships__unit__building=building)
    found = Captain.objects.filter(on_day(on), inside, community_id=community).distinct()
    held = {one.pk: one for one in found}
    public = private_numbers(community, "captain", held, on)
    told = [Told(held[key].name, held[key].kind, phone) for key, phone in public.items()]
    return sorted(told, key=lambda one: (one.kind != codes.PRIMARY, one.name))


def own(actor: Actor, on: dt.date) -> list[tuple[str, str]]:
    """(place, kind) of the buildings whose captain signs in with the actor's account. One query."""
    found = Captain.objects.filter(on_day(on), community_id=actor.community, user=actor.user_id)
    return list(found.order_by("cell__code").values_list("cell__name", "kind")) if actor.user_id else []


def phone_of(actor: Actor, key: int) -> str:
    """The whole number, for the dial button of one record. NotFound outside the actor's sight."""
    one = rows(actor).filter(pk=key).first()
    if one is None:
        raise NotFound("captain")
    return one.phone or ""


def _shaped(actor: Actor, found: list[Captain], on: dt.date) -> list[CaptainRow]:
    if not found:
        return []
    homes = _homes(actor.community or 0, {one.cell_id for one in found}, on)
    names = accounts.names({one.liaison for one in found})
    return [
        CaptainRow(
            one.pk, one.kind, one.cell_id, one.cell.name, homes.get(one.cell_id, 0), one.name, one.sex, one.born, one.politics,
            one.home, hide_phone(one.phone) if one.phone else "", one.phone or "", names.get(one.liaison or 0, ""), one.start,
            one.end, one.version, one.user, one.person_id, one.liaison,
        )
        for one in found
    ]  # fmt: skip


def _homes(community: int, cells: Collection[int], on: dt.date) -> dict[int, int]:
    """cell → occupied households in its units on a day. One query."""
    lying = "room__unit__memberships__"
    inside = lies(on, lying) & Q(**{f"{lying}cell__in": list(cells), f"{lying}scheme": SCHEME})
    counted = residents.occupied(community, on).filter(inside).values_list(f"{lying}cell")
    return dict(counted.annotate(n=Count("pk", distinct=True)).order_by())
