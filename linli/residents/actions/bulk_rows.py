"""The statements behind `bulk`: rows of the register written by sets."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from linli.base import bulk, keys
from linli.kernel import Actor

from .. import workflow
from ..models import Check, Person, Residence
from ..rules.people import FIELDS, Origin, PersonParts
from . import parts

if TYPE_CHECKING:
    from .bulk import Checked, NewPerson

ORIGIN = ("source_import", "source_sheet", "source_row")
STAMP = ("community_id", "version", "changed_at", "changed_by", *ORIGIN)
_PERSON = (
    "name", "letters", "sort", "former_names", "sex", "born", "number_kind", "number", "digest", "tail", "ethnic", "phone",
    "phone2", "education", "marital", "political", "employment", "workplace", "hukou_place", "called",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """What a registration of one row made or found."""

    person: int
    residence: int
    household: int | None
    known: bool


@dataclass(slots=True)
class Updated:
    """person → (field, old, new), and (old, new) keyed hashes of the numbers that changed."""

    changes: dict[int, list[tuple[str, Any, Any]]] = field(default_factory=dict)
    digests: list[tuple[bytes | None, bytes | None]] = field(default_factory=list)


def insert_people(
    actor: Actor,
    at: dt.datetime,
    rows: Sequence[NewPerson],
    columns: Sequence[dict[str, Any]],
    known: Sequence[int | None],
) -> list[int]:
    """A record for every row that is not known; the key of each row's person."""
    fresh = iter(bulk.next_keys(Person, sum(one is None for one in known)))
    people = [one if one is not None else next(fresh) for one in known]
    wanted = (
        (key, *origin(row.origin), *_sealed(values))
        for key, row, values, before in zip(people, rows, columns, known, strict=True)
        if before is None
    )
    bulk.insert_rows(Person, ("id", *ORIGIN, *_PERSON), wanted, fixed(actor, at))
    return people


def insert_residences(
    actor: Actor, at: dt.datetime, rows: Sequence[NewPerson], people: Sequence[int]
) -> list[int]:
    """An episode for every row; their keys."""
    fresh = bulk.next_keys(Residence, len(rows))
    wanted = (
        (
            key, *origin(row.origin), person, row.room, row.kind,
            workflow.OPEN if row.verified else workflow.TO_VERIFY, row.start, row.note[:200], row.born_here,
        )
        for key, row, person in zip(fresh, rows, people, strict=True)
    )  # fmt: skip
    bulk.insert_rows(
        Residence,
        ("id", *ORIGIN, "person_id", "room_id", "kind", "state", "start", "note", "born_here"),
        wanted,
        fixed(actor, at) | {"reason": "", "closing_reason": "", "moved_within": False},
    )
    return fresh


def insert_checks(actor: Actor, at: dt.datetime, rows: Sequence[Checked]) -> int:
    """A check for every row, tied to the episode that holds on its day."""
    people = {one.person for one in rows}
    held = Residence.objects.filter(community_id=actor.community, person__in=people, void=False)
    spans: dict[int, list[tuple[int, dt.date, dt.date | None]]] = {}
    for person, key, start, end in held.values_list("person_id", "pk", "start", "end"):
        spans.setdefault(person, []).append((key, start, end))
    wanted = (
        (
            one.person, _episode(spans.get(one.person, ()), one.on), one.on, one.at,
            one.by if one.by is not None else actor.user_id, one.by_name or actor.name, one.way, one.outcome,
            [name for name, _, _ in one.changes], _changes(one.changes), one.source,
        )
        for one in rows
    )  # fmt: skip
    return bulk.insert_rows(
        Check,
        ("person_id", "residence_id", "on", "at", "by", "by_name", "way", "outcome", "fields", "changes", "source_import"),
        wanted,
        fixed(actor, at),
    )  # fmt: skip


def update_people(
    actor: Actor, at: dt.datetime, rows: Sequence[tuple[Person, Mapping[str, Any], Origin]], today: dt.date
) -> Updated:
    """Write what differs; one UPDATE for all."""
    found = Updated()
    wanted = []
    for record, values, origin in rows:
        fresh = parts.columns(_wanted(record, values), today)
        before = None if record.digest is None else bytes(record.digest)
        changed = [
            (name, getattr(record, name), fresh[name])
            for name in FIELDS
            if _differs(record, fresh, name, before)
        ]
        if not changed:
            continue
        found.changes[record.pk] = changed
        if before != fresh["digest"]:
            found.digests.append((before, fresh["digest"]))
        if any(name == "name" for name, _, _ in changed):
            fresh["former_names"] = [*record.former_names, record.name][-5:]
        stamp = (at, actor.user_id, origin.source, origin.sheet, origin.row)
        wanted.append((record.pk, *stamp, *_sealed(fresh)))
    if wanted:
        bulk.update_rows(Person, ("id", *STAMP[2:], *_PERSON), wanted, sets="version = t.version + 1")
    return found


def _differs(record: Person, fresh: dict[str, Any], name: str, before: bytes | None) -> bool:
    return bool(fresh["digest"] != before if name == "number" else fresh[name] != getattr(record, name))


def _wanted(record: Person, values: Mapping[str, Any]) -> PersonParts:
    held = {name: getattr(record, name) for name in (*FIELDS, "number_kind")} | {
        "number": record.number or ""
    }
    typed = {
        name: value if name == "born" else ("" if value is None else str(value))
        for name, value in values.items()
    }
    return PersonParts(**{**held, **typed}, former_names=tuple(record.former_names))


def not_met_days(people: Sequence[int]) -> dict[int, set[dt.date]]:
    """Person → days of door checks with nobody met since the last time somebody was."""
    days: dict[int, set[dt.date]] = {}
    met: dict[int, dt.date] = {}
    found = (
        Check.objects.filter(person__in=people, void=False)
        .order_by("-on")
        .values_list("person_id", "on", "way", "outcome")
    )
    for person, on, way, outcome in found if people else ():
        if outcome != "not_met":
            met.setdefault(person, on)
        elif way == "door" and on > met.get(person, dt.date.min):
            days.setdefault(person, set()).add(on)
    return days


def digests_of(people: Iterable[int]) -> list[bytes | None]:
    """Keyed hashes of the numbers of people, those without papers left out."""
    found = Person.objects.filter(pk__in=list(people), digest__isnull=False)
    return [bytes(one) for one in found.values_list("digest", flat=True) if one is not None]


_SET = "version = version + 1, changed_at = %(at)s, changed_by = %(by)s, void = true"
_OF = "where community_id = %(community)s and person_id = any(%(people)s) and not void"
#: Everything that hangs on a person becomes void; then households that are left without members.
VOIDING = (
    f"update residents_residence set {_SET}, state = 'closed', \"end\" = coalesce(\"end\", start), reason = 'entry_error',"
    f" closing_on = null, closing_reason = '' {_OF}",
    f"update residents_status set {_SET} {_OF}",
    f"update residents_check set {_SET} {_OF}",
    f"update residents_household h set {_SET.replace('version + 1', 'h.version + 1')} where h.community_id = %(community)s and not h.void"
    " and h.id in (select household_id from residents_member where community_id = %(community)s and person_id = any(%(people)s) and not void)"
    " and not exists (select from residents_member m where m.household_id = h.id and m.community_id = h.community_id"
    " and not m.void and m.person_id <> all(%(people)s))",
    f"update residents_member set {_SET} {_OF}",
    f"update residents_person set {_SET} where community_id = %(community)s and id = any(%(people)s) and not void",
)


def stamp(actor: Actor, at: dt.datetime, origin: Origin) -> tuple[Any, ...]:
    return (actor.community, 1, at, actor.user_id, origin.source, origin.sheet, origin.row)


def origin(one: Origin) -> tuple[int, int, int]:
    """The values of ORIGIN."""
    return one.source, one.sheet, one.row


def fixed(actor: Actor, at: dt.datetime) -> dict[str, Any]:
    """What all fresh rows of one call have alike."""
    return {
        "community_id": actor.community,
        "version": 1,
        "changed_at": at,
        "changed_by": actor.user_id,
        "void": False,
    }


def _sealed(values: Mapping[str, Any]) -> list[Any]:
    return [
        keys.seal(values[name]) if name == "number" and values[name] else values[name] for name in _PERSON
    ]


def _episode(spans: Sequence[tuple[int, dt.date, dt.date | None]], on: dt.date) -> int | None:
    return next((key for key, start, end in spans if start <= on and (end is None or end > on)), None)


def _changes(changes: Sequence[tuple[str, Any, Any]]) -> bytes | None:
    if not changes:
        return None
    told = [
        [name, "" if old is None else str(old), "" if new is None else str(new)] for name, old, new in changes
    ]
    return keys.seal(json.dumps(told, ensure_ascii=False))
