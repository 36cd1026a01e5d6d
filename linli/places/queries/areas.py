"""The area tree: public, unwalled, every part of it dated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import connection
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from linli.kernel import NotFound
from linli.places.models import Area, AreaCode, AreaName, AreaParent
from linli.places.rules.codes import plain_area_code

from .days import holding
from .shapes import Dated, Place

#: Areas below %(area)s on day %(on)s, itself included; the depth stops a circle that a mistake may have drawn.
BELOW = """
with recursive below(id, depth) as (
    select %(area)s::int, 0
    union
    select p.area_id, below.depth + 1
    from places_areaparent p join below on p.parent_id = below.id
    where below.depth < 6
      and (p.start is null or p.start <= %(on)s) and (p."end" is null or p."end" > %(on)s)
)
select a.id from places_area a join below using (id)
where a.level = 'community'
  and (a.start is null or a.start <= %(on)s) and (a."end" is null or a."end" > %(on)s)
"""


def place(area: int, on: dt.date) -> Place:
    """The area as it stood on `on`. Raises NotFound when there is none. 2 queries."""
    found = places([area], on)
    if area not in found:
        raise NotFound("area")
    return found[area]


def places(areas: Iterable[int], on: dt.date) -> dict[int, Place]:
    """Many areas as they stood on `on`, by id. 2 queries."""
    rows = {one.pk: one for one in Area.objects.filter(pk__in=list(areas))}
    parents = dict(AreaParent.objects.filter(holding(on), area__in=rows).values_list("area_id", "parent_id"))
    wanted = {*rows, *parents.values()}
    names = _held(AreaName.objects.filter(area__in=wanted), "name", on)
    codes = _held(AreaCode.objects.filter(holding(on), area__in=rows), "code", on)
    return {
        pk: Place(
            pk, one.level, names.get(pk, ""), codes.get(pk, ""), parents.get(pk), names.get(parents.get(pk, 0), "")
        )
        for pk, one in rows.items()
    }  # fmt: skip


def under(area: int, on: dt.date) -> list[Place]:
    """The communities that stood below an area on `on`, in the order of their codes (administrative order).

    A community answers itself. 5 queries, however many there are.
    """
    with connection.cursor() as cursor:
        cursor.execute(BELOW, {"area": area, "on": on})
        found = [row[0] for row in cursor.fetchall()]
    return sorted(places(found, on).values(), key=lambda one: (one.code or "~", one.id))


def by_code(code: str, on: dt.date | None = None) -> Place | None:
    """The area that bears a code: on `on`, or without a day its present bearer, else its last one.

    The answer shows the area as it stood while it bore the code, or on `on`.
    """
    plain = plain_area_code(code)
    borne = AreaCode.objects.filter(code=plain)
    if on is not None:
        row = borne.filter(holding(on)).first()
        return place(row.area_id, on) if row else None
    last = borne.order_by(F("end").desc(nulls_first=True)).first()
    if last is None:
        return None
    return place(last.area_id, _last_day(last))


def communities_meant(code: str, on: dt.date) -> list[Place]:
    """The community that bears a code or bore it last, under its present name; without a code at most two of those
    that are there on `on`, so that a reader sees whether there is just one. `parent_id` is not asked. 1 query.
    """
    latest = F("end").desc(nulls_first=True)
    if code:
        borne = AreaCode.objects.filter(code=plain_area_code(code), area__level="community").order_by(latest)[
            :1
        ]
        found = Area.objects.filter(pk__in=borne.values("area"))
    else:
        found = Area.objects.filter(holding(on), level="community")
    name = AreaName.objects.filter(area=OuterRef("pk")).order_by(latest).values("name")[:1]
    bears = AreaCode.objects.filter(area=OuterRef("pk")).order_by(latest).values("code")[:1]
    rows = (
        found.order_by("pk")
        .annotate(called=Subquery(name), bears=Subquery(bears))
        .values_list("pk", "called", "bears")
    )
    return [Place(pk, "community", called or "", held or "", None, "") for pk, called, held in rows[:2]]


def _last_day(row: AreaCode) -> dt.date:
    """A day on which the code was borne: the last one, for a code that is still borne a far one."""
    return row.end - dt.timedelta(days=1) if row.end else dt.date.max


def name_of(area: int, on: dt.date) -> str:
    """What an area was called on `on`; its nearest name when it had none that day; "" for no area. 1 query."""
    return _held(AreaName.objects.filter(area=area), "name", on).get(area, "")


def name_by_code(code: str, on: dt.date) -> str:
    """What the bearer of a code is called on `on`; the code itself when nobody bears it. At most 3 queries."""
    found = by_code(code, on) or by_code(code)
    return found.name if found else code


def codes_of(area: int) -> list[Dated]:
    """Every code an area has borne, oldest first."""
    return _dated(AreaCode.objects.filter(area=area), "code", "source")


def names_of(area: int) -> list[Dated]:
    """Every name, oldest first."""
    return _dated(AreaName.objects.filter(area=area), "name")


def parents_of(area: int) -> list[Dated]:
    """Every parent by the name it had when the area came under it, oldest first. 2 queries."""
    rows = list(AreaParent.objects.filter(area=area).order_by(F("start").asc(nulls_first=True)))
    names = _held(AreaName.objects.filter(area__in=[one.parent_id for one in rows]), "name", dt.date.max)
    return [Dated(names.get(one.parent_id, ""), one.start, one.end) for one in rows]


def code_on(area: int, on: dt.date) -> str:
    """The code borne on `on`, else the nearest one; "" for an area that never had one. 1 query."""
    return _held(AreaCode.objects.filter(area=area), "code", on).get(area, "")


def codes_on(areas: Iterable[int], on: dt.date) -> dict[int, str]:
    """area → the code borne on `on`, else the nearest one. 1 query."""
    return _held(AreaCode.objects.filter(area__in=list(areas)), "code", on)


def level_of(area: int) -> str:
    """The level of an area. Raises NotFound."""
    found = Area.objects.filter(pk=area).values_list("level", flat=True).first()
    if found is None:
        raise NotFound("area")
    return str(found)


def parent_choices(level: str, on: dt.date) -> list[Place]:
    """Areas one of which may be the parent of an area of `level`, by code."""
    above = {"community": "subdistrict", "subdistrict": "district", "district": "city", "city": "province"}
    found = Area.objects.filter(holding(on), level=above.get(level, "")).values_list("pk", flat=True)
    return sorted(places(found, on).values(), key=lambda one: one.code)


def outline_of(area: int) -> object:
    """The GeoJSON outline, or None."""
    return Area.objects.filter(pk=area).values_list("outline", flat=True).first()


def outlines_within(area: int, on: dt.date) -> list[tuple[Place, object]]:
    """The outlines of the communities below an area that have one."""
    found = {one.id: one for one in under(area, on)}
    rows = Area.objects.filter(~Q(outline=None), pk__in=found).values_list("pk", "outline")
    return [(found[pk], outline) for pk, outline in rows]


def _held(rows: QuerySet[AreaName] | QuerySet[AreaCode], column: str, on: dt.date) -> dict[int, str]:
    """area → value on `on`; the nearest one where none holds that day."""
    best: dict[int, tuple[int, str]] = {}
    for area, value, start, end in rows.values_list("area_id", column, "start", "end"):
        first, last = start or dt.date.min, end or dt.date.max
        away = (first - on).days if on < first else max(0, (on - last).days + (0 if end is None else 1))
        if area not in best or away < best[area][0]:
            best[area] = (away, value)
    return {area: value for area, (_, value) in best.items()}


def _dated(rows: QuerySet[AreaName] | QuerySet[AreaCode], column: str, source: str = "") -> list[Dated]:
    columns = [column, "start", "end", *([source] if source else [])]
    ordered = rows.order_by(F("start").asc(nulls_first=True))
    return [Dated(*row) for row in ordered.values_list(*columns)]
