"""Many appeals at once: a ledger taken over from elsewhere, the demo's and the bench's filling.

A few statements for some thousands of rows, one journal line for all; rules are asked for each row. No codes are
handed out: who follows an old matter gets one at the counter.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from psycopg.types.json import Jsonb

from linli.base import bulk, clock
from linli.journal import api as journal
from linli.kernel import Actor, NotFound
from linli.kernel.worktime import day_close

from ..models import Appeal, Clock, Deed, Reporter, Serial, Words
from ..queries import categories, house, marks
from ..rules import codes, intake
from ..rules.categories import may_be
from ..rules.sight import may_register
from . import clocks
from .work import SUBJECT

_CHUNK = 5_000
_SERIALS = f"""
insert into "{Serial._meta.db_table}" as s (community_id, day, last)
select %s, day, count from unnest(%s::date[], %s::int[]) as n(day, count)
on conflict (community_id, day) do update set last = s.last + excluded.last returning day, last
"""


@dataclass(frozen=True, slots=True)
class NewAppeal:
    """One appeal to take over.

    columns  further columns of the row (state, handler, rating, closed_at, promised_on …), in words of the model
    ticking  whether its clocks run; what has ended has none
    """

    text: str
    received_at: dt.datetime
    channel: str = "phone"
    category: str = "other"
    name: str = ""
    phone: str = ""
    person: int | None = None
    household: int | None = None
    room: int | None = None
    building: int | None = None
    unit: int | None = None
    place: str = ""
    point: tuple[float, float] | None = None
    columns: Mapping[str, Any] = field(default_factory=dict)
    ticking: bool = True


def register_many(*, actor: Actor, at: dt.datetime, rows: Iterable[NewAppeal]) -> list[int]:
    """Register each row on the day it was received; keys in the order of the rows. Belongs in the scope.

    Each five thousand are one transaction, with one journal line. Raises Refused, NotFound.
    """
    may_register(actor).demand()
    if actor.community is None:
        raise NotFound("community")
    made: list[int] = []
    for chunk in _chunks(rows):
        made += _register(actor, actor.community, at, chunk)
    return made


@transaction.atomic
def _register(actor: Actor, community: int, at: dt.datetime, rows: Sequence[NewAppeal]) -> list[int]:
    tree = categories.tree(community, clock.day_of(at))
    for one in rows:
        may_be(one.category, tree).demand("category")
    keys = bulk.next_keys(Appeal, len(rows))
    numbers = _numbers(community, [clock.day_of(one.received_at) for one in rows])
    appeals, timed, asking, words, deeds = [], [], [], [], []
    for key, number, one in zip(keys, numbers, rows, strict=True):
        row, ticking = _row(actor, community, at, key, number, one)
        appeals.append(row)
        timed += ticking
        words.append(marks.of_words(community, key, [row.text, number, row.place, row.wish], one.point))
        if one.name or one.phone:
            asking.append(
                Reporter(
                    community_id=community, appeal_id=key, name=one.name, phone=one.phone, person_id=one.person,
                    household_id=one.household,
                )
            )  # fmt: skip
        deeds.append(
            Deed(
                community_id=community, appeal_id=key, at=one.received_at, user=actor.user_id, who=actor.name,
                verb="register", state=row.state, facts={"channel": one.channel, "category": one.category},
            )
        )  # fmt: skip
    for model, made in ((Appeal, appeals), (Reporter, asking), (Words, words), (Clock, timed), (Deed, deeds)):
        _insert(model, made)
    journal.write(actor, "register_many", SUBJECT, at=at, count=len(keys))
    return keys


def _row(
    actor: Actor, community: int, at: dt.datetime, key: int, number: str, one: NewAppeal
) -> tuple[Appeal, list[Clock]]:
    level = one.columns.get("level", "community")
    close = day_close(one.received_at, house.of(community, clock.day_of(at)).calendar).at
    values: dict[str, Any] = {
        "channel": one.channel, "category": one.category, "text": intake.fit_text(one.text), "place": one.place[:120],
        "naming": "named" if one.name or one.phone else "anonymous", "entered_by": actor.user_id,
        "first_contact": actor.user_id, "handler": actor.user_id, "counts_on": clock.day_of(close), "today_due": close,
    }  # fmt: skip
    if one.point is not None:
        values |= {"longitude": one.point[0], "latitude": one.point[1]}
    row = Appeal(
        pk=key, community_id=community, number=number, received_at=one.received_at, room_id=one.room,
        building_id=one.building, unit_id=one.unit, changed_at=at, changed_by=actor.user_id, **(values | dict(one.columns)),
    )  # fmt: skip
    if not one.ticking or row.state in codes.ENDED:
        return row, []
    begun = clocks.begin(community, one.received_at, clock.day_of(at), level)
    row.due_at, row.due_kind = begun.due_at, begun.due_kind
    return row, clocks.rows(row, begun)


def _numbers(community: int, days: Sequence[dt.date]) -> list[str]:
    """A number for each, in their order, those of a day following each other. One statement."""
    counts = Counter(days)
    with connection.cursor() as cursor:
        cursor.execute(_SERIALS, [community, list(counts), list(counts.values())])
        given = {day: last - counts[day] for day, last in cursor.fetchall()}
    found = []
    for day in days:
        given[day] += 1
        found.append(intake.number_of(day, given[day]))
    return found


def _insert(model: type[Model], rows: Sequence[Model]) -> None:
    """Insert unsaved rows through a temporary table, as walls allow."""
    if not rows:
        return
    kept = [one for one in model._meta.concrete_fields if not (one.primary_key and rows[0].pk is None)]
    names = [str(one.column) for one in kept]
    keyless = len(kept) < len(model._meta.concrete_fields)
    keys = iter(bulk.next_keys(model, len(rows))) if keyless else iter(())
    columns = ["id", *names] if keyless else names
    bulk.insert_rows(
        model, columns, ([*([next(keys)] if keyless else []), *(_value(one, row) for one in kept)] for row in rows)
    )  # fmt: skip


def _value(one: Any, row: Model) -> Any:
    value = one.pre_save(row, add=True)
    if isinstance(value, dict):
        return Jsonb(value)
    return one.get_prep_value(value) if not isinstance(value, list) else value


def _chunks(rows: Iterable[NewAppeal]) -> Iterator[list[NewAppeal]]:
    left = iter(rows)
    while chunk := list(islice(left, _CHUNK)):
        yield chunk
