"""What PostgreSQL's planner is told for some statements, because it cannot see behind the walls.

It takes the communities in scope for ten whichever they are, and multiplies that with the community
that a query names: of ten thousand rows it expects some eighty. Where everybody of a community is
asked for, it would look up each row's person and door one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import connection

#: For statements over everybody of one community: pass over a table once instead of looking rows up.
ONE = {"enable_nestloop": "off"}
#: For statements over many communities: it would sort a million rows on disk where a hash of a hundred
#: groups does, and send every row to one process where each could count its own.
MANY = {"work_mem": "128MB", "enable_sort": "off", "parallel_tuple_cost": "5"}


@contextmanager
def told(values: Mapping[str, str]) -> Iterator[None]:
    """Settings of this transaction for some statements, and those before after them: two statements."""
    before = _set(values)
    yield
    _set(before)


def _set(values: Mapping[str, str]) -> dict[str, str]:
    """Set for this transaction, in one statement; answers what was set before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select name, current_setting(name), set_config(name, value, true)"
            " from unnest(%s::text[], %s::text[]) as given (name, value)",
            [list(values), list(values.values())],
        )
        return {name: before for name, before, _ in cursor.fetchall()}
