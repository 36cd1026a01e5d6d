"""How django-allauth behaves here: no sign-up of one's own, names instead of user names."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the secretary or the technical administrator only."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False


def display(user: Any) -> str:
    """The person's name."""
    return str(user.name)
