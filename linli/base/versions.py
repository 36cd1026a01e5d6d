"""Two people saving one record: the second sees what changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Model

from linli.kernel import Actor, Stale


def demand_fresh(record: Any, version: int | None, values: dict[str, Any], names: Any = None) -> None:
    """Raise Stale when `record` was saved since `version` was read.

    record   a locked Versioned row
    values   what the form would write, by field
    names    account id → name, for the sentence who saved it
    None as version means that the caller does not edit what a person had on screen.
    """
    if version is None or record.version == version:
        return
    differing = [
        (field, getattr(record, field), value)
        for field, value in values.items()
        if getattr(record, field) != value
    ]
    who = names(record.changed_by) if names else ""
    raise Stale(differing, who, record.changed_at)


def touch(record: Any, *, actor: Actor, at: dt.datetime) -> None:
    """Mark `record` as saved by `actor` at `at`; the caller saves it."""
    if record._state.adding is False:
        record.version += 1
    record.changed_at = at
    record.changed_by = actor.user_id


def save(record: Model, *, actor: Actor, at: dt.datetime, **values: Any) -> None:
    """Set `values`, mark who and when, and save the whole row."""
    for field, value in values.items():
        setattr(record, field, value)
    touch(record, actor=actor, at=at)
    record.save()
