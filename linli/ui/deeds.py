"""Doing what a form asks: a refusal becomes an error of its field, and what was typed is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db import transaction

from linli.kernel import Refused, Stale


def tried(form: forms.Form, deed: Callable[[dict[str, Any]], Any], *, beside: bool = False) -> Any:
    """Do `deed` with what the form says; its own transaction is undone before the form is shown again.

    Answers what the deed answers (True for nothing), or None when nothing was done.
    beside  when somebody was quicker `form.stale` says what they saved, so that the page shows both versions
            itself; otherwise Stale goes on to the page of conflicts
    """
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            done = deed(form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return None
    except Stale as stale:
        if not beside:
            raise
        form.stale = stale  # type: ignore[attr-defined]
        return None
    return True if done is None else done
