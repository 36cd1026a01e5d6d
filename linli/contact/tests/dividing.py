"""A small community divided into Party areas, for tests: two buildings, people behind four doors, a branch."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from linli.base.scope import community_scope
from linli.contact.actions import cards, charges, consents
from linli.contact.models import Card
from linli.kernel import Actor
from linli.kernel.actor import SECRETARY
from linli.party.tests import factories as party
from linli.places.models import Building, Unit
from linli.places.tests import factories as places
from linli.residents.tests import factories as residents

AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)
ON = dt.date(2018, 12, 28)
SINCE = dt.date(2018, 1, 2)


def actor(community: int | None, *roles: str, **fields: object) -> Actor:
    """The secretary, or the holder of other roles."""
    return Actor(1, "王书记", community, frozenset(roles or (SECRETARY,)), **fields)  # type: ignore[arg-type]


@dataclass
class Ground:
    """What was laid out. `cell` holds the first building; the second lies in no area."""

    community: int
    cell: int
    members: list[int]
    units: list[int]
    other_units: list[int]
    buildings: list[int]
    households: list[int] = field(default_factory=list)
    persons: list[int] = field(default_factory=list)
    rooms: list[int] = field(default_factory=list)
    code: str = ""

    @property
    def me(self) -> Actor:
        """The secretary."""
        return actor(self.community)


def ground(community: int, *, people: int = 3, start: dt.date = SINCE) -> Ground:
    """A building of two units in an area, one beside it in none; `people` households live in the first, one in the other."""
    with community_scope(community):
        one, other = places.building(community, "1栋", 2, 2, 2), places.building(community, "2栋", 1, 2, 2)
        cell = places.cell(community, "第1党员片区", "party_area", "p1", buildings=[one])
        branch = party.branch(community, "第一党支部")
        made = Ground(
            community, cell.pk, [party.member(community, branch, name) for name in ("乔东强", "丁梅", "叶红英")],
            list(Unit.objects.filter(building=one).order_by("number").values_list("pk", flat=True)),
            list(Unit.objects.filter(building=other).values_list("pk", flat=True)), [one.pk, other.pk], code=one.code,
        )  # fmt: skip
        for room in [*places.rooms(one)[:people], places.rooms(other)[0]]:
            lives = residents.resident(community, room, start=start, phone="19200000001")
            made.households.append(lives.household or 0)
            made.persons.append(lives.person)
            made.rooms.append(room.pk)
    return made


def led(community: int, **fields: object) -> Ground:
    """The same with a first responsible and a member."""
    made = ground(community, **fields)  # type: ignore[arg-type]
    with community_scope(community):
        for member, kind in zip(made.members, ("first", "member"), strict=False):
            charges.assign(actor=made.me, at=AT, cell=made.cell, member=member, kind=kind, start=SINCE)
    return made


def carded(community: int, *, deliver: bool = True) -> tuple[Ground, int]:
    """The same with cards printed, and delivered unless told otherwise; the batch's key."""
    made = led(community)
    with community_scope(community):
        batch = cards.print_cards(actor=made.me, at=AT, cell=made.cell)
        if deliver:
            cards.deliver_many(actor=made.me, at=AT, cards=keys(batch), on=ON, receipt="handed")
    return made, batch


def keys(batch: int) -> list[int]:
    """The cards of a batch, by door."""
    return list(
        Card.objects.filter(batch=batch).order_by("household__room__door").values_list("pk", flat=True)
    )


def world(community: int, building: Building) -> dict[str, int]:
    """One record of each kind of this slice that an address may name, for a building with people in it."""
    me = actor(community)
    cell = places.cell(community, "第1党员片区", "party_area", "p1", buildings=[building])
    branch = party.branch(community, "第二党支部")
    member = party.member(community, branch, "乔东强")
    with community_scope(community):
        charge = charges.assign(actor=me, at=AT, cell=cell.pk, member=member, kind="first", start=SINCE)
        consent = consents.give(actor=me, at=AT, owner="member", key=member, phone="19200000009", start=SINCE)
        batch = cards.print_cards(actor=me, at=AT, cell=cell.pk)
        return {
            "party area": cell.pk, "contact charge": charge, "contact consent": consent, "contact batch": batch,
            "contact card": keys(batch)[0],
        }  # fmt: skip
