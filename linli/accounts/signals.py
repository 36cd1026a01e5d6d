"""Signing in and out, locks and second factors leave a line of the house (GB/T 22239: audit of sign-ins)."""

from __future__ import annotations

from typing import Any

from allauth.mfa.signals import authenticator_added, authenticator_removed
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out

from linli.base import clock
from linli.journal import api as journal
from linli.kernel import Actor


def connect() -> None:
    """Listen; called once when the app is ready."""
    for signal, listener in (
        (user_logged_in, _signed_in),
        (user_logged_out, _signed_out),
        (user_locked_out, _locked),
        (authenticator_added, _factor_added),
        (authenticator_removed, _factor_removed),
    ):
        signal.connect(listener, dispatch_uid=f"linli.accounts.{listener.__name__}")


def _signed_in(sender: Any, request: Any, user: Any, **more: Any) -> None:
    _note(user, "sign_in")


def _signed_out(sender: Any, request: Any, user: Any, **more: Any) -> None:
    if user is not None:
        _note(user, "sign_out")


def _locked(sender: Any, username: str | None = None, **more: Any) -> None:
    """The typed name is not kept: it may be a password typed into the wrong field."""
    journal.house(Actor(None, ""), "lock_out", at=clock.now())


def _factor_added(sender: Any, request: Any, user: Any, authenticator: Any, **more: Any) -> None:
    _note(user, "add_factor", kind=str(authenticator.type))


def _factor_removed(sender: Any, request: Any, user: Any, authenticator: Any, **more: Any) -> None:
    _note(user, "remove_factor", kind=str(authenticator.type))


def _note(user: Any, verb: str, **facts: Any) -> None:
    journal.house(Actor(user.pk, user.name), verb, at=clock.now(), **facts)
