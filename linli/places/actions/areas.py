"""The area tree: found, rename, recode and move an area from a day on; its outline and declared facts.

An area's id never changes: whatever it is called and wherever it belongs, it stays one area.
Ending the former value and beginning the new one happen on the same day, in one transaction.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F, Q

from linli.base.clock import day_of
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.places.models import Area, AreaCode, AreaFact, AreaName, AreaParent
from linli.places.queries.days import holding
from linli.places.rules import codes, days, sight
from linli.places.rules.words import optional, required

from .guard import writes

AnyDated = AreaName | AreaCode | AreaParent


@writes
def found_area(
    *,
    actor: Actor,
    level: str,
    name: str,
    code: str = "",
    parent: int | None = None,
    start: dt.date | None = None,
    source: str = "",
    at: dt.datetime,
) -> int:
    """A new area with its first name, code and parent; its id. `start` None: since before the records."""
    sight.may_change_area(actor, 0).demand()
    if code:
        codes.may_bear(level, code).demand("code")
    area = Area.objects.create(level=level, start=start)
    AreaName.objects.create(area=area, name=required(name, "name"), start=start)
    if code:
        AreaCode.objects.create(area=area, code=code, start=start, source=optional(source, "source", 200))
    if parent is not None:
        AreaParent.objects.create(area=area, parent=_area(parent), start=start)
    _note(actor, "found", area, at, level=level, code=code)
    return area.pk


@writes
def rename_area(*, actor: Actor, area: int, name: str, start: dt.date, at: dt.datetime) -> None:
    """The area is called `name` from `start` on."""
    sight.may_change_area(actor, area).demand()
    one = _area(area, lock=True)
    _begin(AreaName, one, start, day_of(at), name=required(name, "name"))
    _note(actor, "rename", one, at, start=str(start))


@writes
def recode_area(
    *, actor: Actor, area: int, code: str, start: dt.date, source: str = "", at: dt.datetime
) -> None:
    """The area bears `code` from `start` on; the former code may later go to another area."""
    sight.may_change_area(actor, area).demand()
    one = _area(area, lock=True)
    codes.may_bear(one.level, code).demand("code")
    _begin(AreaCode, one, start, day_of(at), code=code, source=optional(source, "source", 200))
    _note(actor, "recode", one, at, code=code, start=str(start))


@writes
def move_area(*, actor: Actor, area: int, parent: int, start: dt.date, at: dt.datetime) -> None:
    """The area stands under `parent` from `start` on. Refused when that would close a circle."""
    sight.may_change_area(actor, area).demand()
    one, above = _area(area, lock=True), _area(parent)
    _demand_no_circle(one, above, start)
    _begin(AreaParent, one, start, day_of(at), parent=above)
    _note(actor, "move", one, at, parent=parent, start=str(start))


@writes
def outline_area(*, actor: Actor, area: int, outline: Any, at: dt.datetime) -> None:
    """The area's outline, checked GeoJSON or None."""
    sight.may_change_area(actor, area).demand()
    one = _area(area, lock=True)
    one.outline = outline
    one.save(update_fields=["outline"])
    _note(actor, "outline", one, at)


@writes
def declare_fact(
    *,
    actor: Actor,
    area: int,
    name: str,
    value: str,
    about: str = "",
    unit: str = "",
    source: str = "",
    start: dt.date,
    at: dt.datetime,
) -> None:
    """Somebody states a fact of an area from `start` on; the former statement of that name ends. "" takes it back."""
    sight.may_change_area(actor, area).demand()
    one = _area(area, lock=True)
    days.may_begin(start, day_of(at)).demand("start")
    kept = {
        "value": optional(value, "value", 200),
        "about": optional(about, "about", 2),
        "unit": optional(unit, "unit", 20),
        "source": optional(source, "source", 200),
    }
    former = AreaFact.objects.filter(area=one, name=name).filter(Q(end__isnull=True) | Q(end__gt=start))
    former.filter(start__gte=start).delete()
    former.update(end=start)
    if kept["value"]:
        AreaFact.objects.create(area=one, name=required(name, "name", 40), start=start, **kept)
    _note(actor, "declare", one, at, fact=name, start=str(start))


def _begin(model: type[AnyDated], area: Area, start: dt.date, on: dt.date, **values: Any) -> None:
    """End what holds on `start` and let `values` hold from then on; on the very first day they replace it.

    Refused when a later value stands already: its days were entered on purpose.
    """
    days.may_begin(start, on).demand("start")
    rows = model._default_manager.filter(area=area)
    later = rows.filter(start__gt=start).order_by("start").first()
    if later is not None:
        raise Refused(
            say("Another change begins on {start}. Enter changes in their order.", start=later.start), "start"
        )
    now = rows.filter(holding(start)).order_by(F("start").desc(nulls_last=True)).first()
    if now is not None and now.start == start:
        for field, value in values.items():
            setattr(now, field, value)
        now.save()
        return
    if now is not None:
        now.end = start
        now.save(update_fields=["end"])
    model._default_manager.create(area=area, start=start, **values)


def _demand_no_circle(area: Area, parent: Area, start: dt.date) -> None:
    seen = {area.pk}
    above: int | None = parent.pk
    while above is not None:
        if above in seen:
            raise Refused(say("An area cannot stand under itself."), "parent")
        seen.add(above)
        rows = AreaParent.objects.filter(holding(start), area=above)
        above = rows.values_list("parent_id", flat=True).first()


def _area(key: int, *, lock: bool = False) -> Area:
    rows = Area.objects.select_for_update() if lock else Area.objects.all()
    found = rows.filter(pk=key).first()
    if found is None:
        raise NotFound("area")
    return found


def _note(actor: Actor, verb: str, area: Area, at: dt.datetime, **facts: Any) -> None:
    """In the journal of the community worked in, else in that of the house."""
    if actor.community is not None:
        journal.write(actor, verb, "area", key=area.pk, at=at, **facts)
    else:
        journal.house(actor, f"{verb} area", at=at, area=area.pk, **facts)
