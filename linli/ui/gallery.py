"""Sample values of the gallery. Every state of every piece stands here; names are invented."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest

PAGES: dict[str, str] = {}


def context(request: HttpRequest, *, at: dt.datetime) -> dict[str, Any]:
    """All samples."""
    return {"title": "Gallery"}


def page_context(kind: str) -> dict[str, Any]:
    """Samples of one other frame."""
    return {}
