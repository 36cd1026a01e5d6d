"""Keeping `Identity` (which identities live where) in step, by sets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from linli.base.jobs import later

from ..rules.codes import LIVING

_GONE = """
delete from residents_identity i
where i.lives_in = %(community)s and i.digest = any(%(digests)s)
  and not exists (
    select from residents_person p join residents_residence r on r.person_id = p.id and r.community_id = p.community_id
    where p.community_id = %(community)s and p.digest = i.digest and not p.void and p.merged_into_id is null
      and not r.void and r."end" is null and r.kind = any(%(living)s))
"""
_COME = """
insert into residents_identity (digest, lives_in, twice)
select distinct p.digest, p.community_id, false
from residents_person p join residents_residence r on r.person_id = p.id and r.community_id = p.community_id
where p.community_id = %(community)s and p.digest = any(%(digests)s) and not p.void and p.merged_into_id is null
  and not r.void and r."end" is null and r.kind = any(%(living)s)
on conflict do nothing
"""
_TWICE = """
update residents_identity i set twice = held.many
from (select digest, count(*) > 1 as many from residents_identity where digest = any(%(digests)s) group by digest) held
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
    held = sorted({bytes(one) for one in digests if one is not None})
    if not held or community is None:
        return
    values: dict[str, Any] = {"community": community, "digests": held, "living": list(LIVING)}
    with connection.cursor() as cursor:
        cursor.execute(_GONE, values)
        cursor.execute(_COME, values)
        cursor.execute(_TWICE, values)
        doubled = any(twice for (twice,) in cursor.fetchall())
    if doubled:
        later("residents.tell_doubles")


@transaction.atomic
def recount() -> int:
    """Which identities count in several communities, anew: two communities that register one at
    the same moment do not see each other. How many rows changed."""
    with connection.cursor() as cursor:
        cursor.execute(_RECOUNT)
        return int(cursor.rowcount)
