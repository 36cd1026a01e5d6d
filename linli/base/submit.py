"""One form, one record: a double click or a resent form does not write twice."""

from __future__ import annotations

import datetime as dt
import functools
import uuid
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

from . import clock
from .models import SubmitKey

FIELD = "submit_key"


def new_key() -> str:
    """A fresh key for a form about to be shown."""
    return str(uuid.uuid4())


def submit_once(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer the second sending of a form with the address that the first led to.

    The key is inserted before the view runs, so a sending at the same moment waits for the
    first one's commit. When the view does not redirect (the form had a fault), the key goes.
    """

    @functools.wraps(view)
    def once(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = _key(request)
        if key is None:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            if not _claim(key):
                return HttpResponseRedirect(SubmitKey.objects.get(key=key).result or request.path)
            response = view(request, *args, **kwargs)
            target = response.headers.get("Location") or response.headers.get("HX-Redirect")
            if target:
                SubmitKey.objects.filter(key=key).update(result=target)
            else:
                SubmitKey.objects.filter(key=key).delete()
        return response

    return once


def _key(request: HttpRequest) -> uuid.UUID | None:
    if request.method != "POST":
        return None
    try:
        return uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None


def _claim(key: uuid.UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into base_submitkey (key, at, result) values (%s, %s, '') on conflict do nothing",
            [key, clock.real_now()],
        )
        return bool(cursor.rowcount == 1)


def forget_old(before: dt.datetime) -> int:
    """Remove the keys of forms sent before a moment; how many."""
    return SubmitKey.objects.filter(at__lt=before).delete()[0]
