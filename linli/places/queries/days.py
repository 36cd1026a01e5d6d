"""Rows that hold on a day: half-open, NULL at either side meaning without bound."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q


def holding(on: dt.date, path: str = "") -> Q:
    """Rows (reached by `path`, such as "memberships__") that hold on day `on`."""
    begun = Q(**{f"{path}start__isnull": True}) | Q(**{f"{path}start__lte": on})
    return begun & not_ended(on, path)


def not_ended(on: dt.date, path: str = "") -> Q:
    """Rows that still hold on `on` or begin later."""
    return Q(**{f"{path}end__isnull": True}) | Q(**{f"{path}end__gt": on})
