"""What the pages of news share."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest

from linli.kernel import Actor, Refused


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in actor."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def tried(request: HttpRequest, deed: Callable[[], object], done: str) -> bool:
    """Do `deed` and say `done`; a refusal is said instead, and the deed's own transaction is undone."""
    try:
        with transaction.atomic():
            deed()
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, done)
    return True
