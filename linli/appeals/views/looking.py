"""Who has an appeal open right now: asked every twenty seconds by the open page, kept a minute, in no history."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from linli.accounts import api as accounts
from linli.base import clock

from ..actions import presence
from .common import actor_of


@accounts.needs("appeals.read")
@require_POST
def looking(request: HttpRequest, key: int) -> HttpResponse:
    """I am here; who else is. The names stand above the record."""
    names = presence.look(actor=actor_of(request), at=clock.now(), appeal=key)
    return render(request, "appeals/looking.html", {"names": names})
