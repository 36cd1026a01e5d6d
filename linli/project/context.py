"""What every page shows around its content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from linli.base import clock


def page(request: HttpRequest) -> dict[str, Any]:
    """`actor`, `now` (the work clock's moment) and `demo` for the base templates."""
    return {"actor": getattr(request, "actor", None), "now": clock.now()}
