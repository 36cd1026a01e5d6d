"""Rows of several tables in one statement: what belongs to a fresh appeal costs one way to the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Model
from django.db.models.fields import Field


def insert_together(rows: Sequence[Model]) -> None:
    """Insert unsaved rows of any models; their keys stay unknown. Triggers and references hold as ever."""
    if not rows:
        return
    values: list[Any] = []
    parts = [_insert(row, values) for row in rows]
    _execute(parts, values)


def write_together(row: Model, names: Sequence[str], beside: Sequence[Model]) -> None:
    """Update these columns of a locked row and insert what belongs to the same step, in one statement."""
    values: list[Any] = []
    parts = [_insert(one, values) for one in beside]
    sets = []
    fields = {key: one for one in row._meta.concrete_fields for key in (one.name, one.attname)}
    for field in (fields[name] for name in names):
        value = field.pre_save(row, False)
        sets.append(f'"{field.column}" = {_hole(field, value)}')
        values.append(field.get_db_prep_save(value, connection))
    values.append(row.pk)
    if _execute([*parts, f'update "{row._meta.db_table}" set {", ".join(sets)} where id = %s'], values) != 1:
        raise DatabaseError("the row that was locked is not there")


def _execute(parts: Sequence[str], values: Sequence[Any]) -> int:
    """Run the parts as one statement; how many rows the last one wrote."""
    first = ", ".join(f"w{number} as ({part})" for number, part in enumerate(parts[:-1]))
    with connection.cursor() as cursor:
        cursor.execute(f"with {first} {parts[-1]}" if first else parts[-1], values)
        return int(cursor.rowcount)


def _insert(row: Model, values: list[Any]) -> str:
    columns, holes = [], []
    for field in row._meta.concrete_fields:
        value = field.pre_save(row, add=True)
        if field.primary_key and value is None:
            continue
        columns.append(f'"{field.column}"')
        holes.append(_hole(field, value))
        values.append(field.get_db_prep_save(value, connection))
    return f'insert into "{row._meta.db_table}" ({", ".join(columns)}) values ({", ".join(holes)})'


def _hole(field: Field[Any, Any], value: Any) -> str:
    """%s, with the type of an array behind it."""
    placeholder = getattr(field, "get_placeholder", None)
    return str(placeholder(value, None, connection)) if placeholder else "%s"
