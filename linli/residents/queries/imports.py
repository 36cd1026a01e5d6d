"""Imports of the actor's community: one with its plan, and the list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from linli.accounts import api as accounts
from linli.files import api as files
from linli.kernel import Actor, NotFound, Saying

from ..importing import plan as plans
from ..models import Import, Learnt, Residence
from ..rules.imports import Options, may_import
from .shapes import Page

OWNER = "residents.import"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import as plain values; tally holds rows and cells by name."""

    id: int
    version: int
    title: str
    sender: str
    state: str
    on: dt.date
    at: dt.datetime
    by: str
    tally: dict[str, Any]
    why: Saying | None
    options: Options
    tables: list[dict[str, Any]] = field(default_factory=list)
    applied_at: dt.datetime | None = None
    undone_at: dt.datetime | None = None
    file_id: int = 0
    marked_id: int | None = None


def record(actor: Actor, key: int, *, lock: bool = False) -> Import:
    """One import of the actor's community. NotFound for a foreign one and for whom imports are no duty."""
    found = (
        Import.objects.filter(community_id=actor.community, pk=key)
        if may_import(actor)
        else Import.objects.none()
    )
    one = (found.select_for_update(of=("self",)) if lock else found).first()
    if one is None:
        raise NotFound("import")
    return one


def one(actor: Actor, key: int) -> ImportRow:
    """One import as plain values. Raises NotFound."""
    found = record(actor, key)
    return _row(found, accounts.names([found.by]))


def listing(
    actor: Actor, *, text: str = "", state: str = "", page: int = 1, size: int = 50
) -> Page[ImportRow]:
    """One page of the imports, newest first."""
    found = (
        Import.objects.filter(community_id=actor.community) if may_import(actor) else Import.objects.none()
    )
    if text.strip():
        found = found.filter(Q(title__icontains=text.strip()[:60]) | Q(sender__icontains=text.strip()[:60]))
    if state:
        found = found.filter(state=state)
    total = found.count()
    rows = list(found.order_by("-at", "-id")[(page - 1) * size : page * size])
    names = accounts.names({one.by for one in rows if one.by is not None})
    return Page([_row(one, names) for one in rows], page, size, total)


def plan(actor: Actor, key: int) -> plans.Plan:
    """The plan of an import; an empty one before there is any. Raises NotFound."""
    return plan_of(actor, record(actor, key))


def plan_of(actor: Actor, held: Import) -> plans.Plan:
    """The plan of an import that was read already."""
    return plans.unpack(files.open(actor, held.plan_file)) if held.plan_file else plans.Plan()


def bound(actor: Actor, key: int) -> dict[str, dict[str, str]]:
    """Table → column → field, as an import's columns are bound now. Raises NotFound."""
    found: dict[str, dict[str, str]] = record(actor, key).columns
    return found


def made(actor: Actor, key: int, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """(table, row) of an applied import → the person whose residence it opened."""
    wanted = list(places)
    rows = Residence.objects.filter(
        community_id=actor.community, source_import=key, source_row__in=[row for _, row in wanted]
    )
    found = {
        (table, row): person
        for table, row, person in rows.values_list("source_sheet", "source_row", "person_id")
    }
    return {place: found[place] for place in wanted if place in found}


def learnt(community: int | None, sender: str) -> dict[str, str]:
    """What files of a sender taught: head → field."""
    return dict(Learnt.objects.filter(community_id=community, sender=sender).values_list("header", "field"))


def senders(actor: Actor) -> list[str]:
    """Who gave files before, for choosing."""
    found = Import.objects.filter(community_id=actor.community).exclude(sender="")
    return sorted(set(found.values_list("sender", flat=True)))


def may_open(actor: Actor, key: int | None) -> bool:
    """The rule of an import's files: whoever may take rosters over here."""
    if key is None or not may_import(actor):
        return False
    return Import.objects.filter(community_id=actor.community, pk=key).exists()


def _row(one: Import, names: dict[int, str]) -> ImportRow:
    why = plans.told(one.tally["why"]) if one.tally.get("why") else None
    return ImportRow(
        one.pk, one.version, one.title, one.sender, one.state, one.on, one.at, names.get(one.by or 0, ""), one.tally, why,
        Options.read(one.options), one.tables, one.applied_at, one.undone_at, one.file, one.marked_file,
    )  # fmt: skip
