"""Party areas: who is responsible for which, what their cards say, whom a building's page names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils import translation

from linli.kernel import Actor, NotFound
from linli.party import api as party
from linli.party.api import Face
from linli.places import api as places

from ..models import Charge, Consent
from ..rules.cards import MOST_MEMBERS, Line, Says
from ..rules.charges import SCHEME, may_read, sees_all

#: The number for complaints where the community has stated none: the government's hotline.
HOTLINE = "12345"


@dataclass(frozen=True, slots=True)
class AreaRef:
    """The Party area of a unit with whom its households can call."""

    cell: int
    name: str
    first: Line | None
    members: list[Line]


@dataclass(frozen=True, slots=True)
class ChargeRow:
    """One duty of a member in an area, with its days."""

    id: int
    cell: int
    member: int
    kind: str
    face: Face
    phone: str
    own: bool
    start: dt.date
    end: dt.date | None
    version: int

    @property
    def line(self) -> Line:
        """As a card says it."""
        return Line(self.face.name, self.face.seat or self.face.branch_name, self.phone, self.own)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of the community that cards print where nobody agreed to a private one."""

    duty: str
    supervision: str


def on_day(on: dt.date, prefix: str = "") -> Q:
    """Rows (behind `prefix`) that are not void and hold on a day."""
    return Q(**{f"{prefix}void": False}) & lies(on, prefix)


def lies(on: dt.date, prefix: str = "") -> Q:
    """Rows (behind `prefix`) that hold on a day, for tables without voids."""
    end = f"{prefix}end"
    return Q(**{f"{prefix}start__lte": on}) & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": on}))


def home(actor: Actor) -> int:
    """The community whose contact the actor may look at. Raises NotFound for everybody else."""
    if actor.community is None or not may_read(actor):
        raise NotFound("community")
    return actor.community


def units_seen(actor: Actor, on: dt.date) -> list[int] | None:
    """Units that limit the actor's sight; None when nothing does."""
    if sees_all(actor):
        return None
    return list(places.cell_units(actor.community or 0, sorted(actor.cells), on))


def numbers_of(community: int, on: dt.date) -> Numbers:
    """Duty phone and supervision phone as the community states them. Two queries, three where neither is stated."""
    stated = places.stated([community], "phone", on).get(community, ("", ""))[0]
    complaints = places.stated([community], "supervision_phone", on).get(community, ("", ""))[0]
    duty = stated or settings.LINLI_PHONE
    if not duty:
        filled = [one.facility for one in places.facility_slots(community, on) if one.facility]
        duty = next((one.phone for one in filled if one.phone), "")
    return Numbers(duty, complaints or HOTLINE)


def charges(
    community: int, on: dt.date, cells: Collection[int] | None = None, duty: str | None = None
) -> dict[int, list[ChargeRow]]:
    """cell → duties of a day, the first responsible first, then members by name. At most seven queries.

    duty  the duty phone where the caller knows it
    """
    rows = Charge.objects.filter(on_day(on), community_id=community)
    if cells is not None:
        rows = rows.filter(cell__in=list(cells))
    found: dict[int, list[ChargeRow]] = {}
    for one in shaped(community, rows.order_by("cell_id"), on, duty):
        found.setdefault(one.cell, []).append(one)
    return found


def shaped(community: int, rows: Iterable[Charge], on: dt.date, duty: str | None = None) -> list[ChargeRow]:
    """Charges with their faces and numbers as of a day, in the order of cards."""
    held = list(rows)
    if not held:
        return []
    members = {one.member_id for one in held}
    faces = party.faces(community, members, on)
    private = private_numbers(community, "member", members, on)
    office = numbers_of(community, on).duty if duty is None else duty
    shown = [
        ChargeRow(
            one.pk, one.cell_id, one.member_id, one.kind, faces[one.member_id], private.get(one.member_id, office),
            one.member_id in private, one.start, one.end, one.version,
        )
        for one in held
        if one.member_id in faces
    ]  # fmt: skip
    return sorted(shown, key=lambda one: (one.cell, one.kind != "first", one.face.sort, one.id))


def private_numbers(community: int, owner: str, keys: Collection[int], on: dt.date) -> dict[int, str]:
    """Owner's key → the private number that the owner agreed to have printed. One query."""
    rows = Consent.objects.filter(on_day(on), community_id=community, owner=owner, key__in=list(keys))
    return {one.key: one.phone for one in rows}


def areas_of(community: int, on: dt.date) -> dict[int, AreaRef]:
    """cell → area with whom to call, of every Party area of a day, by code. At most eight queries."""
    cells = places.cells(community, SCHEME, on)
    held = charges(community, on)
    return {one.id: _ref(one.id, one.name, held.get(one.id, [])) for one in cells}


def of_unit(actor: Actor, units: Collection[int], on: dt.date) -> dict[int, AreaRef]:
    """unit → its area with whom its households can call; units in no area are absent."""
    community = actor.community or 0
    lying = places.cells_of_units(community, SCHEME, units, on)
    held = charges(community, on, {one.id for one in lying.values()})
    return {unit: _ref(one.id, one.name, held.get(one.id, [])) for unit, one in lying.items()}


def answers_for(community: int, building: int, on: dt.date) -> list[Line]:
    """The first responsible of the areas that a building lies in, for its public page. Needs the scope.

    Duty numbers, and private ones whose owner agreed.
    """
    inside = lies(on, "cell__memberships__") & Q(cell__memberships__unit__building=building)
    rows = Charge.objects.filter(on_day(on), inside, community_id=community, kind="first").distinct()
    return [one.line for one in shaped(community, rows, on)]


def says_of(area: AreaRef, numbers: Numbers) -> Says | None:
    """What a card of this area would say; None while nobody is first responsible."""
    if area.first is None:
        return None
    return Says(area.name, area.first, tuple(area.members[:MOST_MEMBERS]), numbers.duty, numbers.supervision)


def says_on(community: int, on: dt.date) -> dict[int, Says]:
    """cell → what its cards say on a day; areas without a first responsible are absent.

    In the language of the community whoever asks: otherwise a reader in English would find every card out of date.
    """
    numbers = numbers_of(community, on)
    cells = places.cells(community, SCHEME, on)
    with translation.override(settings.LANGUAGE_CODE):
        held = charges(community, on, duty=numbers.duty)
    found = {}
    for one in cells:
        says = says_of(_ref(one.id, one.name, held.get(one.id, [])), numbers)
        if says is not None:
            found[one.id] = says
    return found


def _ref(cell: int, name: str, rows: list[ChargeRow]) -> AreaRef:
    first = next((one.line for one in rows if one.kind == "first"), None)
    return AreaRef(cell, name, first, [one.line for one in rows if one.kind != "first"])


def charge(actor: Actor, key: int, on: dt.date) -> ChargeRow:
    """One duty. Raises NotFound."""
    community = home(actor)
    rows = Charge.objects.filter(community_id=community, pk=key, void=False)
    found = shaped(community, rows, on)
    if not found:
        raise NotFound("contact charge")
    return found[0]


def past(actor: Actor, cell: int, on: dt.date) -> list[ChargeRow]:
    """Duties of an area that have ended, the latest first."""
    community = home(actor)
    rows = Charge.objects.filter(community_id=community, cell=cell, void=False, end__lte=on)
    return sorted(
        shaped(community, rows, on, duty=""), key=lambda one: (one.end or on, one.start), reverse=True
    )


def consents(actor: Actor, rows: Iterable[ChargeRow], on: dt.date) -> dict[int, int]:
    """member → the consent that lets the private number be printed. One query."""
    members = [one.member for one in rows if one.own]
    if not members:
        return {}
    held = Consent.objects.filter(on_day(on), community_id=home(actor), owner="member", key__in=members)
    return dict(held.values_list("key", "pk"))


def consent(actor: Actor, key: int) -> Consent:
    """One consent that holds. Raises NotFound."""
    found = Consent.objects.filter(community_id=home(actor), pk=key, void=False, end__isnull=True).first()
    if found is None:
        raise NotFound("contact consent")
    return found


def area_of_member(actor: Actor, member: int, on: dt.date) -> int | None:
    """An area for which a member answers on a day."""
    rows = Charge.objects.filter(on_day(on), community_id=home(actor), member=member)
    return rows.order_by("pk").values_list("cell_id", flat=True).first()
