"""The same acts for many people at once: a few statements however many rows, one journal line.

Imports and the demo build on these. Rows are plain values; the rules are asked for each; the
histories are written by the triggers. One refused row refuses the whole call.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from linli.base import bulk, clock
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say

from .. import workflow
from ..models import Person, Residence, Status
from ..queries import sight
from ..rules import checks as check_rules
from ..rules import episodes
from ..rules import statuses as status_rules
from ..rules.people import BY_HAND, Origin, PersonParts
from ..rules.sight import may_edit
from . import bulk_homes, bulk_rows, identities, parts, records, statuses
from .bulk_rows import Made

__all__ = [
    "Change", "Checked", "Closing", "Made", "NewPerson", "NewStatus", "change_many", "check_many", "close_many",
    "grant_many", "register_many", "void_many",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewPerson:
    """One row to register.

    known      the person's key when the caller has found them in the register already
    household  an existing household to join
    home       rows of one call with the same text found one household; "" takes the door: people
               behind one door join the one household there, or found one
    """

    person: PersonParts
    room: int | None
    kind: str
    start: dt.date
    household: int | None = None
    home: str = ""
    number: str = ""
    relation: str = "99"
    head: bool = False
    tenancy: str = "unknown"
    home_kind: str = "family"
    born_here: bool = False
    verified: bool = True
    note: str = ""
    known: int | None = None
    origin: Origin = BY_HAND


@dataclass(frozen=True, slots=True)
class Change:
    """New values of one person's fields (rules.people.FIELDS)."""

    person: int
    values: Mapping[str, Any]
    origin: Origin = BY_HAND


@dataclass(frozen=True, slots=True)
class Closing:
    """One episode to close; `on` is the first day on which it no longer holds."""

    residence: int
    on: dt.date
    reason: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """One information check; `changes` is (field, old, new)."""

    person: int
    on: dt.date
    at: dt.datetime
    way: str
    outcome: str = "unchanged"
    by: int | None = None
    by_name: str = ""
    changes: Sequence[tuple[str, Any, Any]] = field(default_factory=tuple)
    source: int = 0


@dataclass(frozen=True, slots=True)
class NewStatus:
    """One status to grant."""

    person: int
    kind: str
    start: dt.date
    source: str
    category: str = ""
    level: str = ""
    number: str = ""
    review_on: dt.date | None = None
    origin: Origin = BY_HAND


@transaction.atomic
def register_many(
    *,
    actor: Actor,
    at: dt.datetime,
    rows: Sequence[NewPerson],
    tidied: bool = False,
    subject: str = "people",
    key: int | None = None,
) -> list[Made]:
    """Register everybody in `rows`; what was made or found for each, in the same order.

    tidied  the parts were checked and tidied before (rules.people.tidy), so that is not done twice
    subject, key  what the one journal line speaks of, such as "import", 7
    """
    may_edit(actor).demand()
    today = clock.day_of(at)
    columns = [parts.columns_of(one.person) if tidied else parts.columns(one.person, today) for one in rows]
    for one, values in zip(rows, columns, strict=True):
        episodes.may_open(
            kind=one.kind, start=one.start, room=one.room is not None, born=values["born"], today=today
        ).demand("start")
    known = _known(actor, rows, columns)
    people = bulk_rows.insert_people(actor, at, rows, columns, known)
    residences = bulk_rows.insert_residences(actor, at, rows, people)
    households = bulk_homes.insert_households(actor, at, rows, people, known)
    identities.sync(actor.community, [values["digest"] for values in columns])
    journal.write(
        actor,
        "register_many",
        subject,
        key=key,
        at=at,
        rows=len(rows),
        known=sum(one is not None for one in known),
    )
    return [
        Made(person, residence, household, before is not None)
        for person, residence, household, before in zip(people, residences, households, known, strict=True)
    ]


@transaction.atomic
def change_many(
    *, actor: Actor, at: dt.datetime, rows: Sequence[Change], subject: str = "people", key: int | None = None
) -> dict[int, list[tuple[str, Any, Any]]]:
    """Correct many people; person → (field, old, new) of what differed. People out of sight are refused."""
    may_edit(actor).demand()
    today = clock.day_of(at)
    held = {
        one.pk: one
        for one in sight.people(actor, today)
        .select_for_update(of=("self",))
        .filter(pk__in=[row.person for row in rows])
        .order_by("pk")
    }
    found = bulk_rows.update_people(
        actor, at, [(held[row.person], row.values, row.origin) for row in _there(rows, held)], today
    )
    digests = [values for pair in found.digests for values in pair]
    identities.sync(actor.community, digests)
    journal.write(actor, "change_many", subject, key=key, at=at, rows=len(rows), changed=len(found.changes))
    return found.changes


@transaction.atomic
def close_many(
    *,
    actor: Actor,
    at: dt.datetime,
    rows: Sequence[Closing],
    subject: str = "residences",
    key: int | None = None,
) -> int:
    """Close many episodes with their household memberships; how many."""
    may_edit(actor).demand()
    today = clock.day_of(at)
    seen = (
        sight.residences(actor, today)
        .select_for_update(of=("self",))
        .filter(pk__in=[one.residence for one in rows])
    )
    held = {one.pk: one for one in seen.order_by("pk")}
    visits = bulk_rows.not_met_days(
        [held[one.residence].person_id for one in rows if one.reason == "not_found" and one.residence in held]
    )
    for one in _there(rows, held, "residence"):
        episode = held[one.residence]
        workflow.step(episode.state, "close")
        episodes.may_close(
            kind=episode.kind, start=episode.start, on=one.on, reason=one.reason,
            not_met_on=visits.get(episode.person_id, ()), today=today,
        ).demand("reason")  # fmt: skip
    bulk.update_rows(
        Residence, ("id", "state", "end", "reason", "note", "changed_at", "changed_by"),
        [(one.residence, "closed", one.on, one.reason, one.note[:200], at, actor.user_id) for one in rows],
        sets="version = t.version + 1, closing_on = null, closing_reason = '', source_import = 0, source_sheet = 0, source_row = 0",
    )  # fmt: skip
    bulk_homes.end_memberships(actor, at, [(held[one.residence].person_id, one.on) for one in rows])
    identities.sync(actor.community, bulk_rows.digests_of([one.person_id for one in held.values()]))
    journal.write(actor, "close_many", subject, key=key, at=at, rows=len(rows))
    return len(rows)


@transaction.atomic
def check_many(
    *, actor: Actor, at: dt.datetime, rows: Sequence[Checked], subject: str = "people", key: int | None = None
) -> int:
    """Note many checks; how many. What they found changed is written by `change_many`."""
    may_edit(actor).demand()
    today = clock.day_of(at)
    for one in rows:
        changed = [name for name, _, _ in one.changes]
        check_rules.may_check(
            way=one.way, outcome=one.outcome, changed=changed, on=one.on, today=today
        ).demand("outcome")
    wanted = {one.person for one in rows}
    seen = set(sight.people(actor, today).filter(pk__in=list(wanted)).values_list("pk", flat=True))
    if seen != wanted:
        raise Refused(say("{n} of the people are not in the register.", n=len(wanted - seen)), "person")
    count = bulk_rows.insert_checks(actor, at, rows)
    journal.write(actor, "check_many", subject, key=key, at=at, rows=count)
    return count


@transaction.atomic
def grant_many(
    *,
    actor: Actor,
    at: dt.datetime,
    rows: Sequence[NewStatus],
    subject: str = "people",
    key: int | None = None,
) -> list[int]:
    """Grant many statuses; their keys in the order of rows."""
    may_edit(actor).demand()
    today = clock.day_of(at)
    for one in rows:
        status_rules.may_grant(
            one.kind,
            category=one.category,
            level=one.level,
            number=one.number,
            source=one.source,
            on=one.start,
            today=today,
        ).demand("kind")
    made = Status.objects.bulk_create(
        Status(
            community_id=records.home(actor), person_id=one.person, start=one.start, review_on=one.review_on,
            source=one.source[:100], changed_at=at, changed_by=actor.user_id, source_import=one.origin.source,
            source_sheet=one.origin.sheet, source_row=one.origin.row,
            **statuses.columns(one.kind, category=one.category, level=one.level, number=one.number),
        )
        for one in rows
    )  # fmt: skip
    journal.write(actor, "grant_many", subject, key=key, at=at, rows=len(made))
    return [one.pk for one in made]


@transaction.atomic
def void_many(
    *, actor: Actor, at: dt.datetime, people: Sequence[int], subject: str = "people", key: int | None = None
) -> int:
    """Take records out that were entered by mistake, with all that hangs on them (录入错误); how many."""
    may_edit(actor).demand()
    seen = list(
        sight.people(actor, clock.day_of(at)).filter(pk__in=list(people)).values_list("pk", flat=True)
    )
    digests = bulk_rows.digests_of(seen)
    values: dict[str, Any] = {"people": seen, "at": at, "by": actor.user_id, "community": actor.community}
    with connection.cursor() as cursor:
        for statement in bulk_rows.VOIDING:
            cursor.execute(statement, values)
    identities.sync(actor.community, digests)
    journal.write(actor, "void_many", subject, key=key, at=at, rows=len(seen))
    return len(seen)


def _known(actor: Actor, rows: Sequence[NewPerson], columns: Sequence[dict[str, Any]]) -> list[int | None]:
    """The key of the record that is there already, for each row; Refused when one lives here already."""
    digests = [values["digest"] for values in columns]
    given = [one for one in digests if one is not None]
    if len(given) != len(set(given)):
        raise Refused(say("Two rows have the same identity number."), "number")
    found = Person.objects.filter(
        community_id=records.home(actor), digest__in=given, void=False, merged_into__isnull=True
    )
    by_digest = (
        {bytes(digest): pk for digest, pk in found.values_list("digest", "pk") if digest} if given else {}
    )
    known = [one.known or by_digest.get(digest or b"") for one, digest in zip(rows, digests, strict=True)]
    there = [one for one in known if one is not None]
    earliest = min((one.start for one in rows), default=dt.date.max)
    later = Residence.objects.filter(community_id=records.home(actor), person__in=there, void=False)
    spans: dict[int, list[tuple[dt.date, dt.date | None]]] = {}
    for person, start, end in later.values_list("person_id", "start", "end"):
        if end is None or end > earliest:
            spans.setdefault(person, []).append((start, end))
    for one, before in zip(rows, known, strict=True):
        if before is not None and any(end is None or end > one.start for _, end in spans.get(before, ())):
            raise Refused(say("{name} is registered here already.", name=one.person.name), "number")
    return known


def _there(rows: Sequence[Any], held: Mapping[int, Any], field: str = "person") -> Sequence[Any]:
    missing = sum(getattr(one, field) not in held for one in rows)
    if missing:
        raise Refused(say("{n} of the people are not in the register.", n=missing), field)
    return rows
