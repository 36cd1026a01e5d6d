"""Reads of accounts and posts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from linli.kernel import Actor
from linli.kernel.actor import SUBDISTRICT

from .models import Post


def holds_on(on: dt.date) -> Q:
    """Posts held on a day."""
    return Q(start__lte=on) & (Q(end__isnull=True) | Q(end__gt=on))


def posts_of(user_id: int, *, on: dt.date) -> list[Post]:
    """The posts a user holds on a day, oldest first."""
    return list(Post.objects.filter(holds_on(on), user=user_id).select_related("area").order_by("start", "id"))


def actor_for(user: Any, *, on: dt.date) -> Actor:
    """The actor a user is on a day: the posts of one community, the chosen one or the first."""
    posts = posts_of(user.pk, on=on)
    chosen = next((one for one in posts if one.pk == user.chosen_post), posts[0] if posts else None)
    if chosen is None:
        return Actor(user.pk, user.name)
    here = [one for one in posts if one.area_id == chosen.area_id]
    return _actor(user, chosen, here)


def _actor(user: Any, chosen: Post, here: Sequence[Post]) -> Actor:
    in_community = chosen.area.level == "community"
    cells = frozenset() if any(one.cell == 0 for one in here) else frozenset(one.cell for one in here)
    return Actor(
        user.pk,
        user.name,
        chosen.area_id if in_community else None,
        frozenset(one.role for one in here),
        cells,
        chosen.area_id if chosen.role == SUBDISTRICT else None,
        frozenset(line for one in here for line in one.lines),
    )
