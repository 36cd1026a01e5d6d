"""The context processor of every page: `ui` (see look.py) and `now`, the moment by which the page speaks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from linli.base import clock
from linli.ui.look import look_of


def look(request: HttpRequest) -> dict[str, Any]:
    """`now` is the demo's clock where there is one; the bar prints it so that nobody takes it for today.

    An error page of a lost database gives its own `now`, so that nothing is asked of the database.
    """
    now = getattr(request, "page_now", None) or clock.now()
    now = now.astimezone(clock.SHANGHAI)
    demo = bool(getattr(settings, "LINLI_DEMO", False))
    return {"ui": look_of(request, demo=demo, now=now), "now": now, "today": now.date()}
