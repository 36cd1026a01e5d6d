"""The error pages: what happened, what to do, a phone number and a short code that support can look up.

They must print when the database is gone, so they ask nothing of it: no user, no session, no community.
"""

from __future__ import annotations

import hashlib
import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.base import clock
from linli.ui.look import look_of

log = logging.getLogger("linli.faults")


def short_code(request: HttpRequest, status: int) -> str:
    """Status, hour and minute, and four letters of the address: 500-1432-k3fa. Holds nothing personal."""
    moment = clock.real_now().astimezone(clock.SHANGHAI)
    letters = hashlib.sha256(f"{request.path}{moment:%s%f}".encode()).hexdigest()[:4]
    return f"{status}-{moment:%H%M}-{letters}"


def answer(request: HttpRequest, status: int) -> HttpResponse:
    """The page of one fault, without a single question to the database."""
    moment = clock.real_now()
    code = short_code(request, status)
    request.page_now = moment  # type: ignore[attr-defined]
    log.warning("%s %s", code, request.method)
    context = {
        "code": code,
        "phone": getattr(settings, "LINLI_PHONE", ""),
        "ui": look_of(request, demo=False, now=moment),
        "now": moment,
        "user": None,
    }
    return render(request, f"ui/errors/{status}.html", context, status=status)
