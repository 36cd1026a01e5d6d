"""Pairs of records that may be one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from linli.kernel import Actor, NotFound
from linli.kernel.identity import mask_number
from linli.kernel.phones import hide_phone

from ..models import Doubt, Person
from ..rules import codes
from ..rules.doubts import CHOSEN
from ..rules.sight import may_merge_records
from .shapes import Difference, DoubtRow

#: Field of a row → where it stands.
_COLUMNS = (
    ("id", "id"), ("kept_id", "kept_id"), ("kept_name", "kept__name"), ("other_id", "other_id"),
    ("other_name", "other__name"), ("state", "state"), ("why", "why"), ("at", "at"), ("version", "version"),
)  # fmt: skip


def open_doubts(actor: Actor, *, on: dt.date) -> list[DoubtRow]:
    """Doubts that wait for a decision, oldest first."""
    return _rows(actor, state="marked") if may_merge_records(actor) else []


def beside(actor: Actor) -> ArraySubquery:
    """Pairs to decide or merged that concern each person, as a column of a query of people."""
    concern = Q(kept=OuterRef("pk")) | Q(other=OuterRef("pk"))
    found = Doubt.objects.filter(concern, community_id=actor.community, state__in=("marked", "merged"))
    held = JSONObject(**dict(_COLUMNS))
    return ArraySubquery(found.order_by("at", "id").values(held=held))


def of_person(actor: Actor, held: Sequence[dict[str, Any]]) -> list[DoubtRow]:
    """The pairs of a person from the column of `beside`, for those who decide on them."""
    if not may_merge_records(actor):
        return []
    return [DoubtRow(**{**one, "at": dt.datetime.fromisoformat(one["at"])}) for one in held]


def doubt(actor: Actor, key: int) -> DoubtRow:
    """One doubt; NotFound when it does not exist for the actor."""
    found = _rows(actor, pk=key) if may_merge_records(actor) else []
    if not found:
        raise NotFound("doubt")
    return found[0]


def side_by_side(actor: Actor, key: int, *, on: dt.date) -> tuple[DoubtRow, list[Difference]]:
    """Both records field by field, numbers masked."""
    row = doubt(actor, key)
    both = {
        one.pk: one
        for one in Person.objects.filter(community_id=actor.community, pk__in=(row.kept_id, row.other_id))
    }
    kept, other = both[row.kept_id], both[row.other_id]
    return row, [Difference(field, shown(kept, field), shown(other, field)) for field in CHOSEN]


def shown(person: Person, field: str) -> str:
    """A field of a person as text: words for codes, numbers masked."""
    value: Any = getattr(person, field)
    if value is None or value == "":
        return ""
    if field == "number":
        return mask_number(value)
    if field in ("phone", "phone2"):
        return hide_phone(value)
    if field in codes.CODED:
        return codes.word(codes.CODED[field], value)
    if isinstance(value, list):
        return "、".join(value)
    return str(value)


def _rows(actor: Actor, *about: Q, **where: Any) -> list[DoubtRow]:
    found = (
        Doubt.objects.filter(*about, community_id=actor.community, **where)
        .select_related("kept", "other")
        .defer("kept__number", "other__number")
    )
    return [
        DoubtRow(
            one.pk,
            one.kept_id,
            one.kept.name,
            one.other_id,
            one.other.name,
            one.state,
            one.why,
            one.at,
            one.version,
        )
        for one in found.order_by("at", "id")
    ]
