"""How django-allauth behaves here: no sign-up of one's own, names instead of user names, sealed factors."""

from __future__ import annotations

import base64
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.accounts import queries
from linli.accounts.models import User
from linli.base import keys

_TOO_MANY = _("Too many wrong tries. Wait an hour, or ask the secretary for a one-time password.")
_WRONG_CODE = _("The code is wrong or has run out. Type the one shown now.")


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Signing in by user name; whoever asks for a page is read together with the posts they hold."""

    def get_user(self, user_id: int) -> User | None:
        user = queries.user_with_posts(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the secretary or the technical administrator only."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("User name or password is wrong."),
        "invalid_login": _("User name or password is wrong."),
        "incorrect_password": _("The password is wrong."),
        "enter_current_password": _("The password is wrong."),
        "incorrect_code": _WRONG_CODE,
        "too_many_login_attempts": _TOO_MANY,
        "rate_limited": _TOO_MANY,
    }

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def add_message(self, request: Any, level: int, *args: Any, **kwargs: Any) -> None:
        """Only faults are said; that one has signed in is seen from the page."""
        if level >= messages.WARNING:
            super().add_message(request, level, *args, **kwargs)

    def respond_user_inactive(self, request: Any, user: Any) -> HttpResponse:
        return render(request, "accounts/closed.html", {"title": _("This account is closed")}, status=403)

    def get_password_change_redirect_url(self, request: Any) -> str:
        return reverse("accounts:me")

    def get_user_search_fields(self) -> list[str]:
        return ["username", "name"]


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: their secrets are sealed by the key ring, so a copy of the database opens nothing."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _WRONG_CODE
    }

    def encrypt(self, text: str) -> str:
        return base64.b64encode(keys.seal(text)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return keys.unseal(base64.b64decode(encrypted_text))

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"name": user.username, "display_name": user.name}


def display(user: Any) -> str:
    """The person's name."""
    return str(user.name)
