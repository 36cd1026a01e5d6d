"""Background work: named jobs with ids as arguments, deferred inside the transaction.

A job deferred in a transaction that rolls back does not exist. A job opens its own scope.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from procrastinate.contrib.django import app


def later(name: str, *, at: dt.datetime | None = None, lock: str | None = None, **ids: int | str) -> int:
    """Run job `name` (such as "residents.apply_import") with `ids` after the commit; its number.

    at    not before this real moment
    lock  jobs of one lock run one after another
    """
    options: dict[str, Any] = {"schedule_at": at, "lock": lock}
    return app.configure_task(name, **{k: v for k, v in options.items() if v is not None}).defer(**ids)
