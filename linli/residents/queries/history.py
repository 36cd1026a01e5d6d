"""Row versions of a person, and where each value came from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from linli.accounts import api as accounts
from linli.kernel import Actor

from ..models import Import
from ..rules.people import FIELDS
from . import sight
from .shapes import Source

#: A sealed number is never compared itself: its keyed hash tells whether it changed.
_COMPARED = tuple("digest" if field == "number" else field for field in FIELDS)


@dataclass(frozen=True, slots=True)
class Version:
    """One saving of a record: when, by which account, which fields, from which file."""

    at: dt.datetime
    by: int | None
    fields: tuple[str, ...]
    source: int = 0
    sheet: int = 0
    row: int = 0


def versions_of(actor: Actor, person: int, *, on: dt.date) -> list[Version]:
    """Every saving of a person, oldest first; NotFound when the actor may not see the person."""
    sight.person(actor, person, on)
    before: dict[str, Any] = {}
    found = []
    for one in _events(actor, person):
        changed = tuple(field for field in _COMPARED if one[field] != before.get(field, _blank(field)))
        names = tuple("number" if field == "digest" else field for field in changed)
        found.append(
            Version(
                one["changed_at"],
                one["changed_by"],
                names,
                one["source_import"],
                one["source_sheet"],
                one["source_row"],
            )
        )
        before = one
    return found


def sources_of(actor: Actor, person: int, *, on: dt.date) -> dict[str, Source]:
    """Field → the file, sheet and row (or the hand) that gave its present value."""
    last: dict[str, Version] = {}
    for version in versions_of(actor, person, on=on):
        for field in version.fields:
            last[field] = version
    held = Import.objects.filter(
        community_id=actor.community, pk__in={one.source for one in last.values()}
    ).values_list("pk", "title", "tables")
    files = {key: (title, [str(one.get("sheet", "")) for one in tables]) for key, title, tables in held}
    names = accounts.names([one.by for one in last.values() if one.by is not None])
    return {field: _source(version, files, names) for field, version in last.items()}


def _source(version: Version, files: dict[int, tuple[str, list[str]]], names: dict[int, str]) -> Source:
    title, sheets = files.get(version.source or 0, ("", []))
    sheet = sheets[version.sheet] if version.sheet < len(sheets) else ""
    who = names.get(version.by, "") if version.by is not None else ""
    return Source(title, sheet, version.row, who, version.at)


def _events(actor: Actor, person: int) -> list[dict[str, Any]]:
    events = apps.get_model("residents", "PersonEvent")
    wanted = (*_COMPARED, "changed_at", "changed_by", "source_import", "source_sheet", "source_row")
    found = events._default_manager.filter(community_id=actor.community, pgh_obj_id=person)
    return [_plain(one) for one in found.order_by("pgh_id").values(*wanted)]


def _plain(one: dict[str, Any]) -> dict[str, Any]:
    return {field: bytes(value) if isinstance(value, memoryview) else value for field, value in one.items()}


def _blank(field: str) -> Any:
    return {"sex": "0", "born": None, "digest": None}.get(field, "")
