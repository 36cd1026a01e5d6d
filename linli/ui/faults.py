"""The error pages: what happened, what to do, a phone number and a short code that support can look up.

They must print when the database is gone, so they ask nothing of it: no user, no session, no community.
"""

from __future__ import annotations

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.base import clock
from linli.ui.look import look_of

log = logging.getLogger("linli.faults")


def short_code(status: int) -> str:
    """Status, hour and minute, and four letters: 500-1432-k3fa. Said on the phone; found again in the log."""
    moment = clock.real_now().astimezone(clock.SHANGHAI)
    code = f"{status}-{moment:%H%M}-{secrets.token_hex(2)}"
    if status != 404:  # a mistyped address is nobody's fault and would fill the log
        log.warning("error page %s", code)
    return code


def answer(request: HttpRequest, status: int, why: object = "") -> HttpResponse:
    """The page of one fault, without a single question to the database. `why` is a sentence for the reader."""
    moment = clock.real_now()
    request.page_now = moment  # type: ignore[attr-defined]
    context = {
        "code": short_code(status),
        "ui": look_of(request, demo=False, now=moment),
        "now": moment,
        "user": None,
        "why": why,
    }
    return render(request, f"ui/{status}.html", context, status=status)
