"""Who may open a view at all, by the matrix."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from .rules import may


def without_pin(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view without personal data: a bound phone opens it without its PIN however long it lay idle."""
    view.without_pin = True  # type: ignore[attr-defined]
    return view


def needs(power: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """A view that only signed-in holders of `power` open; others read who can (403).

    Nobody signed in is sent to the sign-in page.
    """

    def wrap(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            verdict = may(request.actor, power)  # type: ignore[attr-defined]
            if not verdict:
                raise PermissionDenied(verdict.reason)
            return view(request, *args, **kwargs)

        return login_required(guarded)

    return wrap
