"""Keyed hashes by which statuses (P3) are found without being readable."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef

from linli.base import keys

from ..models import Status
from .sight import on_day


def mark(kind: str) -> bytes:
    """The mark of one kind of status."""
    return keys.digest(kind, "status")


def submark(kind: str, level: str) -> bytes | None:
    """The mark of a kind at a level; None without a level."""
    return keys.digest(f"{kind}:{level}", "status") if level else None


def certificate(number: str) -> bytes | None:
    """The keyed hash of a certificate number."""
    return keys.digest(number.strip().upper(), "certificate") if number.strip() else None


def holds(kind: str, on: dt.date) -> Exists:
    """Condition on a person: a status of this kind holds on the day."""
    return Exists(Status.objects.filter(on_day(on), person=OuterRef("pk"), mark=mark(kind)))
