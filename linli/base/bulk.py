"""Many rows at once: keys taken from the sequence, COPY into a temporary table, one INSERT or UPDATE.

COPY into a walled table is refused by PostgreSQL. The planner knows nothing about a fresh
temporary table, so nested loops are switched off for the one statement that reads it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

_serial = itertools.count(1)


def next_keys(model: type[Model], count: int) -> list[int]:
    """`count` fresh primary keys of a model, in ascending order."""
    if count == 0:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(of.keys) from (select pg_get_serial_sequence(%s, 'id')::regclass as keys offset 0) of,"
            " generate_series(1, %s)",
            [f'"{table}"', count],
        )
        return sorted(row[0] for row in cursor.fetchall())


def insert_rows(
    model: type[Model],
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    fixed: Mapping[str, Any] | None = None,
) -> int:
    """Insert `rows` (values of `columns`, every NOT NULL column among them); how many.

    fixed  column → the value that all rows have: sent once instead of with every row
    """
    table, names, same = model._meta.db_table, _names(columns), fixed or {}
    into = _names([*columns, *same])
    values = ", ".join([names, *("%s" for _ in same)])
    with transaction.atomic(), connection.cursor() as cursor:
        fresh = _loaded(cursor, f'select {names} from "{table}"', columns, rows, known=False)
        cursor.execute(f'insert into "{table}" ({into}) select {values} from "{fresh}"', [*same.values()])
        count = int(cursor.rowcount)
        cursor.execute(f'drop table "{fresh}"')
    return count


def update_rows(
    model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], *, sets: str = ""
) -> int:
    """Set `columns[1:]` of the rows whose key is `columns[0]`, in one statement; how many changed.

    sets  further assignments in SQL, such as "version = t.version + 1"
    """
    table, names = model._meta.db_table, _names(columns)
    assigned = ", ".join([f'"{name}" = n."{name}"' for name in columns[1:]] + ([sets] if sets else []))
    with transaction.atomic(), connection.cursor() as cursor:
        fresh = _loaded(cursor, f'select {names} from "{table}"', columns, rows)
        cursor.execute("set local enable_nestloop = off")
        cursor.execute(
            f'update "{table}" as t set {assigned} from "{fresh}" as n where t."{columns[0]}" = n."{columns[0]}"'
        )
        count = int(cursor.rowcount)
        cursor.execute("set local enable_nestloop = on")
        cursor.execute(f'drop table "{fresh}"')
    return count


def load_values(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]]) -> str:
    """A temporary table of (name, type) columns holding `rows`; its name. It goes with the transaction."""
    fresh = f"bulk_{next(_serial)}"
    with connection.cursor() as cursor:
        shape = ", ".join(f'"{name}" {kind}' for name, kind in columns)
        cursor.execute(f'create temporary table "{fresh}" ({shape}) on commit drop')
        _copy(cursor, fresh, [name for name, _ in columns], rows)
    return fresh


def bytea_array(values: Iterable[bytes]) -> str:
    """Many keyed hashes as one text parameter, for `%(name)s::bytea[]`: a list would be quoted one by one."""
    return "{" + ",".join([f'"\\\\x{one.hex()}"' for one in values]) + "}"


def bigint_array(values: Iterable[int]) -> str:
    """Many keys as one text parameter, for `%(name)s::bigint[]`."""
    return "{" + ",".join(map(str, values)) + "}"


def _loaded(
    cursor: Any, shape: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, known: bool = True
) -> str:
    fresh = f"bulk_{next(_serial)}"
    cursor.execute(f'create temporary table "{fresh}" on commit drop as {shape} with no data')
    _copy(cursor, fresh, columns, rows, known=known)
    return fresh


def _copy(
    cursor: Any, fresh: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, known: bool = True
) -> None:
    """Fill a temporary table; `known` lets the planner know its size, for joins."""
    with cursor.copy(f'copy "{fresh}" ({_names(columns)}) from stdin') as copy:
        for row in rows:
            copy.write_row(row)
    if known:
        cursor.execute(f'analyze "{fresh}"')


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
