"""How often something may be tried in a term: one row in PostgreSQL for all web nodes.

    from linli.base import limits
    limits.demand("report", limits.source(request), limit=10, per=timedelta(hours=1), at=clock.now())

A term begins with the first try and ends `per` later; tries beyond the limit do not make it longer.
What was taken stays taken when the request is refused and rolled back: `ScopeMiddleware` writes it
again in a transaction of its own (`kept`), else a guesser who is refused would never be counted.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest

from linli.kernel import Refused, by_count, say

from . import keys
from .models import Limit


@dataclass(frozen=True, slots=True)
class Taken:
    """Whether there was room; true when there was. `wait` says how long until there is some again."""

    ok: bool
    wait: dt.timedelta = dt.timedelta()

    def __bool__(self) -> bool:
        return self.ok

    @property
    def minutes(self) -> int:
        """The wait in whole minutes, at least one."""
        return max(1, math.ceil(self.wait.total_seconds() / 60))

    def demand(self) -> None:
        """Raise Refused with the minutes to wait when there was no room."""
        if not self.ok:
            many = say("Tried too often. Try again in {n} minutes.", n=self.minutes)
            raise Refused(by_count(self.minutes, say("Tried too often. Try again in 1 minute."), many))


def source(request: HttpRequest) -> str:
    """Where a request comes from as a keyed hash: the IPv4 address, or the /64 of an IPv6 one.

    Behind a proxy of ours (LINLI_BEHIND_PROXY) the last address that the proxy wrote counts.
    """
    text = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        text = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or text
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return keys.digest(text, "source").hex()
    if isinstance(address, ipaddress.IPv6Address):
        address = (
            address.ipv4_mapped or ipaddress.ip_network((int(address), 64), strict=False).network_address
        )
    return keys.digest(str(address), "source").hex()


def take(name: str, key: str, *, limit: int, per: dt.timedelta, at: dt.datetime, cost: int = 1) -> Taken:
    """Count a try of `key` under `name`; false with the wait when more than `limit` fell into the term.

    name  what is limited ("report"), so that one key has a count for each
    One statement; two tries at once are both counted.
    """
    row = _row(name, key)
    mark = _Mark(row, cost, per, at)
    count, ends = mark.write()
    held = _held.get()
    if held is not None:
        held.append(mark)
        transaction.on_commit(mark)
    return Taken(True) if count <= limit else Taken(False, ends - at)


def room(name: str, key: str, *, limit: int, per: dt.timedelta, at: dt.datetime) -> Taken:
    """Whether one more try would have room; counts nothing."""
    found = Limit.objects.filter(key=_row(name, key), ends__gt=at, ends__lte=at + 2 * per).first()
    if found is None or found.count < limit:
        return Taken(True)
    return Taken(False, found.ends - at)


def demand(name: str, key: str, *, limit: int, per: dt.timedelta, at: dt.datetime) -> None:
    """Count a try. Raises Refused with the minutes to wait when it was one too many."""
    take(name, key, limit=limit, per=per, at=at).demand()


def forget(name: str, key: str) -> None:
    """Begin anew, as after the right PIN."""
    Limit.objects.filter(key=_row(name, key)).delete()


def forget_old(before: dt.datetime) -> int:
    """Remove the counts of terms that ended before a moment; how many."""
    return Limit.objects.filter(ends__lt=before).delete()[0]


@contextmanager
def kept() -> Iterator[None]:
    """What is taken inside stays taken, though its transaction or savepoint is rolled back."""
    marks: list[_Mark] = []
    before = _held.set(marks)
    try:
        yield
    finally:
        _held.reset(before)
        lost = [one for one in marks if one.lost()]
        if lost and not connection.needs_rollback:
            with transaction.atomic():
                for one in lost:
                    one.write()


class _Mark:
    """One try that was counted; called when its transaction is committed."""

    def __init__(self, row: bytes, cost: int, per: dt.timedelta, at: dt.datetime) -> None:
        self.row, self.cost, self.per, self.at = row, cost, per, at
        self.committed = False

    def __call__(self) -> None:
        self.committed = True

    def lost(self) -> bool:
        """Neither committed nor waiting for the commit: it was rolled back."""
        return not self.committed and all(held[1] is not self for held in connection.run_on_commit)

    def write(self) -> tuple[int, dt.datetime]:
        """Count; the count of the running term and its end.

        An end more than two terms off is left of a clock that was moved back: it begins anew. (One term
        would let a slow request with an earlier moment begin anew.)
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into base_limit as held (key, count, ends) values (%(key)s, %(cost)s, %(ends)s)"
                " on conflict (key) do update set"
                " count = case when held.ends <= %(at)s or held.ends > %(far)s then 0 else held.count end"
                " + %(cost)s,"
                " ends = case when held.ends <= %(at)s or held.ends > %(far)s then %(ends)s else held.ends end"
                " returning count, ends",
                {
                    "key": self.row,
                    "cost": self.cost,
                    "at": self.at,
                    "ends": self.at + self.per,
                    "far": self.at + 2 * self.per,
                },
            )
            count, ends = cursor.fetchone()
        return int(count), ends


_held: ContextVar[list[_Mark] | None] = ContextVar("linli_limits", default=None)


def _row(name: str, key: str) -> bytes:
    return keys.digest(f"{name}\0{key}", "limit")
