"""Households and memberships of many people, by sets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import connection

from linli.base import bulk
from linli.kernel import Actor

from ..models import Household, Member
from ..rules import households as rules
from .bulk_rows import ORIGIN, fixed, origin

if TYPE_CHECKING:
    from .bulk import NewPerson


def insert_households(
    actor: Actor,
    at: dt.datetime,
    rows: Sequence[NewPerson],
    people: Sequence[int],
    known: Sequence[int | None],
) -> list[int | None]:
    """Households that the rows need, and a membership for each row that has one."""
    homes = _homes(actor, rows)
    missing = [home for home, held in homes.items() if held is None]
    first: dict[str | int | None, NewPerson] = {_home(row): row for row in reversed(rows)}
    begins = _begins(rows)
    for home, key in zip(missing, bulk.next_keys(Household, len(missing)), strict=True):
        homes[home] = key
    bulk.insert_rows(
        Household, ("id", *ORIGIN, "number", "room_id", "kind", "tenancy", "start"),
        (
            (homes[home], *origin(first[home].origin), first[home].number, first[home].room,
             first[home].home_kind, first[home].tenancy, begins[home])
            for home in missing
        ),
        fixed(actor, at),
    )  # fmt: skip
    households = [None if (of := _home(row)) is None else homes[of] for row in rows]
    leaving = [(key, row.start) for key, row in zip(known, rows, strict=True) if key is not None]
    end_memberships(actor, at, leaving, source=rows[0].origin.source if rows else 0)
    _insert_members(actor, at, rows, people, households)
    return households


def _insert_members(
    actor: Actor,
    at: dt.datetime,
    rows: Sequence[NewPerson],
    people: Sequence[int],
    households: Sequence[int | None],
) -> None:
    chosen = _heads(rows, households)
    fresh = iter(bulk.next_keys(Member, sum(one is not None for one in households)))
    wanted = []
    for number, (row, person, household) in enumerate(zip(rows, people, households, strict=True)):
        if household is None:
            continue
        leads = chosen.get(household) == number
        code = rules.HEAD if leads else (rules.UNSTATED if rules.is_head_code(row.relation) else row.relation)
        wanted.append((next(fresh), *origin(row.origin), household, person, code, leads, row.start))
    columns = ("id", *ORIGIN, "household_id", "person_id", "relation", "head", "start")
    bulk.insert_rows(Member, columns, wanted, fixed(actor, at))


def _heads(rows: Sequence[NewPerson], households: Sequence[int | None]) -> dict[int, int]:
    """Household → number of the row that becomes its head: who was called so, else the first one."""
    there = {one for one in households if one is not None}
    headed = set(
        Member.objects.filter(household__in=there, head=True, void=False, end__isnull=True).values_list(
            "household_id", flat=True
        )
    )
    chosen: dict[int, int] = {}
    for number, (row, household) in enumerate(zip(rows, households, strict=True)):
        if household is not None and household not in headed and household not in chosen and _leads(row):
            chosen[household] = number
    for number, household in enumerate(households):
        if household is not None and household not in headed:
            chosen.setdefault(household, number)
    return chosen


def _leads(row: NewPerson) -> bool:
    return row.head or rules.is_head_code(row.relation)


def _home(row: NewPerson) -> str | int | None:
    """What rows of one household share: an existing key, the file's own text, or the door."""
    if row.household is not None:
        return row.household
    if row.home:
        return f"home {row.home}"
    return f"room {row.room}" if row.room is not None else None


def _homes(actor: Actor, rows: Sequence[NewPerson]) -> dict[str | int, int | None]:
    """Home → household that is there, None where one has to be founded."""
    homes: dict[str | int, int | None] = {}
    for row in rows:
        home = _home(row)
        if home is not None:
            homes.setdefault(home, home if isinstance(home, int) else None)
    rooms = {row.room for row in rows if row.household is None and not row.home and row.room is not None}
    held: dict[int, list[int]] = {}
    open_now = Household.objects.filter(
        community_id=actor.community, room__in=rooms, void=False, end__isnull=True
    )
    for room, key in open_now.values_list("room_id", "pk") if rooms else ():
        held.setdefault(room, []).append(key)
    for room, found in held.items():
        if len(found) == 1:
            homes[f"room {room}"] = found[0]
    return homes


def _begins(rows: Sequence[NewPerson]) -> dict[str | int | None, dt.date]:
    """Home → the first day of its earliest row."""
    begins: dict[str | int | None, dt.date] = {}
    for row in rows:
        home = _home(row)
        begins[home] = min(row.start, begins.get(home, row.start))
    return begins


_END_MEMBERS = """
update residents_member m
set "end" = case when m.start < n.day then n.day else m."end" end, void = m.start >= n.day,
    version = m.version + 1, changed_at = %(at)s, changed_by = %(by)s, source_import = %(source)s, source_sheet = 0, source_row = 0
from "{fresh}" n
where m.person_id = n.person and m.community_id = %(community)s and not m.void
  and (m."end" is null or m."end" > n.day)
returning m.household_id, n.day
"""
_END_HOUSEHOLDS = """
update residents_household h
set "end" = case when h.start < n.day then n.day else h."end" end, void = h.start >= n.day,
    version = h.version + 1, changed_at = %(at)s, changed_by = %(by)s, source_import = %(source)s, source_sheet = 0, source_row = 0
from "{fresh}" n
where h.id = n.household and h.community_id = %(community)s and not h.void and h."end" is null
  and not exists (
    select from residents_member m
    where m.household_id = h.id and m.community_id = h.community_id and not m.void and (m."end" is null or m."end" > n.day))
"""


def end_memberships(
    actor: Actor, at: dt.datetime, rows: Sequence[tuple[int, dt.date]], *, source: int = 0
) -> None:
    """End the memberships of (person, day), and the households that are left without members.

    source  the import that says so, 0 for a hand
    """
    if not rows:
        return
    values = {"at": at, "by": actor.user_id, "community": actor.community, "source": source}
    fresh = bulk.load_values((("person", "bigint"), ("day", "date")), rows)
    with connection.cursor() as cursor:
        cursor.execute("set local enable_nestloop = off")
        cursor.execute(_END_MEMBERS.replace("{fresh}", fresh), values)
        left: dict[int, dt.date] = {}
        for household, day in cursor.fetchall():
            left[household] = max(day, left.get(household, day))
        if left:
            emptied = bulk.load_values((("household", "bigint"), ("day", "date")), left.items())
            cursor.execute(_END_HOUSEHOLDS.replace("{fresh}", emptied), values)
        cursor.execute("set local enable_nestloop = on")
