"""What phones sent before: answers by key, whether an operation came, the visit that a photo belongs to."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from linli.base import clock

from ..models import Sent, Visit
from .devices import DeviceRef


@dataclass(frozen=True, slots=True)
class Known:
    """The answer that an operation had."""

    device: int
    state: str
    facts: dict[str, Any]


def answers(community: int, keys: Collection[uuid.UUID]) -> dict[uuid.UUID, Known]:
    """Answers of the operations that came before, by key. One query."""
    rows = Sent.objects.filter(community_id=community, key__in=list(keys))
    return {
        key: Known(device, state, facts)
        for key, device, state, facts in rows.values_list("key", "device_id", "state", "answer")
    }


def came(device: DeviceRef, key: uuid.UUID) -> bool:
    """Whether an operation of this phone came already, whatever became of it."""
    return Sent.objects.filter(community_id=device.community, device=device.id, key=key).exists()


def visit_of(community: int, key: object) -> tuple[int | None, bool]:
    """(visit written under a key, whether an operation of that key came at all)."""
    try:
        plain = uuid.UUID(str(key))
    except ValueError:
        return None, True
    visit = Visit.objects.filter(community_id=community, key=plain).values_list("pk", flat=True).first()
    return visit, visit is not None or Sent.objects.filter(community_id=community, key=plain).exists()


def day(moment: dt.datetime) -> dt.date:
    """The day of a moment in China."""
    return clock.day_of(moment)
