"""Appeals in any state for tests, made past the rules; who acts on them; terms and holidays."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.accounts.tests import factories as accounts
from linli.appeals.actions import clocks
from linli.appeals.models import Appeal, Clock, Reporter
from linli.appeals.queries import house, marks
from linli.base import clock
from linli.base.scope import community_scope
from linli.kernel import Actor
from linli.kernel.actor import SOCIAL_WORKER
from linli.places import api as places_api
from linli.places.models import Term
from linli.places.tests import factories as places

#: Friday 2018-12-28, 9:00 in China; the next day is a make-up working day.
AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)
ON = dt.date(2018, 12, 28)
HOURS = {"days": [1, 2, 3, 4, 5], "hours": [["09:00", "12:00"], ["13:30", "18:00"]]}
_serial = itertools.count(1)

building = places.building
cell = places.cell


def community(**fields: Any) -> int:
    """A fresh community with working hours and the country's holidays."""
    if not Term.objects.filter(key="working_hours", jurisdiction="").exists():
        places.term("working_hours", HOURS)
    places_api.load_workdays(Actor.system("a test"), AT)
    house.forget()
    return places.community(**fields)


def actor(community: int | None, *roles: str, **fields: Any) -> Actor:
    """Somebody who holds `roles` in a community; a social worker without any. No account stands behind it."""
    serial = next(_serial)
    return Actor(
        fields.pop("user_id", 10_000 + serial), fields.pop("name", f"工{serial}"), community,
        frozenset(roles or (SOCIAL_WORKER,)), **fields,
    )  # fmt: skip


def worker(community: int, role: str = SOCIAL_WORKER, **fields: Any) -> Actor:
    """The same with an account and a post, for whoever is asked to take something over."""
    user = accounts.user(f"工{next(_serial)}", role, community, password=None)
    return actor(community, role, user_id=user.pk, name=user.name, **fields)


def appeal(
    community: int, *, at: dt.datetime = AT, state: str = "registered", level: str = "community", number: str = "",
    reporter: dict[str, Any] | None = None, ticking: bool = True, **fields: Any,
) -> Appeal:  # fmt: skip
    """An appeal in any state with its clocks; `reporter` are columns of Reporter."""
    with community_scope(community):
        begun = clocks.begin(community, at, clock.day_of(at), level)
        row = Appeal.objects.create(
            community_id=community, number=number or f"20181228-{next(_serial):05}", state=state, level=level,
            **{
                "channel": "counter", "text": "三单元楼道灯坏了", "received_at": at, "changed_at": at,
                "counts_on": begun.counts_on, "today_due": begun.today_due, "due_at": begun.due_at,
                "due_kind": begun.due_kind, **fields,
            },
        )  # fmt: skip
        if ticking:
            clocks.write(row, begun)
        marks.of_words(community, row.pk, [row.text], None).save(force_insert=True)
        if reporter is not None:
            Reporter.objects.create(community_id=community, appeal=row, **reporter)
        return row


def running(row: Appeal) -> dict[str, Clock]:
    """The clocks that run, by kind."""
    found = Clock.objects.filter(appeal=row, met_at__isnull=True, stopped_at__isnull=True)
    return {one.kind: one for one in found}


@contextmanager
def at_most(most: int) -> Iterator[None]:
    """No more than `most` statements, those that begin and end transactions and savepoints left out."""
    with CaptureQueriesContext(connection) as held:
        yield
    counted = [one["sql"] for one in held if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))]
    assert len(counted) <= most, "\n".join([f"{len(counted)} statements, at most {most}:", *counted])
