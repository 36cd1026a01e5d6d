"""The second wall: which communities' rows the database shows to this transaction.

Row-level security reads the setting `linli.communities`. It is always transaction-local and
always set: a statement outside any scope is an error, and "nobody" is an explicit empty list.
Views get their scope from `ScopeMiddleware`; tasks, commands and
on_commit functions open `scope()` themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

SETTING = "linli.communities"


@contextmanager
def scope(communities: Iterable[int], *, last: bool = False) -> Iterator[None]:
    """Let the transaction see the rows of `communities` (area ids), and no others.

    Opens a transaction when there is none; restores the previous scope at the end, because
    a setting made inside a released savepoint leaks outward. With `last` the transaction ends
    with this scope and takes the setting along, so that nothing is restored.
    """
    with transaction.atomic():
        before = _change("{" + ",".join(str(int(one)) for one in communities) + "}")
        yield
        if not last:
            _set(before if before is not None else "")


@contextmanager
def community_scope(community: int | None, *, last: bool = False) -> Iterator[None]:
    """Scope of one community, or of nobody for None."""
    with scope(() if community is None else (community,), last=last):
        yield


def all_communities() -> list[int]:
    """Ids of every community; only for the figure engine's counts, backups and migrations."""
    with connection.cursor() as cursor:
        cursor.execute("select id from places_area where level = 'community' order by id")
        return [row[0] for row in cursor.fetchall()]


def in_scope() -> bool:
    """Whether this transaction has a scope."""
    return bool(_current())


def _current() -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting(%s, true)", [SETTING])
        row = cursor.fetchone()
    return row[0] if row else None


def _change(value: str) -> str | None:
    """Set the scope and answer the one before, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select before.value, set_config(%s, %s, true) from"
            " (select current_setting(%s, true) as value offset 0) as before",
            [SETTING, value, SETTING],
        )
        row = cursor.fetchone()
    return row[0] if row else None


def _set(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config(%s, %s, true)", [SETTING, value])
