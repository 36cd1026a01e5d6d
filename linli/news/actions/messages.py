"""Telling people, and noting that they read it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from linli.base.scope import community_scope
from linli.kernel import Actor, Saying
from linli.kernel.say import kept

from .. import queries
from ..models import Message


@dataclass(frozen=True, slots=True)
class Telling:
    """One message of many: for whom, what, where it leads, told at most once under `once`."""

    user_id: int
    saying: Saying
    url: str
    once: str | None = None


def tell(
    *,
    community: int,
    user_id: int,
    saying: Saying,
    url: str,
    at: dt.datetime,
    once: str | None = None,
    kind: str = "",
) -> bool:
    """Put a message before an account; False when it was told before under the same key `once`.

    Belongs in the transaction of the deed it tells of. Values must be counts, codes or keys.
    kind  an event that readers may switch off (False then); "" is always told
    """
    return (
        tell_many(community=community, tellings=[Telling(user_id, saying, url, once)], at=at, kind=kind) == 1
    )


@transaction.atomic
def tell_many(*, community: int, tellings: Sequence[Telling], at: dt.datetime, kind: str = "") -> int:
    """Put many messages in one statement; how many were new to their readers.

    Whoever has switched the kind off is left out; in a reader's own quiet hours the message waits for their end.
    """
    if not tellings:
        return 0
    rows = (
        [one.user_id for one in tellings],
        [one.saying.msgid for one in tellings],
        [json.dumps(kept(one.saying)["values"], ensure_ascii=False) for one in tellings],
        [one.url for one in tellings],
        [one.once for one in tellings],
    )
    with community_scope(community), connection.cursor() as cursor:
        cursor.execute(
            _TELL, {"community": community, "at": at, "kind": kind, **dict(zip("umvlo", rows, strict=True))}
        )
        return int(cursor.rowcount)


#: The end of a reader's quiet hours when `at` lies in them, by the clock of Shanghai.
_TELL = """
with asked as (
  select * from unnest(%(u)s::int[], %(m)s::text[], %(v)s::jsonb[], %(l)s::text[], %(o)s::text[])
    with ordinality as one(reader, msgid, filled, url, once, place)
), moment as (
  select (%(at)s::timestamptz at time zone 'Asia/Shanghai')::time as now,
         (%(at)s::timestamptz at time zone 'Asia/Shanghai')::date as day
)
insert into news_message (community_id, "user", at, msgid, "values", url, once, kind, shown_at)
select %(community)s, asked.reader, %(at)s, asked.msgid, asked.filled, asked.url, asked.once, %(kind)s,
  case when held.quiet_from < held.quiet_to and now >= held.quiet_from and now < held.quiet_to
         or held.quiet_from > held.quiet_to and now < held.quiet_to
       then (day + held.quiet_to) at time zone 'Asia/Shanghai'
       when held.quiet_from > held.quiet_to and now >= held.quiet_from
       then (day + 1 + held.quiet_to) at time zone 'Asia/Shanghai' end
from asked cross join moment
left join news_preference held on held.community_id = %(community)s and held."user" = asked.reader
where %(kind)s = '' or held.id is null or not %(kind)s = any(held.muted)
order by asked.place
on conflict do nothing
"""


@transaction.atomic
def mark_read(*, actor: Actor, message_id: int, at: dt.datetime) -> str:
    """Note that a message was read; its address. Reading twice keeps the first moment."""
    found = queries.messages.message(actor, message_id)
    if found.read_at is None:
        found.read_at = at
        found.save(update_fields=["read_at"])
    return found.url


@transaction.atomic
def mark_all_read(*, actor: Actor, at: dt.datetime) -> int:
    """Note that every message that came up to now and waits was read; how many."""
    if actor.community is None:
        return 0
    waiting = Message.objects.filter(
        community=actor.community, user=actor.user_id or 0, at__lte=at, read_at__isnull=True
    )
    return waiting.update(read_at=at)
