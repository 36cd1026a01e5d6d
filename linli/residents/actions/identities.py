"""Keeping `Identity` (which identities live where) in step, by sets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from linli.base import bulk
from linli.base.jobs import later

from ..rules.codes import LIVING

#: From so many numbers on the planner must not go through them one by one: its statistics may be old.
MANY = 100
_LIVING = """
select distinct p.digest
from residents_person p
where p.community_id = %(community)s and p.digest = any(%(digests)s::bytea[]) and not p.void and p.merged_into_id is null
  and exists (
    select from residents_residence r
    where r.community_id = %(community)s and r.person_id = p.id and not r.void and r."end" is null
      and r.kind = any(%(living)s))
"""
_GONE = "delete from residents_identity where lives_in = %(community)s and digest = any(%(gone)s::bytea[])"
_COME = """
insert into residents_identity (digest, lives_in, twice)
select digest, %(community)s, false from unnest(%(here)s::bytea[]) as digest
on conflict do nothing
"""
_TWICE = """
with held as materialized (
  select digest, count(*) > 1 as many from residents_identity where digest = any(%(digests)s::bytea[]) group by digest
  having (count(*) > 1 and not bool_and(twice)) or (count(*) = 1 and bool_or(twice)))
update residents_identity i set twice = held.many
from held
where i.digest = held.digest and i.twice is distinct from held.many
returning i.twice
"""
_RECOUNT = """
update residents_identity i set twice = held.many
from (select digest, count(*) > 1 as many from residents_identity group by digest) held
where i.digest = held.digest and i.twice is distinct from held.many
"""


def sync(community: int | None, digests: Iterable[bytes | memoryview | None]) -> None:
    """Bring the identities of a community in step with its register, in the action's transaction.

    When one counts in two communities, a job tells both after the commit.
    """
    wanted = {bytes(one) for one in digests if one is not None}
    if not wanted or community is None:
        return
    values: dict[str, Any] = {
        "community": community,
        "digests": bulk.bytea_array(sorted(wanted)),
        "living": list(LIVING),
    }
    with connection.cursor() as cursor:
        if len(wanted) > MANY:
            cursor.execute("set local enable_nestloop = off")
        cursor.execute(_LIVING, values)
        here = {bytes(digest) for (digest,) in cursor.fetchall()}
        cursor.execute(_GONE, {"community": community, "gone": bulk.bytea_array(sorted(wanted - here))})
        cursor.execute(_COME, {"community": community, "here": bulk.bytea_array(sorted(here))})
        cursor.execute(_TWICE, values)
        doubled = any(twice for (twice,) in cursor.fetchall())
        if len(wanted) > MANY:
            cursor.execute("set local enable_nestloop = on")
    if doubled:
        later("residents.tell_doubles")


@transaction.atomic
def recount() -> int:
    """Which identities count in several communities, anew: two communities that register one at
    the same moment do not see each other. How many rows changed."""
    with connection.cursor() as cursor:
        cursor.execute(_RECOUNT)
        return int(cursor.rowcount)
