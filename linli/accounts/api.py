"""The door of accounts: who is signed in and what they hold today."""

from __future__ import annotations

from django.http import HttpRequest

from linli.base import clock
from linli.kernel import Actor

from . import queries

__all__ = ["actor_of"]


def actor_of(request: HttpRequest) -> Actor | None:
    """The signed-in user in the post they work in; None for nobody."""
    if not request.user.is_authenticated:
        return None
    return queries.actor_for(request.user, on=clock.today())
