"""Which ways this installation can send on, as its settings say."""

from __future__ import annotations

from django.conf import settings

from .rules import ways


def webhook() -> bool:
    """Whether the signed webhook is set up."""
    return bool(settings.LINLI_WEBHOOK_URL and settings.LINLI_WEBHOOK_SECRET)


def mail() -> bool:
    """Whether a mail server is set up."""
    return bool(settings.EMAIL_HOST and settings.DEFAULT_FROM_EMAIL)


def ways_of(receiver: str) -> frozenset[str]:
    """The ways that go through one receiver ("webhook" or "email")."""
    return ways.BY_WEBHOOK if receiver == ways.WEBHOOK else frozenset({ways.EMAIL})


def receivers() -> list[str]:
    """The receivers that are set up."""
    return [one for one, there in ((ways.WEBHOOK, webhook()), (ways.EMAIL, mail())) if there]


def open_ways() -> frozenset[str]:
    """Every way that can be sent on now."""
    return frozenset().union(*(ways_of(one) for one in receivers()))
