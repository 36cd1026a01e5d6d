"""Dated statuses (P3), only for readers whose duty they are."""

from __future__ import annotations

import datetime as dt
import json

from linli.kernel import Actor, NotFound
from linli.kernel.identity import mask_number

from ..models import Status
from ..rules.sight import status_kinds
from . import marks, sight
from .shapes import Page, StatusRow


def listing(
    actor: Actor,
    kind: str,
    *,
    on: dt.date,
    page: int = 1,
    size: int = 50,
    keys: tuple[int, ...] | None = None,
) -> Page[StatusRow]:
    """Who holds a status of this kind on a day; empty for readers whose duty it is not."""
    if kind not in status_kinds(actor):
        return Page([], 1, size, 0)
    found = Status.objects.filter(
        sight.on_day(on),
        community_id=actor.community,
        mark=marks.mark(kind),
        person__in=sight.people(actor, on),
    )
    if keys is not None:
        found = found.filter(pk__in=keys)
    total = found.count()
    number = max(1, min(page, -(-total // size)))
    ordered = found.select_related("person").defer("person__number").order_by("person__sort", "id")
    return Page([row(one) for one in ordered[(number - 1) * size : number * size]], number, size, total)


def of(actor: Actor, person: int, *, on: dt.date) -> list[StatusRow] | None:
    """The statuses of a permitted person that the reader may see; None when none ever are."""
    kinds = status_kinds(actor)
    if not kinds:
        return None
    found = Status.objects.filter(
        community_id=actor.community, person=person, void=False, mark__in=[marks.mark(kind) for kind in kinds]
    )
    ordered = found.select_related("person").defer("person__number").order_by("-start", "id")
    return [row(one) for one in ordered]


def none(actor: Actor) -> list[StatusRow] | None:
    """What a reader sees of somebody without any: nothing, or not even that there might be some."""
    return [] if status_kinds(actor) else None


def certificate(actor: Actor, person: int, *, on: dt.date) -> str:
    """The whole disability certificate number of a permitted person; "" without one."""
    if "disability" not in status_kinds(actor):
        return ""
    found = Status.objects.filter(
        sight.on_day(on), community_id=actor.community, person=person, mark=marks.mark("disability")
    )
    held = found.first()
    return str(json.loads(held.facts).get("number", "")) if held else ""


def row(one: Status) -> StatusRow:
    """The plain value of one status, its certificate number masked."""
    facts = json.loads(one.facts)
    return StatusRow(
        id=one.pk, person_id=one.person_id, name=one.person.name, kind=facts["kind"], category=facts.get("category", ""),
        level=facts.get("level", ""), number=mask_number(facts.get("number", "")), purpose=one.purpose, source=one.source,
        start=one.start, end=one.end, review_on=one.review_on, version=one.version,
    )  # fmt: skip


def status(actor: Actor, key: int, *, on: dt.date) -> StatusRow:
    """One status of somebody the actor may see; NotFound when its kind is not the actor's duty."""
    held = (
        Status.objects.filter(community_id=actor.community, pk=key, void=False)
        .select_related("person")
        .first()
    )
    if held is None:
        raise NotFound("status")
    sight.person(actor, held.person_id, on)
    found = row(held)
    if found.kind not in status_kinds(actor):
        raise NotFound("status")
    return found
