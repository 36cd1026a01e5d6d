"""Dated statuses (P3), only for readers whose duty they are."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, OuterRef, TextField, Value
from django.db.models.functions import JSONObject

from linli.base import keys as ring
from linli.kernel import Actor, NotFound
from linli.kernel.identity import mask_number

from ..models import Status
from ..rules.sight import status_kinds
from . import marks, sight
from .shapes import Page, StatusRow

#: What of a status is not sealed, and which of it are days.
_PLAIN = ("id", "purpose", "source", "start", "end", "review_on", "version")
_DAYS = ("start", "end", "review_on")


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


def beside(actor: Actor) -> ArraySubquery:
    """The statuses of each person that the reader may see, still sealed, as a column of a query of people."""
    found = Status.objects.filter(
        community_id=actor.community, person=OuterRef("pk"), void=False,
        mark__in=[marks.mark(kind) for kind in status_kinds(actor)],
    )  # fmt: skip
    facts = Func(F("facts"), Value("hex"), function="encode", output_field=TextField())
    held = JSONObject(facts=facts, **{name: name for name in _PLAIN})
    return ArraySubquery(found.order_by("-start", "id").values(held=held))


def of(actor: Actor, person: int, name: str, held: Sequence[dict[str, Any]]) -> list[StatusRow] | None:
    """The statuses of a permitted person from the column of `beside`; None for a reader who never sees any."""
    if not status_kinds(actor):
        return None
    return [_row(person, name, ring.unseal(bytes.fromhex(one["facts"])), _typed(one)) for one in held]


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
    return _row(one.person_id, one.person.name, one.facts, {name: getattr(one, name) for name in _PLAIN})


def _row(person: int, name: str, opened: str, plain: dict[str, Any]) -> StatusRow:
    facts = json.loads(opened)
    return StatusRow(
        person_id=person, name=name, kind=facts["kind"], category=facts.get("category", ""), level=facts.get("level", ""),
        number=mask_number(facts.get("number", "")), **plain,
    )  # fmt: skip


def _typed(one: dict[str, Any]) -> dict[str, Any]:
    """What came as JSON, days as days."""
    days = {name: dt.date.fromisoformat(one[name]) if one[name] else None for name in _DAYS}
    return {name: one[name] for name in _PLAIN} | days


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
