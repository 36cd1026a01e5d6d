"""Rows of several tables in one statement: what belongs to a fresh appeal costs one way to the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.fields import Field


def insert_together(rows: Sequence[Model]) -> None:
    """Insert unsaved rows of any models; their keys stay unknown. Triggers and references hold as ever."""
    if not rows:
        return
    values: list[Any] = []
    parts = [_insert(row, values) for row in rows]
    first = ", ".join(f"w{number} as ({part})" for number, part in enumerate(parts[:-1]))
    with connection.cursor() as cursor:
        cursor.execute(f"with {first} {parts[-1]}" if first else parts[-1], values)


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
