"""Areas from a file: the tree that a community stands in, with the codes and parents it had.

The file is JSON: {"areas": [{"ref", "level", "names", "codes", "parents", "facts", "outline"}]}; the
dated lists hold {"value", "start", "end", "source"}, where a parent's value is the ref of another
area. Loading the same file again changes nothing; an area is known again by any code it bears.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.db.models import Q

from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.places.models import LEVELS, Area, AreaCode, AreaFact, AreaName, AreaParent
from linli.places.queries.days import not_ended
from linli.places.rules import codes, outlines

from .guard import writes

DATA = Path(__file__).resolve().parent.parent / "data"


@writes
def load_areas(file: str | Path, *, actor: Actor, at: dt.datetime) -> dict[str, int]:
    """ref → area id of every area of a file. A bare name is looked for among our own data files.

    Areas that are there already are left as they are: what a person entered is never overwritten.
    Raises Refused for a file that says something impossible.
    """
    path = Path(file)
    path = path if path.is_absolute() or path.exists() else DATA / path.name
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["areas"]
        ids, made = _load(rows)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise Refused(say("{file}: the areas cannot be read.", file=path.name)) from fault
    if made:
        journal.house(actor, "load areas", at=at, file=path.name, areas=made)
    return ids


def _load(rows: list[dict[str, Any]]) -> tuple[dict[str, int], int]:
    ids: dict[str, int] = {}
    fresh = []
    for row in rows:
        known = _known(row)
        if known is None:
            known = _make(row)
            fresh.append(row)
        ids[row["ref"]] = known
    for row in fresh:
        for parent in row.get("parents", []):
            AreaParent.objects.create(
                area_id=ids[row["ref"]], parent_id=ids[parent["value"]], **_days(parent)
            )
    return ids, len(fresh)


def _known(row: dict[str, Any]) -> int | None:
    """The area that bears one of the row's codes on one of its days."""
    for code in row.get("codes", []):
        borne = AreaCode.objects.filter(code=code["value"])
        days = _days(code)
        borne = borne.filter(not_ended(days["start"])) if days["start"] else borne
        if days["end"]:
            borne = borne.filter(Q(start__isnull=True) | Q(start__lt=days["end"]))
        found = borne.first()
        if found is not None:
            return found.area_id
    return None


def _make(row: dict[str, Any]) -> int:
    level = row["level"]
    if level not in LEVELS:
        raise ValueError(level)
    outline = outlines.read_outline(json.dumps(row["outline"])) if row.get("outline") else None
    area = Area.objects.create(level=level, outline=outline, **_days(row))
    for name in row["names"]:
        AreaName.objects.create(area=area, name=name["value"], **_days(name))
    for code in row.get("codes", []):
        codes.may_bear(level, code["value"]).demand("code")
        AreaCode.objects.create(area=area, code=code["value"], source=code.get("source", ""), **_days(code))
    for fact in row.get("facts", []):
        stated = {column: fact.get(column, "") for column in ("name", "value", "about", "unit", "source")}
        AreaFact.objects.create(area=area, **stated, **_days(fact))
    return area.pk


def _days(row: dict[str, Any]) -> dict[str, dt.date | None]:
    return {"start": _day(row.get("start")), "end": _day(row.get("end"))}


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
