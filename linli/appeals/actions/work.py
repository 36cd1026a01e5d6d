"""One appeal in hand: locked, seen, allowed; then written with its story and journal line.

with work.on(actor, at, appeal, "promise", version=version) as one:
    handling.may_promise(actor, one.standing).demand()
    one.settle(met=("today",), begin=[...])
    one.write(text=..., explicit_at=at)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Exists, Model, OuterRef, QuerySet, Subquery

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.versions import demand_fresh, touch
from linli.journal import api as journal
from linli.kernel import Actor, NotFound
from linli.kernel.worktime import Pause as Still

from .. import workflow
from ..models import Appeal, Clock, Deed, Pause, Reporter
from ..queries import house, sight
from ..rules import clocks as rules
from ..rules.clocks import Counted
from ..rules.sight import Standing
from .rows import insert_together, write_together

SUBJECT = "appeal"


@dataclass(frozen=True, slots=True)
class Running:
    """One clock that runs: neither met nor stopped."""

    id: int
    kind: str
    level: str
    due: dt.datetime


@dataclass
class Work:
    """An appeal in hand. `actor` works in its community for this once; `state` is where the verb leads."""

    actor: Actor
    at: dt.datetime
    row: Appeal
    verb: str
    state: str
    standing: Standing
    house: house.House
    values: dict[str, Any] = field(default_factory=dict)
    beside: list[Model] = field(default_factory=list)

    @property
    def on(self) -> dt.date:
        """The day in China."""
        return clock.day_of(self.at)

    def settle(
        self,
        *,
        met: Sequence[str] = (),
        stopped: Sequence[str] = (),
        begin: Iterable[tuple[str, str, Counted]] = (),
        still: Sequence[str] = (),
    ) -> list[Running]:
        """Note clocks as met or stopped, begin others (kind, level, counted), keep the nearest deadline beside.

        `still` are kinds that stand still from now on and are no deadline; "*" means every kind. Clocks that begin
        are inserted by `write`. One statement.
        """
        running = _settled(self.row, self.at, met, stopped)
        fresh = [_clock(self.row, kind, level, counted) for kind, level, counted in begin]
        self.beside += fresh
        left = running + [Running(0, one.kind, one.level, one.due) for one in fresh]
        self.nearest([one for one in left if one.kind not in still and "*" not in still])
        return left

    def nearest(self, running: Iterable[Running]) -> None:
        """Keep the nearest deadline beside the clocks."""
        first = min(running, key=lambda one: one.due, default=None)
        self.values["due_at"] = first.due if first else None
        self.values["due_kind"] = first.kind if first else ""

    def write(
        self, *, text: str = "", internal: bool = False, facts: dict[str, Any] | None = None, **values: Any
    ) -> None:
        """Write the row, one entry of the story with what waits beside it, one journal line. Two statements."""
        changed = {"state": self.state, **self.values, **values}
        for name, value in changed.items():
            setattr(self.row, name, value)
        touch(self.row, actor=self.actor, at=self.at)
        deed = _deed(self.row, self.actor, self.at, self.verb, text, internal, facts)
        write_together(self.row, [*changed, "version", "changed_at", "changed_by"], [*self.beside, deed])
        _journal(self.row, self.actor, self.at, self.verb, facts)
        self.beside = []


def note(
    row: Appeal, actor: Actor, at: dt.datetime, verb: str, *, text: str = "", internal: bool = False,
    facts: dict[str, Any] | None = None, beside: Sequence[Model] = (),
) -> None:  # fmt: skip
    """One entry of the story, with other fresh rows in the same statement, and one journal line."""
    insert_together([*beside, _deed(row, actor, at, verb, text, internal, facts)])
    _journal(row, actor, at, verb, facts)


def _deed(
    row: Appeal, actor: Actor, at: dt.datetime, verb: str, text: str, internal: bool, facts: dict[str, Any] | None
) -> Deed:  # fmt: skip
    return Deed(
        community_id=row.community_id, appeal_id=row.pk, at=at, user=actor.user_id, who=actor.name, verb=verb,
        state=row.state, text=text, internal=internal, facts=facts or {},
    )  # fmt: skip


def _journal(row: Appeal, actor: Actor, at: dt.datetime, verb: str, facts: dict[str, Any] | None) -> None:
    journal.write(actor, verb, SUBJECT, key=row.pk, at=at, state=row.state, **(facts or {}))


@contextmanager
def on(
    actor: Actor, at: dt.datetime, appeal: int, verb: str, *, version: int | None = None,
    values: dict[str, Any] | None = None, contact: bool = False,
) -> Iterator[Work]:  # fmt: skip
    """Lock an appeal that the actor may find, in a state that allows the verb, as the form knew it.

    contact  with who asked and the phone, for telling them
    Raises NotFound, Refused (which verbs are possible), Stale (field by field). Belongs in a transaction.
    """
    day = clock.day_of(at)
    with sight.reach(actor, day) as communities:
        row = locked(appeal, communities, contact=contact)
        if row is None or not sight.sees(actor, row, day):
            raise NotFound("appeal")
        step = workflow.step(row.state, verb)
        demand_fresh(row, version, values or {}, _name)
        held = house.of(row.community_id, day)
        standing = sight.standing(row, personal=held.personal(row.category))
        yield Work(
            sight.inside(actor, row), at, row, verb, step.state or row.before_hold, standing, held
        )  # fmt: skip


def locked(appeal: int, communities: list[int], *, contact: bool = False) -> Appeal | None:
    """The row, held until the transaction ends; with `contact` who asked beside it (asked_name,
    _phone, _sealed, _for_other) and whether others were merged into it (asked_merged)."""
    with connection.cursor() as cursor:
        cursor.execute(_lock(contact), [communities, appeal])
        held = cursor.fetchone()
    if held is None:
        return None
    names = _columns()
    row = Appeal.from_db(connection.alias, names, held[: len(names)])
    if contact:
        name, phone, sealed, other, merged = held[len(names) :]
        opened = _sealed().from_db_value(sealed, None, connection)
        row.__dict__ |= {
            "asked_name": name, "asked_phone": phone, "asked_sealed": opened, "asked_for_other": other, "asked_merged": merged,
        }  # fmt: skip
    return row


@lru_cache
def _columns() -> list[str]:
    return [one.attname for one in Appeal._meta.concrete_fields]


@lru_cache
def _sealed() -> Any:
    return Reporter._meta.get_field("sealed")


@lru_cache
def _lock(contact: bool) -> str:
    """The statement that every step begins with, put together once: Django's own way costs as much as running it."""
    columns = ", ".join(f'a."{one.column}"' for one in Appeal._meta.concrete_fields)
    appeals, beside = f'"{Appeal._meta.db_table}"', ""
    if contact:
        columns += (
            f", r.name, r.phone, r.sealed, r.for_other, exists (select from {appeals} m"
            " where m.community_id = a.community_id and m.merged_into_id = a.id)"
        )
        beside = f' left join "{Reporter._meta.db_table}" r on r.community_id = a.community_id and r.appeal_id = a.id'
    return (
        f"select {columns} from {appeals} a{beside}"
        " where a.community_id = any(%s::int[]) and a.id = %s and not a.void for update of a"
    )


def with_contact(found: QuerySet[Appeal]) -> QuerySet[Appeal]:
    """The same appeals with who asked beside them."""
    asked = Reporter.objects.filter(community=OuterRef("community"), appeal=OuterRef("pk"))
    merged = Appeal.objects.filter(community=OuterRef("community"), merged_into=OuterRef("pk"))
    names = ("name", "phone", "sealed", "for_other")
    return found.annotate(
        **{f"asked_{name}": Subquery(asked.values(name)[:1]) for name in names}, asked_merged=Exists(merged)
    )


def pauses_of(row: Appeal, until: dt.datetime) -> list[Still]:
    """When the clocks of an appeal stood still so far; an open pause ends at `until`."""
    found = Pause.objects.filter(community=row.community_id, appeal=row).order_by("start")
    return [Still(one.start, one.end or until, one.reason) for one in found]


def _name(user: int | None) -> str:
    return accounts.names([user]).get(user or 0, "") if user else ""


def _settled(row: Appeal, at: dt.datetime, met: Sequence[str], stopped: Sequence[str]) -> list[Running]:
    if not met and not stopped:
        found = Clock.objects.filter(
            community=row.community_id, appeal=row, met_at__isnull=True, stopped_at__isnull=True
        )
        return [Running(one.pk, one.kind, one.level, one.due) for one in found]
    with connection.cursor() as cursor:
        cursor.execute(
            _SETTLE,
            {
                "met": list(met),
                "stopped": list(stopped),
                "at": at,
                "community": row.community_id,
                "appeal": row.pk,
            },
        )
        return [Running(*found[:4]) for found in cursor.fetchall() if found[4]]


_SETTLE = """
update appeals_clock set
  met_at = case when kind = any(%(met)s) then %(at)s::timestamptz end,
  stopped_at = case when not kind = any(%(met)s) and (kind = any(%(stopped)s) or '*' = any(%(stopped)s))
                    then %(at)s::timestamptz end
where community_id = %(community)s and appeal_id = %(appeal)s and met_at is null and stopped_at is null
returning id, kind, level, due, met_at is null and stopped_at is null
"""


def _clock(row: Appeal, kind: str, level: str, counted: Counted) -> Clock:
    return Clock(
        community_id=row.community_id, appeal=row, kind=kind, level=level, started=counted.started,
        amount=counted.amount, unit=counted.unit, due=counted.due, provisional=counted.provisional, why=counted.why,
        remind_at=counted.remind_at,
    )  # fmt: skip


def ladder_for(one: Work, level: str) -> list[tuple[str, str, Counted]]:
    """The clock of a level of the ladder from now on; none where the term gives no span."""
    span = one.house.span("appeal_ladder", level)
    return [("ladder", level, rules.counted(one.at, span, one.house.calendar))] if span else []


def revisit_for(one: Work) -> list[tuple[str, str, Counted]]:
    """The clock by which somebody revisits."""
    span = one.house.span("appeal_revisit")
    return [("revisit", "", rules.counted(one.at, span, one.house.calendar))] if span else []
