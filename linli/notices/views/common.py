"""What the pages of notices share: who may do what, choices of the audience, the public address."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse

from linli.accounts import api as accounts
from linli.kernel import Actor
from linli.places import api as places
from linli.ui.asking import actor_of, asked, today, whole
from linli.ui.asking import verb_of as verb_of_app
from linli.ui.deeds import tried
from linli.ui.parts import Link

__all__ = [
    "actor_of",
    "asked",
    "audience_choices",
    "links",
    "public_url",
    "today",
    "tried",
    "verb_of",
    "whole",
]

verb_of: Callable[[int], Callable[[str], str]] = functools.partial(verb_of_app, "notices")
Pairs = list[tuple[int, str]]


def links(actor: Actor, *deeds: tuple[str, str, str]) -> list[Link]:
    """Links (power, label, address) to what the actor may do."""
    return [Link(label, url) for power, label, url in deeds if accounts.may(actor, power)]


def audience_choices(actor: Actor, on: dt.date) -> tuple[Pairs, Pairs]:
    """(cells, buildings) that a notice may be meant for."""
    community = actor.community or 0
    whole_of_it = Actor.system("for whom a notice is meant", community)
    cells = [
        (one.id, one.name) for scheme in ("grid", "compound") for one in places.cells(community, scheme, on)
    ]
    return cells, [(one.id, one.title) for one in places.buildings(whole_of_it, on)]


def public_url(
    request: HttpRequest, actor: Actor, key: int, on: dt.date, *, name: str = "board:notice"
) -> str:
    """Where everybody reads it; "" while the community has no code yet."""
    code = places.community(actor.community or 0, on).code
    if not code:
        return ""
    return request.build_absolute_uri(reverse(name, args=[code, key]))
