"""What two people wrote differently, and what was not taken over from a phone: to be looked at by a person."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from linli.accounts import api as accounts
from linli.kernel import Actor, NotFound
from linli.residents import api as residents

from ..models import Clash, Sent
from ..rules.devices import corrected

#: Refused operations whose words somebody should look at; a refused photo has none.
_WITH_WORDS = ("visit", "sheet", "card", "stop")


@dataclass(frozen=True, slots=True)
class ClashRow:
    """One field with what stood before, what a colleague wrote, what the phone wrote, and what stands there now.

    came  the moment it was written on the phone, by our clock
    """

    id: int
    household: int
    door: str
    field: str
    before: str
    theirs: str
    mine: str
    now: str
    who: str
    colleague: str
    changed: dt.datetime
    came: dt.datetime
    clock_off: int
    settled: bool
    version: int
    mine_of: int


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """An operation of a phone that was not taken over, with its words and the sentence why."""

    id: int
    kind: str
    who: str
    phone: str
    written: dt.datetime
    clock_off: int
    why: str
    words: list[tuple[str, str]]


def clashes(actor: Actor, *, on: dt.date, settled: bool = False, limit: int = 200) -> list[ClashRow]:
    """Clashes of households that the actor may see, the oldest open one first. At most 7 queries."""
    found = _seen(actor).filter(settled=settled).order_by("-pk" if settled else "pk")
    return _rows(actor, list(found[:limit]), on)


def clash(actor: Actor, key: int, *, on: dt.date) -> ClashRow:
    """One of them. Raises NotFound."""
    rows = _rows(actor, list(_seen(actor).filter(pk=key)), on)
    if not rows:
        raise NotFound("clash")
    return rows[0]


def open_count(actor: Actor) -> int:
    """How many fields wait to be settled: one's own for grid workers, all for the desk. One query."""
    found = _seen(actor).filter(settled=False)
    return (found if actor.whole_community else found.filter(user=actor.user_id or 0)).count()


def refused(actor: Actor, *, limit: int = 100) -> list[RefusedRow]:
    """What was not taken over and nobody has looked at yet: one's own, all for the desk. 2 queries."""
    rows = list(_refused(actor).select_related("device").order_by("pk")[:limit])
    names = accounts.names({one.device.user for one in rows})
    return [
        RefusedRow(
            one.pk, one.kind, names.get(one.device.user, ""), one.device.name,
            corrected(one.written_at, one.clock_off, one.came_at), one.clock_off, str(one.answer.get("why", "")), _words(one.body),
        )
        for one in rows
    ]  # fmt: skip


def refused_count(actor: Actor) -> int:
    """How many were not taken over and wait to be looked at. One query."""
    return _refused(actor).count()


def refused_one(actor: Actor, key: int) -> int:
    """One of them. Raises NotFound."""
    found = _refused(actor).filter(pk=key).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound("sent")
    return int(found)


def _refused(actor: Actor) -> QuerySet[Sent]:
    found = Sent.objects.filter(community_id=actor.community or 0, state="refused", kind__in=_WITH_WORDS)
    return found if actor.whole_community else found.filter(device__user=actor.user_id or 0)


def _seen(actor: Actor) -> QuerySet[Clash]:
    return Clash.objects.filter(community_id=actor.community or 0).select_related("sheet", "sent")


def _rows(actor: Actor, held: Iterable[Any], on: dt.date) -> list[ClashRow]:
    rows = list(held)
    if not rows:
        return []
    doors = residents.house_doors(actor, {one.sheet.household_id for one in rows}, on=on)
    wrote = _wrote({(one.sheet_id, one.field) for one in rows})
    names = accounts.names({one.user for one in rows} | {by for by, _at in wrote.values()})
    return [
        ClashRow(
            one.pk, one.sheet.household_id, doors[one.sheet.household_id].door, one.field, one.before, one.theirs, one.mine,
            getattr(one.sheet, one.field), names.get(one.user, ""), names.get(wrote[one.sheet_id, one.field][0] or 0, ""),
            wrote[one.sheet_id, one.field][1], corrected(one.sent.written_at, one.sent.clock_off, one.sent.came_at),
            one.sent.clock_off, one.settled, one.version, one.user,
        )
        for one in rows
        if one.sheet.household_id in doors
    ]  # fmt: skip


def _wrote(wanted: set[tuple[int, str]]) -> dict[tuple[int, str], tuple[int | None, dt.datetime]]:
    """(sheet, field) → (who, when) of its last change, by the versions of the sheets. One query."""
    versions = apps.get_model("contact", "SheetEvent").objects.filter(
        pgh_obj__in={sheet for sheet, _ in wanted}
    )
    fields = sorted({field for _, field in wanted})
    found: dict[tuple[int, str], tuple[int | None, dt.datetime]] = {}
    last: dict[tuple[int, str], str] = {}
    for one in versions.order_by("pgh_id").values("pgh_obj_id", "changed_by", "changed_at", *fields):
        for field in fields:
            mark = (one["pgh_obj_id"], field)
            if last.get(mark) != one[field]:
                last[mark], found[mark] = one[field], (one["changed_by"], one["changed_at"])
    return found


def _words(body: str) -> list[tuple[str, str]]:
    """The texts of a refused operation, by their names; empty when its box did not open."""
    held = json.loads(body)
    texts = {**held, **(held.get("fields") or {})} if isinstance(held, dict) else {}
    found = [
        (name, value) for name, value in texts.items() if isinstance(value, str) and value and name in _TEXTS
    ]
    needs = (
        [one.get("text", "") for one in held.get("needs") or [] if isinstance(one, dict)]
        if isinstance(held, dict)
        else []
    )
    return [*found, *(("need", str(one)) for one in needs)]


_TEXTS = frozenset(
    {
        "spoke",
        "situation",
        "said",
        "measures",
        "outcome",
        "return_on",
        "result",
        "call_at",
        "call_whom",
        "note",
    }
)
