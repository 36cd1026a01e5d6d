"""What the database is asked: statements counted, and the buffers that reading ones touch."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

#: What writes in a statement that begins with WITH: under EXPLAIN it would write once more.
_WRITES = re.compile(r"\b(insert into|delete from|update \S+ (\w+ )?set)\b", re.IGNORECASE)
_FREE = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@dataclass
class Watched:
    """Statements that were run, BEGIN, COMMIT and SAVEPOINT left out; buffers of those that read."""

    statements: list[str] = field(default_factory=list)
    buffers: int = 0
    by_statement: list[tuple[int, str]] = field(default_factory=list)


@contextmanager
def watched(*, explain: bool = False) -> Iterator[Watched]:
    """Count what runs inside; with `explain` each reading statement runs once more under EXPLAIN."""
    found, busy = Watched(), [False]

    def wrapper(
        execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        if busy[0] or sql.lstrip().upper().startswith(_FREE):
            return execute(sql, params, many, context)
        found.statements.append(sql)
        if explain and _reads(sql):
            busy[0] = True
            touched = _buffers(sql, params)
            busy[0] = False
            found.buffers += touched
            found.by_statement.append((touched, sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield found


def _reads(sql: str) -> bool:
    begins = sql.lstrip().upper().startswith(("SELECT", "WITH"))
    return begins and "set_config" not in sql and not _WRITES.search(sql)


def _buffers(sql: str, params: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
        row = cursor.fetchone()
    found = json.loads(row[0]) if isinstance(row[0], str) else row[0]
    plan = found[0]["Plan"]
    return int(plan["Shared Hit Blocks"]) + int(plan["Shared Read Blocks"])
