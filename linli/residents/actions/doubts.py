"""Two records that may be one person: marked, merged side by side, taken back exactly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model

from linli.base import slots, versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say

from ..models import Check, Doubt, Member, Person, Residence, Status
from ..rules import doubts as rules
from ..rules.sight import may_edit, may_merge_records
from . import identities, records

#: What belongs to a person and goes along in a merge; the days of those with True must not overlap.
_MOVING: tuple[tuple[str, type[Any], bool], ...] = (
    ("residence", Residence, True),
    ("member", Member, True),
    ("status", Status, True),
    ("check", Check, False),
)
_MODELS: dict[str, type[Any]] = {name: model for name, model, _ in _MOVING}


@transaction.atomic
def mark(*, actor: Actor, at: dt.datetime, kept: int, other: int, why: str = "") -> int:
    """Note that two records may be one person; the doubt's key, the old one when noted before."""
    may_edit(actor).demand()
    for key in sorted({kept, other}):
        records.person(actor, key, at)
    rules.may_mark(kept=kept, other=other, gone=False).demand("other")
    held = Doubt.objects.filter(
        community_id=records.home(actor),
        kept__in=(kept, other),
        other__in=(kept, other),
        state__in=("marked", "merged"),
    ).first()
    if held is not None:
        return held.pk
    made = Doubt.objects.create(
        community_id=records.home(actor), kept_id=kept, other_id=other, why=why.strip()[:200], at=at, by=actor.user_id,
        changed_at=at, changed_by=actor.user_id,
    )  # fmt: skip
    journal.write(actor, "mark_doubt", "person", key=kept, at=at, other=other)
    return made.pk


@transaction.atomic
def merge(
    *,
    actor: Actor,
    at: dt.datetime,
    doubt: int,
    chosen: Mapping[str, str] | None = None,
    version: int | None = None,
) -> int:
    """Make one record of the two; the key of the kept one.

    chosen  field → "kept" or "other" (rules.doubts.CHOSEN); what is not named stays as kept
    Episodes, memberships, statuses and checks of the other record move over. Those whose days
    overlap the kept record's become void as registered twice. `unmerge` takes all of it back.
    """
    may_merge_records(actor).demand()
    held = _locked(actor, doubt, version)
    rules.may_decide(held.state).demand()
    kept, other = _both(actor, held, at)
    fields = [field for field, side in (chosen or {}).items() if side == "other" and field in rules.CHOSEN]
    moved = [["person", kept.pk, kept.version, fields], ["person", other.pk, other.version, []]]
    for name, model, dated in _MOVING:
        moved += _move(actor, at, name, model, dated, kept.pk, other.pk)
    values = {column: getattr(other, column) for field in fields for column in rules.columns(field)}
    records.save(other, actor, at, merged_into=kept)
    records.save(kept, actor, at, former_names=_former(kept, other, fields), **values)
    versions.save(held, actor=actor, at=at, state="merged", moved=moved)
    identities.sync(actor.community, [kept.digest, other.digest])
    list(slots.merged.ask(community=actor.community, kept=kept.pk, gone=other.pk, at=at, undo=False))
    journal.write(actor, "merge", "person", key=kept.pk, at=at, other=other.pk, fields=fields)
    return kept.pk


@transaction.atomic
def unmerge(*, actor: Actor, at: dt.datetime, doubt: int) -> None:
    """Take a merging back: every row that moved returns, chosen values too where nobody changed them since."""
    may_merge_records(actor).demand()
    held = _locked(actor, doubt, None)
    kept = Person.objects.select_for_update(of=("self",)).get(pk=held.kept_id)
    other = Person.objects.select_for_update(of=("self",)).get(pk=held.other_id)
    rules.may_undo(held.state, kept_gone=kept.void or kept.merged_into_id is not None).demand()
    (_, _, version, fields), *rows = held.moved
    records.save(kept, actor, at, **_before_merge(kept, version, fields))
    records.save(other, actor, at, merged_into=None)
    for name, key, before, _ in rows[1:]:
        _return(actor, at, name, key, before, other.pk)
    versions.save(held, actor=actor, at=at, state="undone")
    identities.sync(actor.community, [kept.digest, other.digest])
    list(slots.merged.ask(community=actor.community, kept=kept.pk, gone=other.pk, at=at, undo=True))
    journal.write(actor, "unmerge", "person", key=kept.pk, at=at, other=other.pk)


@transaction.atomic
def find_different(*, actor: Actor, at: dt.datetime, doubt: int, version: int | None = None) -> None:
    """The two records are different people: the doubt is settled and does not come again."""
    may_merge_records(actor).demand()
    held = _locked(actor, doubt, version)
    rules.may_decide(held.state).demand()
    versions.save(held, actor=actor, at=at, state="different")
    journal.write(actor, "find_different", "person", key=held.kept_id, at=at, other=held.other_id)


def _locked(actor: Actor, key: int, version: int | None) -> Doubt:
    held = (
        Doubt.objects.select_for_update(of=("self",)).filter(community_id=records.home(actor), pk=key).first()
    )
    if held is None:
        raise NotFound("doubt")
    versions.demand_fresh(held, version, {}, records.saver)
    return held


def _both(actor: Actor, held: Doubt, at: dt.datetime) -> tuple[Person, Person]:
    try:
        both = {key: records.person(actor, key, at) for key in sorted((held.kept_id, held.other_id))}
    except NotFound:
        raise Refused(say("One of the records was merged or entered by mistake already.")) from None
    return both[held.kept_id], both[held.other_id]


def _move(
    actor: Actor, at: dt.datetime, name: str, model: type[Any], dated: bool, kept: int, other: int
) -> list[list[Any]]:
    """Move one kind of rows; [name, key, version before, []] of each."""
    moved: list[list[Any]] = []
    theirs = list(model.objects.filter(person=kept, void=False)) if dated else []
    for row in model.objects.select_for_update(of=("self",)).filter(person=other).order_by("pk"):
        moved.append([name, row.pk, row.version, []])
        twice = not row.void and any(_overlap(row, one) for one in theirs)
        records.save(row, actor, at, person_id=kept, **(_void(row) if twice else {}))
    return moved


def _overlap(one: Any, two: Any) -> bool:
    if isinstance(one, Status) and bytes(one.mark) != bytes(two.mark):
        return False
    far = dt.date.max
    return bool(one.start < (two.end or far) and two.start < (one.end or far))


def _void(row: Any) -> dict[str, Any]:
    if isinstance(row, Residence):
        return {
            "void": True, "state": "closed", "end": row.end or row.start, "reason": "duplicate",
            "closing_on": None, "closing_reason": "",
        }  # fmt: skip
    return {"void": True}


def _former(kept: Person, other: Person, fields: list[str]) -> list[str]:
    name, gone = (other.name, kept.name) if "name" in fields else (kept.name, other.name)
    return list(dict.fromkeys(one for one in [*kept.former_names, *other.former_names, gone] if one != name))[
        -5:
    ]


def _before_merge(kept: Person, version: int, fields: list[str]) -> dict[str, Any]:
    """Values of the kept record as they were, for the fields nobody touched after the merging."""
    before, merged = _version("person", kept.pk, version), _version("person", kept.pk, version + 1)
    values: dict[str, Any] = {}
    for field in [*fields, "former_names"]:
        probe = "digest" if field == "number" else field
        if _plain(getattr(kept, probe)) == _plain(getattr(merged, probe)):
            values |= {column: getattr(before, column) for column in rules.columns(field)}
    return values


def _return(actor: Actor, at: dt.datetime, name: str, key: int, version: int, person: int) -> None:
    row = _MODELS[name].objects.select_for_update(of=("self",)).get(pk=key)
    before = _version(name, key, version)
    values: dict[str, Any] = {"person_id": person}
    if row.void and not before.void:
        values["void"] = False
        if name == "residence":
            values |= {
                column: getattr(before, column)
                for column in ("state", "end", "reason", "closing_on", "closing_reason")
            }
    records.save(row, actor, at, **values)


def _version(name: str, key: int, version: int) -> Any:
    events: type[Model] = apps.get_model("residents", f"{name}event")
    found = events._default_manager.filter(pgh_obj_id=key, version=version).order_by("pgh_id").last()
    if found is None:
        raise Refused(say("The version before the merging is not kept any more."))
    return found


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
