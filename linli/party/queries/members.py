"""Members: the list, one record whole, and who belongs where on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from linli.kernel import Actor
from linli.kernel.phones import hide_phone

from ..models import Attendance, Belonging, Fact, Member, Office, Standing
from ..rules import codes, members, tenure
from . import reach
from .organisations import OfficeRow, offices


@dataclass(frozen=True, slots=True)
class Filter:
    """Who is listed. state: here (belongs to a branch on the day), gone, any.

    only  keys of the members behind a number of the statistics; branch and state then hold already
    """

    text: str = ""
    branch: int | None = None
    standing: str = ""
    employment: str = ""
    fact: str = ""
    state: str = "here"
    only: QuerySet[Any, Any] | None = None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member in a list."""

    id: int
    name: str
    sex: str
    age: int | None
    branch: str
    standing: str
    joined: dt.date | None
    employment: str
    education: str
    since: dt.date | None


@dataclass(frozen=True, slots=True)
class BelongingRow:
    """One episode of branch membership."""

    id: int
    branch: int
    branch_name: str
    group_name: str
    start: dt.date
    end: dt.date | None
    way_in: str
    came_from: str
    way_out: str
    went_to: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """One dated fact of a member, opened."""

    id: int
    kind: str
    text: str
    start: dt.date
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class MemberPage:
    """A member whole. `phone` is masked; `number` says only whether one is held."""

    row: MemberRow
    version: int
    born: dt.date | None
    phone: str
    has_number: bool
    person: int | None
    belonging: int | None
    belongings: list[BelongingRow] = field(default_factory=list)
    standings: list[tuple[str, dt.date, dt.date | None]] = field(default_factory=list)
    facts: list[FactRow] = field(default_factory=list)
    offices: list[OfficeRow] = field(default_factory=list)
    community_years: int = 0
    secretary_years: int = 0
    attended: tuple[int, int] = (0, 0)


ORDERS = {
    "name": ("sort", "pk"),
    "joined": ("joined", "sort", "pk"),
    "branch": ("branch_rank", "branch_id_now", "sort", "pk"),
}


def listing(
    actor: Actor,
    where: Filter,
    *,
    on: dt.date,
    order: list[str] | None = None,
    start: int = 0,
    count: int = 50,
) -> tuple[list[MemberRow], int]:
    """One page of members and how many there are in all. Two statements."""
    rows = _listed(actor, where, on)
    total = rows.count()
    found = rows.order_by(*(order or ORDERS["branch"]))[start : start + count]
    return [_row(one, on) for one in found], total


def choices(actor: Actor, *, on: dt.date, branch: int | None = None) -> list[tuple[int, str]]:
    """(id, name) of members who belong on a day."""
    rows = _listed(actor, Filter(branch=branch), on).order_by("sort", "pk")
    return list(rows.values_list("pk", "name"))


def page(actor: Actor, key: int, *, on: dt.date) -> MemberPage:
    """A member whole. NotFound outside the actor's sight."""
    one: Any = reach.found(_shown(reach.members(actor), on), key, "member")
    belongings = _belongings(key)
    now = next((row for row in belongings if row.start <= on and (row.end is None or row.end > on)), None)
    held = offices(actor, on, member=key)
    attended = Attendance.objects.filter(
        member=key,
        meeting__void=False,
        meeting__state="held",
        meeting__on__gte=dt.date(on.year, 1, 1),
        meeting__on__lte=on,
    )
    presences = list(attended.values_list("presence", flat=True))
    return MemberPage(
        _row(one, on), one.version, one.born, hide_phone(one.phone) if one.phone else "", one.digest is not None,
        one.person_id, now.id if now else None, belongings,
        list(Standing.objects.filter(member=key, void=False).order_by("-start").values_list("kind", "start", "end")),
        facts_of(key), held,
        tenure.full_years([(x.start, x.end) for x in held if x.kind == "community_work"], on),
        tenure.calendar_years([(x.start, x.end) for x in held if x.kind == "secretary"], on),
        (presences.count("present"), len(presences)),
    )  # fmt: skip


def facts_of(member: int) -> list[FactRow]:
    """Dated facts of a member, opened, newest first. Sealed values: for the one record's page only."""
    kinds = {reach.mark(kind): kind for kind in codes.FACTS}
    rows = Fact.objects.filter(member=member, void=False).order_by("-start", "-pk")
    return [FactRow(x.pk, kinds.get(bytes(x.mark), ""), x.text or "", x.start, x.end) for x in rows]


def names(actor: Actor, keys: list[int]) -> list[tuple[int, str]]:
    """(id, name) of these members, by name. One query."""
    return list(reach.members(actor).filter(pk__in=keys).order_by("sort", "pk").values_list("pk", "name"))


def phone(actor: Actor, key: int) -> str:
    """The number to call, "" where none is held: for the dial pad alone. NotFound outside the actor's sight."""
    one: Member = reach.found(reach.members(actor), key, "member")
    return one.phone or ""


def member_of_fact(actor: Actor, key: int) -> tuple[int, str, int]:
    """(member, what it says, version) of a fact. NotFound outside the actor's sight."""
    held: Fact = reach.found(
        Fact.objects.filter(member__in=reach.members(actor), void=False).select_related("member"), key, "fact"
    )
    kinds = {reach.mark(kind): kind for kind in codes.FACTS}
    word = codes.word(codes.FACTS, kinds.get(bytes(held.mark), ""))
    return held.member_id, f"{held.member.name} · {word} · {held.text or ''}", held.version


def member_of_office(actor: Actor, key: int) -> tuple[int, str, int]:
    """(member, which office, version). NotFound outside the actor's sight."""
    held: Office = reach.found(
        Office.objects.filter(member__in=reach.members(actor), void=False).select_related(
            "member", "organisation"
        ),
        key,
        "office",
    )
    where = held.organisation.name if held.organisation else ""
    word = codes.word(codes.OFFICES, held.kind)
    return held.member_id, " · ".join(one for one in (held.member.name, where, word) if one), held.version


def roster(organisation: int, kind: str, meeting: str, on: dt.date) -> list[tuple[int, bool]]:
    """(member, whether with a vote) of those who should attend a meeting on a day, by name.

    A committee meeting is attended by the holders of its seats, all others by the roster of the branch or group; what a
    committee holds for everybody, by the members of every branch under it.
    """
    if meeting == "committee_meeting":
        keys: QuerySet[Any, Any] = Office.objects.filter(
            reach.on_day(on), organisation=organisation, kind__in=codes.SEATS
        ).values("member_id")
    elif kind == "group":
        keys = Belonging.objects.filter(reach.on_day(on), group=organisation).values("member_id")
    elif kind == "branch":
        keys = Belonging.objects.filter(reach.on_day(on), branch=organisation).values("member_id")
    else:
        under = Q(branch__above=organisation) | Q(branch__above__above=organisation)
        keys = Belonging.objects.filter(under, reach.on_day(on)).values("member_id")
    formal = Standing.objects.filter(reach.on_day(on), member=OuterRef("pk"), kind="formal")
    rows = (
        Member.objects.filter(pk__in=keys, void=False).annotate(voting=Exists(formal)).order_by("sort", "pk")
    )
    return [(key, bool(voting)) for key, voting in rows.values_list("pk", "voting")]


def _listed(actor: Actor, where: Filter, on: dt.date) -> QuerySet[Member]:
    rows = _shown(reach.members(actor), on)
    if where.only is not None:
        rows = rows.filter(pk__in=where.only)
    elif where.state == "here":
        rows = rows.filter(branch_id_now__isnull=False)
    elif where.state == "gone":
        rows = rows.filter(branch_id_now__isnull=True)
    text = where.text.strip()[:60].replace("\0", "")
    if text:
        rows = rows.filter(Q(name__contains=text) | Q(letters__contains=f" {text.lower()}"))
    if where.branch and where.only is None:
        rows = rows.filter(Q(branch_id_now=where.branch) | Q(group_id_now=where.branch))
    if where.standing:
        rows = rows.filter(standing=where.standing)
    if where.employment:
        rows = rows.filter(employment=where.employment)
    if where.fact in codes.FACTS:
        rows = rows.filter(
            Exists(Fact.objects.filter(reach.on_day(on), member=OuterRef("pk"), mark=reach.mark(where.fact)))
        )
    return rows


def _shown(rows: QuerySet[Member], on: dt.date) -> QuerySet[Any]:
    now = Belonging.objects.filter(reach.on_day(on), member=OuterRef("pk"))
    standing = Standing.objects.filter(reach.on_day(on), member=OuterRef("pk"))
    return rows.annotate(
        branch_id_now=Subquery(now.values("branch_id")[:1]), group_id_now=Subquery(now.values("group_id")[:1]),
        branch_name=Subquery(now.values("branch__name")[:1]), branch_rank=Subquery(now.values("branch__rank")[:1]),
        since=Subquery(now.values("start")[:1]), standing=Subquery(standing.values("kind")[:1]),
    )  # fmt: skip


def _row(one: Any, on: dt.date) -> MemberRow:
    return MemberRow(
        one.pk, one.name, one.sex, members.age_on(one.born, on), one.branch_name or "", one.standing or "", one.joined,
        one.employment, one.education, one.since,
    )  # fmt: skip


def _belongings(member: int) -> list[BelongingRow]:
    rows = (
        Belonging.objects.filter(member=member, void=False)
        .select_related("branch", "group")
        .order_by("-start")
    )
    return [
        BelongingRow(
            x.pk, x.branch_id, x.branch.name, x.group.name if x.group else "", x.start, x.end, x.way_in, x.came_from,
            x.way_out, x.went_to,
        )
        for x in rows
    ]  # fmt: skip
