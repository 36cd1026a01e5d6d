"""What actions of every app share: locking one row, saying why the database refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from linli.kernel import NotFound, Refused, Saying

from . import versions


def locked(
    rows: QuerySet[Any], key: int, what: str, version: int | None = None, *, names: Callable[[int | None], str] | None = None,
    **values: Any,
) -> Any:  # fmt: skip
    """One row of these, locked. NotFound outside them, Stale when somebody saved it since `version` was read.

    names   account id → name, for the sentence who saved it
    values  what the form would write, by field
    """
    found = rows.select_for_update(of=("self",)).filter(pk=key).first()
    if found is None:
        raise NotFound(what)
    versions.demand_fresh(found, version, values, names)
    return found


@contextmanager
def refusing(reason: Saying, field: str | None = None) -> Iterator[None]:
    """What the database refuses is refused with this reason; nothing of it is written."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise Refused(reason, field) from None
